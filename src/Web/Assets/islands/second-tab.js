// The same form open in two tabs: the later one is told, so that nothing is filled in twice.
export function secondTab() {
  const note = document.querySelector("[data-second-tab]");
  if (!note || !("BroadcastChannel" in window)) return;
  const channel = new BroadcastChannel("open-forms");
  const me = crypto.randomUUID?.() ?? String(Math.random());
  const page = location.pathname;
  channel.addEventListener("message", ({ data }) => {
    if (data.page !== page || data.from === me) return;
    if (data.kind === "opened") channel.postMessage({ kind: "here", page, from: me });
    else note.hidden = false;
  });
  channel.postMessage({ kind: "opened", page, from: me });
}
