// What the page knows: the candidate, what the engine says of it, and how it came about. The address keeps all that a
// link or a saved page needs to come back to it.

const state = {
  scenarios: [],
  /** What the chosen scenario itself comes to, and what it stands on. */
  scenario: null,
  ground: null,
  candidate: null,
  answer: null,
  /** How far the best is from a candidate, or which rules clash. */
  best: { candidate: null, said: "", impossible: null },
  /** Between what amounts money is nearly as good as at the best. */
  near: { key: "", ranges: [] },
  locks: new Set(),
  kept: [],
  /** The kept split that others are held against; `null` is today. */
  against: null,
  year: 0,
  allYears: false,
  past: [],
  future: [],
};

/** What a split is called that is no longer the scenario's, until somebody names it. */
const OWN = "My split";

/** Moves that can be taken back. */
const REMEMBERED = 200;

/** Who wants to know: of a new scenario, of money that moves, of an answer with all draws, of padlocks and kept splits. */
const watchers = { grounded: [], moved: [], rested: [], marked: [] };

function watch(what, watcher) {
  watchers[what].push(watcher);
}

function tell(what) {
  for (const watcher of watchers[what]) watcher();
}

/** Shows a candidate with its answer, before anybody decides to stay there. It has a name of its own. */
function preview(candidate, answer) {
  const isNamed = candidate === state.scenario || candidate.name !== state.scenario.name;
  state.candidate = isNamed ? candidate : { ...candidate, name: OWN };
  if (answer) state.answer = answer;
  tell("moved");
  return state.candidate;
}

/** Stays with a candidate: remembers the one before, asks for the answer with all draws, then for what is nearly as good. */
async function settle(candidate, { from = state.candidate, answer = null, remember = true } = {}) {
  if (remember && from) {
    state.past.push(from);
    state.past.splice(0, state.past.length - REMEMBERED);
    state.future = [];
  }
  const own = preview(candidate, answer);
  store();
  if (!answer) {
    const reply = await engine.ask({ answer: { candidate: own, draws: null } }, { line: "answer" });
    if (!reply || state.candidate !== own) return;
    if (reply.refused) return back(from, candidate, reply.refused);
    state.answer = { ...reply.answer, ms: reply.ms };
  }
  show(part("notice"), false);
  tell("moved");
  tell("rested");
  speak(state.answer.spoken);
  look(own);
}

/** What cannot be answered is left again. */
async function back(from, candidate, refused) {
  state.past = state.past.filter((one) => one !== from);
  if (from !== candidate) await settle(from, { from, remember: false });
  refuse(refused);
}

/** How far the best is from a candidate, and what is nearly as good as the best, whatever the candidate's own money. */
async function look(candidate) {
  const { scenario, budget, fences, beliefs, tail } = candidate;
  const key = JSON.stringify({ scenario, budget, fences, beliefs, tail, year: state.year });
  if (state.near.key !== key) nearBest(candidate, key);
  const reply = await engine.ask({ best: { candidate, within: null, locks: state.ground.held, draws: null } }, { line: "look", at: "search" });
  if (!reply || state.candidate !== candidate) return;
  state.best = { candidate, said: (reply.found ?? reply.impossible ?? reply.refused).said, impossible: reply.impossible };
  tell("moved");
}

async function nearBest(candidate, key) {
  state.near = { key, ranges: [] };
  const reply = await engine.ask({ near: { candidate, year: state.year, draws: SEARCHED } }, { line: "near", at: "bands" });
  if (!reply?.near || state.near.key !== key) return;
  state.near = { key, ranges: reply.near.ranges };
  tell("moved");
}

function undo() {
  if (state.past.length === 0) return;
  state.future.push(state.candidate);
  settle(state.past.pop(), { remember: false });
}

function redo() {
  if (state.future.length === 0) return;
  state.past.push(state.candidate);
  settle(state.future.pop(), { remember: false });
}

/** Begins with a scenario; `candidate` is what somebody had made of it, if that is known. */
async function play(scenario, candidate = null) {
  const reply = await engine.ask({ play: { scenario, draws: null } });
  if (reply.refused) return refuse(reply.refused);
  if (reply.impossible) return refuse({ said: reply.impossible.said, details: reply.impossible.sets.flat() });
  const { played } = reply;
  const answer = { ...played.answer, ms: reply.ms };
  Object.assign(state, { scenario: played.candidate, candidate: played.candidate, answer, ground: played.ground, past: [], future: [] });
  state.year = Math.min(state.year, played.candidate.amounts.length - 1);
  const known = new Set([...played.ground.strands, ...played.ground.programmes].map(({ id }) => id));
  // What the scenario keeps begins behind padlocks; a link has its own.
  state.locks = new Set((candidate ? [...state.locks] : played.ground.held).filter((id) => known.has(id)));
  tell("grounded");
  if (candidate && fits(candidate)) await settle(candidate, { from: played.candidate, remember: false });
  else await settle(played.candidate, { remember: false, answer });
}

/** Whether a candidate has an amount for every programme in every year, as the scenario does. */
function fits({ budget, amounts, fences, beliefs }) {
  const { amounts: own } = state.scenario;
  const areSums = (sums, length) => Array.isArray(sums) && sums.length === length && sums.every(Number.isFinite);
  const areYears = areSums(budget, own.length) && Array.isArray(amounts) && amounts.length === own.length;
  return areYears && amounts.every((year) => areSums(year, own[0].length)) && Array.isArray(fences) && Boolean(beliefs);
}

/** Says what cannot be done, where everybody sees it. */
function refuse(refused) {
  part("notice").replaceChildren(refusal(refused));
  show(part("notice"), true);
  speak(refused.said);
}

const ADDRESS = "#play=";
let stored = "";
let storing = 0;

/** Writes the state into the address, a moment later, since browsers limit how often that may be done. */
function store() {
  clearTimeout(storing);
  storing = setTimeout(() => {
    const { candidate, kept, against, year, allYears } = state;
    const text = JSON.stringify({ candidate, locks: [...state.locks], kept, against, year, allYears });
    const bytes = new TextEncoder().encode(text);
    const letters = Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
    stored = ADDRESS + btoa(letters).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
    history.replaceState(null, "", stored);
  }, 250);
}

/** The state in the address; `null` if there is none that can be read. */
function restored() {
  if (!location.hash.startsWith(ADDRESS) || location.hash === stored) return null;
  try {
    const letters = atob(location.hash.slice(ADDRESS.length).replaceAll("-", "+").replaceAll("_", "/"));
    const bytes = Uint8Array.from(letters, (letter) => letter.charCodeAt(0));
    const found = JSON.parse(new TextDecoder().decode(bytes));
    return typeof found?.candidate?.scenario === "string" ? found : null;
  } catch {
    return null;
  }
}

/** Takes over what an address said. The engine judges the candidate; the page only needs its lists to be lists. */
function restore(found) {
  const list = (value) => (Array.isArray(value) ? value : []);
  state.locks = new Set(list(found.locks).map(String));
  state.kept = list(found.kept).filter((one) => typeof one?.scenario === "string" && typeof one.name === "string");
  state.against = Number.isInteger(found.against) && found.against >= 0 && found.against < state.kept.length ? found.against : null;
  state.year = Number.isInteger(found.year) && found.year > 0 ? found.year : 0;
  state.allYears = found.allYears === true;
  return play(found.candidate.scenario, found.candidate);
}
