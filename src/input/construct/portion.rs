//! What a strand gets, from the shares and amounts that a file or a row states.

use crate::input::construct::Gather;
use crate::input::raw::entry::Part;
use crate::model::Portion;
use crate::problem::Place;
use crate::problem::Problem;
use crate::units::Money;
use crate::units::Share;

/// Exactly this; `None`, with a problem, where it is no share.
pub(crate) fn exactly(gather: &mut Gather, part: Part, place: Place) -> Option<Portion> {
    match part {
        Part::Share(share) => gather.share_of(share, place).map(Portion::Exactly),
        Part::Money(money) => Some(Portion::Amount(money.0)),
    }
}

/// From one end to the other, each with its own place; an end that is not stated is none.
pub(crate) fn between(
    gather: &mut Gather,
    min: Option<(Part, Place)>,
    max: Option<(Part, Place)>,
    place: &Place,
) -> Option<Portion> {
    match (min, max) {
        (Some((Part::Money(min), _)), Some((Part::Money(max), _))) => {
            Some(Portion::Amounts { min: min.0, max: Some(max.0) })
        }
        (Some((Part::Money(min), _)), None) => Some(Portion::Amounts { min: min.0, max: None }),
        (None, Some((Part::Money(max), _))) => Some(Portion::Amounts { min: Money::ZERO, max: Some(max.0) }),
        (Some((Part::Money(_), _)), Some((Part::Share(_), _)))
        | (Some((Part::Share(_), _)), Some((Part::Money(_), _))) => {
            let found = "a range from a share to an amount, or the other way round";
            gather.push(Problem::value(place.clone(), found).allowed("two shares, or two amounts"));
            None
        }
        (min, max) => {
            let mut share = |end: Option<(Part, Place)>, unsaid: Share| match end {
                Some((Part::Share(share), place)) => gather.share_of(share, place),
                _ => Some(unsaid),
            };
            let (min, max) = (share(min, Share::NONE), share(max, Share::ALL));
            Some(Portion::Between { min: min?, max: max? })
        }
    }
}
