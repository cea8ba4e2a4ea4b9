//! What extra money is worth, worked out on paper: harm is 1000·exp(−Δp/1000 − Δr/500) + 500·exp(−3Δq/1000), and people move
//! with the harm of their threat.

use crate::assert_close;
use crate::compared;
use crate::result;
use crate::spending;
use crate::support::certain;
use crate::support::count;
use crate::three_programmes_spec;
use apportion::distribution::Distribution;
use apportion::model::Evidence;
use apportion::study::Block;
use apportion::study::CostPerCase;
use apportion::study::Economics;
use apportion::study::NoCostPerCase;
use std::sync::Arc;

/// The first threat has 40 deaths and 300 injuries, the second 60 deaths.
fn with_people(rate_of_p: Distribution) -> Arc<Evidence> {
    let mut spec = three_programmes_spec([rate_of_p, certain(0.2), certain(0.3)]);
    spec.threats[0].counts = vec![count("deaths", certain(40.0)), count("injuries", certain(300.0))];
    spec.threats[1].counts = vec![count("deaths", certain(60.0))];
    Arc::new(Evidence::new(spec).unwrap())
}

/// Harm on the first threat and on the second, as parts of today's, by money beyond today's on p, r and q.
fn left([p, r, q]: [f64; 3]) -> [f64; 2] {
    [(-0.001 * p - 0.002 * r).exp(), (-0.003 * q).exp()]
}

fn economics<'b>(block: &'b Block, id: &str) -> &'b Economics {
    result(block, id).economics.as_ref().unwrap()
}

type Cost = Result<CostPerCase, NoCostPerCase>;

fn cost<'e>(economics: &'e Economics, id: &str) -> &'e Cost {
    &economics.cost_per_case.iter().find(|(count, _)| count.as_str() == id).unwrap().1
}

fn words(cost: &Cost) -> String {
    cost.as_ref().unwrap_err().to_string()
}

#[test]
fn certain_figures_are_those_worked_out_by_hand() {
    let evidence = with_people(certain(0.1));
    let block = compared(vec![spending("more", [100.0, 60.0, 180.0], &evidence, 100)], None);
    let more = economics(&block, "more");
    // £140m more: Δ = (40, 20, 80).
    let [first, second] = left([40.0, 20.0, 80.0]).map(|left| 1.0 - left);
    let avoided = 1000.0 * first + 500.0 * second;
    assert_close(more.extra_cost, 140.0);
    assert_close(more.net_present_value.mean, avoided - 140.0);
    assert_close(more.net_present_value.p5, avoided - 140.0);
    assert_eq!(more.net_present_value.probability_positive, 1.0);
    assert_close(more.benefit_cost_ratio.as_ref().unwrap().mean, avoided / 140.0);
    // Over both threats 40·first + 60·second deaths are avoided; of injuries there is but one kind.
    let deaths = cost(more, "deaths").as_ref().unwrap();
    assert_close(deaths.cost, 140.0 / (40.0 * first + 60.0 * second));
    assert_close(deaths.interval.unwrap().1, deaths.cost);
    assert_close(cost(more, "injuries").as_ref().unwrap().cost, 140.0 / (300.0 * first));
    let by_threat = more.by_threat.iter().flatten().map(|cost| cost.as_ref().unwrap().cost);
    let by_hand = [140.0 / (40.0 * first), 140.0 / (300.0 * first), 140.0 / (60.0 * second)];
    assert_eq!(more.by_threat.iter().map(Vec::len).collect::<Vec<usize>>(), [2, 1]);
    by_threat.zip(by_hand).for_each(|(found, expected)| assert_close(found, expected));
    assert_eq!(more.break_even, None, "a settled year has no years");
}

#[test]
fn what_differs_between_draws_is_taken_draw_by_draw() {
    // In about half of the draws p does little, in the others much.
    let evidence = with_people(Distribution::discrete(vec![0.05, 0.4], vec![0.5, 0.5]).unwrap());
    let block = compared(vec![spending("more", [160.0, 40.0, 100.0], &evidence, 100)], None);
    let more = economics(&block, "more");
    // £100m more for p: 1000·(1 − exp(−0.05)) = 48.8 or 1000·(1 − exp(−0.4)) = 329.7.
    let [little, much] = [-0.05_f64, -0.4].map(|power| 1.0 - power.exp());
    let net = &more.net_present_value;
    let half = net.probability_positive;
    // Of a hundred draws the share has a standard deviation of 0.05.
    assert!((half - 0.5).abs() < 0.2, "{half}");
    let mean = (1.0 - half) * little + half * much;
    assert_close(net.mean, 1000.0 * mean - 100.0);
    assert_close(net.p5, 1000.0 * little - 100.0);
    assert_close(net.p95, 1000.0 * much - 100.0);
    let ratio = more.benefit_cost_ratio.as_ref().unwrap();
    assert_close(ratio.mean, 10.0 * mean);
    assert_close(ratio.p5, 10.0 * little);
    assert_close(ratio.p95, 10.0 * much);
    assert_eq!(ratio.probability_positive, 1.0);
    let injuries = cost(more, "injuries").as_ref().unwrap();
    assert_close(injuries.cost, 100.0 / (300.0 * mean));
    let (low, high) = injuries.interval.unwrap();
    assert_close(low, 100.0 / (300.0 * much));
    assert_close(high, 100.0 / (300.0 * little));
}

#[test]
fn the_same_money_and_less_of_it_have_a_net_benefit_and_no_ratio() {
    let evidence = with_people(certain(0.1));
    let scenarios = vec![
        spending("other", [70.0, 20.0, 110.0], &evidence, 100),
        spending("less", [50.0, 40.0, 90.0], &evidence, 100),
    ];
    let block = compared(scenarios, None);
    let other = result(&block, "other");
    let same = other.economics.as_ref().unwrap();
    assert_eq!((same.extra_cost, same.net_present_value), (0.0, other.versus), "nothing to take off");
    let why = same.benefit_cost_ratio.as_ref().unwrap_err().to_string();
    assert_eq!(why, "costs the same as Today, so there is no ratio");
    assert_eq!(words(cost(same, "deaths")), "costs the same as Today, so there is no cost per case");
    let less = economics(&block, "less");
    let [first, second] = left([-10.0, 0.0, -10.0]).map(|left| 1.0 - left);
    assert_close(less.net_present_value.mean, 1000.0 * first + 500.0 * second + 20.0);
    let why = less.benefit_cost_ratio.as_ref().unwrap_err().to_string();
    assert!(why.starts_with("costs £20m less than Today, so there is no ratio: "), "{why}");
    assert_eq!(words(&less.by_threat[1][0]), "costs £20m less than Today, so there is no cost per case");
}

#[test]
fn the_reference_may_be_another_scenario_and_has_no_economics_itself() {
    let evidence = with_people(certain(0.1));
    let scenarios = vec![
        spending("more", [100.0, 60.0, 180.0], &evidence, 100),
        spending("less", [50.0, 40.0, 90.0], &evidence, 100),
    ];
    let block = compared(scenarios, Some("less"));
    assert_eq!(result(&block, "less").economics, None);
    let more = economics(&block, "more");
    let (before, after) = (left([-10.0, 0.0, -10.0]), left([40.0, 20.0, 80.0]));
    let [first, second] = [before[0] - after[0], before[1] - after[1]];
    assert_close(more.extra_cost, 160.0);
    assert_close(more.net_present_value.mean, 1000.0 * first + 500.0 * second - 160.0);
    assert_close(cost(more, "deaths").as_ref().unwrap().cost, 160.0 / (40.0 * first + 60.0 * second));
    // Today is dearer than the reference by 20 and avoids 10 and 10 of its own.
    let [first, second] = left([-10.0, 0.0, -10.0]).map(|left| left - 1.0);
    let today = economics(&block, "today");
    assert_close(cost(today, "deaths").as_ref().unwrap().cost, 20.0 / (40.0 * first + 60.0 * second));
    let block = compared(vec![spending("less", [50.0, 40.0, 90.0], &evidence, 100)], None);
    assert_eq!(result(&block, "today").economics, None);
}

#[test]
fn a_number_that_may_not_fall_has_a_cost_without_interval_or_none() {
    // In a fifth of draws the money does nothing: the 5% quantile of the number is nought.
    let nought_or_much = Distribution::discrete(vec![0.0, 0.4], vec![0.2, 0.8]).unwrap();
    let p = |evidence| compared(vec![spending("p", [160.0, 40.0, 100.0], &evidence, 100)], None);
    let block = p(with_people(nought_or_much));
    let injuries = cost(economics(&block, "p"), "injuries").as_ref().unwrap();
    let avoided = &result(&block, "p").threats[0].counts[1].avoided;
    assert_eq!((injuries.interval, avoided.p5), (None, 0.0));
    assert_close(injuries.cost, 100.0 / avoided.mean);
    // In one draw of a hundred, or two: the mean is within two of its standard errors.
    let rarely = |percent: u32| {
        let rare = f64::from(percent) / 100.0;
        p(with_people(Distribution::discrete(vec![0.0, 0.4], vec![1.0 - rare, rare]).unwrap()))
    };
    let is_noise = |block: &Block| {
        let avoided = &result(block, "p").threats[0].counts[1].avoided;
        avoided.mean > 0.0 && avoided.mean < 1.9 * avoided.se
    };
    let block = (1..10).map(rarely).find(is_noise).unwrap();
    let why = "the mean number avoided against Today is not distinguishable from nought with these draws, so there is no cost \
               per case";
    assert_eq!(words(cost(economics(&block, "p"), "injuries")), why);
    let evidence = with_people(certain(0.1));
    let block = compared(vec![spending("q", [20.0, 40.0, 300.0], &evidence, 100)], None);
    let q = economics(&block, "q");
    let why = "there are no fewer than with Today on average, so there is no cost per case";
    assert_eq!(words(cost(q, "injuries")), why, "money has left their threat");
    assert!(cost(q, "deaths").is_ok(), "there are fewer of both threats together");
    let block = compared(vec![spending("q", [60.0, 40.0, 300.0], &evidence, 100)], None);
    let why = "there are as many as with Today, so there is no cost per case";
    assert_eq!(words(cost(economics(&block, "q"), "injuries")), why);
}
