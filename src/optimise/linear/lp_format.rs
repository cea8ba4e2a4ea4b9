//! A linear program as CPLEX LP text, which every solver reads.

use crate::optimise::LinearProgram;
use crate::optimise::Sense;
use crate::text;
use std::collections::BTreeMap;

/// The program as LP text, with its names; names that the format cannot carry have the offending characters
/// replaced, and repeated ones a number behind them.
#[must_use]
pub fn lp_text(program: &LinearProgram, comment: &str) -> String {
    let variables = plain(program.variables.iter().map(|variable| variable.name.as_str()));
    let rows = plain(program.rows.iter().map(|row| row.name.as_str()));
    let mut out = String::new();
    for line in text::visible(comment).lines() {
        out += &format!("\\ {line}\n");
    }
    let costs = program.variables.iter().enumerate().map(|(i, variable)| (i, variable.cost));
    out += &format!(
        "Minimize\n objective: {}\nSubject To\n",
        sum(costs.filter(|(_, cost)| *cost != 0.0), &variables)
    );
    for (row, name) in program.rows.iter().zip(&rows) {
        let sense = match row.sense {
            Sense::AtMost => "<=",
            Sense::AtLeast => ">=",
            Sense::Equal => "=",
        };
        out += &format!(" {name}: {} {sense} {}\n", sum(row.terms.iter().copied(), &variables), row.bound);
    }
    out += "Bounds\n";
    for (variable, name) in program.variables.iter().zip(&variables) {
        let end = |value: f64| {
            if value == f64::INFINITY {
                "+inf".to_owned()
            } else if value == f64::NEG_INFINITY {
                "-inf".to_owned()
            } else {
                value.to_string()
            }
        };
        out += &format!(" {} <= {name} <= {}\n", end(variable.lower), end(variable.upper));
    }
    let whole = program.variables.iter().zip(&variables).filter(|(variable, _)| variable.whole);
    let whole: Vec<&str> = whole.map(|(_, name)| name.as_str()).collect();
    if !whole.is_empty() {
        out += &format!("General\n {}\n", whole.join("\n "));
    }
    out + "End\n"
}

/// `2 a - 1.5 b`, a few terms a line: some readers stop at 255 characters.
fn sum(terms: impl Iterator<Item = (usize, f64)>, names: &[String]) -> String {
    let mut out = String::new();
    for (count, (variable, factor)) in terms.enumerate() {
        let sign = if factor < 0.0 { "-" } else { "+" };
        let lead = if count > 0 && count % 5 == 0 { "\n   " } else { " " };
        out += &format!("{lead}{sign} {} {}", factor.abs(), names[variable]);
    }
    let out = out.trim_start().to_owned();
    if out.is_empty() { "0".to_owned() } else { out.strip_prefix("+ ").map_or(out.clone(), str::to_owned) }
}

/// Names of letters, digits, `_` and `.` that begin with neither a digit, a dot nor an `e`, each used once.
fn plain<'a>(names: impl Iterator<Item = &'a str>) -> Vec<String> {
    let mut used: BTreeMap<String, usize> = BTreeMap::new();
    let plain = names.map(|name| {
        let mut plain: String =
            name.chars().map(|c| if c.is_ascii_alphanumeric() || c == '.' { c } else { '_' }).collect();
        if !plain.starts_with(|c: char| c.is_ascii_alphabetic() && !c.eq_ignore_ascii_case(&'e')) {
            plain.insert_str(0, "n_");
        }
        let times = used.entry(plain.clone()).or_default();
        *times += 1;
        if *times > 1 { format!("{plain}_{times}") } else { plain }
    });
    plain.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::optimise::Row;
    use crate::optimise::Variable;

    #[test]
    fn a_program_reads_as_it_is_meant() {
        let variable =
            |name: &str, upper, cost, whole| Variable { name: name.into(), lower: 0.0, upper, cost, whole };
        let row = |name: &str| Row {
            name: name.into(),
            terms: vec![(0, 1.0), (1, -2.5)],
            sense: Sense::AtMost,
            bound: 4.0,
        };
        let program = LinearProgram {
            variables: vec![
                variable("pursue-drugs", f64::INFINITY, 3.0, false),
                variable("on.x", 1.0, -1.0, true),
            ],
            rows: vec![row("budget"), row("budget")],
        };
        let text = "\\ why\nMinimize\n objective: 3 pursue_drugs - 1 on.x\nSubject To\n budget: 1 pursue_drugs - 2.5 on.x <= 4\n \
                    budget_2: 1 pursue_drugs - 2.5 on.x <= 4\nBounds\n 0 <= pursue_drugs <= +inf\n 0 <= on.x <= 1\n\
                    General\n on.x\nEnd\n";
        assert_eq!(lp_text(&program, "why"), text);
        let hostile = lp_text(&program, "why\u{1b}[2J\u{202e}\nEnd\r\u{9b}");
        assert_eq!(hostile, text.replacen("\\ why\n", "\\ why␛[2J\\u{202e}\n\\ End␍\\u{9b}\n", 1));
    }
}
