//! Every command's tables from 60 columns up: no line is too wide, no figure is broken, and no word is cut.

use crate::questions::questions;
use apportion::report;
use apportion::text;
use std::collections::BTreeSet;

/// An answer as a table of a width.
fn table(schema: &str, json: &str, width: u16) -> Option<String> {
    let bytes = json.as_bytes();
    Some(match schema {
        "compare" => {
            report::compare::table(&report::from_json(bytes).unwrap(), width, report::compare::Detail::Full)
        }
        "optimise" => report::optimise::table(&report::from_json(bytes).unwrap(), width),
        "frontier" => report::frontier::table(&report::from_json(bytes).unwrap(), width),
        "target" => report::targets::table(&report::from_json(bytes).unwrap(), width),
        "sensitivity" => {
            let look = report::Look { width, is_full: true };
            report::sensitivity::table(&report::from_json(bytes).unwrap(), look)
        }
        "evidence-log" => report::evidence::table(&report::from_json(bytes).unwrap(), width),
        "diff" => {
            let look = report::Look { width, is_full: false };
            report::diff::table(&report::from_json(bytes).unwrap(), look)
        }
        "verify" => report::verify::table(&report::from_json(bytes).unwrap(), width),
        // The others are no tables: one finding a line, numbers, Markdown, or files.
        _ => return None,
    })
}

/// Figures with their signs, separators and units, and words, as they stand in a text.
fn pieces(text: &str) -> (BTreeSet<String>, BTreeSet<String>) {
    let is_of_figure = |c: char| c.is_ascii_digit() || "−+-£,.%".contains(c);
    let figures = text.split(|c| !is_of_figure(c)).map(|piece| piece.trim_matches([',', '.', '-']));
    let figures = figures.filter(|piece| piece.contains(|c: char| c.is_ascii_digit()));
    let words = text.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty());
    (figures.map(str::to_owned).collect(), words.map(str::to_owned).collect())
}

#[test]
fn from_60_columns_up_no_figure_is_broken_and_no_word_is_cut() {
    let (_folder, questions) = questions();
    let mut met = BTreeSet::new();
    for question in questions {
        let json = question.answer("json");
        let Some(wide) = table(question.schema, &json, 160) else { continue };
        met.insert(question.schema);
        let (figures, words) = pieces(&wide);
        for width in [60, 72, 80, 100, 160] {
            let narrow = table(question.schema, &json, width).unwrap();
            // The plot is drawn anew for each width, and the paths of temporary folders can be longer than a line.
            for line in narrow.lines().filter(|line| !line.contains("/tmp")) {
                assert!(text::width(line) <= usize::from(width), "{width} columns: {line:?}");
            }
            let (narrow_figures, narrow_words) = pieces(&narrow);
            let missing: Vec<_> = figures.difference(&narrow_figures).collect();
            assert!(missing.is_empty(), "{:?} at {width}: {missing:?} in\n{narrow}", question.arguments);
            let cut: Vec<_> = words.difference(&narrow_words).collect();
            assert!(cut.is_empty(), "{:?} at {width}: {cut:?} in\n{narrow}", question.arguments);
        }
    }
    let all = ["compare", "diff", "evidence-log", "frontier", "optimise", "sensitivity", "target", "verify"];
    assert_eq!(met.into_iter().collect::<Vec<_>>(), all);
}
