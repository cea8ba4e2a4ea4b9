//! The evidence that the chapter's figures stand on.

use crate::model::Grade;
use crate::report::page::frame;
use crate::report::report::Chapter;
use crate::text;
use maud::Markup;
use maud::html;

#[expect(clippy::unnecessary_wraps, reason = "every section has this shape")]
pub(super) fn section(chapter: &Chapter) -> Option<Markup> {
    let basis = &chapter.block.rests_on;
    let (_, all) = chapter.placeholders();
    let inside = html! {
        thead { tr { th scope="col" { "Grade" } th scope="col" { "means" } th.figure scope="col" { "assumptions" } } }
        tbody {
            @for grade in Grade::ALL {
                tr {
                    th scope="row" { (grade) }
                    td.words { (meaning(grade)) }
                    td { (basis.assumptions.get(grade.as_str()).copied().unwrap_or(0)) }
                }
            }
        }
        tfoot { tr.sum { th scope="row" { "all" } td {} td { (all) } } }
    };
    Some(html! {
        ul { @for sentence in basis.said().into_iter().skip(1) { li { bdi { (sentence) } } } }
        (frame::table(&format!("Assumptions by grade; {} of them differ between draws", basis.uncertain), "narrow", &inside))
        p { "Every one of the " (text::plural(all, "assumption", "assumptions")) " is in the " a href="#register" { "register" } "." }
    })
}

fn meaning(grade: Grade) -> &'static str {
    match grade {
        Grade::Measured => "counted or observed",
        Grade::Published => "stated in a published study or report",
        Grade::Expert => "somebody’s reasoned judgement",
        Grade::Placeholder => "a guess that holds a place until somebody knows",
    }
}
