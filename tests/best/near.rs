//! Near-best ranges: their ends reached by re-solving, and not beyond what is proved.

use crate::Case;
use crate::cases;
use crate::support::money;
use apportion::id::Pattern;
use apportion::model::LimitSpec;
use apportion::optimise::Unwatched;
use apportion::optimise::default_solver;
use apportion::optimise::near_best;
use apportion::study::objective;

/// The best with one programme's money held from one side.
fn held(case: &Case, programme: usize, amount: f64, is_least: bool) -> Option<Case> {
    let mut spec = case.scenario.spec().clone();
    let id = case.scenario.evidence().programmes()[programme].id.as_str().to_owned();
    let bound = Some(money(amount));
    let (min, max) = if is_least { (bound, None) } else { (None, bound) };
    let programmes = vec![Pattern::new(&id).unwrap()];
    spec.limits.push(LimitSpec { name: "held".into(), programmes, min, max, ..LimitSpec::default() });
    case.under(spec)
}

#[test]
fn ends_are_within_the_allowance_and_beyond_the_proof_is_not() {
    let (mut inside, mut beyond) = (0, 0);
    for (seed, _, case) in cases(8) {
        let oracle = objective(case.setting.futures(), &case.scenario);
        let allowance = 1e-3 * case.certificate.upper;
        let most = case.certificate.upper + allowance;
        let groups: Vec<Vec<usize>> = (0..case.allocation.millions().len()).map(|p| vec![p]).collect();
        let ranges = near_best(
            &*oracle,
            &case.decided(),
            &case.allocation,
            most,
            &groups,
            default_solver(),
            &Unwatched,
        )
        .unwrap();
        for (programme, range) in ranges.into_iter().enumerate() {
            let range = range.unwrap();
            assert!(
                range.at_least <= range.lowest && range.highest <= range.at_most,
                "seed {seed}: {range:?}"
            );
            let width = range.at_most - range.at_least;
            for (found, proven, is_least) in
                [(range.lowest, range.at_least, false), (range.highest, range.at_most, true)]
            {
                // To the pound, so that an end on a rule stays possible.
                let slack = if is_least { -1e-6 } else { 1e-6 };
                let there = held(&case, programme, (found + slack).max(0.0), is_least).unwrap();
                let used = there.certificate.upper - case.certificate.upper;
                let open = there.open() + case.open();
                assert!(used <= allowance + open, "seed {seed}, {programme}: {used} of {allowance}");
                inside += 1;
                let further = proven + 0.01 * width * if is_least { 1.0 } else { -1.0 };
                if further < 0.0 || width < 1e-3 {
                    continue;
                }
                if let Some(there) = held(&case, programme, further, is_least) {
                    let used = there.certificate.upper - case.certificate.lower;
                    assert!(used > allowance, "seed {seed}, {programme}: {used} of {allowance}");
                    beyond += 1;
                }
            }
        }
    }
    assert!(inside > 80 && beyond > 20, "{inside} ends, {beyond} beyond");
}
