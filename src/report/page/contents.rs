//! The order in which a reader asks.

use crate::report::compare::CHOICE;
use crate::report::page::avoided;
use crate::report::page::basis;
use crate::report::page::choice;
use crate::report::page::difference;
use crate::report::page::frontier;
use crate::report::page::knowing;
use crate::report::page::money;
use crate::report::page::not_possible;
use crate::report::page::people;
use crate::report::page::prices;
use crate::report::page::programmes;
use crate::report::page::question;
use crate::report::page::splits;
use crate::report::page::sure;
use crate::report::page::worth;
use crate::report::page::years;
use crate::report::report::Chapter;
use maud::Markup;

/// A part of a chapter.
pub(super) struct Section {
    /// Its id, to which the chapter's is added.
    pub(super) anchor: &'static str,
    /// Its heading.
    pub(super) title: &'static str,
    /// What it says; nothing where the question does not arise.
    pub(super) write: for<'c, 'd> fn(&'c Chapter<'d>) -> Option<Markup>,
}

/// Every section of a chapter, in order.
pub(super) const SECTIONS: [Section; 16] = [
    Section { anchor: "question", title: "The question", write: question::section },
    Section { anchor: "not-possible", title: "What is not possible", write: not_possible::section },
    Section { anchor: "splits", title: "The splits side by side", write: splits::section },
    Section { anchor: "avoided", title: "Modelled harm avoided", write: avoided::section },
    Section { anchor: "difference", title: "The difference, draw by draw", write: difference::section },
    Section { anchor: "worth", title: "What it costs and what that is worth", write: worth::section },
    Section { anchor: "choice", title: CHOICE, write: choice::section },
    Section { anchor: "years", title: "Year by year", write: years::section },
    Section { anchor: "money", title: "Where the money goes", write: money::section },
    Section { anchor: "programmes", title: "Programme by programme", write: programmes::section },
    Section { anchor: "people", title: "People", write: people::section },
    Section { anchor: "frontier", title: "The frontier: with more money, or less", write: frontier::section },
    Section { anchor: "sure", title: "How sure the best split is", write: sure::section },
    Section {
        anchor: "knowing",
        title: "What moves the answer, and what is worth measuring",
        write: knowing::section,
    },
    Section { anchor: "prices", title: "What the limits cost", write: prices::section },
    Section { anchor: "rests-on", title: "What this rests on", write: basis::section },
];
