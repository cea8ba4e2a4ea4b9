//! Two pieces of evidence held against each other.

use crate::model::Evidence;
use crate::model::EvidenceSpec;
use crate::model::PriceBase;
use crate::model::Scenario;
use crate::model::ScenarioSpec;
use crate::model::Simulation;
use crate::study::Decision;
use crate::study::Ground;
use crate::study::Overseer;
use crate::study::Progress;
use crate::study::Setting;
use crate::study::StudyError;
use crate::study::decide;
use crate::study::diff::answered;
use crate::study::diff::change::ChangeKind;
use crate::study::diff::documentation::documentation;
use crate::study::diff::edit::Edit;
use crate::study::diff::edits::edits;
use crate::study::diff::error::DiffError;
use crate::study::diff::error::Which;
use crate::study::diff::evidence_words;
use crate::study::diff::found::Diff;
use crate::study::diff::found::Question;
use crate::study::diff::found::Side;
use crate::study::diff::ladder::Ladder;
use crate::study::diff::ladder::Measured;
use crate::study::diff::money_held::MoneyHeld;
use crate::study::diff::walk::walks;
use std::sync::Arc;

/// How pieces of evidence are held against each other.
#[derive(Clone, Debug, Default)]
pub struct How {
    /// The scenario that is asked of both; else today, and the best allocation of today's total.
    pub scenario: Option<Scenario>,
    /// Which draws, where no scenario says so.
    pub simulation: Simulation,
    /// The year whose prices figures are in; where none is said and the two differ, NEW's.
    pub prices: Option<PriceBase>,
}

/// How two pieces of evidence differ, and what each change did to the answers.
///
/// # Errors
/// The scenario cannot stand on one of them, prices are out of reach, or something cannot be worked out.
pub fn diff_evidence(
    old: &Arc<Evidence>,
    new: &Arc<Evidence>,
    how: &How,
    progress: &dyn Progress,
) -> Result<Diff, DiffError> {
    let (old_spec, new_spec) = (old.as_written(), new.as_written());
    let edits = edits(&old_spec, &new_spec);
    let prices = match how.prices {
        None if old_spec.price_year != new_spec.price_year => Some(new_spec.price_year.parse()?),
        typed => typed,
    };
    let in_prices = |evidence: &Arc<Evidence>| match prices {
        None => Ok(Arc::clone(evidence)),
        Some(base) => evidence.in_prices(base).map(Arc::new),
    };
    let (old, new) = (in_prices(old)?, in_prices(new)?);
    let words = [&old, &new].map(|evidence| evidence_words::Side::of(evidence));
    let [old_words, new_words] = &words;
    let mut changes: Vec<_> =
        edits.iter().map(|edit| evidence_words::change(edit, old_words, new_words)).collect();
    changes.extend(documentation(&old_spec, &new_spec, &changes));
    let overseer = progress.overseer();
    let asked = Asked::of(how, &old, &new, &overseer)?;
    let ends = [&old, &new].map(|evidence| Setting::on(asked.ground(evidence)));
    let [old_setting, new_setting] = ends;
    let sides = (Side::of(&old_setting?), Side::of(&new_setting?));
    let pieces = Pieces { old, new, old_spec, new_spec, edits, prices, asked, overseer };
    let is_figure = |kind: ChangeKind| kind != ChangeKind::Documentation;
    let walked = if changes.iter().any(|change| is_figure(change.kind)) {
        walks(&pieces, progress)?
    } else {
        Vec::new()
    };
    let walks = pieces.asked.questions().into_iter().zip(walked).collect();
    Ok(Diff { changes, walks, old: sides.0, new: sides.1 })
}

/// What is asked of evidence.
enum Asked {
    /// Harm today, and the best allocation of today's total.
    Today(Simulation),
    /// A scenario, and the money that it puts where it does on OLD, where that allows anything.
    Scenario(Box<Scenario>, Option<MoneyHeld>),
}

impl Asked {
    fn of(
        how: &How,
        old: &Arc<Evidence>,
        new: &Arc<Evidence>,
        overseer: &Arc<dyn Overseer>,
    ) -> Result<Self, DiffError> {
        let Some(scenario) = &how.scenario else { return Ok(Self::Today(how.simulation)) };
        let scenario = scenario.on_restated(old)?;
        let on = |which: Which, evidence: &Arc<Evidence>| {
            anew(&scenario, evidence).map_err(|problems| DiffError::NotAllowed { which, problems })
        };
        let (on_old, _) = (on(Which::Old, old)?, on(Which::New, new)?);
        let setting = Setting::on(Ground::of(&on_old))?.overseen_by(Arc::clone(overseer));
        let held = match decide(&setting, &on_old)? {
            Decision::Allocated { allocation, .. } => Some(MoneyHeld::of(&allocation, old)),
            Decision::Impossible(_) => None,
        };
        Ok(Self::Scenario(Box::new(on_old), held))
    }

    fn questions(&self) -> Vec<Question> {
        match self {
            Self::Today(_) => vec![Question::HarmToday, Question::BestOfToday],
            Self::Scenario(..) => vec![Question::MoneyHeld, Question::Scenario],
        }
    }

    fn ground(&self, evidence: &Arc<Evidence>) -> Ground {
        match self {
            Self::Today(simulation) => Ground::settled(Arc::clone(evidence), *simulation),
            Self::Scenario(scenario, _) => Ground { evidence: Arc::clone(evidence), ..Ground::of(scenario) },
        }
    }

    fn answer(&self, setting: &Setting, question: Question) -> Result<Option<Measured>, StudyError> {
        let evidence = setting.evidence();
        match (self, question) {
            (_, Question::HarmToday) => Ok(Some(answered::harm_today(setting))),
            (Self::Today(simulation), _) => match best_of_today(evidence, *simulation) {
                Some(scenario) => answered::decided(setting, &scenario),
                None => Ok(None),
            },
            (Self::Scenario(_, held), Question::MoneyHeld) => {
                Ok(held.as_ref().map(|held| answered::avoided(setting, &held.on(evidence))))
            }
            (Self::Scenario(scenario, _), _) => match anew(scenario, evidence) {
                Ok(scenario) => answered::decided(setting, &scenario),
                Err(_) => Ok(None),
            },
        }
    }
}

/// Today's total, split freely and used as well as can be.
fn best_of_today(evidence: &Arc<Evidence>, simulation: Simulation) -> Option<Scenario> {
    let spec = ScenarioSpec {
        id: "best-of-today".to_owned(),
        name: "The best allocation of today's total".to_owned(),
        total_is_todays: true,
        simulation,
        ..ScenarioSpec::default()
    };
    Scenario::new(spec, Arc::clone(evidence)).ok()
}

/// A scenario on other evidence: today's money is what that says.
fn anew(scenario: &Scenario, evidence: &Arc<Evidence>) -> Result<Scenario, Vec<crate::problem::Problem>> {
    let total_is_todays = scenario.has_todays_total();
    let spec = ScenarioSpec { total_is_todays, ..scenario.spec().clone() };
    Scenario::new(spec, Arc::clone(evidence))
}

/// OLD, NEW, and everything between them.
struct Pieces {
    old: Arc<Evidence>,
    new: Arc<Evidence>,
    old_spec: EvidenceSpec,
    new_spec: EvidenceSpec,
    edits: Vec<Edit>,
    prices: Option<PriceBase>,
    asked: Asked,
    overseer: Arc<dyn Overseer>,
}

impl Pieces {
    /// OLD with some pieces of NEW; none where that makes no sense.
    fn evidence(&self, taken: &[bool]) -> Option<Arc<Evidence>> {
        if taken.iter().all(|taken| *taken) {
            return Some(Arc::clone(&self.new));
        }
        if !taken.contains(&true) {
            return Some(Arc::clone(&self.old));
        }
        let mut spec = self.old_spec.clone();
        let edits = self.edits.iter().zip(taken).filter(|(_, taken)| **taken);
        edits.for_each(|(edit, _)| edit.put(&mut spec, &self.new_spec));
        let evidence = Evidence::new(spec).ok()?;
        match self.prices {
            None => Some(Arc::new(evidence)),
            Some(base) => evidence.in_prices(base).ok().map(Arc::new),
        }
    }
}

impl Ladder for Pieces {
    fn pieces(&self) -> usize {
        self.edits.len()
    }

    fn questions(&self) -> usize {
        self.asked.questions().len()
    }

    fn is_sound(&self, taken: &[bool]) -> bool {
        self.evidence(taken).is_some()
    }

    fn measured(&self, taken: &[bool], wanted: Option<usize>) -> Result<Vec<Option<Measured>>, StudyError> {
        let questions = self.asked.questions();
        let evidence = self.evidence(taken);
        let setting = match evidence {
            Some(evidence) => answered::setting(self.asked.ground(&evidence), &self.overseer)?,
            None => None,
        };
        let Some(setting) = setting else { return Ok(vec![None; questions.len()]) };
        let answers = questions.into_iter().enumerate().map(|(place, question)| {
            if wanted.is_none_or(|wanted| wanted == place) {
                self.asked.answer(&setting, question)
            } else {
                Ok(None)
            }
        });
        answers.collect()
    }
}
