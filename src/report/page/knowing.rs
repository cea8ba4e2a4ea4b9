//! What moves the proposal, and what is worth measuring: the tornado, and value against how much an assumption matters.

use crate::report::page::chart::Dot;
use crate::report::page::chart::Drawing;
use crate::report::page::chart::Mark;
use crate::report::page::chart::scatter;
use crate::report::page::chart::strip;
use crate::report::page::chart::strip_head;
use crate::report::page::figures;
use crate::report::page::figures::sentence;
use crate::report::page::frame;
use crate::report::page::naming::id;
use crate::report::page::naming::name;
use crate::report::prose::MISSING;
use crate::report::report::Chapter;
use crate::report::report::KnowingView;
use crate::report::report::MovedView;
use crate::report::scale::Scale;
use crate::report::voi::scenarios::DecisionView;
use crate::text;
use maud::Markup;
use maud::html;

/// So many assumptions are drawn; the document and the workbook have all of them.
const MOST: usize = 12;

pub(super) fn section(chapter: &Chapter) -> Option<Markup> {
    let (proposal, scenario) = chapter.proposal()?;
    let knowing = proposal.knowing.as_ref().filter(|knowing| !knowing.moved.is_empty())?;
    let shown = &knowing.moved[..knowing.moved.len().min(MOST)];
    Some(html! {
        p {
            "Of “" (name(&scenario.name)) "”, on the first " (thousands(knowing.draws)) " draws. "
            @if let Some(gap) = knowing.worth.as_ref().and_then(|worth| worth.gap.as_ref()) {
                (sentence(&gap.said(&chapter.period().of_harm())))
            }
        }
        (tornado(chapter, knowing, shown))
        (worth(chapter, knowing, shown))
    })
}

/// Harm avoided with each assumption at its ends.
fn tornado(chapter: &Chapter, knowing: &KnowingView, shown: &[MovedView]) -> Markup {
    let ends = shown.iter().flat_map(|own| [own.low, own.high]).flatten();
    let scale = Scale::covering(ends.chain([knowing.avoided, 0.0]));
    let caption = format!(
        "Mean harm avoided against today, {}, with one assumption at its 5% and at its 95% point and the others as drawn; the dot is {}, \
         as all are drawn; grid lines {} apart",
        chapter.period().millions(),
        text::money(knowing.avoided),
        text::money(scale.step())
    );
    let inside = html! {
        thead {
            tr {
                th scope="col" { "Assumption" }
                th.strip scope="col" { span.unseen { "drawn" } (strip_head(&scale, "none")) }
                th.figure scope="col" { "at its 5% point" }
                th.figure scope="col" { "at its 95% point" }
                th scope="col" { "known" }
            }
        }
        tbody {
            @for own in shown {
                tr {
                    th scope="row" { (name(&own.what)) }
                    td.strip {
                        @if let (Some(low), Some(high)) = (own.low, own.high) {
                            (strip(&scale, &Mark {
                                dot: knowing.avoided,
                                ends: (low.min(high), low.max(high)),
                                is_strong: own.grade == "placeholder",
                                is_today: false,
                            }))
                        }
                    }
                    @for figure in [own.low, own.high] {
                        td { @match figure { Some(figure) => (figures::signed(figure)), None => (MISSING) } }
                    }
                    td.words { (own.grade) }
                }
            }
        }
    };
    frame::table(&caption, "glance", &inside)
}

/// What knowing each of these is worth, against how much of the variance it carries.
fn worth(chapter: &Chapter, knowing: &KnowingView, shown: &[MovedView]) -> Markup {
    let dots = (1..).zip(shown).filter_map(|(number, own)| {
        let worth = knowing.worth_of(&own.parameter).map_or(0.0, |(value, _)| value);
        let x = 100.0 * own.variance?.max(0.0);
        Some(Dot { number, x, y: worth, is_strong: own.grade == "placeholder" })
    });
    let dots: Vec<Dot> = dots.collect();
    if dots.is_empty() || knowing.worth.is_none() {
        return html! {};
    }
    let caption = format!(
        "What knowing an assumption before deciding would be worth, {}, against the part of the variance of harm avoided that it explains alone",
        chapter.period().millions()
    );
    let says = "Each numbered dot is an assumption of the table behind: further right it explains more of the variance, further up \
                knowing it is worth more.";
    let anchor = id(chapter, "knowing-worth");
    let drawing = Drawing { id: &anchor, title: &caption, says, marks: scatter(&dots) };
    let key = frame::key(&[
        ("after".to_owned(), "a placeholder".to_owned()),
        ("before".to_owned(), "better known".to_owned()),
    ]);
    let inside = html! {
        thead {
            tr {
                th.figure scope="col" { "Number" }
                th scope="col" { "Assumption" }
                th.figure scope="col" { "worth knowing, £m" }
                th.figure scope="col" { "part of the variance it explains alone" }
                th scope="col" { "known" }
            }
        }
        tbody {
            @for (number, own) in (1..).zip(shown) {
                tr {
                    td { (number) }
                    th scope="row" { (name(&own.what)) }
                    td {
                        @match knowing.worth_of(&own.parameter) {
                            Some((value, se)) => { (text::money(value)) " ± " (text::money(se)) },
                            None => "not told from 0",
                        }
                    }
                    td { @match own.told_variance() { Some(share) => (text::percent(share, 1)), None => "not told from 0" } }
                    td.words { (own.grade) }
                }
            }
        }
    };
    let behind = frame::folded(
        "The same as a table",
        &frame::table("Worth knowing, assumption by assumption", "", &inside),
    );
    html! {
        (frame::figure(&drawing, &caption, &key, &behind))
        @if let Some(said) = knowing.worth.as_ref().map(said) { ul { @for said in said { li { (said) } } } }
    }
}

/// What is worth measuring first, and what to do until then.
fn said(worth: &DecisionView) -> Vec<String> {
    let mut said = Vec::new();
    if worth.evpi.distinguishable {
        said.push(format!(
            "Knowing everything before deciding would be worth {} ± {} (EVPI).",
            text::money(worth.evpi.value),
            text::money(worth.evpi.se)
        ));
    }
    said.push(match worth.first.first() {
        Some(first) => format!("Worth measuring first: {} ({}).", first.what, first.parameter),
        None => "No single assumption is worth measuring as far as these draws can tell.".to_owned(),
    });
    said.extend(worth.verdict.iter().map(|own| {
        let if_undone = if own.verdict == "wait" { ", if what is begun cannot be undone; if it can, act and measure" } else { "" };
        format!(
            "{}: {}{if_undone}: acting avoids {} a year more than today, and finding out is worth {} for the years behind a study.",
            own.name,
            own.verdict,
            text::money(own.gain.value),
            text::money(own.kept)
        )
    }));
    said
}

#[expect(clippy::cast_precision_loss, reason = "draws are far below 2^53")]
fn thousands(draws: usize) -> String {
    text::thousands(draws as f64, 0)
}
