//! How draws are spread.

use crate::report::page::chart::drawing::across;
use crate::report::page::chart::drawing::axis;
use crate::report::report::BinView;
use crate::report::report::DifferenceView;
use crate::report::scale::Scale;
use maud::Markup;
use maud::html;

/// Draws counted in parts of equal width, as a document has them.
pub(in crate::report::page) struct Histogram<'d> {
    scale: Scale,
    view: &'d DifferenceView,
}

const HEIGHT: u32 = 190;
/// Room above the bars for words.
const WORDS: u32 = 26;
const AXIS: u32 = 24;
impl<'d> Histogram<'d> {
    /// Of some draws; `None` where they do not differ.
    pub(in crate::report::page) fn of(view: &'d DifferenceView) -> Option<Self> {
        let scale = view.scale().filter(|_| !view.bins.is_empty())?;
        Some(Self { scale, view })
    }

    /// The bars, with their height; the mean and words left and right of nought besides.
    #[expect(clippy::cast_precision_loss, reason = "draws are far below 2^53")]
    pub(in crate::report::page) fn marks(&self, mean: f64, below: &str, above: &str) -> (Markup, u32) {
        let most = self.view.bins.iter().map(|bin| bin.draws).max().unwrap_or(1).max(1) as f64;
        let bottom = WORDS + HEIGHT;
        let tall = |bin: &BinView| f64::from(HEIGHT) * bin.draws as f64 / most;
        let at = across(self.scale.at(mean));
        let marks = html! {
            (axis(&self.scale, bottom, ""))
            @for bin in self.view.bins.iter().filter(|bin| bin.draws > 0) {
                @let (left, right) = (self.scale.at(bin.from), self.scale.at(bin.to));
                rect class=(if bin.to <= 1e-9 { "worse" } else { "better" }) x=(across(left))
                    width=(across(right - left)) y=(format!("{:.2}", f64::from(bottom) - tall(bin)))
                    height=(format!("{:.2}", tall(bin))) {}
            }
            line.halo x1=(at) x2=(at) y1=(WORDS - 6) y2=(bottom) {}
            line.mean x1=(at) x2=(at) y1=(WORDS - 6) y2=(bottom) {}
            text.side x="0" y="13" { (below) }
            text.side x="100%" y="13" text-anchor="end" { (above) }
        };
        (marks, bottom + AXIS)
    }
}
