//! Over which time the figures of a workbook are said: its chapters may be settled years, plans, or some of each.

use crate::report::report::Chapter;

/// What a workbook's chapters are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Times {
    /// Settled years.
    Settled,
    /// Plans over years.
    Plans,
    /// Some of each.
    Both,
}

impl Times {
    /// Of some chapters.
    pub(super) fn of(chapters: &[Chapter<'_>]) -> Self {
        let plans = chapters.iter().filter(|chapter| chapter.period().plan().is_some()).count();
        match plans {
            0 => Self::Settled,
            all if all == chapters.len() => Self::Plans,
            _ => Self::Both,
        }
    }

    /// Whether any chapter is a plan.
    pub(super) fn has_plans(self) -> bool {
        self != Self::Settled
    }

    fn one(self, words: [&'static str; 3]) -> &'static str {
        words[self as usize]
    }

    /// The unit of money and harm.
    pub(super) fn money(self) -> &'static str {
        self.one(["£m a year", "£m at present value", "£m a year, of a plan at present value"])
    }

    /// The unit of money that a rule is about: rules of a plan are of one year each.
    pub(super) fn of_rules(self) -> &'static str {
        self.one(["£m a year", "£m in the rule's year", "£m a year, of a plan in the rule's year"])
    }

    /// The unit of money that is a rule's on some lines and all of it on others.
    pub(super) fn of_either(self) -> &'static str {
        self.one([
            "£m a year",
            "£m: of a rule in its year, else at present value",
            "£m a year; of a plan: of a rule in its year, else at present value",
        ])
    }

    /// The unit of people and events.
    pub(super) fn people(self) -> &'static str {
        self.one(["number a year", "number over all years", "number a year, of a plan over all its years"])
    }

    /// What more money is, over which it is asked what it avoids.
    pub(super) fn of_next_pound(self) -> &'static str {
        self.one([
            "The next £1 a year, mean harm avoided",
            "£1 more at present value, mean harm avoided at present value",
            "The next £1 a year, of a plan £1 more at present value: mean harm avoided",
        ])
    }

    /// What the sheet of threats holds.
    pub(super) fn of_threats(self) -> &'static str {
        self.one([
            "What each scenario is modelled to do to each threat, a year, against today's spend. The sheet Comparison adds it up.",
            "What each plan is modelled to do to each threat over all its years, against today's spend. The sheet Comparison adds \
             it up.",
            "What each scenario is modelled to do to each threat, a year or over all years of a plan, against today's spend. The \
             sheet Comparison adds it up.",
        ])
    }

    /// A heading that says the unit of money and harm.
    pub(super) fn in_money(self, heading: &str) -> String {
        format!("{heading}, {}", self.money())
    }
}
