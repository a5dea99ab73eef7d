// Long forms survive a closed browser: what is typed is kept on this device until it has been sent.
const sending = "draft-sending";

export function keepDrafts() {
  forgetSent();
  for (const form of document.querySelectorAll("form[data-draft]")) {
    const key = `draft:${form.dataset.draft}`;
    const said = form.querySelector("[data-draft-said]");
    // A form that came back rejected is newer than any draft.
    if (!form.hasAttribute("data-returned")) restore(form, key, said);
    let timer;
    form.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(() => save(form, key, said), 500);
    });
    form.addEventListener("submit", () => sessionStorage.setItem(sending, key));
  }
}

function forgetSent() {
  const key = sessionStorage.getItem(sending);
  if (!key) return;
  sessionStorage.removeItem(sending);
  // The form is still here, or an error page stands in its place: nothing has been taken yet.
  const back = document.querySelector(`form[data-draft="${CSS.escape(key.slice(6))}"], [data-error-page]`);
  if (!back) localStorage.removeItem(key);
}

const kept = form => [...form.elements].filter(field =>
  field.name && !["password", "file", "hidden", "submit", "button"].includes(field.type) && !field.closest("[data-no-draft]"));

function save(form, key, said) {
  const values = kept(form).map(field => [field.name, field.value, field.type === "radio" || field.type === "checkbox" ? field.checked : null]);
  try {
    localStorage.setItem(key, JSON.stringify({ at: Date.now(), values }));
    tell(said, `草稿已自动保存 ${clock(Date.now())}`);
  } catch { /* A full or forbidden store only costs the draft. */ }
}

function restore(form, key, said) {
  let draft;
  try { draft = JSON.parse(localStorage.getItem(key) ?? "null"); } catch { return; }
  if (!draft) return;
  let changed = false;
  const used = new Set();
  for (const [name, value, checked] of draft.values) {
    const field = kept(form).find(f => f.name === name && !used.has(f) && (checked === null || f.value === value));
    if (!field) continue;
    used.add(field);
    if (checked !== null) { changed ||= field.checked !== checked; field.checked = checked; }
    else { changed ||= field.value !== value; field.value = value; }
  }
  if (!changed) return;
  tell(said, `已恢复 ${clock(draft.at)} 的草稿`);
  form.dispatchEvent(new Event("change", { bubbles: true }));
}

const clock = at => new Date(at).toLocaleTimeString("zh-CN", { hour: "2-digit", minute: "2-digit", hour12: false });

function tell(said, text) {
  if (said) said.textContent = text;
}
