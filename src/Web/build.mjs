// Bundles styles and script islands into wwwroot/dist. Run by the project file; by hand: npm run build.
import { build } from "esbuild";
import { mkdir, copyFile, rm } from "node:fs/promises";

const out = "wwwroot/dist";
await rm(out, { recursive: true, force: true });
await mkdir(out, { recursive: true });

await build({
  entryPoints: {
    app: "Assets/app.css",
    print: "Assets/print.css",
    landscape: "Assets/landscape.css",
    diagram: "Assets/diagram.css",
    board: "Assets/board.css",
  },
  bundle: true,
  minify: true,
  outdir: out,
  logLevel: "warning",
  target: ["chrome100", "firefox100", "safari15"],
  loader: { ".woff": "file", ".woff2": "file", ".ttf": "file", ".eot": "file", ".svg": "file" },
});

await build({
  entryPoints: {
    site: "Assets/site.js",
    photos: "Assets/photos.js",
    signature: "Assets/signature.js",
    diagram: "Assets/diagram.js",
  },
  bundle: true,
  minify: true,
  format: "esm",
  outdir: out,
  logLevel: "warning",
  target: ["chrome100", "firefox100", "safari15"],
  legalComments: "eof",
});

await copyFile("Assets/favicon.svg", `${out}/favicon.svg`);
