// Believing something else: one uncertain number is scaled, or taken to be known, and its distribution is drawn with the
// value at which the answer would turn round.

/** Furthest that a number can be scaled, as a power of two either way. */
const SCALED = 2;

/** What the engine said of the number that is open. */
let belief = null;

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
    const text = `${words.get(address) ?? address}: ${heldTo(beliefs[address])}`;
    return make("li", {}, make("span", { textContent: text }), button("Undo it", () => believe(address, null), { attributes: { "aria-label": `No longer: ${text}` } }));
  };
  part("belief-list").replaceChildren(...Object.keys(beliefs).map(line));
}

function heldTo({ times, instead, at }) {
  if (times !== undefined) return `${amount(times)} times what the evidence says`;
  if (instead !== undefined) return `exactly ${amount(instead)}`;
  return `exactly its ${amount(100 * at)}% quantile`;
}

/** The candidate with another belief, or with none of its own about this number. */
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
  const reply = await engine.ask({ belief: { candidate, address } }, { line: "belief", later: true });
  if (!reply || candidate !== state.candidate || part("belief-what").value !== address) return;
  if (reply.refused) return part("belief-open").replaceChildren(refusal(reply.refused));
  const isSame = belief?.address === address && part("belief-open").childElementCount > 0;
  belief = reply.belief;
  if (!isSame) buildBelief();
  syncBelief();
}

/** A figure with the unit of the number that is open. */
function inUnit(value) {
  if (belief.unit === "£m") return pounds(value);
  if (belief.unit === "£ per £1") return `£${amount(value)}`;
  if (belief.unit === "share") return `${amount(100 * value, 1)}%`;
  return amount(value, 3);
}

const pieces = {};

/** A slider that scales, a slider that fixes, and one button back. */
function buildBelief() {
  const { quantiles } = belief;
  const [from, to] = [quantiles[0][1], quantiles.at(-1)[1]];
  pieces.figure = make("div");
  pieces.times = make("input", { type: "range", min: -SCALED, max: SCALED, step: 0.125, attributes: { "aria-label": "Times what the evidence says" } });
  pieces.exactly = make("input", { type: "range", min: from, max: to, step: "any", attributes: { "aria-label": "Exactly this value" } });
  pieces.timesSaid = make("output");
  pieces.exactlySaid = make("output");
  pieces.said = make("div");
  const followed = (now) => () => followBelief(now());
  pieces.times.addEventListener("input", followed(() => ({ times: 2 ** Number(pieces.times.value) })));
  pieces.exactly.addEventListener("input", followed(() => ({ instead: Number(pieces.exactly.value) })));
  const at = (text, quantile) => button(text, () => believe(belief.address, { at: quantile }));
  part("belief-open").replaceChildren(
    pieces.figure,
    make("div", { className: "slide" }, make("span", { textContent: "Times" }), pieces.times, pieces.timesSaid),
    make("div", { className: "slide" }, make("span", { textContent: "Exactly" }), pieces.exactly, pieces.exactlySaid),
    make("div", { className: "buttons" }, at("Low (5%)", 0.05), at("Middle", 0.5), at("High (95%)", 0.95), button("As the evidence says", () => believe(belief.address, null))),
    pieces.said,
  );
}

function syncBelief() {
  const { now, now_value: value, quantiles, mean, words, grade, source, switching, switching_said: said } = belief;
  pieces.times.value = Math.log2(now?.times ?? 1);
  pieces.exactly.value = value;
  sayBelief(now, value);
  const marks = [{ x: mean, words: `evidence ${inUnit(mean)}`, class: "today" }, ...switching.map((one) => ({ x: one.value, words: `turns at ${inUnit(one.value)}`, class: "turn" }))];
  if (now) marks.unshift({ x: value, words: `now ${inUnit(value)}`, class: "here" });
  pieces.figure.replaceChildren(density(quantiles, marks, `How ${words} is distributed`, inUnit));
  pieces.said.replaceChildren(
    make("p", { className: "strong", textContent: said }),
    make("ul", {}, ...switching.map((one) => make("li", { textContent: one.said }))),
    make("p", { className: "quiet" }, make("span", { className: "tag", textContent: grade }), ` ${source}`),
  );
}

function sayBelief(now, value) {
  pieces.timesSaid.textContent = now?.times === undefined ? "× 1" : `× ${amount(now.times)}`;
  pieces.exactlySaid.textContent = now && now.times === undefined ? inUnit(value) : "as uncertain as it is";
}

/** While a belief is dragged: few draws, one question at a time, the latest waits. */
let believed = null;

async function followBelief(now) {
  sayBelief(now, now.instead ?? belief.now_value);
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
