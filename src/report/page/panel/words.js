// Words and elements: how money is written and read on axes and in inputs, and how the page is built without markup in
// text. Whole sentences come from the engine.

/** £m for people: thousands apart, a true minus, no more digits than are of use. */
function amount(value, digits = Math.abs(value) >= 100 ? 1 : 2) {
  const written = Math.abs(value).toLocaleString("en-GB", { maximumFractionDigits: digits });
  return value < 0 && written !== "0" ? "−" + written : written;
}

function pounds(value, digits) {
  const written = amount(value, digits);
  return written.startsWith("−") ? `−£${written.slice(1)}m` : `£${written}m`;
}

/** On an axis, where there is little room. */
function onAxis(value) {
  if (value === 0) return "0";
  return Math.abs(value) < 1000 ? pounds(value) : pounds(value / 1000).replace("m", "bn");
}

/** With its sign, for changes. */
function signed(value) {
  const written = amount(value, Math.abs(value) < 10 ? 1 : 0);
  return value > 0 && written !== "0" ? "+" + written : written;
}

/** What somebody typed, in £m: "120", "1,200", "£1.2bn"; NaN if it is none of these. */
function typed(text) {
  const parts = /^£?\s*([−-]?)\s*£?(\d[\d,\s]*\.?\d*|\.\d+)\s*(bn|m)?$/i.exec(text.trim());
  if (!parts) return NaN;
  const value = Number(parts[2].replace(/[,\s]/g, "")) * (/bn/i.test(parts[3] ?? "") ? 1000 : 1);
  return parts[1] ? -value : value;
}

function capital(text) {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** The element of the panel with this name. */
function part(name) {
  return document.getElementById("play-" + name);
}

/** An element with properties; `attributes` is for what has none. Text is always text. */
function make(tag, properties = {}, ...children) {
  const { attributes = {}, on = {}, ...own } = properties;
  const element = Object.assign(document.createElement(tag), own);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  for (const [event, listener] of Object.entries(on)) element.addEventListener(event, listener);
  element.append(...children.filter((child) => child !== null));
  return element;
}

/** A plain button. */
function button(text, click, properties = {}) {
  return make("button", { type: "button", textContent: text, on: { click }, ...properties });
}

/** A table in a frame that scrolls by itself, as the report's are. A cell is a text, or an element to put in. */
function table(caption, head, rows, className = "") {
  const cell = (tag, content, at, scope) => {
    const element = make(tag, at === 0 ? {} : { className: "figure" }, content ?? "");
    if (scope) element.scope = scope;
    return element;
  };
  const row = (cells) => make("tr", {}, ...cells.map((content, at) => cell(at === 0 ? "th" : "td", content, at, at === 0 ? "row" : null)));
  return make(
    "div",
    { className: "wide", tabIndex: 0, attributes: { role: "group", "aria-label": caption } },
    make(
      "table",
      { className },
      make("caption", {}, make("span", { textContent: caption })),
      make("thead", {}, make("tr", {}, ...head.map((content, at) => cell("th", content, at, "col")))),
      make("tbody", {}, ...rows.map(row)),
    ),
  );
}

function show(element, is) {
  element.hidden = !is;
}

/** Says something to whoever hears the page; saying the same twice is heard twice. */
function speak(text) {
  const place = part("spoken");
  place.textContent = place.textContent === text ? text + "\u00a0" : text;
}

/** What the engine refused, in a paragraph with its details. */
function refusal({ said, details = [] }) {
  const list = details.length > 0 ? make("ul", {}, ...details.map((textContent) => make("li", { textContent }))) : null;
  return make("div", { className: "refused" }, make("p", { textContent: said }), list);
}

/** Rules that cannot all be kept: which clash, and the least money that mends it. */
function clash({ said, sets, mends }) {
  const list = (texts) => make("ul", {}, ...texts.map((textContent) => make("li", { textContent })));
  const inside = [make("p", {}, make("strong", { textContent: said }))];
  for (const rules of sets) inside.push(make("p", { textContent: "These clash:" }), list(rules));
  if (mends.length > 0) inside.push(make("p", { textContent: "The least that mends it:" }), list(mends.map((mend) => `${mend.words}: ${mend.said}`)));
  return make("div", { className: "refused" }, ...inside);
}
