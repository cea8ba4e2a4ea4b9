//! The floors of the house, read off the sources.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod circles;
mod money;
mod rooms;
mod rules;
mod source;
mod top;

use source::Source;

/// Circles that stand until somebody cuts them; the list may only get shorter.
const KNOWN_CIRCLES: [&[&str]; 1] = [
    // A value is read through its access, which reads values: TOML nests.
    &["src/input/access.rs", "src/input/deserializer.rs"],
];

#[test]
fn no_source_breaks_a_rule() {
    let broken: Vec<String> = source::all().iter().flat_map(rules::broken).collect();
    assert!(broken.is_empty(), "\n{}\n", broken.join("\n"));
}

#[test]
fn nothing_is_unsafe_but_the_exports_of_the_door() {
    let sources = source::everywhere();
    let broken: Vec<String> = sources.iter().flat_map(rules::unsafe_at_the_door).collect();
    assert!(broken.is_empty(), "\n{}\n", broken.join("\n"));
    let door = sources.iter().find(|source| source.path == "web/src/lib.rs").unwrap();
    assert_eq!(door.words("unsafe").count(), 3, "`reserve`, `ask` and `answer`");
    for text in ["unsafe { *p }", "unsafe fn f() {}", "unsafe impl Send for X {}", "#[unsafe(no_mangle)]"] {
        assert_eq!(rules::unsafe_at_the_door(&file("src/model/x.rs", text)).len(), 1, "{text}");
    }
    assert_eq!(rules::unsafe_at_the_door(&file("web/src/lib.rs", "fn f() { unsafe { *p } }")).len(), 1);
    assert_eq!(rules::unsafe_at_the_door(&file("web/src/lib.rs", "#[unsafe(no_mangle)]")).len(), 0);
    assert_eq!(rules::unsafe_at_the_door(&file("src/x.rs", "#[expect(unsafe_code)] // unsafe")).len(), 0);
}

#[test]
fn files_of_a_floor_need_each_other_in_no_circle() {
    let circles = circles::circles(&source::all());
    let known = |circle: &[String]| KNOWN_CIRCLES.iter().any(|known| known == &circle);
    let new: Vec<String> =
        circles.iter().filter(|circle| !known(circle)).map(|circle| circle.join(" ⇄ ")).collect();
    assert!(new.is_empty(), "\n{}\n", new.join("\n"));
    for known in KNOWN_CIRCLES {
        assert!(circles.iter().any(|circle| circle == known), "cut, so take it off the list: {known:?}");
    }
}

#[test]
fn the_top_level_holds_the_project_and_nothing_that_was_left_lying() {
    let Some(tracked) = top::tracked() else {
        return top::not_run();
    };
    assert!(tracked.contains("Cargo.toml"), "{tracked:?}");
    let strays: Vec<&String> = tracked.iter().filter(|name| !top::BELONGS.contains(&name.as_str())).collect();
    assert!(strays.is_empty(), "{strays:?}");
}

/// The scan would pass on an empty folder, too.
#[test]
fn every_floor_has_sources() {
    let sources = source::all();
    for floor in [
        "units",
        "distribution",
        "curve",
        "risk",
        "model",
        "simulate",
        "optimise",
        "study",
        "input",
        "report",
        "cli",
        "explore",
    ] {
        let files = sources.iter().filter(|source| source.module().first().is_some_and(|own| own == floor));
        assert!(files.count() > 1, "{floor}");
    }
}

fn file(path: &str, text: &str) -> Source {
    Source::new(path, text, false)
}

fn lines_of(broken: &[String]) -> Vec<&str> {
    broken.iter().filter_map(|broken| broken.split(':').nth(1)).collect()
}

#[test]
fn looking_up_or_sideways_is_found_wherever_it_is_written() {
    let model = |text: &str| rules::floors(&file("src/model/x.rs", text));
    assert_eq!(model("use crate::simulate::Futures;"), ["src/model/x.rs:1: `model` looks up at `simulate`"]);
    assert_eq!(model("\nfn f() { crate::cli::run(); }").len(), 1, "a path in code");
    assert_eq!(model("use crate::{units::Money, study::{compare, decide}};").len(), 1, "one of a group");
    assert_eq!(model("use super::super::optimise::Region;").len(), 1, "by way of super");
    assert_eq!(model("#[cfg(test)]\nmod tests { use super::super::super::input::Loader; }").len(), 1);
    assert_eq!(model("use crate::wizardry::Spell;").len(), 1, "a module on no floor");
    assert_eq!(
        model("use crate::units::Money;\nuse crate::model::Id;\n// crate::cli\n\"crate::cli\""),
        [""; 0]
    );
    let report = rules::floors(&file("src/report/x.rs", "\n\nuse crate::input::Loader;"));
    assert_eq!(report, ["src/report/x.rs:3: `report` looks sideways at `input`"]);
    let page = rules::floors(&file("src/explore/x.rs", "use crate::cli::run;\nuse crate::report::json;"));
    assert_eq!(page, ["src/explore/x.rs:1: `explore` looks sideways at `cli`"]);
    let cli = rules::floors(&file("src/cli/x.rs", "fn f() { crate::explore::Session::default(); }"));
    assert_eq!(cli, ["src/cli/x.rs:1: `cli` looks sideways at `explore`"]);
    assert_eq!(rules::floors(&file("src/wizard.rs", "")).len(), 1, "a file on no floor");
}

#[test]
fn threads_and_solvers_are_found_outside_their_floors() {
    let named = |path: &str, text: &str| rules::named_crates(&file(path, text)).len();
    assert_eq!(named("src/study/x.rs", "use rayon::prelude::*;"), 1);
    assert_eq!(named("src/simulate/x.rs", "use rayon::prelude::*;"), 0);
    assert_eq!(named("src/study/x.rs", "fn f() { good_lp::variable(); }"), 1);
    assert_eq!(named("src/optimise/x.rs", "use good_lp::variable;"), 0);
}

#[test]
fn a_model_that_reads_or_tells_the_time_is_found() {
    let model = |text: &str| rules::model_is_pure(&file("src/model/x.rs", text)).len();
    for text in
        ["use serde::Serialize;", "std::fs::read(p)", "use std::time::SystemTime;", "jiff::Timestamp::now()"]
    {
        assert!(model(text) > 0, "{text}");
    }
    assert_eq!(model("use jiff::civil::Date; // serde"), 0);
    assert_eq!(rules::model_is_pure(&file("src/report/x.rs", "use serde::Serialize;")).len(), 0);
}

#[test]
fn files_and_output_are_found_outside_cli_but_not_in_tests() {
    let touched = |path: &str, text: &str| rules::files_and_output(&file(path, text)).len();
    assert_eq!(touched("src/report/x.rs", "std::fs::write(p, b)"), 1);
    assert_eq!(touched("src/report/x.rs", "use std::fs;"), 1);
    assert_eq!(touched("src/report/x.rs", "std::io::stdout().lock()"), 1);
    assert_eq!(touched("src/study/x.rs", "println!(\"x\")"), 1);
    assert_eq!(touched("src/cli/x.rs", "std::fs::write(p, b)"), 0);
    assert_eq!(touched("src/input/files.rs", "std::fs::File::open(p)"), 0);
    assert_eq!(touched("src/input/x.rs", "#[cfg(test)]\nmod tests { fn f() { std::fs::write(p, b) } }"), 0);
    assert_eq!(touched("src/input/x.rs", "#[cfg(test)]\nmod tests {}\nfn f() { std::fs::write(p, b) }"), 1);
}

#[test]
fn json_written_elsewhere_is_found() {
    let written = |path: &str, text: &str| rules::one_json_writer(&file(path, text)).len();
    assert_eq!(written("src/cli/x.rs", "fn f() { serde_json::to_vec(a); }"), 1);
    assert_eq!(written("src/report/x.rs", "use serde_json::ser::Serializer;"), 1);
    assert_eq!(written("src/report/json_text.rs", "use serde_json::ser::Serializer;"), 0);
    assert_eq!(written("src/report/x.rs", "fn f() { serde_json::from_slice(a); }"), 0);
    assert_eq!(
        written("src/report/x.rs", "#[cfg(test)]\nmod tests { fn f() { serde_json::to_vec(a); } }"),
        0
    );
}

#[test]
fn groups_in_use_are_found() {
    let uses = |text: &str| rules::one_path_a_use(&file("src/model/x.rs", text)).len();
    assert_eq!(uses("use crate::units::{Money, Share};"), 1);
    assert_eq!(uses("use crate::{\n    units::Money,\n    id::Id,\n};"), 1);
    assert_eq!(uses("use crate::units::*;"), 1);
    assert_eq!(uses("use crate::units::Money;\nuse std::collections::{BTreeMap, BTreeSet};"), 0);
    assert_eq!(uses("#[cfg(test)]\nmod tests { use super::*; }"), 0);
}

#[test]
fn logic_in_indexes_and_a_long_main_are_found() {
    assert_eq!(rules::no_logic_in_indexes(&file("src/model/mod.rs", "mod x;\npub fn f() {}")).len(), 1);
    assert_eq!(rules::no_logic_in_indexes(&file("src/lib.rs", "pub mod x;\nimpl A {}")).len(), 1);
    assert_eq!(
        rules::no_logic_in_indexes(&file("src/model/mod.rs", "//! fn\nmod x;\npub use x::Y;")).len(),
        0
    );
    assert_eq!(rules::short_main(&file("src/main.rs", &"\n".repeat(25))).len(), 1);
    assert_eq!(rules::short_main(&file("src/main.rs", &"\n".repeat(24))).len(), 0);
}

#[test]
fn circles_are_found_through_indexes_and_modules() {
    let index = file("src/model/mod.rs", "mod a;\nmod b;\nmod c;\npub use a::A;\npub use c::C as See;");
    let b = file("src/model/b.rs", "use crate::model::A;\npub struct B;");
    let straight = [
        file("src/model/mod.rs", "mod a;\nmod b;\npub use a::A;"),
        file("src/model/a.rs", "pub struct A; // crate::model::b::B"),
        file("src/model/b.rs", "use crate::model::A;\npub struct B;"),
    ];
    assert_eq!(circles::circles(&straight), Vec::<Vec<String>>::new());
    let round = [
        index,
        file("src/model/a.rs", "use crate::model::See;\npub struct A;"),
        b,
        file("src/model/c.rs", "use super::b;\nfn f() { b::g() }\npub struct C;"),
    ];
    assert_eq!(circles::circles(&round), [["src/model/a.rs", "src/model/b.rs", "src/model/c.rs"]]);
    let tests_only = [
        file("src/model/mod.rs", "mod a;\nmod b;\npub use a::A;"),
        file("src/model/a.rs", "pub struct A;\n#[cfg(test)]\nmod tests { use crate::model::b::B; }"),
        file("src/model/b.rs", "use crate::model::A;"),
    ];
    assert_eq!(circles::circles(&tests_only), Vec::<Vec<String>>::new(), "tests may look anywhere");
}

#[test]
fn comments_texts_and_characters_are_no_code() {
    let code = source::blanked("a // b\n'\"' \"c \\\" d\" r#\"e\"f\"# /* g */ 'h: h 'i'");
    let words: Vec<&str> = code.split_whitespace().collect();
    assert_eq!(words, ["a", "'h:", "h"]);
    let lines = rules::floors(&file("src/model/x.rs", "/*\n\n*/ use crate::cli::run;"));
    assert_eq!(lines_of(&lines), ["3"]);
}

#[test]
fn a_page_that_knows_a_study_and_an_error_in_a_box_are_found() {
    let page = |path: &str, text: &str| rules::documents_alone(&file(path, text)).len();
    assert_eq!(page("src/report/page/x.rs", "use crate::study::Report;"), 1);
    assert_eq!(page("src/report/workbook/x.rs", "fn f() { crate::optimise::prices(); }"), 1);
    assert_eq!(page("src/report/report/x.rs", "use crate::study::Report;"), 0);
    assert_eq!(page("src/report/page/x.rs", "use crate::report::report::Chapter; // crate::study"), 0);
    let boxed = |path: &str, text: &str| rules::no_boxed_errors(&file(path, text)).len();
    assert_eq!(boxed("src/report/x.rs", "fn f() -> Result<(), Box<dyn Error + Send>> {}"), 1);
    assert_eq!(boxed("src/study/x.rs", "use anyhow::Context;"), 1);
    assert_eq!(boxed("src/cli/x.rs", "use anyhow::Context;"), 0);
    assert_eq!(boxed("src/study/x.rs", "use std::error::Error;"), 0);
}

#[test]
fn nothing_refers_to_what_is_not_in_the_repository() {
    let Some(files) = top::texts() else {
        return top::not_run();
    };
    assert!(files.len() > 400, "{}", files.len());
    let found: Vec<String> = files.iter().flat_map(|(path, text)| top::strangers(path, text)).collect();
    assert!(found.is_empty(), "\n{}\n", found.join("\n"));
    assert_eq!(top::strangers("a.rs", "// as DESIGN\u{2e}md says\n// and issue\u{20}7").len(), 2);
}

#[test]
fn the_page_about_the_house_names_files_that_are_there() {
    let Some(files) = top::texts() else { return top::not_run() };
    let (_, page) = files.iter().find(|(path, _)| path == "docs/architecture.md").unwrap();
    let is_file = |word: &&str| [".rs", ".toml", ".md"].iter().any(|end| word.ends_with(end));
    let named: Vec<&str> = page.split(['`', ' ', '(', ')', '\n']).filter(is_file).collect();
    assert!(named.len() > 10, "{named:?}");
    for name in named {
        let ending = format!("/{}", name.trim_start_matches("../"));
        let is_there = files.iter().any(|(path, _)| format!("/{path}").ends_with(&ending));
        assert!(is_there, "`{name}`");
    }
}
