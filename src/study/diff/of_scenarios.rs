//! Two scenarios held against each other.

use crate::model::Evidence;
use crate::model::PriceBase;
use crate::model::Scenario;
use crate::model::ScenarioSpec;
use crate::study::Ground;
use crate::study::Overseer;
use crate::study::Progress;
use crate::study::Setting;
use crate::study::StudyError;
use crate::study::diff::answered;
use crate::study::diff::change::Change;
use crate::study::diff::change::ChangeKind;
use crate::study::diff::change::Stated;
use crate::study::diff::edits::edits;
use crate::study::diff::error::DiffError;
use crate::study::diff::found::Diff;
use crate::study::diff::found::Question;
use crate::study::diff::found::Side;
use crate::study::diff::ladder::Ladder;
use crate::study::diff::ladder::Measured;
use crate::study::diff::pieces::Piece;
use crate::study::diff::pieces::pieces;
use crate::study::diff::pieces::whole;
use crate::study::diff::scenario_words;
use crate::study::diff::walk::walks;
use crate::text;
use std::sync::Arc;

/// How two scenarios differ, and what each change did to modelled harm avoided. Where their evidence is in prices of different
/// years, OLD is put into NEW's.
///
/// # Errors
/// Prices are out of reach, or something cannot be worked out.
pub fn diff_scenarios(old: &Scenario, new: &Scenario, progress: &dyn Progress) -> Result<Diff, DiffError> {
    let old = &in_prices_of(old, new)?;
    let (old_spec, new_spec) = (whole(old), whole(new));
    let differing = if Arc::ptr_eq(old.evidence(), new.evidence()) {
        0
    } else {
        edits(&old.evidence().as_written(), &new.evidence().as_written()).len()
    };
    let pieces = pieces(&old_spec, &new_spec, differing == 0);
    let names = [old, new].map(|scenario| scenario.evidence().name().to_owned());
    let same = names[0] == names[1];
    let differs = text::plural(differing, "piece differs", "pieces differ");
    let new_name = if same { format!("{}: {differs}", names[1]) } else { names[1].clone() };
    let sides = (
        scenario_words::Side { spec: &old_spec, evidence: &names[0] },
        scenario_words::Side { spec: &new_spec, evidence: &new_name },
    );
    let said = pieces.iter().map(|piece| scenario_words::change(piece, &sides.0, &sides.1));
    let changes: Vec<Change> = said.chain(documentation(&old_spec, &new_spec)).collect();
    let overseer = progress.overseer();
    let ends = [old, new].map(|scenario| Setting::on(Ground::of(scenario)));
    let [old_setting, new_setting] = ends;
    let ends = (Side::of(&old_setting?), Side::of(&new_setting?));
    let ladder =
        Between { old, new, old_spec: old_spec.clone(), new_spec: new_spec.clone(), pieces, overseer };
    let walked = if ladder.pieces.is_empty() { Vec::new() } else { walks(&ladder, progress)? };
    let walks = walked.into_iter().map(|walk| (Question::Scenario, walk)).collect();
    Ok(Diff { changes, walks, old: ends.0, new: ends.1 })
}

/// OLD in the prices of NEW.
fn in_prices_of(old: &Scenario, new: &Scenario) -> Result<Scenario, DiffError> {
    let year = new.evidence().price_year();
    if old.evidence().price_year() == year {
        return Ok(old.clone());
    }
    let base: PriceBase = year.parse()?;
    let evidence = Arc::new(old.evidence().in_prices(base)?);
    Ok(old.on_restated(&evidence)?)
}

/// Names and descriptions that differ.
fn documentation(old: &ScenarioSpec, new: &ScenarioSpec) -> Vec<Change> {
    let said = [
        ("name", "its name", Some(old.name.clone()), Some(new.name.clone())),
        ("description", "the question it answers", old.description.clone(), new.description.clone()),
    ];
    let other = said.into_iter().filter(|(_, _, old, new)| old != new);
    let changes = other.map(|(key, what, old, new)| Change {
        address: format!("scenario.{key}"),
        what: what.to_owned(),
        kind: ChangeKind::Documentation,
        before: old.map(Stated::plain),
        after: new.map(Stated::plain),
    });
    changes.collect()
}

/// OLD, NEW, and everything between them.
struct Between<'a> {
    old: &'a Scenario,
    new: &'a Scenario,
    old_spec: ScenarioSpec,
    new_spec: ScenarioSpec,
    pieces: Vec<Piece>,
    overseer: Arc<dyn Overseer>,
}

impl Between<'_> {
    /// OLD with some pieces of NEW; none where that makes no sense.
    fn scenario(&self, taken: &[bool]) -> Option<Scenario> {
        if taken.iter().all(|taken| *taken) {
            return Some(self.new.clone());
        }
        if !taken.contains(&true) {
            return Some(self.old.clone());
        }
        let mut spec = self.old_spec.clone();
        let mut evidence: &Arc<Evidence> = self.old.evidence();
        for (piece, _) in self.pieces.iter().zip(taken).filter(|(_, taken)| **taken) {
            piece.put(&mut spec, &self.new_spec);
            if *piece == Piece::Evidence {
                evidence = self.new.evidence();
            }
        }
        Scenario::new(spec, Arc::clone(evidence)).ok()
    }
}

impl Ladder for Between<'_> {
    fn pieces(&self) -> usize {
        self.pieces.len()
    }

    fn questions(&self) -> usize {
        1
    }

    fn is_sound(&self, taken: &[bool]) -> bool {
        self.scenario(taken).is_some()
    }

    fn measured(&self, taken: &[bool], _wanted: Option<usize>) -> Result<Vec<Option<Measured>>, StudyError> {
        let Some(scenario) = self.scenario(taken) else { return Ok(vec![None]) };
        let Some(setting) = answered::setting(Ground::of(&scenario), &self.overseer)? else {
            return Ok(vec![None]);
        };
        Ok(vec![answered::decided(&setting, &scenario)?])
    }
}
