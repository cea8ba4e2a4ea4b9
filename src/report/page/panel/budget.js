// Another budget: a slider along what the best split avoids at each.

/** The frontier holds for a scenario, its rules and beliefs, whatever the money: it is asked again only if these change. */
const frontier = { key: "", points: [], said: "" };

async function askFrontier() {
  syncBudget();
  if (!part("budget").open) return;
  const { candidate } = state;
  const { scenario, fences, beliefs, tail } = candidate;
  const key = JSON.stringify({ scenario, fences, beliefs, tail });
  if (key !== frontier.key) {
    // What was drawn is of other rules or another scenario.
    Object.assign(frontier, { key: "", points: [], said: "" });
    part("frontier").replaceChildren();
    const reply = await engine.ask({ frontier: { candidate, draws: SEARCHED } }, { line: "frontier", at: "search" });
    if (!reply) return;
    if (reply.refused) return part("frontier").replaceChildren(refusal(reply.refused));
    if (reply.impossible) return part("frontier").replaceChildren(clash(reply.impossible));
    const { points, said } = reply.frontier;
    // Budgets that the rules have no answer for are left out.
    Object.assign(frontier, { key, said, points: points.filter(({ mean }) => mean !== null) });
    syncBudget();
  }
  drawFrontier(state.candidate.budget[0]);
}

/** The frontier, with the budget that there is and the one that the slider is at. */
function drawFrontier(here) {
  const { points, said } = frontier;
  if (points.length < 2) return;
  const [budget] = state.candidate.budget;
  const along = points.map(({ budget: x, mean, p5, p95 }) => ({ x, mean, p5, p95 }));
  const marks = [{ x: here, words: `${pounds(here, 0)}: best ${pounds(bestAt(here), 0)}`, class: "here" }];
  if (here !== budget) marks.push({ x: budget, words: `now ${pounds(budget, 0)}`, class: "today" });
  const words = "Modelled harm avoided by the best split at each budget";
  part("frontier").replaceChildren(
    make("p", { className: "quiet", textContent: `${words}. Band: 90% of ${amount(SEARCHED)} draws, so figures may differ from those of all.` }),
    band(along, marks, { words, below: onAxis }),
    make("p", { className: "quiet", textContent: said }),
  );
}

/** Harm avoided on the frontier, straight between the points that are known. */
function bestAt(budget) {
  const { points } = frontier;
  const after = points.findIndex((point) => point.budget >= budget);
  const at = after < 0 ? points.length - 1 : Math.max(1, after);
  const [a, b] = [points[at - 1], points[at]];
  return a.mean + ((b.mean - a.mean) * (budget - a.budget)) / (b.budget - a.budget);
}

function syncBudget() {
  const [budget] = state.candidate.budget;
  const { points } = frontier;
  const [least, most] = points.length > 1 ? [points[0].budget, points.at(-1).budget] : [budget / 2, budget * 1.5];
  Object.assign(part("budget-slider"), { min: Math.min(least, budget), max: Math.max(most, budget), step: stepOf(most) });
  part("budget-slider").value = budget;
  sayBudget(budget);
}

function sayBudget(budget) {
  part("budget-slider").setAttribute("aria-valuetext", pounds(budget));
  if (document.activeElement !== part("budget-exact")) part("budget-exact").value = amount(budget);
}

async function toBudget(budget) {
  if (!(budget > 0)) return sayRefused("budget-said", { said: "Type a budget in £m, such as 2,500." });
  await findBest({ at_budget: { candidate: state.candidate, budget, locks: [...state.locks], draws: null } }, "budget-said");
  // Where there is no best, the slider goes back to what is.
  syncBudget();
  drawFrontier(state.candidate.budget[0]);
}

function listenToBudget() {
  part("budget").addEventListener("toggle", askFrontier);
  part("budget-slider").addEventListener("input", () => {
    const budget = Number(part("budget-slider").value);
    sayBudget(budget);
    drawFrontier(budget);
    later("budget", () => toBudget(budget));
  });
  part("budget-exact").addEventListener("change", () => toBudget(typed(part("budget-exact").value)));
}

watch("rested", askFrontier);
