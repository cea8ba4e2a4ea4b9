//! Where the money goes: strand by threat, today beside what is looked at.

use crate::model::Evidence;
use crate::model::Programme;
use crate::report::amounts::Shown;
use crate::report::amounts::change;
use crate::report::amounts::pounds;
use crate::report::page::chart::Drawing;
use crate::report::page::chart::Pair;
use crate::report::page::chart::pairs;
use crate::report::page::frame;
use crate::report::page::told::Told;
use crate::report::page::told::name;
use crate::text;
use maud::Markup;
use maud::html;

/// Money on one threat, whole £m.
struct Row {
    name: String,
    is_costed: bool,
    /// Strand by strand: today, then.
    strands: Vec<(i64, i64)>,
}

pub(super) fn section(told: &Told) -> Option<Markup> {
    let (_, result) = told.proposed()?;
    let evidence = told.evidence();
    let today = Shown::today(evidence);
    let then = Shown::of(evidence, result.scenario.budget(), &result.allocation);
    let rows = rows(evidence, &today, &then);
    let is_today = result.allocation.is_same_as(&crate::model::Allocation::reference(evidence));
    let not_costed: Vec<&str> =
        rows.iter().filter(|row| !row.is_costed).map(|row| row.name.as_str()).collect();
    Some(html! {
        p {
            "Today’s money beside that of “" (name(result.scenario.name())) "”. A programme that acts on one threat "
            "counts there; one that acts on more counts under “several threats”, so that rows and columns add up."
            @if is_today { " " strong { "This is today’s allocation." } }
        }
        (chart(told, &rows, &table(evidence, &rows, &today, &then)))
        @if !not_costed.is_empty() {
            p.note {
                "* Nobody has costed " bdi { (text::listed(&not_costed)) } ". Money on them is counted here; what it avoids is left "
                "out of every £ figure of harm, and is not nought."
            }
        }
    })
}

/// Threats with money, then the money that is on several.
fn rows(evidence: &Evidence, today: &Shown, then: &Shown) -> Vec<Row> {
    let threats = evidence.threats();
    let place = |programme: &Programme| match programme.effects.as_slice() {
        [only] => threats.iter().position(|threat| threat.id == only.threat),
        _ => None,
    };
    let row = |name: String, is_costed: bool, at: Option<usize>| Row {
        name,
        is_costed,
        strands: evidence
            .strands()
            .iter()
            .map(|strand| {
                let members = evidence.programmes_of(strand).into_iter();
                let here = members.filter(|&member| place(&evidence.programmes()[member]) == at);
                here.fold((0, 0), |(before, after), member| {
                    (before + today.programmes[member], after + then.programmes[member])
                })
            })
            .collect(),
    };
    let single = threats
        .iter()
        .enumerate()
        .map(|(i, threat)| row(threat.name.clone(), threat.harm.is_some(), Some(i)));
    let all = single.chain([row("several threats".to_owned(), true, None)]);
    all.filter(|row| row.strands.iter().any(|pair| *pair != (0, 0))).collect()
}

impl Row {
    fn total(&self) -> (i64, i64) {
        self.strands.iter().fold((0, 0), |sum, strand| (sum.0 + strand.0, sum.1 + strand.1))
    }

    fn said(&self) -> String {
        if self.is_costed { self.name.clone() } else { format!("{} *", self.name) }
    }
}

fn chart(told: &Told, rows: &[Row], behind: &Markup) -> Markup {
    let pair = |row: &Row| Pair { name: row.said(), before: row.total().0, after: row.total().1 };
    let bars: Vec<Pair> = rows.iter().map(pair).collect();
    let drawing = Drawing {
        id: &told.id("money-chart"),
        title: "Money by threat, today and then, £m a year",
        says: "Two bars a threat: today’s money above, the money of the scenario looked at below. The table below has every \
               figure, strand by strand.",
        marks: pairs(&bars),
    };
    let key = frame::key(&[
        ("before".to_owned(), "today (upper bar)".to_owned()),
        ("after".to_owned(), "then (lower bar)".to_owned()),
    ]);
    frame::figure(&drawing, "Money by threat, £m a year", &key, behind)
}

fn table(evidence: &Evidence, rows: &[Row], today: &Shown, then: &Shown) -> Markup {
    let inside = html! {
        thead {
            tr {
                th rowspan="2" scope="col" { "Threat" }
                @for strand in evidence.strands() { th.group colspan="2" scope="colgroup" { (strand) } }
                th.group colspan="3" scope="colgroup" { "all strands" }
            }
            tr {
                @for _ in evidence.strands() {
                    th.figure.group scope="col" { "today" } th.figure scope="col" { "then" }
                }
                th.figure.group scope="col" { "today" } th.figure scope="col" { "then" } th.figure scope="col" { "change" }
            }
        }
        tbody {
            @for row in rows {
                tr { th scope="row" { bdi { (row.said()) } } (line(&row.strands, row.total())) }
            }
        }
        (foot(today, then))
    };
    frame::table("Money by threat and strand, £m a year", "compact", &inside)
}

/// What the rows add up to; where money is in no strand, that in strands first.
fn foot(today: &Shown, then: &Shown) -> Markup {
    let strands: Vec<(i64, i64)> = today.strands.iter().copied().zip(then.strands.iter().copied()).collect();
    let sum = strands.iter().fold((0, 0), |sum, strand| (sum.0 + strand.0, sum.1 + strand.1));
    let blank = vec![(0, 0); strands.len()];
    let beside =
        [("back office", (today.back_office, then.back_office)), ("unspent", (today.unspent, then.unspent))];
    let beside: Vec<_> = beside.into_iter().filter(|(_, pair)| *pair != (0, 0)).collect();
    html! {
        tfoot {
            tr.sum {
                th scope="row" { (if beside.is_empty() { "total" } else { "all strands" }) }
                (line(&strands, sum))
            }
            @for (words, pair) in &beside { tr { th scope="row" { (words) } (line(&blank, *pair)) } }
            @if !beside.is_empty() {
                tr.sum { th scope="row" { "total" } (line(&blank, (today.total, then.total))) }
            }
        }
    }
}

/// The cells of a row; a strand with nothing at either time is left blank.
fn line(strands: &[(i64, i64)], total: (i64, i64)) -> Markup {
    html! {
        @for strand in strands {
            @if *strand == (0, 0) { td.group {} td {} } @else { td.group { (pounds(strand.0)) } td { (pounds(strand.1)) } }
        }
        td.group.sum { (pounds(total.0)) }
        td.sum { (pounds(total.1)) }
        td { (change(total.1 - total.0)) }
    }
}
