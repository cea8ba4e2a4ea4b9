//! Why evidence cannot be simulated.

use crate::id::Address;
use crate::model::Curve;
use crate::model::Evidence;
use crate::problem::Place;
use crate::text;
use crate::units::Draws;

/// Evidence that cannot be simulated.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum SimulateError {
    /// A return that more often than not cannot be had from the threat's harm.
    #[error(
        "`{address}` implies that the programme could remove more than 99% of the threat's harm in {held} of \
         {draws} draws"
    )]
    ReachHeld {
        /// Where the return is stated.
        address: Address,
        /// In how many draws.
        held: usize,
        /// Out of how many.
        draws: usize,
    },
    /// More draws than fit into memory.
    #[error(
        "{} draws need {} of memory, and {} may be used; allowed: {}more memory with `--memory`",
        figure(*draws as u64),
        size(*needed),
        size(*limit),
        fewer(*most)
    )]
    Memory {
        /// How many draws.
        draws: usize,
        /// The bytes they need.
        needed: u64,
        /// The bytes that may be used.
        limit: u64,
        /// How many draws would fit.
        most: u64,
    },
    /// A draw that is no finite number.
    #[error("`{address}` is {value} in draw {draw}")]
    NotFinite {
        /// Where the uncertain number stands.
        address: Address,
        /// What it came to.
        value: f64,
        /// In which draw, from 0.
        draw: usize,
    },
    /// Harm at today's spend that is no finite number.
    #[error("the effects on `{threat}` multiply to {value} at today's spend in draw {draw}")]
    AnchorNotFinite {
        /// The threat.
        threat: String,
        /// What they multiply to.
        value: f64,
        /// In which draw, from 0.
        draw: usize,
    },
}

impl SimulateError {
    /// Where the evidence states what is wrong; `None` where it is nothing that evidence states.
    #[must_use]
    pub fn place(&self, evidence: &Evidence) -> Option<Place> {
        match self {
            Self::ReachHeld { address, .. } | Self::NotFinite { address, .. } => stated(address, evidence),
            Self::AnchorNotFinite { threat, .. } => Some(Place::root().key("threat").named(threat).key("id")),
            Self::Memory { .. } => None,
        }
    }
}

/// Where the number behind an address stands.
fn stated(address: &Address, evidence: &Evidence) -> Option<Place> {
    let root = Place::root();
    let of_effects = evidence.effects().flat_map(|(programme, effect)| {
        let place =
            root.key("programme").named(programme.id.as_str()).key("effect").named(effect.threat.as_str());
        let own = |key: &str| Address::of_effect(&programme.id, &effect.threat, key);
        let mut numbers = vec![(own("works"), place.key("works"))];
        if let Curve::Parametric(curve) = &effect.curve {
            let place = place.key("curve").key(curve.family.terms().word());
            let keys = [curve.strength_key(), curve.scale_key()];
            numbers.extend(keys.map(|key| (own(key), place.key(key))));
        }
        numbers
    });
    let of_threats = evidence.threats().iter().flat_map(|threat| {
        let place = root.key("threat").named(threat.id.as_str());
        let counts = threat.counts.iter().map(|count| {
            let stated = place.key("count").named(count.id.as_str()).key("per_year");
            (Address::of_count(&threat.id, &count.id), stated)
        });
        let counts: Vec<_> = counts.collect();
        counts.into_iter().chain([(Address::of_threat(&threat.id, "harm"), place.key("harm"))])
    });
    let of_funders = evidence.funders().iter().map(|funder| {
        let place = root.key("funder").named(funder.id.as_str()).key("delivered");
        (Address::of_delivery(&funder.id), place)
    });
    let mut all = of_effects.chain(of_threats).chain(of_funders);
    all.find(|(own, _)| own == address).map(|(_, place)| place)
}

#[expect(clippy::cast_precision_loss, reason = "figures for reading")]
fn figure(number: u64) -> String {
    text::thousands(number as f64, 0)
}

/// How many draws would fit, where any would.
fn fewer(most: u64) -> String {
    if most < Draws::FEWEST as u64 { String::new() } else { format!("at most {} draws, or ", figure(most)) }
}

#[expect(clippy::cast_precision_loss, reason = "figures for reading")]
fn size(bytes: u64) -> String {
    if bytes < 1_000_000_000 {
        return format!("{} MB", text::thousands(bytes as f64 / 1e6, 0));
    }
    format!("{} GB", text::thousands(bytes as f64 / 1e9, 1))
}
