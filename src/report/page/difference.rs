//! How the paired difference from the reference is spread.

use crate::report::compare::VersusView;
use crate::report::page::chart::Drawing;
use crate::report::page::chart::Histogram;
use crate::report::page::figures::count;
use crate::report::page::figures::plain;
use crate::report::page::figures::probability;
use crate::report::page::figures::signed;
use crate::report::page::frame;
use crate::report::page::naming::id;
use crate::report::page::naming::in_sentence;
use crate::report::prose;
use crate::report::report::BinView;
use crate::report::report::Chapter;
use crate::report::report::DifferenceView;
use crate::report::views::SummaryView;
use crate::text;
use maud::Markup;
use maud::html;

pub(super) fn section(chapter: &Chapter) -> Option<Markup> {
    let (proposal, scenario) = chapter.proposal()?;
    if scenario.is_reference() {
        return Some(html! {
            p { (in_sentence(scenario)) " is what the others are held against, so there is no difference to show." }
        });
    }
    let summary = scenario.versus.summary;
    let unit = &chapter.period().millions();
    let sentence = html! {
        p {
            "In each draw both " (in_sentence(scenario)) " and " (in_sentence(chapter.reference))
            " meet the same future, so what differs is the money alone. "
            "The mean difference is known to ±" (plain(2.0 * summary.se)) " (" (unit) ", two standard errors): more draws "
            "would tell it more closely. How far the draws themselves lie apart is what the evidence does not know, and more "
            "draws would change nothing about that."
        }
    };
    let difference = &proposal.difference;
    let Some(histogram) = Histogram::of(difference) else {
        return Some(html! {
            (sentence)
            p { "Every draw gives the same difference: " (signed(summary.mean)) " " (unit) "." }
        });
    };
    Some(html! {
        (sentence)
        (chart(chapter, (&histogram, difference), &scenario.versus))
        (quantiles(difference, &summary, unit))
    })
}

fn chart(
    chapter: &Chapter,
    (histogram, difference): (&Histogram, &DifferenceView),
    versus: &VersusView,
) -> Markup {
    let summary = versus.summary;
    let unit = &chapter.period().millions();
    let more = probability(versus.probability_better);
    let less = probability(versus.probability_worse);
    let (better, worse) = (format!("more in {more} →"), format!("← less in {less}"));
    let says = format!(
        "A histogram of {} draws. Mean {} {unit}; the interval from {} to {} holds 90% of draws; {more} of draws are above 0, {less} \
         below.",
        count(chapter.block.draws as u64),
        signed(summary.mean),
        plain(summary.p5),
        plain(summary.p95),
    );
    let drawing = Drawing {
        id: &id(chapter, "difference-chart"),
        title: "Difference in harm avoided from the reference, draw by draw",
        says: &says,
        marks: histogram.marks(summary.mean, &worse, &better),
    };
    let beyond = match difference.beyond {
        0 => String::new(),
        beyond => format!(
            " {} beyond the ends counted in the outermost bars.",
            text::plural(beyond, "draw", "draws")
        ),
    };
    let ties = match difference.ties {
        0 => String::new(),
        ties => format!(
            " In {} both avoid exactly as much; they are in no bar.",
            text::plural(ties, "draw", "draws")
        ),
    };
    let reference = in_sentence(chapter.reference);
    let key = html! {
        p.note {
            "Height: number of draws. Dashed line: the mean. Left of 0, in grey: draws in which " (reference) " avoids more."
            (ties) (beyond)
        }
    };
    let behind = frame::folded("The histogram as a table", &bins(&difference.bins, unit));
    let caption = format!("Harm avoided beyond the reference, {unit}, in each draw");
    frame::figure(&drawing, &caption, &key, &behind)
}

fn bins(bins: &[BinView], unit: &str) -> Markup {
    let inside = html! {
        thead {
            tr {
                th.figure scope="col" { "from" }
                th.figure scope="col" { "to" }
                th.figure scope="col" { "draws" }
            }
        }
        tbody {
            @for bin in bins {
                tr {
                    th.figure scope="row" { (plain(bin.from)) }
                    td { (plain(bin.to)) }
                    td { (count(bin.draws as u64)) }
                }
            }
        }
    };
    frame::table(&format!("Draws by difference from the reference, {unit}"), "narrow", &inside)
}

fn quantiles(difference: &DifferenceView, summary: &SummaryView, unit: &str) -> Markup {
    const LEVELS: [&str; 5] = ["5%", "25%", "50%, the median", "75%", "95%"];
    let quantile = |i: usize| prose::known(difference.quantiles, |all| signed(all[i + 1]));
    let inside = html! {
        thead { tr { th scope="col" { "of draws are below" } th.figure scope="col" { (unit) } } }
        tbody {
            @for (i, words) in LEVELS.iter().enumerate() {
                tr { th scope="row" { (words) } td { (quantile(i)) } }
            }
            tr.strong { th scope="row" { "mean" } td { (signed(summary.mean)) } }
            tr { th scope="row" { "standard deviation" } td { (plain(summary.sd)) } }
        }
    };
    frame::table("The difference in figures", "narrow", &inside)
}
