//! Draws after observations.

use crate::support;
use apportion::curve::Family;
use apportion::distribution::Distribution;
use apportion::id::Address;
use apportion::id::Pattern;
use apportion::model::Correlation;
use apportion::model::Dependence;
use apportion::model::Evidence;
use apportion::model::EvidenceSpec;
use apportion::model::Observation;
use apportion::model::Reading;
use apportion::model::Sampler;
use apportion::model::Simulation;
use apportion::model::Strength;
use apportion::simulate::Sample;
use apportion::simulate::sample;
use apportion::units::Share;

const DRAWS: usize = 20_000;

pub fn returns(programme: &str) -> String {
    format!("programme.{programme}.t.marginal_return")
}

pub fn observed(programme: &str, value: f64, standard_error: f64) -> Observation {
    Observation {
        place: 0,
        id: None,
        of: Address::written(&returns(programme)),
        value: Reading::Number(value),
        standard_error: Reading::Number(standard_error),
        date: "2020-02-03".parse().unwrap(),
        source: "made for a test".to_owned(),
        note: None,
    }
}

/// Three programmes on one threat, each with a return that is lognormal, and that move together as asked.
pub fn three(dependence: Option<Dependence>, observations: Vec<Observation>) -> EvidenceSpec {
    let programme = |name: &str, low: f64, high: f64| {
        let strength = Strength::MarginalReturn(Distribution::lognormal_interval(low, high).unwrap());
        let scale = Some(support::certain(100.0));
        support::programme(
            name,
            "all",
            50.0,
            vec![support::effect("t", Family::Exponential, strength, scale)],
        )
    };
    let programmes = vec![programme("a", 0.3, 2.0), programme("b", 0.5, 3.0), programme("c", 0.2, 4.0)];
    let threats = vec![support::threat("t", Distribution::pert(8e3, 1e4, 1.5e4).unwrap())];
    let mut spec = support::evidence_spec(&["all"], threats, programmes);
    let between = ["a", "b", "c"].map(|name| Pattern::new(&returns(name)).unwrap()).to_vec();
    spec.correlations =
        dependence.map(|dependence| Correlation { between, dependence }).into_iter().collect();
    spec.observations = observations;
    spec
}

fn drawn(spec: EvidenceSpec, sampler: Sampler) -> (Evidence, Sample) {
    let evidence = Evidence::new(spec).unwrap();
    let simulation = Simulation { sampler, ..support::simulation(DRAWS, 7) };
    let sample = sample(&evidence, simulation);
    (evidence, sample)
}

fn column(sample: &Sample, address: &str) -> Vec<f64> {
    let position = sample.addresses().iter().position(|own| own.as_str() == address).unwrap();
    sample.values(position).collect()
}

/// The mean, and its standard error as of independent draws.
fn mean(values: &[f64]) -> (f64, f64) {
    let many = f64::from(u32::try_from(values.len()).unwrap());
    let mean = values.iter().sum::<f64>() / many;
    let variance = values.iter().map(|value| (value - mean) * (value - mean)).sum::<f64>() / (many - 1.0);
    (mean, (variance / many).sqrt())
}

fn one_factor() -> Dependence {
    Dependence::OneFactor(Share::new(0.6).unwrap())
}

fn matrix() -> Dependence {
    Dependence::Matrix(vec![vec![1.0, 0.7, -0.5], vec![0.7, 1.0, 0.0], vec![-0.5, 0.0, 1.0]])
}

fn is_as_believed(evidence: &Evidence, sample: &Sample) {
    let posteriors = evidence.posteriors();
    assert!(!posteriors.is_empty());
    for posterior in posteriors {
        let (found, error) = mean(&column(sample, posterior.address.as_str()));
        let exact = posterior.posterior.mean();
        // Four standard errors: one test in 16,000 would fail by chance, and the seed is fixed.
        assert!((found - exact).abs() < 4.0 * error, "{}: {found} against {exact}", posterior.address);
    }
}

#[test]
fn draws_have_the_means_of_what_is_believed() {
    for sampler in [Sampler::Random, Sampler::LatinHypercube] {
        for dependence in [None, Some(one_factor()), Some(matrix())] {
            let (evidence, sample) = drawn(three(dependence, vec![observed("a", 1.6, 0.25)]), sampler);
            is_as_believed(&evidence, &sample);
        }
    }
}

#[test]
fn a_number_keeps_its_ranks_and_strangers_keep_their_draws() {
    for sampler in [Sampler::Random, Sampler::LatinHypercube] {
        let (_, before) = drawn(three(Some(matrix()), Vec::new()), sampler);
        let (_, after) = drawn(three(Some(matrix()), vec![observed("b", 1.0, 0.2)]), sampler);
        let own = (column(&before, &returns("b")), column(&after, &returns("b")));
        let mut order: Vec<usize> = (0..DRAWS).collect();
        order.sort_by(|a, b| own.0[*a].total_cmp(&own.0[*b]));
        let ranked: Vec<f64> = order.iter().map(|draw| own.1[*draw]).collect();
        assert!(ranked.is_sorted(), "the map of its uniform rises");
        assert_ne!(own.0, own.1);
        for stranger in [returns("c"), "threat.t.harm".to_owned()] {
            assert_eq!(column(&before, &stranger), column(&after, &stranger), "{stranger}: to the bit");
        }
        assert_ne!(column(&before, &returns("a")), column(&after, &returns("a")), "its neighbour moves");
    }
}

#[test]
fn several_observations_in_a_group_are_those_of_weights_on_prior_draws() {
    // Importance sampling: each prior draw weighted by both likelihoods, which knows nothing of maps.
    let (first, second) = ((1.2, 0.5), (1.1, 0.6));
    let (_, before) = drawn(three(Some(one_factor()), Vec::new()), Sampler::Random);
    let observations = vec![observed("a", first.0, first.1), observed("b", second.0, second.1)];
    let (evidence, after) = drawn(three(Some(one_factor()), observations), Sampler::Random);
    assert!(evidence.posteriors().iter().all(|posterior| posterior.is_approximate));
    let (a, b) = (column(&before, &returns("a")), column(&before, &returns("b")));
    let ln = |x: f64, (value, error): (f64, f64)| -0.5 * ((x - value) / error) * ((x - value) / error);
    let weights: Vec<f64> =
        a.iter().zip(&b).map(|(a, b)| apportion::elementary::exp(ln(*a, first) + ln(*b, second))).collect();
    let total: f64 = weights.iter().sum();
    for name in ["a", "b", "c"] {
        let prior = column(&before, &returns(name));
        let exact = prior.iter().zip(&weights).map(|(x, weight)| x * weight).sum::<f64>() / total;
        let (found, _) = mean(&column(&after, &returns(name)));
        let (_, error) = mean(&prior);
        // The observations are not normal in scores, so this is an approximation: within 4% beside the noise of weights.
        assert!((found - exact).abs() < 0.04 * exact + 6.0 * error, "{name}: {found} against {exact}");
    }
    is_as_believed(&evidence, &after);
}

#[test]
fn two_observations_of_one_number_are_drawn_as_their_product() {
    let both = vec![observed("a", 1.6, 0.5), observed("a", 1.0, 0.25)];
    // Precisions 4 and 16.
    let product = vec![observed("a", (1.6 * 4.0 + 16.0) / 20.0, (1.0_f64 / 20.0).sqrt())];
    let (_, twice) = drawn(three(Some(one_factor()), both), Sampler::Random);
    let (_, once) = drawn(three(Some(one_factor()), product), Sampler::Random);
    for name in ["a", "b"] {
        for (twice, once) in column(&twice, &returns(name)).iter().zip(column(&once, &returns(name))) {
            // The same numbers but for the rounding of the product.
            assert!((twice - once).abs() < 1e-9 * once, "{name}: {twice} against {once}");
        }
    }
}

#[test]
fn the_order_of_observations_changes_no_bit() {
    let both = || vec![observed("a", 1.6, 0.5), observed("b", 1.0, 0.25), observed("a", 1.0, 0.25)];
    let turned = both().into_iter().rev().collect();
    let (_, one) = drawn(three(Some(one_factor()), both()), Sampler::Random);
    let (_, other) = drawn(three(Some(one_factor()), turned), Sampler::Random);
    assert_eq!(one, other);
}

#[test]
fn money_in_other_prices_is_observed_in_them() {
    let harm = Observation { of: Address::written("threat.t.harm"), ..observed("a", 1.2e4, 500.0) };
    let evidence = Evidence::new(three(None, vec![harm])).unwrap();
    let restated = evidence.in_prices("2023-24".parse().unwrap()).unwrap();
    let factor = restated.restated().unwrap().factor;
    let believed = |evidence: &Evidence| evidence.observed()[0].posterior.mean();
    // The same integral in another unit.
    assert!((believed(&restated) / (factor * believed(&evidence)) - 1.0).abs() < 1e-9);
}
