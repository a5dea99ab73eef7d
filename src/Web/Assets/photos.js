// The phone's camera opens, the picture is scaled down to 1600 px before it leaves, and goes up while the rest is filled in.
import { exifOf, withExif } from "./islands/exif.js";

const longest = 1600;

for (const box of document.querySelectorAll(".photo-input")) {
  const input = box.querySelector("input[type=file]");
  const strip = box.querySelector(".photo-strip");
  const said = box.querySelector(".said");
  const label = box.querySelector("[data-label]");
  box.classList.add("scripted");
  if (label) label.textContent = label.dataset.label;

  strip.addEventListener("click", event => {
    const button = event.target.closest("button");
    if (!button) return;
    button.closest("li").remove();
    count(box);
  });

  input.addEventListener("change", async () => {
    const files = [...input.files];
    // Sent one by one below; the form itself then carries only their numbers.
    input.value = "";
    for (const file of files) await add(box, strip, said, file);
  });
}

async function add(box, strip, said, file) {
  const max = Number(box.dataset.max);
  if (strip.children.length >= max) {
    said.textContent = `最多 ${max} 张照片。`;
    return;
  }
  const item = document.createElement("li");
  item.className = "waiting";
  item.dataset.uploading = "";
  const frame = document.createElement("span");
  const stamp = document.createElement("small");
  item.append(frame);
  strip.append(item);
  try {
    const { blob, exif } = await scaled(file);
    const picture = new Image();
    picture.alt = "已选照片";
    picture.src = URL.createObjectURL(blob);
    const taken = exif?.takenAt ? new Date(exif.takenAt.replace(" ", "T")) : new Date(file.lastModified);
    stamp.textContent = short(taken);
    frame.append(picture, stamp);
    said.textContent = "正在上传照片…";
    const { id } = await send(box, blob, file.name);
    const hidden = Object.assign(document.createElement("input"), { type: "hidden", name: box.dataset.name, value: id });
    const remove = Object.assign(document.createElement("button"), { type: "button", textContent: "×" });
    remove.setAttribute("aria-label", "移除这张照片");
    item.append(hidden, remove);
    item.classList.remove("waiting");
    if (exif?.place) {
      const location = box.closest("form").querySelector("input[data-location]");
      if (location && !location.value) location.value = exif.place;
    }
    count(box);
  } catch (problem) {
    item.remove();
    said.textContent = problem.title ?? "这张照片没有传上去。请检查网络后再选一次。";
  } finally {
    delete item.dataset.uploading;
    const form = box.closest("form");
    if (!form.querySelector("[data-uploading]")) form.dispatchEvent(new Event("uploaded"));
  }
}

function count(box) {
  const number = box.querySelectorAll("input[type=hidden]").length;
  box.querySelector(".said").textContent = number === 0 ? "" : `已选 ${number} 张照片。`;
}

async function scaled(file) {
  let bitmap;
  try {
    bitmap = await createImageBitmap(file, { imageOrientation: "from-image" });
  } catch {
    // Not a picture that this browser knows (a PDF, HEIC): the server decides.
    return { blob: file };
  }
  const exif = file.type === "image/jpeg" ? exifOf(await file.slice(0, 256 * 1024).arrayBuffer()) : null;
  const factor = Math.min(1, longest / Math.max(bitmap.width, bitmap.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(bitmap.width * factor);
  canvas.height = Math.round(bitmap.height * factor);
  canvas.getContext("2d").drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  const jpeg = await new Promise(resolve => canvas.toBlob(resolve, "image/jpeg", .82));
  return { blob: exif ? withExif(jpeg, exif.segment) : jpeg, exif };
}

async function send(box, blob, name) {
  const body = new FormData();
  body.append("file", blob, blob.type === "image/jpeg" ? name.replace(/\.\w+$/, "") + ".jpg" : name);
  body.append("__RequestVerificationToken", box.closest("form").querySelector("input[name=__RequestVerificationToken]").value);
  const answer = await fetch("/api/v1/files", { method: "POST", body });
  const json = await answer.json();
  if (!answer.ok) throw json;
  return json;
}

const two = number => String(number).padStart(2, "0");
const short = date => `${two(date.getMonth() + 1)}-${two(date.getDate())} ${two(date.getHours())}:${two(date.getMinutes())}`;
