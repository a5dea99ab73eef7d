// The drawing of a process with what is done, where it stands and the timers that wait. Looks, never edits.
import NavigatedViewer from "bpmn-js/lib/NavigatedViewer";

for (const box of document.querySelectorAll("[data-diagram]")) show(box);

async function show(box) {
  const state = JSON.parse(box.dataset.diagram);
  const viewer = new NavigatedViewer({ container: box.querySelector(".diagram") });
  try {
    const answer = await fetch(state.xml);
    if (!answer.ok) throw new Error(String(answer.status));
    await viewer.importXML(await answer.text());
  } catch {
    box.querySelector(".diagram").textContent = "流程图没有加载成功，请刷新页面再试。";
    return;
  }
  const canvas = viewer.get("canvas");
  const registry = viewer.get("elementRegistry");
  const overlays = viewer.get("overlays");
  const mark = (ids, name) => ids.filter(id => registry.get(id)).forEach(id => canvas.addMarker(id, name));
  mark(state.done, "done");
  mark(state.active, "active");
  for (const { id, text } of state.timers ?? []) {
    if (!registry.get(id)) continue;
    const note = document.createElement("div");
    note.className = "timer-note";
    note.textContent = text;
    overlays.add(id, { position: { bottom: -4, left: 0 }, html: note });
  }
  canvas.zoom("fit-viewport", "auto");
  const first = state.active.map(id => registry.get(id)).find(Boolean);
  if (first && canvas.zoom() < .6) {
    canvas.zoom(.8, { x: first.x + first.width / 2, y: first.y + first.height / 2 });
    canvas.scrollToElement(first, 60);
  }
  const zoom = factor => canvas.zoom(canvas.zoom() * factor);
  box.querySelector("[data-zoom=in]")?.addEventListener("click", () => zoom(1.25));
  box.querySelector("[data-zoom=out]")?.addEventListener("click", () => zoom(.8));
  box.querySelector("[data-zoom=fit]")?.addEventListener("click", () => canvas.zoom("fit-viewport", "auto"));
}
