// The way back to a form whose post was turned away: what was typed stands there still, with a token that holds now.
export function wayBack() {
  for (const link of document.querySelectorAll("a[data-back]"))
    link.addEventListener("click", event => {
      if (history.length < 2) return;
      event.preventDefault();
      history.back();
    });
  // Shown again from memory the page has the token that was refused.
  addEventListener("pageshow", event => {
    if (event.persisted) renewTokens();
  });
}

const token = "input[name=__RequestVerificationToken]";

async function renewTokens() {
  const old = document.querySelectorAll(token);
  if (old.length === 0) return;
  try {
    const answer = await fetch(location.href, { cache: "no-store" });
    if (!answer.ok || answer.redirected) return;
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector(token);
    if (fresh) for (const input of old) input.value = fresh.value;
  } catch { /* Without the network the post could not be sent either. */ }
}
