// Shows the fields that the chosen outcome uses and names the button after it.
// data-when: combinations "key=value&key=value" separated by spaces, any of which shows the field.
export function conditionalFields() {
  for (const form of document.querySelectorAll("form[data-conditional]")) {
    const apply = () => {
      const chosen = key => form.querySelectorAll(`[data-key="${CSS.escape(key)}"]`);
      const holds = pair => {
        const [key, value] = pair.split("=").map(decodeURIComponent);
        const fields = [...chosen(key)];
        if (fields.length === 0) return true;
        return fields.some(field => field.type === "radio" ? field.checked && field.value === value
          : field.type === "checkbox" ? String(field.checked) === value
          : field.value === value);
      };
      for (const part of form.querySelectorAll("[data-when]"))
        part.hidden = !part.dataset.when.split(" ").some(all => all.split("&").every(holds));
      const button = form.querySelector("[data-follows-outcome]");
      const outcome = form.querySelector("input[data-key=outcome]:checked");
      if (button && outcome?.dataset.button) button.textContent = outcome.dataset.button;
    };
    form.addEventListener("change", apply);
    apply();
  }
}
