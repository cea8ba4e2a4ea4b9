// Every piece of text whose contrast with what is behind it is below WCAG 2.2 AA, as "ratio: text".
(() => {
  const parse = (colour) => {
    const parts = colour.match(/[\d.]+/g);
    return parts ? parts.map(Number) : null;
  };
  const luminance = ([r, g, b]) => {
    const [x, y, z] = [r, g, b].map((c) => {
      const s = c / 255;
      return s <= 0.04045 ? s / 12.92 : ((s + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * x + 0.7152 * y + 0.0722 * z;
  };
  const behind = (element) => {
    // A figure on a bar stands on the bar, which is drawn just before it.
    if (element.classList.contains("inside")) return parse(getComputedStyle(element.previousElementSibling).fill);
    for (let up = element; up; up = up.parentElement) {
      const colour = parse(getComputedStyle(up).backgroundColor);
      if (colour && (colour.length < 4 || colour[3] > 0.99)) return colour;
    }
    return [255, 255, 255];
  };
  const poor = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const text = walker.currentNode.data.trim();
    const element = walker.currentNode.parentElement;
    if (!text || !element.getClientRects().length) continue;
    if (["title", "desc"].includes(element.tagName)) continue;
    const style = getComputedStyle(element);
    const own = parse(element instanceof SVGElement ? style.fill : style.color);
    const [a, b] = [luminance(own), luminance(behind(element))].sort((x, y) => y - x);
    const ratio = (a + 0.05) / (b + 0.05);
    const size = parseFloat(style.fontSize);
    const large = size >= 24 || (size >= 18.66 && parseInt(style.fontWeight) >= 700);
    if (ratio < (large ? 3 : 4.5)) poor.push(`${ratio.toFixed(2)}: ${text.slice(0, 40)}`);
  }
  return poor;
})()
