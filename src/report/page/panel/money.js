// The sliders: a strand or a programme is dragged, stepped by keys or typed, and the engine moves the rest of the money.
// A drag always starts from where it began, so that going there and back ends where it started.

const OPEN_LOCK = "M5 8V5a3 3 0 0 1 5.8-1M3.5 8h9v6.5h-9z";
const SHUT_LOCK = "M5 8V5a3 3 0 0 1 6 0v3M3.5 8h9v6.5h-9z";
const CURVE = "M2 14C4 6 8 3.5 14.5 3";

/** Milliseconds without a key or a move of the pointer after which money rests. */
const REST = 250;

/** Rows by the id of their strand or programme. */
const rows = new Map();

/** The drag that is under way: its row, where it began, where it wants to be, and whether it is over. */
let held = null;
let resting = 0;

function icon(path) {
  return drawn("svg", { viewBox: "0 0 16 16", width: "16", height: "16", "aria-hidden": "true" }, drawn("path", { d: path }));
}

/** £m of a strand or programme in a candidate, in the year of the sliders. */
function moneyOf(row, candidate) {
  const amounts = candidate.amounts[state.year];
  return row.members.reduce((sum, index) => sum + amounts[index], 0);
}

function todayOf(row) {
  return row.members.reduce((sum, index) => sum + state.ground.programmes[index].today, 0);
}

/** The most that a slider shows: what the programmes can take and the budget holds, and never less than what is there. */
function topOf(row) {
  const budget = state.candidate.budget[state.year] - (state.ground.back_office[state.year] ?? 0);
  const most = row.members.reduce((sum, index) => sum + (state.ground.programmes[index].max ?? budget), 0);
  const floor = Math.max(moneyOf(row, state.candidate), todayOf(row));
  return Math.max(Math.min(most, budget), floor, 1e-6);
}

/** A round step of about half a hundredth of the slider. */
function stepOf(top) {
  return [10, 5, 1, 0.5, 0.1, 0.05].find((step) => step <= top / 200) ?? 0.01;
}

function rowOf(id, words, members, colour) {
  const piece = (className) => make("span", { className });
  const row = { id, words, members, pieces: {} };
  for (const name of ["good", "fill", "best", "today", "knob"]) row.pieces[name] = piece(name);
  row.pieces.fill.classList.add(`fill-${colour % 6}`);
  row.range = make("input", { type: "range", min: "0", attributes: { "aria-label": words } });
  row.exact = make("input", { type: "text", inputMode: "decimal", autocomplete: "off", size: 7, attributes: { "aria-label": `${words}, £m a year` } });
  row.lock = button("", () => toggle(row), { className: "lock", attributes: { "aria-label": `Padlock on ${words}` } });
  row.change = make("span", { className: "change" });
  row.refused = make("p", { className: "row-refused", hidden: true });
  row.name = make("span", { className: "name" }, make("span", { textContent: words }));
  row.rail = make("span", { className: "rail" }, ...Object.values(row.pieces), row.range);
  row.element = make(
    "div",
    { className: "row", attributes: { "data-id": id } },
    row.lock,
    row.name,
    row.rail,
    make("span", { className: "unit" }, "£", row.exact, "m"),
    row.change,
    row.refused,
  );
  row.range.addEventListener("pointerdown", () => (row.isPointed = true));
  row.range.addEventListener("input", () => slide(row));
  for (const event of ["pointerup", "pointercancel", "change", "blur"]) row.range.addEventListener(event, () => letGo(row));
  row.exact.addEventListener("focus", () => row.exact.select());
  row.exact.addEventListener("change", () => type(row));
  rows.set(id, row);
  return row;
}

/** Rows of a new scenario. */
function buildRows() {
  const { strands, programmes } = state.ground;
  const open = new Set([...document.querySelectorAll(".play .programmes[open]")].map((element) => element.dataset.strand));
  rows.clear();
  const blocks = strands.map(({ id }, colour) => {
    const members = programmes.flatMap((programme, index) => (programme.strand === id ? [index] : []));
    const strand = rowOf(id, capital(id), members, colour);
    strand.element.classList.add("strand");
    const inside = members.map((index) => programmeRow(programmes[index], index, colour).element);
    const count = members.length === 1 ? "1 programme" : `${members.length} programmes`;
    const summary = make("summary", {}, count, make("span", { className: "unseen", textContent: ` of ${capital(id)}` }));
    const list = make("details", { className: "programmes", open: open.has(id) }, summary, ...inside);
    list.dataset.strand = id;
    return make("div", { className: "strand-block" }, strand.element, list);
  });
  part("rows").replaceChildren(...blocks);
  buildYears();
}

/** A programme's row has its curve behind a button. */
function programmeRow(programme, index, colour) {
  const row = rowOf(programme.id, programme.name, [index], colour);
  if (programme.grade === "placeholder") row.name.append(" ", make("span", { className: "tag", textContent: "placeholder" }));
  row.figure = make("div", { className: "curve", hidden: true });
  row.curve = button("", () => openCurve(row), { className: "open-curve", attributes: { "aria-expanded": "false", "aria-label": `Curve of ${programme.name}` } });
  row.curve.append(icon(CURVE));
  row.element.append(row.curve, row.figure);
  return row;
}

/** Which year the sliders move, or all of them. */
function buildYears() {
  const { years } = state.ground;
  const choice = (text, checked, choose) => {
    const radio = make("input", { type: "radio", name: "play-year", checked, on: { change: choose } });
    return make("label", {}, radio, make("span", { textContent: text }));
  };
  const pick = (year, allYears) => () => {
    Object.assign(state, { year, allYears });
    store();
    tell("moved");
    tell("rested");
    look(state.candidate);
  };
  const each = years.map((name, year) => choice(name, !state.allYears && year === state.year, pick(year, false)));
  const all = choice("All years", state.allYears, pick(0, true));
  part("years").replaceChildren(part("years").firstElementChild, make("span", { className: "choices" }, ...each, all));
  show(part("years"), years.length > 1);
}

/** Draws what is, without touching what somebody holds or types in. */
function syncRows() {
  const near = new Map();
  for (const range of state.near.ranges) if (range.year === state.year) near.set(range.id, range);
  for (const row of rows.values()) syncRow(row, near.get(row.id));
  syncStack();
}

function syncRow(row, near) {
  const money = moneyOf(row, state.candidate);
  const today = todayOf(row);
  const isHeld = held?.row === row;
  if (!isHeld) {
    row.top = topOf(row);
    row.range.step = stepOf(row.top);
    row.range.max = row.top;
    row.range.value = money;
  }
  const at = (value) => across(Math.min(1, Math.max(0, value / row.top)));
  const { pieces } = row;
  pieces.knob.style.left = at(isHeld ? held.to : money);
  pieces.fill.style.width = at(money);
  pieces.today.style.left = at(today);
  show(pieces.good, Boolean(near));
  show(pieces.best, Boolean(near));
  if (near) {
    pieces.good.style.left = at(near.low);
    pieces.good.style.width = across(Math.min(1, near.high / row.top) - Math.min(1, near.low / row.top));
    pieces.best.style.left = at(near.best);
  }
  row.range.setAttribute("aria-valuetext", said(money, today, near));
  if (document.activeElement !== row.exact) row.exact.value = amount(money);
  row.change.textContent = Math.abs(money - today) < 0.05 ? "" : signed(money - today);
  const isLocked = state.locks.has(row.id);
  row.element.classList.toggle("locked", isLocked);
  row.range.setAttribute("aria-disabled", String(isLocked));
  row.exact.readOnly = isLocked;
  row.lock.setAttribute("aria-pressed", String(isLocked));
  if (row.isDrawnLocked !== isLocked) row.lock.replaceChildren(icon(isLocked ? SHUT_LOCK : OPEN_LOCK));
  row.isDrawnLocked = isLocked;
}

/** A slider's value, for whoever hears it. */
function said(money, today, near) {
  const change = Math.abs(money - today) < 0.05 ? "as today" : `${signed(money - today)} million on today`;
  return `${pounds(money)}, ${change}${near ? `, nearly as good from ${pounds(near.low)} to ${pounds(near.high)}` : ""}`;
}

function syncStack() {
  const parts = (money) => state.ground.strands.map(({ id }, index) => ({ id, index, money: money(rows.get(id)) }));
  const now = parts((row) => moneyOf(row, state.candidate));
  const today = parts(todayOf);
  const total = Math.max(...[now, today].map((all) => all.reduce((sum, { money }) => sum + money, 0)));
  part("stack").replaceChildren(...stacked("Now", now, total), ...stacked("Today", today, total, "slim"));
}

function toggle(row) {
  if (!state.locks.delete(row.id)) state.locks.add(row.id);
  const isLocked = state.locks.has(row.id);
  tellRow(row, null);
  store();
  tell("moved");
  tell("marked");
  speak(`${row.words} ${isLocked ? "padlocked" : "no longer padlocked"}`);
}

/** What was refused, in words next to what was touched. */
function tellRow(row, refused) {
  show(row.refused, Boolean(refused));
  row.refused.textContent = refused ? [refused.said, ...(refused.details ?? [])].join(" ") : "";
  if (refused) speak(row.refused.textContent);
}

function slide(row) {
  const to = Number(row.range.value);
  if (state.locks.has(row.id)) return stay(row, to);
  hold(row, to);
  resting = setTimeout(row.isPointed ? pause : rest, REST);
}

/** The pointer has let go. Keys let go when none follows for a moment. */
function letGo(row) {
  if (row.isPointed) rest();
  row.isPointed = false;
}

/** What is padlocked stays, and the engine says why. */
async function stay(row, to) {
  row.range.value = moneyOf(row, state.candidate);
  const reply = await engine.ask(moving(state.candidate, row, to), { line: "stay" });
  if (reply?.refused) tellRow(row, reply.refused);
}

function moving(candidate, row, to) {
  const { year, allYears, locks } = state;
  return { move: { candidate, year, all_years: allYears, what: row.id, to, locks: [...locks], draws: FEW } };
}

/** The pointer holds still: all draws are asked, and the drag goes on. */
async function pause() {
  const { candidate } = state;
  const reply = await engine.ask({ answer: { candidate, draws: null } }, { line: "answer" });
  if (reply?.answer && state.candidate === candidate) preview(candidate, { ...reply.answer, ms: reply.ms });
}

function type(row) {
  const to = typed(row.exact.value);
  row.exact.blur();
  if (Number.isNaN(to)) {
    tellRow(row, { said: "Type an amount in £m, such as 120, or £1.2bn." });
    syncRows();
  } else if (amount(to) !== amount(moneyOf(row, state.candidate))) {
    if (state.locks.has(row.id)) stay(row, to);
    else {
      hold(row, to);
      rest();
    }
  }
}

/** Wants a row to have this much. One question is under way at a time, and the latest wish waits. */
function hold(row, to) {
  clearTimeout(resting);
  if (held && held.row !== row) rest();
  held ??= { row, from: state.candidate, asked: null, isAsking: false, isOver: false };
  held.to = to;
  held.isOver = false;
  row.element.classList.add("held");
  if (!held.isAsking) pump(held);
}

async function pump(drag) {
  drag.isAsking = true;
  while (drag.asked !== drag.to) {
    drag.asked = drag.to;
    const reply = await engine.ask(moving(drag.from, drag.row, drag.to), { line: "move" });
    if (!reply) break;
    tellRow(drag.row, reply.refused);
    if (reply.refused) continue;
    preview(reply.moved.candidate, { ...reply.moved.answer, ms: reply.ms });
    sayIn("money-note", state.candidate, `${capital(reply.moved.said)}.`);
  }
  drag.isAsking = false;
  if (drag.isOver) finish(drag);
}

/** The hand is off, or still: all draws are asked. */
function rest() {
  clearTimeout(resting);
  if (!held) return;
  held.isOver = true;
  if (!held.isAsking) finish(held);
}

function finish(drag) {
  drag.row.element.classList.remove("held");
  if (held === drag) held = null;
  if (state.candidate === drag.from) syncRows();
  else settle(state.candidate, { from: drag.from });
}

/** Harm avoided as the money of one programme goes from nothing to twice what it has; asked only while it is open. */
async function openCurve(row) {
  const isOpen = row.figure.hidden;
  show(row.figure, isOpen);
  row.curve.setAttribute("aria-expanded", String(isOpen));
  if (isOpen) drawCurve(row);
}

async function drawCurve(row) {
  const question = { candidate: state.candidate, programme: row.id, year: state.year, draws: FEW };
  const reply = await engine.ask({ curve: question }, { line: "curve " + row.id });
  if (!reply || question.candidate !== state.candidate) return;
  if (reply.refused) return row.figure.replaceChildren(refusal(reply.refused));
  const { points, today, now, said } = reply.curve;
  const marks = [
    { x: today, words: "today", class: "today" },
    { x: now, words: "now", class: "here" },
  ];
  const along = points.map(({ money, ...rest }) => ({ x: money, ...rest }));
  const words = `Modelled harm avoided along the money of ${row.words}`;
  row.figure.replaceChildren(
    make("p", { className: "quiet", textContent: `${words}, everything else held. Band: 90% of draws.` }),
    band(along, Math.abs(today - now) < 0.05 ? marks.slice(1) : marks, { words, below: onAxis }),
    make("p", { textContent: said }),
  );
}

function refreshCurves() {
  for (const row of rows.values()) if (row.figure && !row.figure.hidden) drawCurve(row);
}

watch("grounded", buildRows);
watch("moved", syncRows);
watch("rested", refreshCurves);
