//! Draws to work on, and models on them.

use apportion::distribution::special::norm_quantile;
use apportion::study::voi::Group;
use apportion::study::voi::SampledModel;
use apportion::study::voi::StudyAsked;
use apportion::study::voi::StudyDesign;

/// Independent draws: splitmix64.
pub struct Chance(u64);

impl Chance {
    pub fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x5851_f42d_4c95_7f2d) ^ 0x1234_5678_9abc_def0)
    }

    pub fn uniform(&mut self) -> f64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut bits = self.0;
        bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        bits ^= bits >> 31;
        ((bits >> 12) as f64 + 0.5) / (1_u64 << 52) as f64
    }

    pub fn normal(&mut self) -> f64 {
        norm_quantile(self.uniform())
    }

    pub fn normals(&mut self, draws: usize, mean: f64, sd: f64) -> Vec<f64> {
        (0..draws).map(|_| mean + sd * self.normal()).collect()
    }
}

/// A model whose first columns are net benefits and whose others are parameters.
pub fn model(net_benefits: Vec<Vec<f64>>, parameters: Vec<Vec<f64>>) -> SampledModel {
    let (options, all) = (net_benefits.len(), net_benefits.len() + parameters.len());
    SampledModel {
        names: (0..all).map(|place| format!("c{place}")).collect(),
        columns: net_benefits.into_iter().chain(parameters).collect(),
        net_benefits: (0..options).collect(),
        parameters: (options..all).collect(),
        ..SampledModel::default()
    }
}

/// Net benefits 0 and p1 − p2 with p1 ~ N(1, 1) and p2 ~ N(0, sd 2).
pub fn normal_normal(draws: usize, seed: u64) -> SampledModel {
    let mut chance = Chance::new(seed);
    let (p1, p2) = (chance.normals(draws, 1.0, 1.0), chance.normals(draws, 0.0, 2.0));
    let gain = p1.iter().zip(&p2).map(|(p1, p2)| p1 - p2).collect();
    model(vec![vec![0.0; draws], gain], vec![p1, p2])
}

/// The same with everything asked: both together, and studies of p1 of 1 to 1,000 observations with sd 1.
pub fn asked_all(mut model: SampledModel) -> SampledModel {
    group_all(&mut model);
    let parameter = model.parameters[0];
    let design = |count| StudyDesign::Observations { count, sd: Some(1.0) };
    model.studies = [1, 10, 100, 1000].map(|count| StudyAsked { design: design(count), parameter }).into();
    model
}

/// Asks for all parameters together.
pub fn group_all(model: &mut SampledModel) {
    model.groups.push(Group { name: "all".to_owned(), members: model.parameters.clone() });
}
