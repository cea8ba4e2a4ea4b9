// Charts: places across are percentages, so that type keeps its size at any width. Classes are those of the report.

const SVG = "http://www.w3.org/2000/svg";

function drawn(tag, attributes = {}, ...children) {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

/** From a figure to a part of the way between two others. */
function scale(from, to) {
  const width = to - from || 1;
  return (value) => (value - from) / width;
}

const across = (share) => `${(100 * share).toFixed(3)}%`;

/** Round figures between two others, about `wanted` of them. */
function ticks(from, to, wanted) {
  const rough = (to - from) / wanted || 1;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((times) => times * power).find((step) => step >= rough);
  const first = Math.ceil(from / step - 1e-9);
  const last = Math.floor(to / step + 1e-9);
  return Array.from({ length: last - first + 1 }, (_, at) => (first + at) * step);
}

function chart(height, words, ...marks) {
  return drawn("svg", { class: "chart", width: "100%", height, role: "img", "aria-label": words }, ...marks);
}

function written(text, attributes) {
  const element = drawn("text", attributes);
  element.textContent = text;
  return element;
}

/** Grid lines down from round figures, with the figures below. */
function axisBelow(at, figures, top, bottom, write) {
  return figures.flatMap((figure) => {
    const x = across(at(figure));
    const anchor = at(figure) < 0.08 ? "start" : at(figure) > 0.92 ? "end" : "middle";
    return [
      drawn("line", { class: figure === 0 ? "nought" : "grid", x1: x, x2: x, y1: top, y2: bottom }),
      written(write(figure), { class: "quiet", x, y: bottom + 4, dy: "1em", "text-anchor": anchor }),
    ];
  });
}

/** How draws of harm avoided are spread, with their mean and the interval that holds nine in ten. */
function histogram({ from, to, counts }, { mean, p5, p95 }, words) {
  const [top, bottom] = [14, 124];
  const at = scale(from, to);
  const most = Math.max(...counts, 1);
  const width = (to - from) / counts.length;
  const bars = counts.map((count, index) => {
    const left = from + index * width;
    const height = ((bottom - top) * count) / most;
    const side = left + width <= 1e-9 ? "worse" : "better";
    return drawn("rect", { class: side, x: across(at(left)), width: across(1 / counts.length), y: bottom - height, height });
  });
  const middle = across(at(mean));
  return chart(
    164,
    words,
    ...axisBelow(at, ticks(from, to, 5), top - 4, bottom + 10, onAxis),
    ...bars,
    drawn("line", { class: "halo", x1: middle, x2: middle, y1: 4, y2: bottom }),
    drawn("line", { class: "mean", x1: middle, x2: middle, y1: 4, y2: bottom }),
    drawn("line", { class: "nine", x1: across(at(p5)), x2: across(at(p95)), y1: bottom + 5, y2: bottom + 5 }),
    drawn("circle", { class: "dot", cx: middle, cy: bottom + 5, r: 4 }),
  );
}

/** Lines at figures that have a name, which stands left of them where right of them is no room. */
function marked(marks, at, { top, turns, bottom }) {
  return marks.flatMap((mark, index) => {
    const share = at(mark.x);
    const anchor = share > turns ? "end" : "start";
    const lift = top + 13 * (index % 2);
    return [
      drawn("line", { class: mark.class, x1: across(share), x2: across(share), y1: lift, y2: bottom }),
      written(mark.words, { class: "quiet", x: across(share), dx: anchor === "end" ? -4 : 4, y: lift, "text-anchor": anchor }),
    ];
  });
}

/**
 * A mean with its band along something, and marks on it. `points` have `x`, `mean`, `p5`, `p95`; `marks` have `x`, `words`
 * and a class.
 */
function band(points, marks, { words, below, height = 210, figures = null }) {
  const [top, bottom] = [22, height - 36];
  const xs = points.map((point) => point.x);
  const [left, right] = [Math.min(...xs), Math.max(...xs)];
  const all = points.flatMap((point) => [point.mean, point.p5, point.p95]);
  const [low, high] = [Math.min(0, ...all), Math.max(0, ...all)];
  const x = scale(left, right);
  const y = scale(high, low);
  const down = (value) => top + y(value) * (bottom - top);
  const place = (point, value) => `${(1000 * x(point.x)).toFixed(2)},${(1000 * y(value)).toFixed(2)}`;
  const upper = points.map((point) => place(point, point.p95));
  const lower = points.map((point) => place(point, point.p5)).reverse();
  const rules = ticks(low, high, 4).flatMap((figure) => [
    drawn("line", { class: figure === 0 ? "nought" : "grid", x1: "0", x2: "100%", y1: down(figure), y2: down(figure) }),
    written(onAxis(figure), { class: "quiet", x: "0", y: down(figure) - 4 }),
  ]);
  const lines = marked(marks, (value) => x(Math.min(right, Math.max(left, value))), { top: 10, turns: 0.7, bottom });
  return chart(
    height,
    words,
    drawn(
      "svg",
      { x: "0", y: top, width: "100%", height: bottom - top, viewBox: "0 0 1000 1000", preserveAspectRatio: "none" },
      drawn("polygon", { class: "band", points: [...upper, ...lower].join(" ") }),
      drawn("polyline", { class: "line", points: points.map((point) => place(point, point.mean)).join(" ") }),
    ),
    ...rules,
    ...axisBelow(x, figures ?? ticks(left, right, 5), bottom, bottom, below),
    ...lines,
  );
}

/** A belief: how dense its draws are between quantiles, how dense those of another belief would be, and marks. */
function density(quantiles, others, marks, words, write) {
  const [top, bottom, height] = [30, 130, 156];
  const all = [...quantiles, ...others].map(([, value]) => value).concat(marks.map((mark) => mark.x));
  const [from, to] = [Math.min(...all), Math.max(...all)];
  const at = scale(from, to);
  const steps = (points) =>
    points.slice(1).map(([u, right], index) => {
      const [before, left] = points[index];
      return { left, right, dense: (u - before) / Math.max(right - left, (to - from) / 200, 1e-300) };
    });
  const most = Math.max(...[...steps(quantiles), ...steps(others)].map((step) => step.dense));
  const outline = (points) => {
    const place = (value, up) => `${(1000 * at(value)).toFixed(1)},${(1000 * (1 - up / most)).toFixed(1)}`;
    const tops = steps(points).flatMap(({ left, right, dense }) => [place(left, dense), place(right, dense)]);
    return points.length > 0 ? [place(points[0][1], 0), ...tops, place(points.at(-1)[1], 0)].join(" ") : "";
  };
  const lines = marked(marks, (value) => Math.min(1, Math.max(0, at(value))), { top: 11, turns: 0.65, bottom });
  return chart(
    height,
    words,
    ...axisBelow(at, ticks(from, to, 4), top, bottom, write),
    drawn(
      "svg",
      { x: "0", y: top, width: "100%", height: bottom - top, viewBox: "0 0 1000 1000", preserveAspectRatio: "none" },
      drawn("polygon", { class: "band", points: outline(quantiles) }),
      drawn("polyline", { class: "line", points: outline(others) }),
    ),
    ...lines,
  );
}

/** Strands side by side on one bar; each part as wide as its share. */
function stacked(name, parts, total, className = "") {
  const bar = make("div", { className: `bar ${className}`, attributes: { "aria-hidden": "true" } });
  for (const { id, index, money } of parts) {
    const share = total > 0 ? money / total : 0;
    const piece = make("span", { className: `fill-${index % 6}`, title: `${capital(id)} ${pounds(money)}` });
    piece.style.flexBasis = across(share);
    if (share > 0.09) piece.append(make("span", { className: `ink-${index % 6}`, textContent: `${share > 0.2 ? capital(id) + " " : ""}${Math.round(100 * share)}%` }));
    bar.append(piece);
  }
  return [make("span", { className: "of-what", textContent: name }), bar];
}
