//! One draw that is known to be the truth, flat: what a measure comes to under an allocation, with slopes and curvatures.
//!
//! A draw by itself has some thirty numbers, so what counts is everything around the arithmetic: effects that do nothing
//! in it are left out, and the others are asked one after the other.

use crate::curve::Formula;
use crate::curve::Prepared;
use crate::curve::Terms;
use crate::curve::Visitor;
use crate::model::Measure;
use crate::simulate::Curvature;
use crate::simulate::Evaluation;
use crate::simulate::Futures;
use crate::simulate::ThreatCurvature;
use crate::simulate::ThreatMean;
use crate::simulate::block::Block;
use crate::simulate::block::EffectBlock;
use crate::simulate::block::Shape;
use crate::simulate::block::Slot;
use crate::simulate::sample::BLOCK;

/// A measure in one draw, as a function of planned efforts.
#[derive(Clone, Debug)]
pub struct KnownDraw<'f> {
    pub(super) threats: Vec<KnownThreat<'f>>,
}

/// A threat that the measure counts.
#[derive(Clone, Debug)]
pub(super) struct KnownThreat<'f> {
    /// As a position in the evidence.
    threat: usize,
    /// The measure where nobody makes any effort.
    pub(super) level: f64,
    /// The effects on it that are any.
    pub(super) effects: Vec<KnownEffect<'f>>,
}

/// What a programme does to a threat.
#[derive(Clone, Copy, Debug)]
pub(super) struct KnownEffect<'f> {
    /// As a position in the evidence.
    pub(super) programme: usize,
    /// The share of planned effort that is delivered.
    pub(super) delivered: f64,
    /// £m of effort that are felt besides, delivered before.
    pub(super) past: f64,
    pub(super) shape: &'f Shape,
    pub(super) draw: Prepared,
}

/// What an effect answers at a planned effort.
#[derive(Clone, Copy, Debug)]
pub(super) struct Answer {
    /// q, as a factor and a logarithm of another factor: one of them is nothing.
    pub(super) factor: f64,
    pub(super) log: f64,
    /// d(log q)/dx, per £m planned.
    pub(super) slope: f64,
    /// d²(log q)/dx², per £m² planned.
    pub(super) curvature: f64,
}

impl Futures {
    /// A measure in one draw; `None` where there is no such draw.
    #[must_use]
    pub fn known(&self, draw: usize, measure: &Measure) -> Option<KnownDraw<'_>> {
        let numbers = (draw < self.draws().get()).then(|| self.block(draw / BLOCK))?;
        Some(known(self.first(), &numbers, draw % BLOCK, &self.counted(measure)))
    }
}

/// Shapes are the same in every block, and lent by one that is held for as long as the draws are.
fn known<'f>(
    shapes: &'f Block,
    block: &Block,
    place: usize,
    counted: &[(usize, Vec<Slot>)],
) -> KnownDraw<'f> {
    let threats = counted.iter().map(|(threat, slots)| {
        let (own, shapes) = (&block.threats[*threat], &shapes.threats[*threat]);
        let measured = slots.iter().map(|slot| slot.column(own).map_or(0.0, |column| column.at(place)));
        let effects = own.effects.iter().zip(&shapes.effects);
        let effects =
            effects.map(|(effect, lent)| KnownEffect::of(effect, &lent.response.shape, block, place));
        KnownThreat {
            threat: *threat,
            level: own.anchor.at(place) * measured.sum::<f64>() * own.discount,
            effects: effects.filter(KnownEffect::does_something).collect(),
        }
    });
    KnownDraw { threats: threats.collect() }
}

impl<'f> KnownEffect<'f> {
    fn of(effect: &EffectBlock, shape: &'f Shape, block: &Block, place: usize) -> Self {
        let response = &effect.response;
        Self {
            programme: effect.programme,
            delivered: effect.funder.map_or(1.0, |funder| block.delivered[funder].at(place)),
            past: effect.past,
            shape,
            draw: Prepared { strength: response.strength.at(place), pace: response.pace.at(place) },
        }
    }

    /// Whether effort does anything in the draw, be it what is planned or what was made before.
    fn does_something(&self) -> bool {
        self.draw.strength != 0.0 && (self.delivered > 0.0 || self.past > 0.0)
    }

    /// What it answers at a planned effort, £m.
    #[inline]
    pub(super) fn at(&self, planned: f64) -> Answer {
        let asked = Asked { effort: planned * self.delivered + self.past, draw: self.draw };
        let answer = match self.shape {
            Shape::Parametric(family) => family.accept(asked),
            Shape::Points(points) => asked.of(points),
        };
        Answer {
            slope: answer.slope * self.delivered,
            curvature: answer.curvature * self.delivered * self.delivered,
            ..answer
        }
    }
}

/// An effort delivered, £m, in a draw.
struct Asked {
    effort: f64,
    draw: Prepared,
}

impl Asked {
    #[inline]
    fn of<F: Formula>(self, formula: &F) -> Answer {
        let response = formula.response(formula.reached(self.effort, self.draw.pace), self.draw);
        let (factor, log) = if F::IS_LOGARITHMIC { (1.0, response.left) } else { (response.left, 0.0) };
        let curvature = formula.log_curvature(self.effort, response.log_slope, self.draw);
        Answer { factor, log, slope: response.log_slope, curvature }
    }
}

impl Visitor for Asked {
    type Answer = Answer;

    fn visit<F: Formula + Terms>(self, family: &'static F) -> Answer {
        self.of(family)
    }
}

impl KnownThreat<'_> {
    /// The measure at planned efforts, £m by programme, and what each effect answers there.
    fn at(&self, efforts: &[f64]) -> (f64, Vec<Answer>) {
        let answers: Vec<Answer> =
            self.effects.iter().map(|effect| effect.at(efforts[effect.programme])).collect();
        let factor: f64 = answers.iter().map(|answer| answer.factor).product();
        let log: f64 = answers.iter().map(|answer| answer.log).sum();
        (self.level * factor * libm::exp(log), answers)
    }
}

impl KnownDraw<'_> {
    /// The measure at planned efforts, £m by programme, added over threats.
    #[must_use]
    pub fn total(&self, efforts: &[f64]) -> f64 {
        self.threats.iter().map(|threat| threat.at(efforts).0).sum()
    }

    /// The measure of each threat with its slopes and second derivatives; of these there are none at the knots of a curve
    /// through points.
    #[must_use]
    pub fn curved(&self, efforts: &[f64]) -> (Evaluation, Curvature) {
        let both = self.threats.iter().map(|threat| {
            let (mean, answers) = threat.at(efforts);
            let programmes: Vec<usize> = threat.effects.iter().map(|effect| effect.programme).collect();
            let slopes = programmes.iter().zip(&answers);
            let gradient = slopes.map(|(programme, answer)| (*programme, mean * answer.slope)).collect();
            let mut triangle = Vec::with_capacity(answers.len() * (answers.len() + 1) / 2);
            for (first, answer) in answers.iter().enumerate() {
                triangle.extend(answers[..first].iter().map(|other| mean * answer.slope * other.slope));
                triangle.push(mean * (answer.slope * answer.slope + answer.curvature));
            }
            let own = ThreatMean { threat: threat.threat, mean, gradient };
            (own, ThreatCurvature { programmes, triangle })
        });
        let (means, curvatures) = both.unzip();
        (Evaluation { threats: means }, Curvature { threats: curvatures })
    }
}
