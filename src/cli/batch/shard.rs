//! A share of the scenarios for one of several machines.

use crate::text;
use std::fmt;
use std::str::FromStr;

/// The k-th of n shares: which scenarios are in it depends on their ids alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Shard {
    number: u32,
    of: u32,
}

impl Shard {
    /// What may be typed.
    const ALLOWED: &'static str =
        "a share such as 2/8: its number, from 1, and how many there are (at most 100,000)";
    const MOST: u32 = 100_000;

    /// Whether a scenario is in this share: its id's SHA-256 says, so no list of ids and no other scenario does.
    pub(crate) fn has(self, id: &str) -> bool {
        let hash = text::sha256(id.as_bytes());
        // Sixteen hexadecimal digits are a u64.
        let hash = hash.get(..16).and_then(|digits| u64::from_str_radix(digits, 16).ok()).unwrap_or_default();
        hash % u64::from(self.of) == u64::from(self.number - 1)
    }

    /// Its number, from 1.
    pub(crate) fn number(self) -> u32 {
        self.number
    }

    /// How many shares there are.
    pub(crate) fn of(self) -> u32 {
        self.of
    }
}

impl FromStr for Shard {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let read = || {
            let (number, of) = text.split_once('/')?;
            let (number, of): (u32, u32) = (number.trim().parse().ok()?, of.trim().parse().ok()?);
            (1 <= number && number <= of && of <= Self::MOST).then_some(Self { number, of })
        };
        read().ok_or_else(|| Self::ALLOWED.to_owned())
    }
}

impl fmt::Display for Shard {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.number, self.of)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_id_is_in_exactly_one_share() {
        for of in [1_u32, 2, 3, 7] {
            let shards: Vec<Shard> = (1..=of).map(|number| Shard { number, of }).collect();
            let mut sizes = vec![0; shards.len()];
            for id in (0..700).map(|n| format!("scenario-{n}")) {
                let homes: Vec<usize> = (0..shards.len()).filter(|&k| shards[k].has(&id)).collect();
                assert_eq!(homes.len(), 1, "{id} of {of}");
                sizes[homes[0]] += 1;
            }
            // 700 in 7 fair shares are 100 ± 9.3 each; five standard deviations fail once in a million hashes.
            assert!(sizes.iter().all(|&size| size > 700 / usize::try_from(of).unwrap() - 47), "{sizes:?}");
        }
    }

    #[test]
    fn what_is_no_share_is_refused() {
        for text in ["0/4", "5/4", "1/0", "1", "a/b", "-1/4", "1/100001"] {
            assert!(text.parse::<Shard>().is_err(), "{text}");
        }
        assert_eq!("3/8".parse::<Shard>().unwrap().to_string(), "3/8");
    }
}
