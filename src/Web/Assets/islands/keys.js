// On the desk a list is walked with j and k and opened with enter; / goes to the search.
export function listKeys() {
  const links = [...document.querySelectorAll("[data-keys] a.row-link")];
  let at = -1;
  document.addEventListener("keydown", event => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea, select, [contenteditable]")) return;
    if (event.key === "/") {
      const search = document.querySelector(".frame-search input");
      if (search) { event.preventDefault(); search.focus(); }
    }
    if (links.length === 0 || (event.key !== "j" && event.key !== "k")) return;
    const focused = links.indexOf(document.activeElement);
    if (focused >= 0) at = focused;
    at = event.key === "j" ? Math.min(at + 1, links.length - 1) : Math.max(at - 1, 0);
    links[at].focus();
  });
}
