//! Draws in which some numbers are exchanged, known or learnt of, against evidence that says so and against closed forms.

use crate::bits;
use crate::mean;
use crate::support::certain;
use crate::support::effect;
use crate::support::evidence_spec;
use crate::support::programme;
use crate::support::share;
use crate::support::simulation;
use crate::support::threat;
use apportion::curve::Family;
use apportion::distribution::Distribution;
use apportion::distribution::special::norm_quantile;
use apportion::id::Pattern;
use apportion::model::Correlation;
use apportion::model::Dependence;
use apportion::model::Evidence;
use apportion::model::EvidenceSpec;
use apportion::model::Measure;
use apportion::model::Simulation;
use apportion::model::Strength;
use apportion::model::Timeline;
use apportion::simulate::Exchange;
use apportion::simulate::Futures;
use apportion::simulate::Learnt;
use apportion::simulate::totals;
use std::sync::Arc;

const DRAWS: u32 = 2_000;

fn simulated() -> Simulation {
    simulation(usize::try_from(DRAWS).unwrap(), 3)
}

/// Two threats with a programme each; the harms are normal and correlated by `rho`, the strengths are not.
fn spec(rho: f64) -> EvidenceSpec {
    // Nought is ten standard deviations away.
    let normal = || Distribution::normal(1_000.0, 100.0).unwrap().truncated(Some(0.0), None).unwrap();
    let strength = || Strength::Own(Distribution::uniform(0.1, 0.4).unwrap());
    let on = |name: &str| vec![effect(name, Family::LogLinear, strength(), Some(certain(100.0)))];
    let programmes = vec![programme("one", "all", 50.0, on("a")), programme("other", "all", 50.0, on("b"))];
    let mut spec = evidence_spec(&["all"], vec![threat("a", normal()), threat("b", normal())], programmes);
    let between = vec![Pattern::new("threat.*.harm").unwrap()];
    spec.correlations.push(Correlation { between, dependence: Dependence::OneFactor(share(rho)) });
    spec
}

fn exchange(evidence: &Arc<Evidence>) -> Exchange {
    Exchange::of(evidence, simulated(), &Timeline::of(evidence, None)).unwrap()
}

fn number(exchange: &Exchange, address: &str) -> usize {
    exchange.addresses().iter().position(|known| known.as_str() == address).unwrap()
}

/// Harm in each draw at some efforts.
fn harm(futures: &Futures) -> Vec<f64> {
    totals(futures, &[80.0, 30.0], &Measure::Harm)
}

#[test]
fn a_number_replaced_is_one_that_the_evidence_states_for_certain() {
    for (address, value) in [("threat.a.harm", 1_234.5), ("programme.other.b.rate", 0.25)] {
        let evidence = Arc::new(Evidence::new(spec(0.0)).unwrap());
        let exchange = exchange(&evidence);
        let replaced = exchange.replacing(&[(number(&exchange, address), value)]).unwrap();
        let mut stated = spec(0.0);
        if address.starts_with("threat") {
            stated.threats[0].harm = Some(certain(value));
            // Nothing is left for it to move with, and it did not.
            stated.correlations.clear();
        } else {
            let scale = Some(certain(100.0));
            stated.programmes[1].effects =
                vec![effect("b", Family::LogLinear, Strength::Own(certain(value)), scale)];
        }
        let stated = Futures::drawn(&Evidence::new(stated).unwrap(), simulated()).unwrap();
        for (replaced, stated) in harm(&replaced).iter().zip(harm(&stated)) {
            // A harm that is the same in every draw is divided elsewhere: a rounding or two.
            assert!((replaced - stated).abs() < 1e-12 * stated, "{address}: {replaced} against {stated}");
        }
    }
}

#[test]
fn nothing_exchanged_is_the_same_to_the_bit() {
    let evidence = Arc::new(Evidence::new(spec(0.5)).unwrap());
    let exchange = exchange(&evidence);
    let plain = Futures::drawn(&evidence, simulated()).unwrap();
    assert_eq!(bits(&harm(exchange.futures())), bits(&harm(&plain)));
    let all: Vec<usize> = (0..exchange.addresses().len()).collect();
    let same = exchange.taking(&all, &exchange).unwrap();
    assert_eq!(bits(&harm(&same)), bits(&harm(&plain)));
}

#[test]
fn a_neighbour_of_what_is_known_has_its_conditional_mean_and_spread() {
    let rho = 0.6;
    let evidence = Arc::new(Evidence::new(spec(rho)).unwrap());
    let exchange = exchange(&evidence);
    let known = number(&exchange, "threat.a.harm");
    // Harm at no effort but today's: the sum of both harms.
    let today = |futures: &Futures| totals(futures, &[50.0, 50.0], &Measure::Harm);
    for at in [0.1, 0.5, 0.95] {
        let z = norm_quantile(at);
        let learnt = exchange.learning(&[(known, Learnt::At(at))]).unwrap();
        let sums = today(&learnt);
        let expected = 1_000.0 + 100.0 * z + 1_000.0 + 100.0 * rho * z;
        let sd = 100.0 * (1.0 - rho * rho).sqrt();
        let error = sd / f64::from(DRAWS).sqrt();
        assert!((mean(&sums) - expected).abs() < 4.0 * error, "{at}: {} against {expected}", mean(&sums));
        let spread = mean(&sums.iter().map(|sum| (sum - expected).powi(2)).collect::<Vec<_>>()).sqrt();
        // The standard error of a standard deviation is sd/√(2n).
        assert!((spread - sd).abs() < 4.0 * error / 2.0_f64.sqrt(), "{at}: {spread} against {sd}");
    }
}

#[test]
fn parts_of_what_is_known_make_up_the_whole() {
    let evidence = Arc::new(Evidence::new(spec(0.6)).unwrap());
    let exchange = exchange(&evidence);
    let known = number(&exchange, "threat.a.harm");
    let part = |low: f64, high: f64| {
        mean(&harm(&exchange.learning(&[(known, Learnt::Between(low, high))]).unwrap()))
    };
    let (below, above) = (part(0.0, 0.3), part(0.3, 1.0));
    let whole = mean(&harm(exchange.futures()));
    // Of harm with a standard deviation of 180 at most.
    let error = 180.0 / f64::from(DRAWS).sqrt();
    assert!((0.3 * below + 0.7 * above - whole).abs() < 4.0 * error, "{below} {above} {whole}");
    assert!(below < whole && whole < above);
    let mapped = Learnt::Mapped(Arc::new(|u| 0.3 * u));
    let mapped = mean(&harm(&exchange.learning(&[(known, mapped)]).unwrap()));
    assert!((mapped - below).abs() < 1e-9 * below, "the same map, said in another way");
}

#[test]
fn halves_are_all_of_it() {
    let evidence = Arc::new(Evidence::new(spec(0.5)).unwrap());
    let exchange = exchange(&evidence);
    let (first, second) = exchange.futures().halves().unwrap();
    assert_eq!(first.draws().get() + second.draws().get(), simulated().draws.get());
    let (mut one, mut other) = (harm(&first).into_iter(), harm(&second).into_iter());
    for (draw, whole) in harm(exchange.futures()).into_iter().enumerate() {
        let half = if apportion::simulate::is_in_first_half(draw) { one.next() } else { other.next() };
        assert_eq!(half.map(f64::to_bits), Some(whole.to_bits()), "{draw}");
    }
}
