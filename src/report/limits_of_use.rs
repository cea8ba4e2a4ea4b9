//! What no answer must be used for, in the words that every format has for it.

/// Something that an answer must not be used for: what it is not, and what that means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Limit {
    /// What it is not; with the blank or the comma that leads on.
    pub(super) lead: &'static str,
    /// The rest of the sentence, and what follows from it.
    pub(super) rest: &'static str,
}

impl Limit {
    /// All of it.
    pub(super) fn whole(self) -> String {
        format!("{}{}", self.lead, self.rest)
    }
}

/// What holds of every answer.
pub(super) const ALWAYS: [Limit; 4] = [
    Limit {
        lead: "It does not say what spending achieves. ",
        rest: "It says what follows from the evidence files. Modelled harm avoided is never measured harm avoided.",
    },
    Limit {
        lead: "It is no finding about any budget, programme or body",
        rest: ", as long as its assumptions are placeholders.",
    },
    Limit {
        lead: "Harm is a social and economic cost, not cash: ",
        rest: "nothing here is a saving, and no pound avoided can be taken out of a budget.",
    },
    Limit {
        lead: "An interval holds what the evidence is unsure of, and nothing else. ",
        rest: "What nobody has written into the evidence, or got wrong there, is in no interval.",
    },
];

/// What holds of a settled year.
pub(super) const SETTLED_YEAR: Limit = Limit {
    lead: "A settled year ",
    rest: "leaves out how long effects take, and what changing over costs.",
};

/// What holds of a plan.
pub(super) const PLAN: Limit = Limit {
    lead: "A plan over years ",
    rest: "ends where it ends: it leaves out what changing over costs and, unless it says otherwise, what its money still does \
           afterwards. How fast effects come is an assumption like any other.",
};

/// What holds of several chapters.
pub(super) const CHAPTERS: Limit = Limit {
    lead: "Chapters rest on different evidence or draws, ",
    rest: "and are never subtracted from each other.",
};
