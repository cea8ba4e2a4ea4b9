// Believing something else: one uncertain number is scaled, or taken to be known, and its distribution is drawn with the
// value at which the answer would turn round.

/** Furthest that a number can be scaled, as a power of two either way. */
const SCALED = 2;

/** What the engine said of the number that is open, as the evidence has it. */
let belief = null;

/** What its controls are, while it is open. */
const controls = {};

function listNumbers() {
  const groups = new Map();
  for (const { address, words } of state.ground.numbers) {
    const kind = address.split(".")[0];
    groups.set(kind, [...(groups.get(kind) ?? []), make("option", { value: address, textContent: capital(words) })]);
  }
  const none = make("option", { value: "", textContent: "Choose a number" });
  part("belief-what").replaceChildren(none, ...[...groups].map(([kind, options]) => make("optgroup", { label: `${capital(kind)}s` }, ...options)));
  belief = null;
  part("belief-open").replaceChildren();
}

function listBeliefs() {
  const { beliefs } = state.candidate;
  const words = new Map(state.ground.numbers.map((number) => [number.address, capital(number.words)]));
  const line = (address) => {
    const text = `${words.get(address) ?? address}: ${inWords(beliefs[address])}`;
    return make("li", {}, make("span", { textContent: text }), button("Undo it", () => believe(address, null), { attributes: { "aria-label": `No longer: ${text}` } }));
  };
  part("belief-list").replaceChildren(...Object.keys(beliefs).map(line));
}

function inWords({ times, instead, at }) {
  if (times !== undefined) return `${amount(times)} times what the evidence says`;
  if (instead !== undefined) return `exactly ${figure(instead)}`;
  return `exactly its ${amount(100 * at)}% quantile`;
}

/** A value with the unit of the number that is open. */
function inUnit(value) {
  if (belief.unit === "£m") return pounds(value);
  if (belief.unit === "£ per £1") return `£${amount(value)}`;
  if (belief.unit === "share") return `${amount(100 * value, 1)}%`;
  return figure(value);
}

/** A value to three figures that say something. */
function figure(value) {
  return amount(value, Math.min(6, Math.max(0, 2 - Math.floor(Math.log10(Math.abs(value) || 1)))));
}

/** The candidate with another belief about a number, or with none of its own. */
function believing(address, now) {
  const { [address]: _, ...others } = state.candidate.beliefs;
  return { ...state.candidate, beliefs: now ? { ...others, [address]: now } : others };
}

function believe(address, now, from = state.candidate) {
  return settle(believing(address, now), { from });
}

async function openBelief() {
  const address = part("belief-what").value;
  if (!address || !part("belief").open) return part("belief-open").replaceChildren();
  const { candidate } = state;
  const reply = await engine.ask({ belief: { candidate, address, draws: SEARCHED } }, { line: "belief", at: "search" });
  if (!reply || candidate !== state.candidate || part("belief-what").value !== address) return;
  if (reply.refused) return part("belief-open").replaceChildren(refusal(reply.refused));
  const isOpen = belief?.address === address && part("belief-open").childElementCount > 0;
  belief = reply.belief;
  if (!isOpen) buildBelief();
  syncBelief(candidate.beliefs[address]);
}

/** A slider that scales, a slider that fixes, and one button back. */
function buildBelief() {
  const { address, quantiles } = belief;
  const slider = (words, least, most, step, now) => {
    const range = make("input", { type: "range", min: least, max: most, step, attributes: { "aria-label": words } });
    range.addEventListener("input", () => followBelief(now(Number(range.value))));
    return range;
  };
  const [least, most] = [quantiles[0][1], quantiles.at(-1)[1]];
  Object.assign(controls, {
    figure: make("div"),
    times: slider("Times what the evidence says", -SCALED, SCALED, 0.125, (power) => ({ times: rounded(2 ** power, 2) })),
    instead: slider("Exactly this value", least, most, "any", (value) => ({ instead: rounded(value, 4) })),
    timesSaid: make("output"),
    insteadSaid: make("output"),
    said: make("div"),
  });
  const at = (text, quantile) => button(text, () => believe(address, { at: quantile }));
  const row = (text, range, said) => make("div", { className: "slide" }, make("span", { textContent: text }), range, said);
  const back = button("As the evidence says", () => believe(address, null));
  part("belief-open").replaceChildren(
    controls.figure,
    row("Times", controls.times, controls.timesSaid),
    row("Exactly", controls.instead, controls.insteadSaid),
    make("div", { className: "buttons" }, at("Low (5%)", 0.05), at("Middle", 0.5), at("High (95%)", 0.95), back),
    controls.said,
  );
}

/** To so many figures: what a slider says is to be read, and saved. */
function rounded(value, figures) {
  return Number(value.toPrecision(figures));
}

/** The value that a belief fixes; `null` where it leaves the number uncertain. */
function fixed(now) {
  if (now?.instead !== undefined) return now.instead;
  if (now?.at === undefined) return null;
  const { quantiles } = belief;
  const after = Math.max(1, quantiles.findIndex(([u]) => u >= now.at));
  const [[u, low], [v, high]] = [quantiles[after - 1], quantiles[after]];
  return low + ((high - low) * (now.at - u)) / (v - u);
}

function syncBelief(now) {
  const { mean, grade, source, switching, switching_said: said } = belief;
  controls.times.value = Math.log2(now?.times ?? 1);
  controls.instead.value = fixed(now) ?? mean;
  drawBelief(now);
  controls.said.replaceChildren(
    make("p", { className: "strong", textContent: said }),
    make("ul", {}, ...switching.map((one) => make("li", { textContent: one.said }))),
    make("p", { className: "quiet" }, make("span", { className: "tag", textContent: grade }), ` ${source}`),
  );
}

function drawBelief(now) {
  const { quantiles, mean, switching, words } = belief;
  const value = fixed(now);
  controls.timesSaid.textContent = `× ${amount(now?.times ?? 1)}`;
  controls.insteadSaid.textContent = value === null ? "as uncertain as it is" : inUnit(value);
  const scaled = now?.times === undefined ? [] : quantiles.map(([u, at]) => [u, at * now.times]);
  const marks = [{ x: mean, words: `evidence ${inUnit(mean)}`, class: "today" }];
  for (const one of switching) marks.push({ x: one.value, words: `turns at ${inUnit(one.value)}`, class: "turn" });
  if (value !== null) marks.push({ x: value, words: `taken as ${inUnit(value)}`, class: "here" });
  controls.figure.replaceChildren(density(quantiles, scaled, marks, `How ${words} is distributed`, inUnit));
}

/** Where a belief was before it was dragged. */
let believed = null;

/** While a belief is dragged: few draws, one question at a time, the latest waits. */
async function followBelief(now) {
  drawBelief(now);
  const { address } = belief;
  believed ??= state.candidate;
  const candidate = believing(address, now);
  later("belief", () => {
    const from = believed;
    believed = null;
    believe(address, now, from);
  });
  const reply = await engine.ask({ answer: { candidate, draws: FEW } }, { line: "believed" });
  if (reply?.answer && believed) preview(candidate, { ...reply.answer, ms: reply.ms });
}

function listenToBeliefs() {
  part("belief").addEventListener("toggle", openBelief);
  part("belief-what").addEventListener("change", openBelief);
}

watch("grounded", listNumbers);
watch("rested", listBeliefs);
watch("rested", openBelief);
