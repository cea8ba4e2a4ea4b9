// Moves that the engine makes: the best from here, the next or the last money, and the dial from the mean to the tail.

/** The candidate that the words below a move are of; once it has moved on, they are taken away. */
const saidOf = new Map();

function sayIn(place, candidate, ...content) {
  part(place).replaceChildren(...content);
  saidOf.set(place, candidate);
}

function forget() {
  for (const [place, candidate] of saidOf) {
    if (candidate === state.candidate) continue;
    part(place).replaceChildren();
    saidOf.delete(place);
  }
}

/** Asks for a best, goes there, and says how it is known: its proof, and what each padlock and rule costs. */
async function findBest(question, place) {
  const from = state.candidate;
  const reply = await engine.ask(question, { line: "best", at: "search" });
  if (!reply || from !== state.candidate) return null;
  if (reply.refused) return sayRefused(place, reply.refused);
  if (reply.impossible) {
    sayIn(place, from, clash(reply.impossible));
    return speak(reply.impossible.said);
  }
  const { found } = reply;
  const settled = settle(found.candidate, { from, answer: { ...found.answer, ms: reply.ms } });
  sayIn(place, state.candidate, ...proved(found));
  await settled;
  speak(`${found.said} ${found.proof.said} ${found.answer.spoken}`);
}

function sayRefused(place, refused) {
  sayIn(place, state.candidate, refusal(refused));
  speak(refused.said);
}

function proved({ said, proof, prices }) {
  const inside = [make("p", { className: "strong", textContent: said }), make("p", { className: "proof", textContent: proof.said })];
  const list = (which) => make("ul", {}, ...which.map((price) => make("li", { textContent: price.said })));
  const [locks, others] = [prices.filter(({ lock }) => lock), prices.filter(({ lock }) => !lock)];
  if (locks.length > 0) inside.push(list(locks));
  if (others.length > 0) inside.push(make("details", {}, make("summary", { textContent: "What each rule costs" }), list(others)));
  return inside;
}

function bestOf(within) {
  return { best: { candidate: state.candidate, within, locks: [...state.locks], draws: null } };
}

function bestWithin() {
  const share = typed(part("within").value.replace("%", ""));
  if (share >= 0) findBest(bestOf(share / 100), "best-said");
  else sayRefused("best-said", { said: "Type a percentage, such as 10." });
}

/** Where more money would go, and where less would come from. */
async function askNext() {
  const place = "next-said";
  if (!part("next").open) return;
  const money = typed(part("next-money").value);
  const [budget] = state.candidate.budget;
  if (!(money > 0 && money <= budget)) return sayRefused(place, { said: `Type an amount in £m, such as 100, and no more than the budget of ${pounds(budget)}.` });
  const { candidate } = state;
  const reply = await engine.ask({ next: { candidate, money, locks: [...state.locks], draws: null } }, { line: "next", at: "search" });
  if (!reply || candidate !== state.candidate) return;
  if (reply.refused) return sayRefused(place, reply.refused);
  sayIn(place, candidate, ...step(reply.next.more), ...step(reply.next.less));
}

function step({ said, goes, impossible }) {
  if (impossible) return [make("p", { className: "strong", textContent: said }), clash(impossible)];
  const dated = ({ id, year }) => (state.ground.years.length > 1 ? `${nameOf(id)}, ${state.ground.years[year]}` : nameOf(id));
  const line = ({ amount: money, ...one }) => make("li", {}, make("span", { textContent: dated(one) }), make("strong", { textContent: (money > 0 ? "+" : "") + pounds(money) }));
  const others = goes.length - LISTED;
  const rest = others > 0 ? [make("p", { className: "quiet", textContent: `And ${others} smaller ones.` })] : [];
  return [make("p", { className: "strong", textContent: said }), make("ul", { className: "plain" }, ...goes.slice(0, LISTED).map(line)), ...rest];
}

function syncTail() {
  const percent = Math.round(100 * state.candidate.tail);
  part("tail-slider").value = percent;
  sayTail(percent);
}

function sayTail(percent) {
  const words = percent === 0 ? "the mean alone" : percent === 100 ? "the worst tenth alone" : `${percent}% the worst tenth, ${100 - percent}% the mean`;
  part("tail-value").textContent = words;
  part("tail-slider").setAttribute("aria-valuetext", words);
}

/** Another idea of what is best. The money follows if it is wanted. */
async function turnTail() {
  const tail = Number(part("tail-slider").value) / 100;
  const from = state.candidate;
  const turned = { ...from, tail };
  if (!part("tail-follow").checked) return settle(turned, { from, answer: state.answer });
  const question = { best: { candidate: turned, within: null, locks: [...state.locks], draws: null } };
  await findBest(question, "tail-said");
  syncTail();
}

/** Waits until a slider rests. */
const timers = new Map();

function later(name, what) {
  clearTimeout(timers.get(name));
  timers.set(name, setTimeout(what, REST));
}

function listenToMoves() {
  part("best-within").addEventListener("click", bestWithin);
  part("best-free").addEventListener("click", () => findBest(bestOf(null), "best-said"));
  part("next").addEventListener("toggle", askNext);
  part("next-money").addEventListener("change", askNext);
  part("tail-slider").addEventListener("input", (event) => {
    sayTail(Number(event.target.value));
    later("tail", turnTail);
  });
}

watch("moved", forget);
watch("rested", askNext);
watch("rested", syncTail);
watch("marked", askNext);
