//! Bars of the same length, parted.

use crate::report::page::chart::drawing::across;
use crate::report::page::chart::drawing::short;
use crate::report::page::chart::drawing::tall;
use crate::text;
use maud::Markup;
use maud::html;

/// One bar, parted into shares of a whole.
pub(in crate::report::page) struct Stack {
    /// Whose it is.
    pub(in crate::report::page) name: String,
    /// The parts from left to right; what they leave is left empty.
    pub(in crate::report::page) shares: Vec<f64>,
    /// Whether it is the bar to look at.
    pub(in crate::report::page) is_strong: bool,
}

const ROW: u32 = 50;
const BAR: u32 = 22;

/// Fills that can be told apart; more parts than these begin again.
pub(in crate::report::page) const FILLS: usize = 6;

/// A figure fits into a part this wide, on a phone and on a desk.
const FITS_A_PHONE: f64 = 0.09;
const FITS_A_DESK: f64 = 0.034;

/// The bars, with their height.
pub(in crate::report::page) fn stacks(rows: &[Stack]) -> (Markup, u32) {
    let height = tall(rows.len(), ROW);
    let marks = html! {
        @for (top, row) in (0..).step_by(ROW as usize).zip(rows) {
            g class=[row.is_strong.then_some("strong")] {
                text x="0" y=(top + 14) { (short(&row.name)) }
                (bar(top + 20, &row.shares))
            }
        }
    };
    (marks, height)
}

fn bar(top: u32, shares: &[f64]) -> Markup {
    let starts = shares.iter().scan(0.0, |sum, share| {
        let start = *sum;
        *sum += share;
        Some(start)
    });
    html! {
        @for (i, (start, share)) in starts.zip(shares).enumerate().filter(|(_, (_, share))| **share > 0.0) {
            rect class={ "part fill-" (i % FILLS) } x=(across(start * 100.0)) width=(across(share * 100.0))
                y=(top) height=(BAR) {}
            @if *share >= FITS_A_DESK {
                text class={ "inside ink-" (i % FILLS) @if *share < FITS_A_PHONE { " wide-only" } }
                    x=(across((start + share / 2.0) * 100.0)) y=(top + 15) text-anchor="middle" {
                    (text::percent(*share, 0))
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_follow_each_other_and_only_wide_ones_carry_their_figure() {
        let bar = bar(0, &[0.9, 0.02, 0.0, 0.05]).into_string();
        assert_eq!(bar.matches("<rect").count(), 3, "nothing is drawn of nothing");
        assert!(
            bar.contains(r#"x="90.00%" width="2.00%""#) && bar.contains(r#"x="92.00%" width="5.00%""#),
            "{bar}"
        );
        assert!(bar.contains(">90%<") && bar.contains(">5%<") && !bar.contains(">2%<"), "{bar}");
    }
}
