//! Switching values in closed form.

use crate::halved;
use crate::number;
use crate::sensed;
use crate::spent_on;
use crate::support::certain;
use crate::support::effect;
use crate::support::evidence;
use crate::support::programme;
use crate::support::scenario;
use crate::support::scenario_spec;
use crate::support::simulation;
use crate::support::threat;
use apportion::curve::Family;
use apportion::distribution::Distribution;
use apportion::model::Strength;
use apportion::study::Beyond;

#[test]
fn a_scenario_stops_being_preferred_where_its_harm_is_that_of_the_other() {
    // Half of a harm between 0 and 20 against half of 7: they cross at 7, below which 35% lies.
    let uniform = Distribution::uniform(0.0, 20.0).unwrap();
    let ((a, on_a), (b, on_b)) = (halved("a", uniform), halved("b", certain(7.0)));
    let evidence = evidence(&["a", "b"], vec![a, b], vec![on_a, on_b]);
    let sensed =
        sensed(vec![spent_on(&["a"], "first", &evidence, 500), spent_on(&["b"], "second", &evidence, 500)]);
    assert_eq!((sensed.preferred, sensed.pair), (Some(0), Some((0, 1))));
    let [switching] = &sensed.switching[..] else { panic!("{:?}", sensed.switching) };
    let [switch] = &switching.switches[..] else { panic!("{switching:?}") };
    assert_eq!((switch.beyond, switch.to), (Beyond::Below, Some(1)));
    // Quantiles are known to 1e-5, of a range of 20.
    assert!((switch.value - 7.0).abs() < 2e-4, "{switch:?}");
    assert!((switch.probability - 0.35).abs() < 2e-5, "{switch:?}");
}

#[test]
fn what_may_not_work_at_all_switches_at_a_value_with_a_probability() {
    let (threat, mut programme) = halved("a", certain(10.0));
    programme.effects[0].works = Some(crate::support::share(0.9));
    let (other, on_other) = halved("b", certain(3.0));
    let evidence = evidence(&["a", "b"], vec![threat, other], vec![programme, on_other]);
    let sensed =
        sensed(vec![spent_on(&["a"], "first", &evidence, 500), spent_on(&["b"], "second", &evidence, 500)]);
    let [switch] = &sensed.switching[0].switches[..] else { panic!("{:?}", sensed.switching) };
    assert_eq!((switch.beyond, switch.to, switch.value.to_bits()), (Beyond::At, Some(1), 0.0_f64.to_bits()));
    assert!((switch.probability - 0.1).abs() < 1e-4, "{switch:?}");
    // Its low point is that it does not work: then half of the harm of 10 is no longer avoided, but for the draws where it was
    // not anyway.
    let ends = [&sensed.tornado[0].low, &sensed.tornado[0].high].map(|end| end.as_ref().unwrap().avoided[0]);
    assert!((ends[1] - ends[0] - 5.0).abs() < 1e-9 && ends[0] < -4.0, "{ends:?}");
}

#[test]
fn a_number_within_whose_range_nothing_changes_has_no_switching_value() {
    let uniform = Distribution::uniform(8.0, 20.0).unwrap();
    let ((a, on_a), (b, on_b)) = (halved("a", uniform), halved("b", certain(7.0)));
    let evidence = evidence(&["a", "b"], vec![a, b], vec![on_a, on_b]);
    let sensed =
        sensed(vec![spent_on(&["a"], "first", &evidence, 500), spent_on(&["b"], "second", &evidence, 500)]);
    assert_eq!(sensed.switching[0].switches, []);
}

#[test]
fn the_best_split_turns_where_both_strands_are_alike() {
    // Two programmes that are mirror images but for harm, which is certain of one: more for the first where its own is more.
    let line = |name: &str| {
        let curve = effect(name, Family::Exponential, Strength::Own(certain(0.5)), Some(certain(50.0)));
        programme(name, name, 50.0, vec![curve])
    };
    let uniform = Distribution::uniform(4.0, 20.0).unwrap();
    let threats = vec![threat("a", uniform), threat("b", certain(10.0))];
    let evidence = evidence(&["a", "b"], threats, vec![line("a"), line("b")]);
    let mut spec = scenario_spec(100.0);
    spec.simulation = simulation(500, 3);
    let sensed = sensed(vec![scenario(spec, &evidence)]);
    let own = number(&sensed, "threat.a.harm");
    assert_eq!(sensed.turning[0][0].number, own);
    let turns = &sensed.turning[0][0].turns;
    assert_eq!(
        turns.iter().map(|turn| (turn.strand, turn.is_more)).collect::<Vec<_>>(),
        [(0, false), (1, true)]
    );
    for turn in turns {
        assert_eq!(turn.beyond, Beyond::Below);
        // Amounts are found to about 1e-4 of the budget, and a pound of harm moves money by several.
        assert!((turn.value - 10.0).abs() < 0.02, "{turn:?}");
        assert!((turn.probability - 0.375).abs() < 0.002, "{turn:?}");
    }
    // The split moves with the harm: at its 95% point the first strand gets more than at its 5% point.
    let swing = &sensed.tornado[0];
    let moved =
        |shift: &Option<apportion::study::Shift>| shift.as_ref().unwrap().splits[0].as_ref().unwrap()[0];
    assert!(moved(&swing.low) < 0.0 && moved(&swing.high) > 0.0, "{swing:?}");
}
