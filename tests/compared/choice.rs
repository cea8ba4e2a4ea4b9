//! If one must be chosen: regret, chances to be the best and EVPI by brute force over the draws of every scenario, dominance
//! and neighbours by hand.

use crate::assert_close;
use crate::certain_programmes;
use crate::compared;
use crate::spending;
use crate::support::certain;
use crate::support::count;
use crate::three_programmes;
use crate::three_programmes_spec;
use apportion::distribution::Distribution;
use apportion::model::Evidence;
use apportion::model::Scenario;
use apportion::report::compare::Document;
use apportion::report::compare::ScenarioView;
use apportion::report::compare::Tally;
use apportion::report::compare::entries;
use apportion::study::Block;
use apportion::study::Ground;
use apportion::study::Setting;
use std::sync::Arc;

fn uncertain() -> Arc<Evidence> {
    let rate = |low, high| Distribution::uniform(low, high).unwrap();
    three_programmes([rate(0.0, 0.4), rate(-0.1, 0.5), rate(0.1, 0.6)])
}

fn document(block: &Block) -> Document {
    let (views, entries) = entries(&[block], jiff::civil::date(2026, 1, 1));
    let scenarios: Vec<ScenarioView> = entries.iter().filter_map(|entry| entry.answered().cloned()).collect();
    let tally = Tally::of(views, Vec::new(), entries.into_iter().map(Ok)).unwrap();
    tally.with(scenarios.into_iter().map(|scenario| tally.decided(scenario)).collect())
}

/// What each result is worth in each draw, by its harm and its money alone.
fn worths(block: &Block, scenario: &Scenario) -> Vec<Vec<f64>> {
    let setting = Setting::on(Ground::of(scenario)).unwrap();
    let today: f64 = setting.reference().millions().iter().sum();
    let worth = |result: &apportion::study::ScenarioResult| {
        let outcomes = setting.outcomes(&result.allocation);
        let spent: f64 = result.allocation.millions().iter().sum();
        setting.avoided(&outcomes).iter().map(|avoided| avoided - (spent - today)).collect()
    };
    block.results.iter().map(worth).collect()
}

#[test]
fn regret_is_what_brute_force_over_all_draws_finds() {
    let evidence = uncertain();
    let amounts = [
        [60.0, 40.0, 100.0],
        [40.0, 40.0, 120.0],
        [90.0, 40.0, 70.0],
        [60.0, 80.0, 100.0],
        [40.0, 40.0, 120.0],
    ];
    let all: Vec<Scenario> = ["a", "b", "c", "dear", "like-b"]
        .into_iter()
        .zip(amounts)
        .map(|(name, amounts)| spending(name, amounts, &evidence, 400))
        .collect();
    let block = compared(all.clone(), None);
    let worths = worths(&block, &all[0]);
    let highest = |draw: usize| worths.iter().map(|worth| worth[draw]).fold(f64::MIN, f64::max);
    let document = document(&block);
    let mut expected = Vec::new();
    for (worth, scenario) in worths.iter().zip(&document.scenarios) {
        let choice = scenario.choice.as_ref().unwrap();
        let mut losses: Vec<f64> = (0..400).map(|draw| highest(draw) - worth[draw]).collect();
        let mean = losses.iter().sum::<f64>() / 400.0;
        // Every worth is told to the pound, so its regret is to a pound: 1e-6 of £m.
        assert!((choice.expected_regret.unwrap() - mean).abs() <= 1e-6, "{}", scenario.id);
        losses.sort_by(f64::total_cmp);
        let p95 = losses[379] + 0.05 * (losses[380] - losses[379]);
        assert!((choice.regret_p95.unwrap() - p95).abs() <= 1e-6, "position 0.95·399 = 379.05");
        let shares = (0..400).filter(|draw| highest(*draw) - worth[*draw] < 5e-7).map(|draw| {
            let ties = worths.iter().filter(|other| highest(draw) - other[draw] < 5e-7).count();
            1.0 / f64::from(u32::try_from(ties).unwrap())
        });
        assert!((choice.probability_best.unwrap() - shares.sum::<f64>() / 400.0).abs() < 1e-12);
        expected.push((mean, scenario.id.clone()));
    }
    let best = expected.iter().min_by(|a, b| a.0.total_cmp(&b.0)).unwrap();
    let all = document.blocks[0].choice.as_ref().unwrap();
    assert!((all.evpi.unwrap().value - best.0).abs() <= 1e-6);
    assert_eq!(all.best.as_ref(), Some(&best.1));
    let of = |id: &str| document.scenarios.iter().find(|it| it.id == id).unwrap().choice.clone().unwrap();
    assert_eq!(of("b"), of("like-b"), "alike, so they share what they win");
    assert_eq!(of("a").probability_best, of("today").probability_best, "the same money");
    let sum: f64 = document.scenarios.iter().filter_map(|it| it.choice.as_ref()?.probability_best).sum();
    assert!((sum - 1.0).abs() < 1e-12, "somebody is the best in every draw");
    assert!(all.evpi.unwrap().value > 1.0 && all.evpi.unwrap().se > 0.0, "a choice that hangs on the truth");
}

#[test]
fn the_worst_tenth_is_the_mean_of_the_lowest_forty_of_four_hundred() {
    let scenario = spending("b", [40.0, 40.0, 120.0], &uncertain(), 400);
    let block = compared(vec![scenario.clone()], None);
    let mut avoided = worths(&block, &scenario)[1].clone();
    avoided.sort_by(f64::total_cmp);
    assert_close(block.results[1].worst_tenth, avoided[..40].iter().sum::<f64>() / 40.0);
}

/// Without uncertainty every risk measure is the mean: q avoids 0.003·500 = £1.5 for the first £1, r £2, p £1.
#[test]
fn who_is_beaten_and_what_more_money_buys_can_be_worked_out_by_hand() {
    let mut spec = three_programmes_spec([0.1, 0.2, 0.3].map(certain));
    spec.threats[1].counts = vec![count("deaths", certain(200.0))];
    let evidence = Arc::new(Evidence::new(spec).unwrap());
    let of = |name: &str, amounts| spending(name, amounts, &evidence, 50);
    let block = compared(
        vec![
            of("more-for-q", [60.0, 40.0, 120.0]),
            of("more-for-p", [80.0, 40.0, 100.0]),
            of("still-more", [60.0, 60.0, 120.0]),
            of("from-r-to-p", [70.0, 30.0, 100.0]),
        ],
        None,
    );
    let document = document(&block);
    let dominated = document.scenarios.iter().map(|scenario| {
        (&*scenario.id, scenario.choice.as_ref().unwrap().dominated_by.as_deref().unwrap_or("nobody"))
    });
    let dominated: Vec<(&str, &str)> = dominated.collect();
    // Twenty for q avoid more than twenty for p, for the same money; moving ten from r to p loses more than it gains, so
    // that today does better for no more.
    let expected = [
        ("today", "nobody"),
        ("from-r-to-p", "today"),
        ("more-for-p", "more-for-q"),
        ("more-for-q", "nobody"),
        ("still-more", "nobody"),
    ];
    assert_eq!(dominated, expected);
    let choice = document.blocks[0].choice.as_ref().unwrap();
    let off: Vec<(&str, Option<&str>, Option<&[String; 2]>)> = choice
        .left_out
        .iter()
        .map(|aside| (&*aside.id, aside.beaten_by.as_deref(), aside.between.as_ref()))
        .collect();
    // 500·(1 − e^−0.06) = 29.1 for 20, and then 1000·(1 − e^−0.04) = 39.2 for 20 more: the second step buys more than the
    // first, so a mixture of today and the dearest does better than the middle one.
    let both = ["today".to_owned(), "still-more".to_owned()];
    assert_eq!(
        off,
        [
            ("from-r-to-p", Some("today"), None),
            ("more-for-p", Some("more-for-q"), None),
            ("more-for-q", None, Some(&both)),
        ]
    );
    let [step] = &choice.neighbours[..] else { panic!("one step: {:?}", choice.neighbours) };
    let avoided = 500.0 * (1.0 - (-0.06_f64).exp()) + 1000.0 * (1.0 - (-0.04_f64).exp());
    assert_eq!((&*step.from, &*step.to), ("today", "still-more"));
    assert_close(step.extra_cost, 40.0);
    assert_close(step.harm_avoided, avoided);
    assert_close(step.per_extra_pound, avoided / 40.0);
    assert_close(step.cost_per_pound, 40.0 / avoided);
    assert_close(step.cost_per_case["deaths"].unwrap(), 40.0 / (200.0 * (1.0 - (-0.06_f64).exp())));
    // What is certain is worth nothing to know. The best is worth its harm avoided less its money: 68.3 − 40.
    let evpi = choice.evpi.unwrap();
    assert_eq!((evpi.value, evpi.se, choice.best.as_deref()), (0.0, 0.0, Some("still-more")));
}

#[test]
fn different_evidence_is_never_chosen_across() {
    let draws = |seed| apportion::model::Simulation {
        seed: apportion::units::Seed(seed),
        ..crate::support::simulation(60, 1)
    };
    let evidence = certain_programmes();
    let of =
        |name: &str, seed| spending(name, [40.0, 40.0, 120.0], &evidence, 60).simulated_with(draws(seed));
    let asked = apportion::study::Asked::default();
    let all = vec![of("a", 1), of("b", 1), of("c", 2)];
    let comparison = apportion::study::Comparison::of(all, &asked, &apportion::study::Silent).unwrap();
    let weighed: Vec<usize> =
        comparison.blocks.iter().map(|block| block.choice.as_ref().unwrap().regrets.len()).collect();
    assert_eq!(weighed, [3, 2], "today and those of the block alone");
}
