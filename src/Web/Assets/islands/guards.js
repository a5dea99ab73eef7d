// One press, one submission. The server guards too, by the key in the form; this only spares the wait.
export function formGuards() {
  for (const form of document.querySelectorAll("form[method=post]")) {
    form.addEventListener("submit", event => {
      if (form.dataset.busy !== undefined) return event.preventDefault();
      if (form.dataset.confirm && !confirm(form.dataset.confirm)) return event.preventDefault();
      // Photos still on their way: the submission waits for them instead of losing them.
      if (form.querySelector("[data-uploading]")) {
        event.preventDefault();
        form.addEventListener("uploaded", () => form.requestSubmit(event.submitter), { once: true });
        return;
      }
      form.dataset.busy = "";
      setTimeout(() => {
        const said = form.querySelector("[data-draft-said]");
        if (said) said.textContent = "正在提交…";
      }, 1000);
    });
  }
  // Coming back with the browser's button, the form is usable again.
  addEventListener("pageshow", () => {
    for (const form of document.querySelectorAll("form[data-busy]")) delete form.dataset.busy;
  });
}
