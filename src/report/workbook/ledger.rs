//! The accounts of all scenarios with an answer, in the order in which every sheet has them.

use crate::report::ProgrammeName;
use crate::report::compare::ScenarioView;
use crate::report::report::Chapter;
use crate::report::standing;
use crate::report::workbook::cell::Cell;
use crate::report::workbook::identity;
use crate::report::workbook::times::Times;
use crate::text;

/// What a line is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Of<'d> {
    /// A programme of a strand.
    Programme {
        /// The strand's id.
        strand: &'d str,
        /// The programme.
        programme: &'d ProgrammeName,
    },
    /// Money in no strand.
    BackOffice,
    /// Money that limits leave unspent.
    Unspent,
}

/// A line of an account; money in £m a year, of a plan at present value.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Line<'d> {
    /// What it is of.
    pub(super) of: Of<'d>,
    /// Today's money; `None` where nobody has said what it is.
    pub(super) today: Option<f64>,
    /// The scenario's money.
    pub(super) then: f64,
}

/// One scenario.
pub(super) struct Account<'d> {
    /// Its chapter.
    pub(super) chapter: &'d Chapter<'d>,
    /// What the document says of it.
    pub(super) view: &'d ScenarioView,
    /// Its number in this workbook, from 1.
    pub(super) number: u32,
    /// Its money from the top; never empty.
    pub(super) lines: Vec<Line<'d>>,
}

impl Account<'_> {
    /// The cells that identify it.
    pub(super) fn identity(&self) -> Vec<Cell> {
        identity::cells(self.chapter, (&self.view.name, &self.view.id), Some(self.number))
    }

    /// Whether the others of its block are held against it.
    pub(super) fn is_reference(&self) -> bool {
        self.view.is_reference()
    }

    /// Whether it avoids more than the reference, in words.
    pub(super) fn standing(&self) -> String {
        standing::said(self.view)
    }

    /// All its money, £m, added up line by line.
    pub(super) fn total(&self) -> f64 {
        self.lines.iter().map(|line| line.then).sum()
    }
}

/// All scenarios with an answer.
pub(super) struct Ledger<'d> {
    /// The chapters that they are in.
    pub(super) chapters: &'d [Chapter<'d>],
    /// Chapter by chapter, those first that avoid most.
    pub(super) accounts: Vec<Account<'d>>,
}

impl<'d> Ledger<'d> {
    /// Of some chapters.
    pub(super) fn of(chapters: &'d [Chapter<'d>]) -> Self {
        let scenarios = chapters
            .iter()
            .flat_map(|chapter| chapter.best_first().into_iter().map(move |scenario| (chapter, scenario)));
        let accounts = (1..).zip(scenarios).map(|(number, (chapter, view))| Account {
            chapter,
            view,
            number,
            lines: lines(chapter, view),
        });
        Self { chapters, accounts: accounts.collect() }
    }

    /// How many letters the longest name, evidence, id and reference have.
    pub(super) fn longest(&self) -> [usize; 4] {
        let mut longest = [0; 4];
        for Account { chapter, view, .. } in &self.accounts {
            let words = [&view.name, &view.evidence, &view.id, &chapter.reference.name];
            for (longest, words) in longest.iter_mut().zip(words) {
                *longest = (*longest).max(text::width(words));
            }
        }
        longest
    }

    /// The scenarios of a chapter.
    pub(super) fn of_chapter(&self, chapter: usize) -> impl Iterator<Item = &Account<'d>> {
        self.accounts.iter().filter(move |account| account.chapter.number == chapter)
    }

    /// Whether any scenario costs more or less than its reference.
    pub(super) fn costs_differ(&self) -> bool {
        self.chapters.iter().any(Chapter::costs_differ)
    }

    /// Over which time its figures are said.
    pub(super) fn times(&self) -> Times {
        Times::of(self.chapters)
    }

    /// Whether every scenario is held against today.
    pub(super) fn is_against_today(&self) -> bool {
        self.chapters.iter().all(Chapter::is_against_today)
    }
}

fn lines<'d>(chapter: &Chapter<'d>, scenario: &ScenarioView) -> Vec<Line<'d>> {
    let (before, after) = (&chapter.today.programmes, &scenario.programmes);
    let programmes = chapter.block.order.iter().flat_map(|strand| {
        let members = strand.programmes.iter();
        members.map(|programme| Of::Programme { strand: &strand.id, programme })
    });
    let of_programme = |of: Of<'d>| {
        let Of::Programme { programme, .. } = of else { return None };
        let today = before.get(&programme.id).copied();
        Some(Line { of, today, then: *after.get(&programme.id)? })
    };
    let mut lines: Vec<Line<'d>> = programmes.filter_map(of_programme).collect();
    lines.push(Line { of: Of::BackOffice, today: None, then: scenario.back_office });
    lines.push(Line { of: Of::Unspent, today: None, then: scenario.unspent });
    lines
}
