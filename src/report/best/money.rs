//! The best allocation's money, in tables that add up.

use crate::report::amounts::Shown;
use crate::report::amounts::change;
use crate::report::amounts::pounds;
use crate::report::best::Answered;
use crate::report::grid::Set;
use crate::report::grid::grid;
use crate::study::Found;
use crate::text;

/// How far some money can move, of strands first and then of programmes.
fn range(found: &Found, position: usize) -> String {
    found.near.get(position).map_or("n/a".to_owned(), |near| {
        let figure = |value: f64| text::thousands(value.max(0.0), 0);
        format!("{} to {}", figure(near.range.lowest), figure(near.range.highest))
    })
}

/// Strand by strand.
pub(super) fn strands(answer: &Answered, found: &Found, width: u16) -> String {
    let evidence = answer.scenario.evidence();
    let (today, best) = (Shown::today(evidence), shown(answer, found));
    let columns = [
        ("Strand", Set::Words),
        ("today", Set::Figures),
        ("best", Set::Figures),
        ("nearly as good", Set::Figures),
        ("best share if the truth were known", Set::Figures),
        ("above today's in", Set::Figures),
    ];
    let to_allocate = answer.scenario.budget().to_allocate();
    let share = |value: f64| text::percent(value, 1);
    let rows = evidence.strands().iter().enumerate().map(|(i, strand)| {
        let money = found.allocation.total_of(&evidence.programmes_of(strand));
        let (known, above) = found.confidence.strands.get(i).map_or((String::new(), String::new()), |sure| {
            let (low, high) = (share(sure.share.p5), share(sure.share.p95));
            let known = format!("{}  [{low},\u{a0}{high}]", share(sure.share.mean));
            (known, text::percent(sure.above_today, 0))
        });
        vec![
            strand.to_string(),
            pounds(today.strands[i]),
            format!("{}  {}", pounds(best.strands[i]), share(money.per(to_allocate).unwrap_or_default())),
            range(found, i),
            known,
            above,
        ]
    });
    grid(width, &columns, rows.collect())
}

/// Programme by programme, under the strand that they add up to.
pub(super) fn programmes(answer: &Answered, found: &Found, width: u16) -> String {
    let evidence = answer.scenario.evidence();
    let (today, best) = (Shown::today(evidence), shown(answer, found));
    let columns = [
        ("Programme", Set::Words),
        ("today", Set::Figures),
        ("best", Set::Figures),
        ("change", Set::Figures),
        ("nearly as good", Set::Figures),
    ];
    let line = |name: String, before: i64, after: i64, range: String| {
        vec![name, pounds(before), pounds(after), change(after - before), range]
    };
    let mut rows = Vec::new();
    let first = evidence.strands().len();
    for (i, strand) in evidence.strands().iter().enumerate() {
        rows.push(line(strand.as_str().to_uppercase(), today.strands[i], best.strands[i], range(found, i)));
        rows.extend(evidence.programmes_of(strand).into_iter().map(|member| {
            let name = format!("  {}", evidence.programmes()[member].name);
            line(name, today.programmes[member], best.programmes[member], range(found, first + member))
        }));
    }
    let rest = [("BACK OFFICE", best.back_office), ("UNSPENT", best.unspent)];
    for (name, amount) in rest.into_iter().filter(|(_, amount)| *amount != 0) {
        rows.push(vec![name.to_owned(), String::new(), pounds(amount), String::new(), String::new()]);
    }
    rows.push(line("TOTAL".to_owned(), today.total, best.total, String::new()));
    grid(width, &columns, rows)
}

fn shown(answer: &Answered, found: &Found) -> Shown {
    Shown::of(answer.scenario.evidence(), answer.scenario.budget(), &found.allocation)
}
