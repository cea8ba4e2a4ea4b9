//! Moves: money is kept, strands give and take in proportion, and nobody gives what they have not got.

use crate::Case;
use crate::cases;
use apportion::model::Allocation;
use apportion::study::Move;
use apportion::study::MoveError;
use apportion::study::moved;

fn after(case: &Case, wanted: &[String]) -> Result<Vec<f64>, MoveError> {
    let moves: Vec<Move> = wanted.iter().map(|text| text.parse().unwrap()).collect();
    let scenario = moved(&case.scenario, &case.allocation, &moves)?;
    let programmes = scenario.evidence().programmes();
    Ok(programmes.iter().map(|line| scenario.pinned(&line.id).unwrap().millions()).collect())
}

fn strand(case: &Case, name: &str, amounts: &[f64]) -> f64 {
    let members = case.scenario.evidence().programmes_of(&crate::support::id(name));
    members.iter().map(|&member| amounts[member]).sum()
}

#[test]
fn money_moves_in_proportion_and_none_is_lost() {
    for (seed, mut instance, _) in cases(20) {
        // A move that breaks a programme's bounds is refused; here there are none.
        for line in &mut instance.evidence.programmes {
            (line.min, line.max) = (crate::support::money(0.0), None);
        }
        let case = Case::of(&instance.evidence, &instance.scenario).unwrap();
        let before = case.allocation.millions();
        let there = strand(&case, "first", before);
        if there < 1.0 {
            continue;
        }
        let amounts = after(&case, &["£1m first->second".into(), "£0.5m second->p2".into()]).unwrap();
        let total = |amounts: &[f64]| amounts.iter().sum::<f64>();
        // To the pound.
        let same =
            |a: f64, b: f64| assert!((a - b).abs() < Allocation::SAME_MILLIONS, "seed {seed}: {a} {b}");
        same(total(&amounts), total(before));
        same(strand(&case, "first", &amounts), there - 1.0);
        same(strand(&case, "second", &amounts), strand(&case, "second", before) + 0.5);
        same(amounts[2], before[2] + 0.5);
        for member in case.scenario.evidence().programmes_of(&crate::support::id("first")) {
            same(amounts[member], before[member] * (1.0 - 1.0 / there));
        }
        let too_much = after(&case, &[format!("£{:.0}m first->second", there + 2.0)]);
        assert!(matches!(too_much, Err(MoveError::TooMuch { .. })), "seed {seed}: {too_much:?}");
    }
}
