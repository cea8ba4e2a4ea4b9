//! Who answers for what evidence says, as HM Government's `AQuA` Book (2nd edition, 2025) asks of a log of assumptions: who made each,
//! who signed it off and when, and why.

use jiff::civil::Date;

/// Who answers for an assumption.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ownership {
    /// Who made it.
    pub owner: Option<String>,
    /// Who signed it off.
    pub signed_off_by: Option<String>,
    /// When.
    pub signed_off_on: Option<Date>,
    /// Why it is as it is.
    pub note: Option<String>,
    /// Whether it stands in for data that nobody has.
    pub is_proxy: bool,
}

/// The four roles of an analysis.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Roles {
    /// Who asked for it.
    pub commissioner: Option<String>,
    /// Who did it.
    pub analyst: Option<String>,
    /// Who made sure of it: not who did it.
    pub assurer: Option<String>,
    /// Who answers for its use.
    pub approver: Option<String>,
}

/// A decision on how something is analysed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settled {
    /// When it was taken.
    pub on: Option<Date>,
    /// What was decided.
    pub what: String,
    /// Why.
    pub why: String,
    /// Who decided it.
    pub who: String,
    /// Who signed it off.
    pub signed_off_by: Option<String>,
}

/// Whether two names are the same person's, as they are written: capitals and blanks aside.
#[must_use]
pub fn is_same_person(one: &str, other: &str) -> bool {
    let plain = |name: &str| name.split_whitespace().map(str::to_lowercase).collect::<Vec<_>>();
    plain(one) == plain(other)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_person_is_known_whatever_the_capitals_and_blanks() {
        assert!(is_same_person("A. Smith", "  a.  SMITH "));
        assert!(!is_same_person("A. Smith", "B. Smith"));
    }
}
