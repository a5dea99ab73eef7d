// Small comforts of every page. Each works on markup that is complete without it.
import { levelAdvice } from "./islands/advice.js";
import { keepDrafts } from "./islands/drafts.js";
import { listKeys } from "./islands/keys.js";
import { conditionalFields } from "./islands/conditions.js";
import { secondTab } from "./islands/second-tab.js";
import { liveBell } from "./islands/bell.js";
import { formGuards } from "./islands/guards.js";
import { wayBack } from "./islands/back.js";

document.documentElement.classList.add("scripted");
for (const button of document.querySelectorAll("button[data-copy]"))
  button.addEventListener("click", async () => {
    await navigator.clipboard?.writeText(button.dataset.copy);
    button.dataset.done = "";
    setTimeout(() => delete button.dataset.done, 2000);
  });

for (const button of document.querySelectorAll("button[data-phrase]"))
  button.addEventListener("click", () => {
    const field = document.getElementById(button.dataset.for);
    const text = field.value.trim();
    field.value = text && !text.endsWith("；") ? `${text}；${button.dataset.phrase}` : text + button.dataset.phrase;
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.focus();
  });

// A menu closes when one looks elsewhere.
document.addEventListener("click", event => {
  for (const menu of document.querySelectorAll("details[data-menu][open]"))
    if (!menu.contains(event.target)) menu.open = false;
});

for (const element of document.querySelectorAll("[data-submit-on-change]"))
  element.addEventListener("change", () => element.form.requestSubmit());

for (const button of document.querySelectorAll("button[data-print]"))
  button.addEventListener("click", () => print());

// On paper nothing can be unfolded; style sheets can show what is folded only in newer browsers.
let unfolded = [];
addEventListener("beforeprint", () => {
  unfolded = [...document.querySelectorAll("details.why:not([open])")];
  for (const reasons of unfolded) reasons.open = true;
});
addEventListener("afterprint", () => {
  for (const reasons of unfolded) reasons.open = false;
});

document.querySelector("[data-focus]")?.focus();
conditionalFields();
levelAdvice();
keepDrafts();
formGuards();
listKeys();
secondTab();
liveBell();
wayBack();
