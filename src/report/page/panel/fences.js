// Ring-fences: what must get at least, or at most, so much. Where rules cannot all be kept, the engine says which clash.

/** What can be fenced: strands, programmes, threats; the value of an option says which field of a fence it is. */
function listFenceable() {
  const { strands, programmes, threats } = state.ground;
  const group = (label, kind, all) =>
    make("optgroup", { label }, ...all.map(({ id, name }) => make("option", { value: `${kind} ${id}`, textContent: name ?? capital(id) })));
  part("fence-what").replaceChildren(
    group("Strands", "strand", strands),
    group("All that works on a threat", "threat", threats),
    group("Programmes", "programmes", programmes),
  );
}

function syncFences() {
  const { fences } = state.candidate;
  const line = (fence) => {
    const remove = button("Remove", () => setFences(fences.filter((one) => one !== fence)), { attributes: { "aria-label": `Remove: ${fence.name}` } });
    return make("li", {}, make("span", { textContent: `${fence.name}: ${bounds(fence)}` }), remove);
  };
  part("fence-list").replaceChildren(...fences.map(line));
  show(part("fence-best"), fences.length > 0);
}

function bounds({ min, max }) {
  const said = [];
  if (min !== undefined) said.push(`at least ${pounds(min)}`);
  if (max !== undefined) said.push(`at most ${pounds(max)}`);
  return said.join(", ");
}

function setFences(fences) {
  return settle({ ...state.candidate, fences });
}

async function addFence() {
  const money = typed(part("fence-money").value);
  if (!(money >= 0)) return sayRefused("fence-said", { said: "Type an amount in £m, such as 300." });
  const [kind, id] = part("fence-what").value.split(" ");
  const side = part("fence-side").value;
  const name = `${side === "min" ? "Floor" : "Ceiling"} for ${part("fence-what").selectedOptions[0].textContent}`;
  const fence = { name, [kind]: kind === "programmes" ? [id] : id, [side]: money };
  part("fence-money").value = "";
  // Another floor for the same takes the place of the one before.
  await setFences([...state.candidate.fences.filter((one) => one.name !== name), fence]);
}

/** What the background found out about the rules is said here too. */
function sayClash() {
  const { impossible, candidate } = state.best;
  if (!impossible || candidate !== state.candidate) return;
  part("fences").open = true;
  sayIn("fence-said", candidate, clash(impossible));
}

function listenToFences() {
  part("fence-add").addEventListener("click", addFence);
  part("fence-money").addEventListener("keydown", (event) => event.key === "Enter" && addFence());
  part("fence-best").addEventListener("click", () => findBest(bestOf(null), "fence-said"));
}

watch("grounded", listFenceable);
watch("moved", sayClash);
watch("rested", syncFences);
