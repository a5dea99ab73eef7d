// The advice on a hazard's level follows what is ticked; without script a button asks for it.
export function levelAdvice() {
  for (const part of document.querySelectorAll("[data-advice]")) {
    const here = part.querySelector("[data-advice-here]");
    if (!here) continue;
    const form = part.closest("form");
    let asked = 0;
    const ask = async () => {
      const chosen = new URLSearchParams();
      for (const name of ["category", "criteria"])
        for (const value of new FormData(form).getAll(name)) chosen.append(name, value);
      const turn = ++asked;
      const answer = await fetch(`${part.dataset.advice}?${chosen}`).catch(() => null);
      if (answer?.ok && turn === asked) here.innerHTML = await answer.text();
    };
    part.querySelector("[data-advice-button]").hidden = true;
    form.addEventListener("change", event => {
      if (["category", "criteria"].includes(event.target.name)) ask();
    });
    if (form.querySelector("input[name=category]:checked")) ask();
  }
}
