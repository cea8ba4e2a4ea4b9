//! More money, another split of it, better use of it: who gets the credit, and what the next £1 is worth. Everything is
//! worked out on paper: harm is 1000·exp(−Δp/1000 − Δr/500) + 500·exp(−3Δq/1000), where Δ is money beyond today's.

use crate::assert_close;
use crate::certain_programmes;
use crate::compared;
use crate::result;
use crate::spending;
use crate::support::certain;
use crate::support::count;
use crate::support::money;
use crate::three_programmes_spec;
use apportion::distribution::Distribution;
use apportion::model::Evidence;
use apportion::model::EvidenceSpec;
use std::sync::Arc;

/// Harm avoided by money beyond today's on p, r and q.
fn avoided([p, r, q]: [f64; 3]) -> f64 {
    1000.0 * (1.0 - (-0.001 * p - 0.002 * r).exp()) + 500.0 * (1.0 - (-0.003 * q).exp())
}

#[test]
fn money_split_and_use_each_get_their_own_part() {
    let evidence = certain_programmes();
    let block = compared(vec![spending("more", [100.0, 20.0, 180.0], &evidence, 100)], None);
    let more = result(&block, "more");
    // Half as much again for everybody: 90, 60, 150. The strands' 120 and 180 in today's proportions: 72, 48, 180.
    let (scaled, in_proportion) = (avoided([30.0, 20.0, 50.0]), avoided([12.0, 8.0, 80.0]));
    let all = avoided([40.0, -20.0, 80.0]);
    let bridge = more.bridge.clone().unwrap();
    assert_close(bridge.money, scaled);
    assert_close(bridge.split, in_proportion - scaled);
    assert_close(bridge.within, all - in_proportion);
    assert_close(more.harm_avoided.mean, all);
    assert_close(bridge.money + bridge.split + bridge.within, all);
}

#[test]
fn more_money_at_todays_proportions_is_the_moneys_doing_alone() {
    let evidence = certain_programmes();
    let block = compared(vec![spending("double", [120.0, 80.0, 200.0], &evidence, 100)], None);
    let bridge = result(&block, "double").bridge.clone().unwrap();
    assert_close(bridge.money, avoided([60.0, 40.0, 100.0]));
    assert_eq!((bridge.split, bridge.within), (0.0, 0.0));
}

#[test]
fn the_same_money_has_no_part_for_more_of_it() {
    let evidence = certain_programmes();
    let block = compared(vec![spending("other", [70.0, 20.0, 110.0], &evidence, 100)], None);
    assert_eq!(result(&block, "other").bridge.clone().unwrap().money, 0.0);
}

#[test]
fn what_rows_cost_is_said_against_their_reference() {
    let evidence = certain_programmes();
    let scenarios = || {
        vec![
            spending("more", [100.0, 20.0, 180.0], &evidence, 100),
            spending("less", [50.0, 40.0, 90.0], &evidence, 100),
        ]
    };
    let block = compared(scenarios(), None);
    assert_close(result(&block, "more").extra_cost, 100.0);
    assert_close(result(&block, "less").extra_cost, -20.0);
    let block = compared(scenarios(), Some("less"));
    assert_close(result(&block, "more").extra_cost, 120.0);
    assert_close(result(&block, "today").extra_cost, 20.0);
}

#[test]
fn the_next_pound_is_worth_the_slope_of_harm() {
    let mut spec = three_programmes_spec([0.1, 0.2, 0.3].map(certain));
    // Where r would do most it can take no more.
    for programme in &mut spec.programmes {
        let is_r = programme.id.as_str() == "r";
        programme.max = is_r.then(|| money(20.0));
        programme.reference = match programme.id.as_str() {
            "p" => money(80.0),
            "r" => money(20.0),
            _ => programme.reference,
        };
    }
    let evidence = Arc::new(Evidence::new(spec).unwrap());
    let block = compared(vec![spending("more", [100.0, 20.0, 180.0], &evidence, 100)], None);
    let next = &result(&block, "more").next_pound;
    // Δ = (20, 0, 80).
    let slopes = [0.001 * 1000.0 * (-0.02_f64).exp(), 2.0 * (-0.02_f64).exp(), 1.5 * (-0.24_f64).exp()];
    let spread = (100.0 * slopes[0] + 20.0 * slopes[1] + 180.0 * slopes[2]) / 300.0;
    assert_close(next.spread.unwrap(), spread);
    let most = next.most.unwrap();
    assert_eq!(evidence.programmes()[most.programme].id.as_str(), "q", "r has its most");
    assert_close(most.worth.unwrap(), slopes[2]);
}

/// In a tenth of draws q(0)/q(100) = exp(700), some 1e304: a thousand million of anything times that is no number any more.
#[test]
fn what_is_beyond_all_measure_is_a_problem_that_says_of_what() {
    let problem = |spec: EvidenceSpec| {
        let evidence = Arc::new(Evidence::new(spec).unwrap());
        let block = compared(vec![spending("none", [60.0, 40.0, 0.0], &evidence, 100)], None);
        assert_eq!(block.results.len(), 1, "today has an answer");
        block.broken[0].problem.clone()
    };
    let rare = |often, seldom| Distribution::discrete(vec![often, seldom], vec![0.9, 0.1]).unwrap();
    let beyond = |what: &str| {
        let why = "is not a finite number; a strength or an amount is beyond all measure";
        format!("scenario `none`: its modelled {what} {why}")
    };
    let mut spec = three_programmes_spec([certain(0.1), certain(0.2), rare(0.3, 700.0)]);
    spec.threats[1].harm = Some(certain(1e9));
    assert_eq!(problem(spec.clone()), beyond("harm"));
    (spec.threats[1].harm, spec.threats[1].counts) = (None, vec![count("deaths", certain(1e9))]);
    assert_eq!(problem(spec), beyond("number of deaths"));
}
