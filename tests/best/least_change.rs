//! The least total change against a linear program of the test's own, written from the files' words: no region, and
//! every rule with its own slack.

use crate::clash::found;
use crate::mended::mended;
use crate::support::certain;
use crate::support::effect;
use crate::support::evidence_spec;
use crate::support::id;
use crate::support::money;
use crate::support::programme;
use crate::support::random::Dice;
use crate::support::scenario_spec;
use crate::support::share;
use crate::support::threat;
use apportion::curve::Family;
use apportion::id::Pattern;
use apportion::model::EvidenceSpec;
use apportion::model::LimitSpec;
use apportion::model::Portion;
use apportion::model::RatioSpec;
use apportion::model::ScenarioSpec;
use apportion::model::Strength;
use apportion::optimise::LinearProgram;
use apportion::optimise::Row;
use apportion::optimise::Sense;
use apportion::optimise::Variable;
use apportion::optimise::default_solver;

const TOTAL: f64 = 200.0;

/// The program: money by programme, then how much the budget grows, then slacks.
struct Least {
    program: LinearProgram,
    budget: usize,
}

impl Least {
    fn variable(&mut self, cost: f64) -> usize {
        let variable =
            Variable { name: "v".to_owned(), lower: 0.0, upper: f64::INFINITY, cost, whole: false };
        self.program.variables.push(variable);
        self.program.variables.len() - 1
    }

    /// Σ factor·money against bound + share·(all money), missed at a price; the slacks, with their signs.
    fn rule(&mut self, terms: &[(usize, f64)], sense: Sense, bound: f64, share: f64) -> Vec<(usize, f64)> {
        let mut slacks = Vec::new();
        if sense != Sense::AtMost {
            slacks.push((self.variable(1.0), 1.0));
        }
        if sense != Sense::AtLeast {
            slacks.push((self.variable(1.0), -1.0));
        }
        let mut terms = terms.to_vec();
        terms.push((self.budget, -share));
        terms.extend(&slacks);
        self.program.rows.push(Row { name: "r".to_owned(), terms, sense, bound: bound + share });
        slacks
    }

    /// The least total, £m.
    fn of(evidence: &EvidenceSpec, spec: &ScenarioSpec) -> f64 {
        let total = spec.budget.total.millions();
        let lines = &evidence.programmes;
        let mut least = Self { program: LinearProgram::default(), budget: lines.len() };
        for _ in lines {
            least.variable(0.0);
        }
        least.variable(1.0);
        let all: Vec<(usize, f64)> = (0..lines.len()).map(|line| (line, 1.0)).collect();
        let mut everything = all.clone();
        everything.push((least.budget, -1.0));
        least.program.rows.push(Row {
            name: "b".to_owned(),
            terms: everything,
            sense: Sense::AtMost,
            bound: 1.0,
        });
        let (mut ceilings, mut whole) = (Vec::new(), 0.0);
        for strand in &evidence.strands {
            let members: Vec<(usize, f64)> =
                all.iter().copied().filter(|(line, _)| lines[*line].strand == *strand).collect();
            match spec.split.get(strand).copied().unwrap_or_default() {
                Portion::Free => whole = f64::INFINITY,
                Portion::Exactly(part) => {
                    ceilings.extend(least.rule(&members, Sense::Equal, 0.0, part.get()));
                    whole += part.get();
                }
                Portion::Between { min, max } => {
                    least.rule(&members, Sense::AtLeast, 0.0, min.get());
                    ceilings.extend(least.rule(&members, Sense::AtMost, 0.0, max.get()));
                    whole += max.get();
                }
                other => unreachable!("{other:?} is in no instance"),
            }
        }
        if whole.is_finite() {
            // Σ (share·all money + what it is raised by − what it is lowered by) ≥ all money
            let mut terms: Vec<(usize, f64)> = ceilings.iter().map(|(slack, sign)| (*slack, -sign)).collect();
            terms.insert(0, (least.budget, whole - 1.0));
            least.program.rows.push(Row {
                name: "s".to_owned(),
                terms,
                sense: Sense::AtLeast,
                bound: 1.0 - whole,
            });
        }
        for (position, line) in lines.iter().enumerate() {
            let own = [(position, 1.0)];
            least.rule(&own, Sense::AtLeast, line.min.millions() / total, 0.0);
            if let Some(max) = line.max {
                least.rule(&own, Sense::AtMost, max.millions() / total, 0.0);
            }
            if let Some(amount) = spec.amounts.get(&line.id) {
                least.rule(&own, Sense::Equal, amount.millions() / total, 0.0);
            }
        }
        for limit in &spec.limits {
            least.limit(evidence, limit, total);
        }
        default_solver().solve(&least.program).unwrap().objective * total
    }

    fn limit(&mut self, evidence: &EvidenceSpec, limit: &LimitSpec, total: f64) {
        let group = |pattern: &Pattern, factor: f64| -> Vec<(usize, f64)> {
            let lines = evidence.programmes.iter().enumerate();
            lines
                .filter(|(_, line)| pattern.covers(line.id.as_str()))
                .map(|(line, _)| (line, factor))
                .collect()
        };
        if let Some(ratio) = &limit.ratio {
            let against = |multiple: f64| [group(&ratio.of, 1.0), group(&ratio.to, -multiple)].concat();
            let multiple = ratio.min.unwrap();
            self.rule(&against(multiple), Sense::Equal, 0.0, 0.0);
            return;
        }
        let members: Vec<(usize, f64)> =
            limit.programmes.iter().flat_map(|pattern| group(pattern, 1.0)).collect();
        let reference: f64 =
            members.iter().map(|(line, _)| evidence.programmes[*line].reference.millions() / total).sum();
        let mut bound = |sense, bound: Option<f64>, share: Option<f64>| {
            if bound.is_some() || share.is_some() {
                self.rule(&members, sense, bound.unwrap_or(0.0), share.unwrap_or(0.0));
            }
        };
        let money = |money: Option<apportion::units::Money>| money.map(|money| money.millions() / total);
        bound(Sense::AtLeast, money(limit.min), None);
        bound(Sense::AtMost, money(limit.max), None);
        bound(Sense::AtLeast, None, limit.min_share.map(apportion::units::Share::get));
        bound(Sense::AtMost, None, limit.max_share.map(apportion::units::Share::get));
        bound(Sense::AtLeast, limit.max_change.map(|change| reference * (1.0 - change)), None);
        bound(Sense::AtMost, limit.max_change.map(|change| reference * (1.0 + change)), None);
    }
}

/// Four programmes in two strands with more rules than can usually be kept.
pub fn rolled(seed: u64) -> (EvidenceSpec, ScenarioSpec) {
    let dice = &mut Dice(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1);
    let own = || vec![effect("t", Family::Exponential, Strength::Own(certain(0.2)), Some(certain(50.0)))];
    let line = |name: &str, strand: &str| programme(name, strand, 50.0, own());
    let programmes = vec![line("a", "first"), line("b", "first"), line("c", "second"), line("d", "second")];
    let mut evidence = evidence_spec(&["first", "second"], vec![threat("t", certain(1000.0))], programmes);
    let mut spec = scenario_spec(TOTAL);
    for line in &mut evidence.programmes {
        line.min = money(if dice.below(3) == 0 { dice.between(10.0, 120.0) } else { 0.0 });
        // Up to ten times all money, which no programme can get.
        let furthest = if dice.below(2) == 0 { 60.0 } else { 2000.0 };
        let max = line.min.millions() + dice.between(0.0, furthest);
        line.max = (dice.below(2) == 0).then(|| money(max));
        if dice.below(6) == 0 {
            let most = line.max.map_or(150.0, |max| max.millions().min(150.0)).max(line.min.millions());
            spec.amounts.insert(line.id.clone(), money(dice.between(line.min.millions(), most)));
        }
    }
    match dice.below(4) {
        0 => {
            let part = dice.between(0.2, 0.8);
            spec.split.insert(id("first"), Portion::Exactly(share(part)));
            spec.split.insert(id("second"), Portion::Exactly(share(1.0 - part)));
        }
        1 => {
            let min = dice.between(0.3, 0.7);
            spec.split.insert(id("first"), Portion::Between { min: share(min), max: share(1.0) });
        }
        2 => {
            let max = dice.between(0.1, 0.6);
            spec.split.insert(id("second"), Portion::Between { min: share(0.05), max: share(max) });
        }
        _ => {}
    }
    for count in 0..dice.below(4) {
        let pattern = ["*", "a", "[ab]", "[bc]", "[cd]", "d"][dice.below(6)];
        let mut limit = LimitSpec {
            name: format!("limit {count}"),
            programmes: vec![Pattern::new(pattern).unwrap()],
            ..LimitSpec::default()
        };
        match dice.below(6) {
            0 => limit.min = Some(money(dice.between(50.0, 1500.0))),
            1 => limit.max = Some(money(dice.between(0.0, 100.0))),
            2 => limit.min_share = Some(share(dice.between(0.3, 1.0))),
            3 => limit.max_share = Some(share(dice.between(0.0, 0.5))),
            4 => limit.max_change = Some(dice.between(0.0, 0.3)),
            _ => {
                limit.programmes.clear();
                let [of, to] = [["a", "[cd]"], ["[ab]", "c"], ["d", "b"]][dice.below(3)];
                let multiple = Some(dice.between(0.3, 3.0));
                let [of, to] = [of, to].map(|text| Pattern::new(text).unwrap());
                limit.ratio = Some(RatioSpec { of, to, min: multiple, max: multiple });
            }
        }
        spec.limits.push(limit);
    }
    (evidence, spec)
}

#[test]
fn the_mend_makes_things_possible_and_no_smaller_total_does() {
    let (mut infeasible, mut beyond, mut kinds) = (0, 0, std::collections::BTreeSet::new());
    for seed in 0.. {
        let question = rolled(seed);
        let (scenario, clash) = found(&question.0, &question.1);
        let least = Least::of(&question.0, &question.1);
        let Some(clash) = clash else {
            assert!(least < 1e-6 * TOTAL, "seed {seed}: nothing clashes, but £{least}m must change");
            continue;
        };
        let total: f64 = clash.mend.iter().map(|mend| mend.change).sum();
        // Two linear programs of numbers up to ten times all money, each exact to about 1e-8 of that.
        assert!((total - least).abs() < 1e-6 * TOTAL, "seed {seed}: {total} against {least}: {clash:?}");
        if clash
            .mend
            .iter()
            .all(|mend| !matches!(mend.rule, apportion::optimise::Rule::Ratio { .. }) || mend.ratio.is_some())
        {
            let (evidence, spec) = mended(&question, &scenario, &clash.mend, 1.0);
            // Changed to the last digit that linear programs leave, so that this is all that may be left to change.
            let left = Least::of(&evidence, &spec);
            assert!(left < 1e-6 * TOTAL, "seed {seed}: {left} still to change after {:?}", clash.mend);
            let still = found(&evidence, &spec).1;
            let still: f64 = still.iter().flat_map(|clash| &clash.mend).map(|mend| mend.change).sum();
            assert!(still < 1e-6 * TOTAL, "seed {seed}: {still} still to change after {:?}", clash.mend);
        }
        kinds.extend(
            clash.mend.iter().map(|mend| format!("{:?}", mend.rule).split(' ').next().unwrap().to_owned()),
        );
        let has_more =
            question.0.programmes.iter().any(|line| line.max.is_some_and(|max| max.millions() >= TOTAL));
        beyond += usize::from(has_more);
        infeasible += 1;
        if infeasible == 400 {
            break;
        }
    }
    assert!(beyond >= 100, "only {beyond} with a maximum beyond all money");
    assert!(kinds.len() >= 6, "{kinds:?}");
}
