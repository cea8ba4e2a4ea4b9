//! What a scenario says of today's money and probably does not mean: warnings for whoever wrote it.
//!
//! Today's money stands in the evidence, amount by amount. A scenario that states it once more, in rounded shares, agrees
//! with it only until either is edited; `total = "today"` and `split = "today"` always do.

use crate::model::Allocation;
use crate::model::Portion;
use crate::model::Scenario;
use crate::model::Within;
use crate::model::only_allocation;
use crate::model::room;
use crate::problem::Place;
use crate::problem::Problem;
use crate::text;
use crate::units::Money;
use crate::units::SAME_MILLIONS;

/// What is looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Doubting {
    /// Whatever there is to doubt.
    All,
    /// Not what the name says, which is that of something else: the scenario's file, or its base.
    NotTheName,
}

/// A strand's money this close to today's, as a part of it, is probably meant to be today's.
const NEAR: f64 = 0.01;
/// Fewer decimals of a share than this are not taken for rounding: people think in percent.
const FEWEST_DECIMALS: usize = 2;

/// A scenario that leaves nothing to choose and seems to be today's, but does not spend today's amounts.
///
/// It seems to be today's where its id or name has the word “today” in it; and where it is pro-rata, its total, rounded to
/// the digits it is written with, is today's, and so is every strand's money: within 1% of today's, or within half a unit of
/// the last digit of its share (of two decimals, where it has fewer). A plan whose years differ is nobody's today.
#[must_use]
pub fn doubts(scenario: &Scenario, doubting: Doubting) -> Option<Problem> {
    let is_named =
        doubting == Doubting::All && [scenario.id(), scenario.name()].iter().any(|said| says_today(said));
    let has_years = !scenario.spec.later_years.is_empty();
    if has_years || (!is_named && scenario.within() != Within::ProRata) {
        return None;
    }
    let only = only_allocation(scenario)?;
    if only.is_same_as(&Allocation::reference(scenario.evidence()))
        || !(is_named || is_rounded(scenario, &only))
    {
        return None;
    }
    let (root, whole) = (Place::root(), scenario.evidence().reference_total());
    let place = if is_named { root.key("scenario").key("name") } else { root.key("split") };
    let who = if is_named {
        "this calls itself today's"
    } else {
        "as rounded as this is written, it is today's split"
    };
    let found = format!(
        "{who}, but it does not spend today's amounts, {} in all: {}",
        text::money(whole.millions()),
        differences(scenario, &only)
    );
    let allowed = "`total = \"today\"` under `[budget]` and `split = \"today\"` at the top, which are the evidence's amounts";
    Some(Problem::value(place, found).allowed(allowed))
}

fn says_today(text: &str) -> bool {
    text.split(|c: char| !c.is_alphanumeric())
        .any(|word| ["today", "todays"].contains(&word.to_lowercase().as_str()))
}

/// Whether a scenario is today's as far as the digits it is written with say.
fn is_rounded(scenario: &Scenario, only: &Allocation) -> bool {
    let evidence = scenario.evidence();
    let whole = scenario.budget().to_allocate();
    let total = scenario.budget().total.millions();
    let off = (whole - evidence.reference_total()).millions().abs();
    off <= half_a_unit_of(total) + SAME_MILLIONS
        && evidence.strands().iter().all(|strand| {
            let today = room::today(strand, evidence).millions();
            let off = (only.total_of(&evidence.programmes_of(strand)).millions() - today).abs();
            let rounding = match scenario.portion(strand) {
                Portion::Exactly(share) => half_a_unit_of_share(share.get()) * whole.millions(),
                _ => 0.0,
            };
            off <= (NEAR * today).max(rounding) + SAME_MILLIONS
        })
}

/// Half a unit of the last digit of some £m that is not nought: 50 for 2900, 0.05 for 2900.1.
fn half_a_unit_of(millions: f64) -> f64 {
    let written = millions.to_string();
    let last = match written.split_once('.') {
        Some((_, part)) => -i32::try_from(part.len()).unwrap_or(i32::MAX),
        None => i32::try_from(written.len() - written.trim_end_matches('0').len()).unwrap_or(0),
    };
    0.5 * decimal(last)
}

fn half_a_unit_of_share(share: f64) -> f64 {
    let written = share.to_string();
    let decimals = written.split_once('.').map_or(0, |(_, part)| part.len()).max(FEWEST_DECIMALS);
    0.5 * decimal(-i32::try_from(decimals).unwrap_or(i32::MAX))
}

/// A power of ten, to the last bit.
fn decimal(power: i32) -> f64 {
    format!("1e{power}").parse().unwrap_or_default()
}

/// What strands get more or less than today; where every strand gets what it gets today, the programmes.
fn differences(scenario: &Scenario, only: &Allocation) -> String {
    let evidence = scenario.evidence();
    let of_strands = evidence.strands().iter().map(|strand| {
        let off = only.total_of(&evidence.programmes_of(strand)) - room::today(strand, evidence);
        (strand.as_str(), off)
    });
    let of_programmes = evidence.programmes().iter().zip(only.millions()).map(|(programme, amount)| {
        let amount = Money::from_millions(*amount).unwrap_or_default();
        (programme.id.as_str(), amount - programme.reference)
    });
    let differ = |(_, off): &(&str, Money)| off.millions().abs() > SAME_MILLIONS;
    let mut all: Vec<(&str, Money)> = of_strands.filter(differ).collect();
    if all.is_empty() {
        all = of_programmes.filter(differ).collect();
    }
    let said: Vec<String> =
        all.iter().map(|(id, off)| format!("`{id}` {}", signed(off.millions()))).collect();
    text::listed(&said)
}

/// A difference in £m with two digits that say something at least, down to the pound.
fn signed(millions: f64) -> String {
    let size = millions.abs();
    let decimals = [9.95, 0.995, 0.0995, 0.00995, 0.000_995].iter().filter(|step| size < **step).count();
    let decimals = if decimals == 5 { 6 } else { decimals };
    let more = if millions < 0.0 { "less" } else { "more" };
    format!("{} {more}", text::money_to(size, decimals))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_unit_of_the_last_digit_is_what_rounding_leaves_open() {
        let half = |number: f64, wanted: f64| (half_a_unit_of(number) - wanted).abs() < 1e-12;
        assert!(half(2900.0, 50.0) && half(2905.0, 0.5) && half(2900.1, 0.05));
        assert!((half_a_unit_of_share(0.79) - 0.005).abs() < 1e-15);
        assert!((half_a_unit_of_share(0.1) - 0.005).abs() < 1e-15, "ten percent, and not one digit");
        assert!((half_a_unit_of_share(0.857_142) - 0.000_000_5).abs() < 1e-15);
    }

    #[test]
    fn differences_are_told_down_to_the_pound() {
        assert_eq!(signed(-26.3), "£26m less");
        assert_eq!(signed(4.21), "£4.2m more");
        assert_eq!(signed(0.0034), "£0.0034m more");
        assert_eq!(signed(0.000_086), "£0.000086m more");
    }

    #[test]
    fn today_is_a_word_and_not_a_part_of_one() {
        assert!(says_today("As it is Today") && says_today("today's-split") && says_today("at_today"));
        assert!(!says_today("todayish"));
    }
}
