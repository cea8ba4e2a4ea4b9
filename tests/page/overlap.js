// Words in charts that run into each other or out of their chart.
(() => {
  const wrong = [];
  for (const chart of document.querySelectorAll("svg.chart")) {
    const frame = chart.getBoundingClientRect();
    const texts = [...chart.querySelectorAll("text")].filter((text) => text.getClientRects().length);
    const boxes = texts.map((text) => [text.textContent, text.getBoundingClientRect()]);
    boxes.forEach(([words, box], i) => {
      const cut = box.left < frame.left - 1 || box.right > frame.right + 1 || box.top < frame.top - 1;
      if (cut) wrong.push(`${chart.id}: “${words}” is cut`);
      for (const [other, beside] of boxes.slice(i + 1)) {
        const across = Math.min(box.right, beside.right) - Math.max(box.left, beside.left);
        // Boxes are as tall as their line, glyphs are not.
        const down = Math.min(box.bottom, beside.bottom) - Math.max(box.top, beside.top);
        if (across > 1 && down > 5) wrong.push(`${chart.id}: “${words}” runs into “${other}”`);
      }
    });
  }
  return wrong;
})()
