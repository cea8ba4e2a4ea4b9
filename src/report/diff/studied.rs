//! The document of what a study of two files found.

use crate::report::Basis;
use crate::report::diff::answers;
use crate::report::diff::document::ChangeView;
use crate::report::diff::document::Document;
use crate::report::diff::document::KindView;
use crate::report::diff::document::SideView;
use crate::report::diff::document::StatedView;
use crate::report::document::Versioned;
use crate::report::price_year;
use crate::study::diff::Change;
use crate::study::diff::ChangeKind;
use crate::study::diff::Diff;
use crate::study::diff::Side;
use crate::study::diff::Stated;
use jiff::civil::Date;

impl Document {
    /// The document of two files that were held against each other; each is known by its path and its name.
    #[must_use]
    pub fn of_files(of: KindView, names: [(String, String); 2], diff: &Diff, today: Date) -> Self {
        let [old, new] = names;
        let evidence = &diff.new.ground.evidence;
        Self {
            schema: Self::SCHEMA.to_owned(),
            of,
            old: side(old, &diff.old, today),
            new: side(new, &diff.new, today),
            changes: diff.changes.iter().map(ChangeView::of).collect(),
            answers: diff
                .walks
                .iter()
                .map(|(question, walk)| answers::answer(*question, walk, &diff.changes))
                .collect(),
            runs: Vec::new(),
            scenarios: Vec::new(),
            price_year: Some(evidence.price_year().to_owned()),
            price_year_stated: price_year::stated(evidence),
        }
    }
}

fn side((path, name): (String, String), side: &Side, today: Date) -> SideView {
    let simulation = side.ground.simulation;
    SideView {
        path,
        name: Some(name),
        draws: Some(simulation.draws.get()),
        seed: Some(simulation.seed.0),
        sampler: Some(simulation.sampler.as_str().to_owned()),
        rests_on: Some(Basis::on(&side.ground, &side.held, today).over(simulation.draws, [])),
    }
}

impl ChangeView {
    fn of(change: &Change) -> Self {
        let kind = match change.kind {
            ChangeKind::Value => "value",
            ChangeKind::Structure => "structure",
            ChangeKind::Documentation => "documentation",
        };
        Self {
            address: change.address.clone(),
            what: change.what.clone(),
            kind: kind.to_owned(),
            before: change.before.as_ref().map(StatedView::of),
            after: change.after.as_ref().map(StatedView::of),
        }
    }

    /// Whether a figure can come of it.
    #[must_use]
    pub fn moves_figures(&self) -> bool {
        self.kind != "documentation"
    }
}

impl StatedView {
    fn of(stated: &Stated) -> Self {
        Self {
            value: stated.value.clone(),
            grade: stated.grade.map(|grade| grade.to_string()),
            source: stated.source.clone(),
        }
    }
}
