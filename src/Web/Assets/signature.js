// A signature drawn with finger or mouse, sent as a small PNG with the form.
import SignaturePad from "signature_pad";

for (const box of document.querySelectorAll("[data-signature]")) {
  box.hidden = false;
  const canvas = box.querySelector("canvas");
  const hidden = box.querySelector("input[type=hidden]");
  const frame = box.querySelector(".sign-pad");
  const pad = new SignaturePad(canvas, { minWidth: 1, maxWidth: 3, penColor: "#101820" });

  // The canvas has the size of its place on the screen; on a turned phone what was drawn is drawn again.
  const fit = () => {
    if (canvas.offsetWidth === 0) return;
    const strokes = pad.toData();
    canvas.width = canvas.offsetWidth;
    canvas.height = canvas.offsetHeight;
    pad.clear();
    pad.fromData(strokes);
  };
  new ResizeObserver(fit).observe(canvas);

  pad.addEventListener("endStroke", () => {
    frame.classList.add("drawn");
    hidden.value = pad.toDataURL("image/png");
  });
  box.querySelector("[data-clear]").addEventListener("click", () => {
    pad.clear();
    frame.classList.remove("drawn");
    hidden.value = "";
  });
}
