//! What studies changed of the best allocation, in sentences.

use crate::report::optimise::document::BestBeforeView;
use crate::report::optimise::document::BestView;
use crate::report::optimise::document::Entry;
use crate::report::prose;
use crate::report::views::STANDARD_ERRORS;
use crate::report::views::StudiedView;
use crate::text;

/// Under their heading, what the studies in the evidence changed; nothing where there are none.
pub(super) fn text(entry: &Entry, best: &BestView, width: u16) -> String {
    let Some(studied) = &best.studied else { return String::new() };
    let mut out = String::from("\nWhat studies changed\n");
    let before = best.best_before.as_ref().map(|before| split_before(entry, best, before));
    for sentence in [Some(avoided(entry, best, studied)), before].into_iter().flatten() {
        out += &prose::wrapped(&sentence, width);
    }
    out
}

fn avoided(entry: &Entry, best: &BestView, studied: &StudiedView) -> String {
    let over = entry.rests_on.period().of_harm();
    format!(
        "This allocation was believed to avoid {} {over} before the studies; now it is {}. Draw by draw that is {}.",
        text::money(studied.before.mean),
        text::money(best.harm_avoided.summary.mean),
        change(studied)
    )
}

/// A change, or that there is none to be seen.
fn change(studied: &StudiedView) -> String {
    let change = &studied.change;
    if change.mean.abs() <= STANDARD_ERRORS * change.se {
        return "a change that these draws cannot tell from none on average".to_owned();
    }
    let (low, high) = (text::money_signed(change.p5), text::money_signed(change.p95));
    format!("{} on average (90% of draws: {})", text::money_signed(change.mean), text::range(&low, &high))
}

fn split_before(entry: &Entry, best: &BestView, before: &BestBeforeView) -> String {
    let strands = entry.order.iter().filter_map(|strand| {
        let (earlier, now) = (before.strands.get(&strand.id)?, best.strands.get(&strand.id)?);
        Some(format!("{} {} (now {})", strand.id, text::money(*earlier), text::money(now.best)))
    });
    let strands: Vec<String> = strands.collect();
    let gain = &before.gain;
    let worth = if gain.mean <= STANDARD_ERRORS * gain.se {
        "As it is believed now, what that avoids is not distinguishable from what the best avoids".to_owned()
    } else {
        let over = entry.rests_on.period().of_harm();
        format!(
            "As it is believed now, the best avoids {} {over} more than that would",
            text::money(gain.mean)
        )
    };
    format!("Before the studies the best split would have been {}. {worth}.", text::listed(&strands))
}
