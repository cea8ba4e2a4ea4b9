// The answer: always in view, in the engine's own words.

/** Changes that are listed; the table of all the money has the others. */
const LISTED = 8;

function showAnswer() {
  const { answer } = state;
  const harm = answer.scenario.harm_avoided;
  // What follows the figure is set smaller: its error and unit, and the interval in brackets.
  const [, much, unit, range] = /^(\S+)(.*?)(?:\s\((.*)\))?$/s.exec(answer.headline);
  for (const [name, text] of [["much", much], ["unit", unit], ["range", range ?? ""]]) {
    part(name).textContent = text;
    part("bar-" + name).textContent = text;
  }
  // To the last digit, for whoever reads the page by program.
  for (const [name, figure] of Object.entries(harm)) part("answer").dataset[name] = figure;
  part("likelihood").textContent = answer.likelihood;
  part("gains").textContent = [answer.loss, answer.worst_tenth].filter(Boolean).join(" ");
  part("next-pound").textContent = answer.next_pound ?? "";
  const words = `How draws of harm avoided are spread: ${answer.headline}`;
  part("distribution").replaceChildren(...(answer.distribution ? [histogram(answer.distribution, harm, words)] : []));
  part("draws").textContent = `${capital(answer.draws_said)}.`;
  part("took").textContent = answer.ms === undefined ? "" : `Answered in ${Math.max(1, Math.round(answer.ms))} ms.`;
  part("answer").classList.toggle("few", answer.draws < answer.of);
  showBroken(answer);
  showBest();
  part("people").replaceChildren(...answer.people.map(({ name, said }) => make("li", {}, make("span", { textContent: name }), make("strong", { textContent: said }))));
  show(part("people-part"), answer.people.length > 0);
  showChanged(answer);
  showYears(answer);
}

/** Rules that the money as it stands does not keep, and money nobody gets. */
function showBroken({ broken, unspent }) {
  const lines = broken.map(({ words, said }) => `${words}: ${said}`);
  if (unspent > 0.005) lines.push(`Unspent: ${pounds(unspent)}`);
  part("broken").replaceChildren(...lines.map((textContent) => make("li", { textContent })));
  show(part("broken"), lines.length > 0);
}

/** How far from the best, once that is known of this very candidate. Which rules clash is said beside the ring-fences. */
function showBest() {
  const { said, impossible, candidate } = state.best;
  const is = candidate === state.candidate;
  part("near").textContent = !is ? "" : impossible ? said : `The best with this money: ${said.charAt(0).toLowerCase()}${said.slice(1)}`;
}

function nameOf(id) {
  return rows.get(id)?.words ?? id;
}

function showChanged({ changed }) {
  const strands = changed.filter((one) => one.is_strand);
  const programmes = changed.filter((one) => !one.is_strand);
  const line = ({ id, is_strand, said }) => make("li", { className: is_strand ? "strong" : "" }, make("span", { textContent: nameOf(id) }), make("strong", { textContent: said }));
  const listed = [...strands, ...programmes].slice(0, LISTED);
  const inside = [make("ul", { className: "plain" }, ...listed.map(line))];
  const others = changed.length - listed.length;
  if (changed.length === 0) inside.splice(0, 1, make("p", { className: "quiet", textContent: "Nothing: the money is where it is today." }));
  if (others > 0) inside.push(make("p", { className: "quiet", textContent: `And ${others} more, in the table below.` }));
  part("changed").replaceChildren(...inside);
}

function showYears({ years }) {
  show(part("over-years"), years.length > 1);
  if (years.length < 2) return;
  const points = years.map(({ year, harm_avoided }) => ({ x: year, ...harm_avoided }));
  const figures = years.map(({ year }) => year);
  part("years-figure").replaceChildren(band(points, [], { words: "Modelled harm avoided in each year", height: 170, figures, below: String }));
  part("years-table").replaceChildren(table("Modelled harm avoided by year", ["Year", "Harm avoided"], years.map(({ year, said }) => [String(year), said])));
  const total = Math.max(...years.map(({ strands }) => Object.values(strands).reduce((sum, money) => sum + money, 0)));
  const parts = ({ strands }) => state.ground.strands.map(({ id }, index) => ({ id, index, money: strands[id] ?? 0 }));
  part("years-stack").replaceChildren(...years.flatMap((one) => stacked(String(one.year), parts(one), total, "slim")));
}

/** What stays as long as the scenario does. */
function showGround() {
  const { ground, scenario } = state;
  const { description } = state.scenarios.find(({ id }) => id === scenario.scenario) ?? {};
  const prices = ground.price_note ?? `${ground.price_year} prices.`;
  part("about").textContent = [description, `Evidence: ${ground.evidence}. ${prices}`].filter(Boolean).join(" ");
  part("confidence").textContent = ground.confidence;
  const list = (texts) => texts.map((textContent) => make("li", { textContent }));
  part("rests").replaceChildren(...list(ground.rests_on));
  part("rules").replaceChildren(...list(ground.rules));
  show(part("rules").parentElement, ground.rules.length > 0);
}

/** Every amount, for paper, for a spreadsheet and for whoever hears the page. */
function showTable() {
  const { ground, candidate } = state;
  const years = ground.years.length > 1 ? ground.years : ["now"];
  const body = ground.strands.flatMap(({ id }) => [id, ...ground.programmes.filter(({ strand }) => strand === id).map((programme) => programme.id)]);
  const head = ["£m a year", "today", ...years.map(String), ...(years.length > 1 ? [] : ["change"])];
  const cells = body.map((id) => {
    const row = rows.get(id);
    const money = candidate.amounts.map((amounts) => row.members.reduce((sum, index) => sum + amounts[index], 0));
    const today = todayOf(row);
    const change = Math.abs(money[0] - today) < 0.05 ? "0" : signed(money[0] - today);
    return [row.words, amount(today), ...money.map((value) => amount(value)), ...(years.length > 1 ? [] : [change])];
  });
  const made = table(`${candidate.name}: money by strand and programme`, head, cells, "narrow");
  const lines = made.querySelectorAll("tbody tr");
  body.forEach((id, index) => {
    if (rows.get(id).element.classList.contains("strand")) lines[index].classList.add("sum");
    else lines[index].firstElementChild.classList.add("under");
  });
  part("table-body").replaceChildren(made);
}

watch("grounded", showGround);
watch("moved", showAnswer);
watch("rested", showTable);
