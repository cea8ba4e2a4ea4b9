// Tables whose hint is shown just where they scroll ("right"), those where it is not ("wrong"), and those that show it, by
// their class.
(() => {
  const found = { right: [], wrong: [], shown: [] };
  for (const wide of document.querySelectorAll(".wide")) {
    const table = wide.querySelector("table");
    const scrolls = table.getBoundingClientRect().width > wide.clientWidth + 2;
    const hint = wide.querySelector(".more").getBoundingClientRect();
    const edge = parseFloat(getComputedStyle(wide, "::after").width);
    const shows = hint.width > 60 && hint.height > 10 && hint.left >= 0 && hint.right <= innerWidth;
    const hides = hint.width === 0 && hint.height === 0;
    const name = table.className || table.caption.textContent;
    (scrolls ? shows && edge > 10 : hides && edge === 0) ? found.right.push(name) : found.wrong.push(name);
    if (!hides) found.shown.push(name);
  }
  return found;
})()
