//! Where the money goes: strand by threat, today beside what is looked at.

use crate::report::amounts::InStrands;
use crate::report::amounts::change;
use crate::report::amounts::pounds;
use crate::report::page::chart::Drawing;
use crate::report::page::chart::Pair;
use crate::report::page::chart::pairs;
use crate::report::page::frame;
use crate::report::page::naming::id;
use crate::report::page::naming::name;
use crate::report::report::Chapter;
use crate::report::views::ProgrammeName;
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

pub(super) fn section(chapter: &Chapter) -> Option<Markup> {
    let (_, scenario) = chapter.proposal()?;
    let order = &chapter.block.order;
    let (today, then) =
        (InStrands::of_scenario(order, chapter.today), InStrands::of_scenario(order, scenario));
    let rows = rows(chapter, &today, &then);
    let not_costed: Vec<&str> =
        rows.iter().filter(|row| !row.is_costed).map(|row| row.name.as_str()).collect();
    Some(html! {
        p {
            "Today’s money beside that of “" (name(&scenario.name)) "”. A programme that acts on one threat "
            "counts there; one that acts on more counts under “several threats”, so that rows and columns add up."
            @if chapter.spends_as_today(scenario) { " " strong { "This is today’s allocation." } }
        }
        (chart(chapter, &rows, &table(chapter, &rows, &today, &then)))
        @if !not_costed.is_empty() {
            p.note {
                "* Nobody has costed " bdi { (text::listed(&not_costed)) } ". Money on them is counted here; what it avoids is left "
                "out of every £ figure of harm, and is not nought."
            }
        }
    })
}

/// Threats with money, then the money that is on several.
fn rows(chapter: &Chapter, today: &InStrands, then: &InStrands) -> Vec<Row> {
    let threats = &chapter.block.threats;
    let acts_on = |programme: &ProgrammeName| {
        let basis = chapter.besides.basis.programmes.get(&programme.id)?;
        if let [only] = basis.threats.as_slice() { Some(only.as_str()) } else { None }
    };
    let row = |name: String, is_costed: bool, threat: Option<&str>| {
        let strands = chapter.block.order.iter().zip(&today.strands).zip(&then.strands);
        let strands = strands.map(|((strand, before), after)| {
            let pairs = strand.programmes.iter().zip(&before.1).zip(&after.1);
            let here = pairs.filter(|((programme, _), _)| acts_on(programme) == threat);
            here.fold((0, 0), |sum, ((_, before), after)| (sum.0 + before, sum.1 + after))
        });
        Row { name, is_costed, strands: strands.collect() }
    };
    let single = threats.iter().map(|threat| row(threat.name.clone(), threat.costed, Some(&threat.id)));
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

fn chart(chapter: &Chapter, rows: &[Row], behind: &Markup) -> Markup {
    let pair = |row: &Row| Pair { name: row.said(), before: row.total().0, after: row.total().1 };
    let bars: Vec<Pair> = rows.iter().map(pair).collect();
    let unit = chapter.period().millions();
    let drawing = Drawing {
        id: &id(chapter, "money-chart"),
        title: &format!("Money by threat, today and then, {unit}"),
        says: "Two bars a threat: today’s money above, the money of the scenario looked at below. The table below has every \
               figure, strand by strand.",
        marks: pairs(&bars),
    };
    let key = frame::key(&[
        ("before".to_owned(), "today (upper bar)".to_owned()),
        ("after".to_owned(), "then (lower bar)".to_owned()),
    ]);
    frame::figure(&drawing, &format!("Money by threat, {unit}"), &key, behind)
}

fn table(chapter: &Chapter, rows: &[Row], today: &InStrands, then: &InStrands) -> Markup {
    let order = &chapter.block.order;
    let inside = html! {
        thead {
            tr {
                th rowspan="2" scope="col" { "Threat" }
                @for strand in order { th.group colspan="2" scope="colgroup" { (strand.id) } }
                th.group colspan="3" scope="colgroup" { "all strands" }
            }
            tr {
                @for _ in order {
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
    frame::table(&format!("Money by threat and strand, {}", chapter.period().millions()), "compact", &inside)
}

/// What the rows add up to; where money is in no strand, that in strands first.
fn foot(today: &InStrands, then: &InStrands) -> Markup {
    let pairs = today.strands.iter().zip(&then.strands);
    let strands: Vec<(i64, i64)> = pairs.map(|(before, after)| (before.0, after.0)).collect();
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
