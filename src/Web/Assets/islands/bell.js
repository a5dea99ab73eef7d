// The bell and the count of tasks keep up while a page stands open; nothing else on it moves.
const everyMilliseconds = 60_000;

export function liveBell() {
  const bells = document.querySelectorAll(".frame-bell");
  if (bells.length === 0) return;
  setInterval(async () => {
    if (document.hidden) return;
    try {
      const answer = await fetch("/notifications/unread", { headers: { Accept: "application/json" } });
      if (!answer.ok || answer.redirected) return;
      const { unread } = await answer.json();
      for (const bell of bells) show(bell, unread);
    } catch { /* Without a network the next minute tries again. */ }
  }, everyMilliseconds);
}

function show(bell, unread) {
  bell.setAttribute("aria-label", unread === 0 ? "通知" : `通知，${unread} 条未读`);
  let mark = bell.querySelector("b");
  if (unread === 0) return mark?.remove();
  if (!mark) {
    mark = document.createElement("b");
    mark.setAttribute("aria-hidden", "true");
    bell.append(mark);
  }
  mark.textContent = unread > 99 ? "99+" : unread;
}
