// Where it begins. The files of this folder are one script in this order, inside one function under "use strict":
// words, engine, state, charts, money, answer, moves, budget, fences, beliefs, kept, panel. `worker` is a script of its own.

function listScenarios() {
  const options = state.scenarios.map(({ id, name, refused }) => make("option", { value: id, textContent: refused ? `${name}: ${refused}` : name, disabled: Boolean(refused) }));
  part("scenario").replaceChildren(...options);
}

function syncTools() {
  part("scenario").value = state.candidate.scenario;
  if (document.activeElement !== part("name")) part("name").value = state.candidate.name;
  part("undo").disabled = state.past.length === 0;
  part("redo").disabled = state.future.length === 0;
}

/** Today's money in every year, with the rules and beliefs as they are. */
function toToday() {
  const { ground, candidate } = state;
  const today = ground.programmes.map((programme) => programme.today);
  const total = today.reduce((sum, money) => sum + money, 0);
  const budget = candidate.budget.map((_, year) => total + (ground.back_office[year] ?? 0));
  settle({ ...candidate, budget, amounts: candidate.amounts.map(() => [...today]) });
}

function rename() {
  state.candidate = { ...state.candidate, name: part("name").value.trim() || state.scenario.name };
  store();
}

/** Undo and redo by keys, except where text is being typed. */
function onKey(event) {
  const isTyping = event.target.matches?.("input:not([type=range], [type=checkbox], [type=radio]), select, textarea");
  if (isTyping || !(event.ctrlKey || event.metaKey) || event.altKey) return;
  const key = event.key.toLowerCase();
  if (key === "z" || key === "y") event.preventDefault();
  if (key === "y" || (key === "z" && event.shiftKey)) redo();
  else if (key === "z") undo();
}

function listen() {
  part("scenario").addEventListener("change", async (event) => {
    await play(event.target.value);
    syncTools();
  });
  part("name").addEventListener("change", rename);
  part("undo").addEventListener("click", undo);
  part("redo").addEventListener("click", redo);
  part("to-scenario").addEventListener("click", () => settle(state.scenario));
  part("to-today").addEventListener("click", toToday);
  part("stop").addEventListener("click", () => engine.stop());
  // The address holds the split, so the way to the answer must not change it.
  part("bar").addEventListener("click", (event) => {
    event.preventDefault();
    part("answer").scrollIntoView();
    part("answer").focus({ preventScroll: true });
  });
  document.addEventListener("keydown", onKey);
  window.addEventListener("hashchange", () => {
    const found = restored();
    if (found) restore(found);
  });
  listenToMoves();
  listenToBudget();
  listenToFences();
  listenToBeliefs();
  listenToKept();
}

/** What a browser lacks that the engine needs; nothing if it has it all. */
function missing() {
  return ["WebAssembly", "Worker"].filter((name) => !(name in window));
}

async function begin() {
  const notice = part("notice");
  const lacks = missing();
  if (lacks.length > 0) {
    notice.textContent = `Money cannot be moved here: this browser has no ${lacks.join(", no ")}. The figures below were worked out beforehand, and hold.`;
    return;
  }
  notice.textContent = "The engine starts …";
  const files = JSON.parse(document.getElementById("apportion-files").textContent);
  const reply = await engine.start(files);
  if (reply.refused) return refuse(reply.refused);
  state.scenarios = reply.opened.scenarios;
  const first = state.scenarios.find(({ refused }) => !refused);
  if (!first) return refuse({ said: "None of these scenarios can be played with.", details: state.scenarios.map(({ name, refused }) => `${name}: ${refused}`) });
  listScenarios();
  listen();
  watch("moved", syncTools);
  watch("grounded", () => {
    show(notice, false);
    show(part("main"), true);
  });
  const found = restored();
  if (found) await restore(found);
  if (state.candidate) return;
  await play(first.id);
  // What the address asked for and did not get stays said.
  show(notice, found !== null);
}

begin().catch((error) => {
  part("notice").textContent = `The engine did not start (${error.message}). The figures below were worked out beforehand, and hold.`;
});
