//! What-ifs: numbers of the evidence taken to be something else.

use crate::distribution::Distribution;
use crate::id::Pattern;
use crate::text::typed;
use std::fmt;

/// Some numbers of the evidence taken to be something else.
#[derive(Clone, Debug, PartialEq)]
pub struct WhatIf {
    /// Their addresses.
    pub of: Pattern,
    /// What they are taken to be.
    pub taken: Taken,
}

/// What a number is taken to be. Money is £m.
#[derive(Clone, Debug, PartialEq)]
pub enum Taken {
    /// This, instead of what the evidence says.
    Instead(Distribution),
    /// So many times what the evidence says.
    Times(f64),
    /// This quantile of what the evidence says, for certain.
    At(f64),
}

impl fmt::Display for Taken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Instead(instead) => write!(f, "= {instead}"),
            Self::Times(times) => write!(f, "× {}", typed(*times)),
            Self::At(at) => write!(f, "at its {}% point", typed(percent(*at))),
        }
    }
}

/// A share in percent, without what binary fractions add to it.
fn percent(share: f64) -> f64 {
    (share * 1e10).round() / 1e8
}

impl fmt::Display for WhatIf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.of.as_str(), self.taken)
    }
}

impl WhatIf {
    /// What may be said of a number, in words.
    pub const ALLOWED: &'static str =
        "a value, a distribution, `{ times = 2 }`, or `{ at = 0.95 }` for its 95% point";
}

impl WhatIf {
    /// The same in the prices of another year; a pattern that covers money covers nothing else.
    #[must_use]
    pub fn in_prices(&self, factor: f64) -> Self {
        if (factor - 1.0).abs() < f64::EPSILON {
            return self.clone();
        }
        let taken = match &self.taken {
            Taken::Instead(instead) if Self::is_money(self.of.as_str()) => {
                Taken::Instead(instead.scaled(factor))
            }
            taken => taken.clone(),
        };
        Self { of: self.of.clone(), taken }
    }

    /// Whether what stands at an address is money.
    #[must_use]
    pub fn is_money(address: &str) -> bool {
        const KEYS: [&str; 7] = ["harm", "reference", "min", "max", "set_up", "half_spend", "scale"];
        KEYS.contains(&address.rsplit('.').next().unwrap_or_default())
    }
}

/// A name that says what is assumed.
#[must_use]
pub fn named(name: &str, what_ifs: &[WhatIf]) -> String {
    let said: Vec<String> = what_ifs.iter().map(ToString::to_string).collect();
    if said.is_empty() { name.to_owned() } else { format!("{name}, if {}", said.join(" and ")) }
}
