//! Numbers that move with an observed one, and several observed at once.

use apportion::distribution::Distribution;
use apportion::distribution::Measured;
use apportion::distribution::Update;
use apportion::distribution::special::norm_cdf;

fn update(prior: &Distribution, value: f64, error: f64) -> Update {
    prior.update(Measured::new(value, error).unwrap()).unwrap()
}

#[test]
fn a_neighbour_has_the_mean_and_the_variance_of_the_copula() {
    let lognormal = Distribution::lognormal_interval(0.3, 2.0).unwrap();
    let pert = Distribution::pert(0.0, 1.0, 3.0).unwrap();
    for (prior, value, error) in [(lognormal, 1.9, 0.2), (pert, 0.4, 0.5)] {
        let own = update(&prior, value, error);
        let (mean, variance) = own.moments();
        for r in [0.5, 0.9, -0.7, 0.05, 0.999] {
            let (moved, spread) = own.of_neighbour(r).moments();
            // E z_j′ = r·E z_i′ and Var z_j′ = 1 − r² + r²·Var z_i′: exact; integrals of maps good to 1e-9.
            assert!((moved - r * mean).abs() < 1e-7, "{prior} {r}: {moved} against {}", r * mean);
            assert!((spread - (1.0 - r * r + r * r * variance)).abs() < 1e-7, "{prior} {r}: {spread}");
        }
    }
}

#[test]
fn the_distribution_of_a_neighbour_is_the_mixture_of_the_copula() {
    let own = update(&Distribution::lognormal_interval(0.3, 2.0).unwrap(), 1.9, 0.2);
    let r: f64 = 0.6;
    let neighbour = own.of_neighbour(r);
    for t in [-1.5, 0.0, 0.8, 2.0] {
        // P(z_j′ ≤ t) = ∫ Φ((t − r·z′)/√(1 − r²)) dP(z′), over 200,000 uniforms of the observed number.
        let many = 200_000;
        let one = |i: i32| {
            let u = (f64::from(i) + 0.5) / f64::from(many);
            let z = own.score(apportion::distribution::special::norm_quantile(u));
            norm_cdf((t - r * z) / (1.0 - r * r).sqrt())
        };
        let exact: f64 = (0..many).map(one).sum::<f64>() / f64::from(many);
        let found = norm_cdf(neighbour.score_back(t));
        // The midpoint rule over uniforms is good to 1e-9 here; tails add a little.
        assert!((found - exact).abs() < 1e-7, "{t}: {found} against {exact}");
    }
}

#[test]
fn mirror_images_and_strangers() {
    let own = update(&Distribution::lognormal_interval(0.3, 2.0).unwrap(), 1.9, 0.2);
    for z in [-2.0, 0.3, 1.7] {
        assert!((own.of_neighbour(1.0).score(z) - own.score(z)).abs() < 1e-15);
        assert!((own.of_neighbour(-1.0).score(z) + own.score(-z)).abs() < 1e-12);
        assert!((own.of_neighbour(0.0).score(z) - z).abs() < 1e-15);
    }
}
