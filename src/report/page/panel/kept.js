// Several splits side by side, saved as files that the command line answers, and opened again.

/** A name that no kept split has yet. */
function freeName(name) {
  const taken = new Set(state.kept.map((one) => one.name));
  if (!taken.has(name)) return name;
  const base = name.replace(/ \d+$/, "");
  let number = 2;
  while (taken.has(`${base} ${number}`)) number += 1;
  return `${base} ${number}`;
}

function keep() {
  const kept = { ...state.candidate, name: freeName(state.candidate.name) };
  state.kept.push(kept);
  store();
  tell("marked");
  speak(`Kept as ${kept.name}`);
}

function drop(index) {
  state.kept.splice(index, 1);
  if (state.against === index) state.against = null;
  else if (state.against > index) state.against -= 1;
  store();
  tell("marked");
}

async function openKept(index) {
  const candidate = state.kept[index];
  if (candidate.scenario === state.candidate.scenario) await settle(candidate);
  else await play(candidate.scenario, candidate);
  part("name").value = candidate.name;
}

async function askSideBySide() {
  listReferences();
  if (state.kept.length === 0) return part("kept-table").replaceChildren(make("p", { className: "quiet", textContent: "Keep a split, and it stands here beside the one on the table." }));
  const { candidate, against } = state;
  const candidates = [...state.kept, { ...candidate, name: `${candidate.name} (now)` }];
  const reply = await engine.ask({ side_by_side: { candidates, reference: against } }, { line: "side by side" });
  if (!reply || candidate !== state.candidate) return;
  if (!reply.refused) return part("kept-table").replaceChildren(sideBySide(reply.side_by_side.rows));
  const lines = state.kept.map(({ name }, index) => make("li", {}, make("span", { textContent: name }), handles(index)));
  part("kept-table").replaceChildren(refusal(reply.refused), make("ul", { className: "plain" }, ...lines));
}

function listReferences() {
  const options = state.kept.map(({ name }, index) => make("option", { value: String(index), textContent: name, selected: index === state.against }));
  part("reference").replaceChildren(make("option", { value: "", textContent: "Today", selected: state.against === null }), ...options);
}

function sideBySide(all) {
  const reference = state.against === null ? "today" : state.kept[state.against].name;
  const strands = state.ground.strands.map(({ id }) => id);
  const head = ["Split", `Harm avoided, £m, against ${reference}`, "90% of draws", "To avoid more", ...strands.map((id) => `${capital(id)}, £m`), "Total, £m", make("span", { className: "unseen", textContent: "What to do with it" })];
  const body = all.map(({ name, versus, likelihood, strands: money, total }, index) => [
    name,
    signed(versus.mean),
    `${amount(versus.p5, 0)} to ${amount(versus.p95, 0)}`,
    likelihood,
    ...strands.map((id) => amount(money[id] ?? 0, 1)),
    amount(total, 1),
    index < state.kept.length ? handles(index) : "",
  ]);
  const made = table("Modelled harm avoided by kept splits, and the one on the table", head, body);
  made.querySelector("tbody tr:last-child").classList.add("strong");
  return made;
}

function handles(index) {
  const { name } = state.kept[index];
  const one = (text, click) => button(text, click, { attributes: { "aria-label": `${text}: ${name}` } });
  return make("span", { className: "handles" }, one("Open", () => openKept(index)), one("Save", () => save(state.kept[index])), one("Drop", () => drop(index)));
}

/** Hands a candidate over as a scenario file. */
async function save(candidate) {
  const reply = await engine.ask({ save: { candidate } });
  if (reply.refused) return sayKept(reply.refused.said);
  const { file, text, said } = reply.saved;
  const address = URL.createObjectURL(new Blob([text], { type: "text/plain" }));
  make("a", { href: address, download: file }).click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
  sayKept(said);
}

async function reopen() {
  const [file] = part("reopen").files;
  if (!file) return;
  const reply = await engine.ask({ reopen: { text: await file.text(), scenario: state.candidate.scenario } });
  part("reopen").value = "";
  if (reply.refused) return sayKept([reply.refused.said, ...reply.refused.details].join(" "));
  const { candidate } = reply.reopened;
  await settle(candidate);
  part("name").value = candidate.name;
  sayKept(`Opened ${file.name}.`);
}

function sayKept(text) {
  part("kept-said").textContent = text;
}

function listenToKept() {
  part("keep").addEventListener("click", keep);
  part("save").addEventListener("click", () => save(state.candidate));
  part("reopen").addEventListener("change", reopen);
  part("reference").addEventListener("change", (event) => {
    state.against = event.target.value === "" ? null : Number(event.target.value);
    store();
    tell("marked");
  });
}

watch("rested", askSideBySide);
watch("marked", askSideBySide);
