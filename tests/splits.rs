//! A CSV of splits: one row, one scenario, and everything that can be wrong with a row.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot be set up has failed")]

use apportion::id::Id;
use apportion::input::Demands;
use apportion::input::Finding;
use apportion::input::Loader;
use apportion::input::Splits;
use apportion::model::Portion;
use apportion::model::Scenario;
use apportion::text::sha256;
use apportion::units::Money;
use proptest::prelude::*;
use std::fmt::Write;
use std::path::Path;
use std::sync::Arc;
use tempfile::TempDir;

fn loader() -> Loader {
    Loader::new(Demands { today: "2020-01-01".parse().unwrap(), of_scenario: |_| Vec::new() })
}

fn base() -> Scenario {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/invalid/sound-scenario.toml");
    loader().scenario(&path).unwrap()
}

/// A file of splits on the sound scenario.
struct File {
    folder: TempDir,
    base: Scenario,
}

impl File {
    fn with(bytes: &[u8]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("splits.csv"), bytes).unwrap();
        Self { folder, base: base() }
    }

    fn open(&self) -> (Option<Splits>, Vec<String>) {
        let mut loader = loader();
        let splits = loader.splits(&self.folder.path().join("splits.csv"), &self.base);
        let line = |finding: &Finding| {
            let line = finding.to_string();
            line.split_once("splits.csv").map_or(line.clone(), |(_, rest)| rest.to_owned())
        };
        (splits, loader.findings().iter().map(line).collect())
    }
}

/// The scenarios of a sound file.
fn scenarios(text: &str) -> Vec<Scenario> {
    let (splits, said) = File::with(text.as_bytes()).open();
    assert_eq!(said, Vec::<String>::new());
    let mut splits = splits.unwrap();
    (0..splits.len()).map(|number| splits.scenario(number).unwrap()).collect()
}

fn said(text: &str) -> Vec<String> {
    File::with(text.as_bytes()).open().1
}

fn portion(scenario: &Scenario, strand: &str) -> (f64, f64) {
    let room = scenario.room(&Id::new(strand).unwrap());
    (room.least, room.most)
}

fn close(a: (f64, f64), b: (f64, f64)) -> bool {
    (a.0 - b.0).abs() < f64::EPSILON && (a.1 - b.1).abs() < f64::EPSILON
}

#[test]
fn a_row_changes_what_it_states_and_nothing_else() {
    let text = "id,name,pursue,prevent,protect,total,back_office,programme:pursue-drugs\n\
                b,\"Less, of it\",0.6,0.1..0.3,free,\u{a3}0.6bn,50,\u{a3}320m\n\
                a,,,,,700,,\n";
    let scenarios = scenarios(text);
    let base = base();
    assert_eq!((scenarios[0].id(), scenarios[0].name()), ("a", "Sound, row 2"));
    let unchanged =
        apportion::model::ScenarioSpec { id: "a".into(), name: "Sound, row 2".into(), ..base.spec().clone() };
    assert_eq!(scenarios[0].spec(), &unchanged, "700 is the base's own total");
    let b = &scenarios[1];
    assert_eq!((b.id(), b.name()), ("b", "Less, of it"));
    assert!(close(portion(b, "pursue"), (0.6, 0.6)) && close(portion(b, "prevent"), (0.1, 0.3)));
    assert_eq!(b.portion(&Id::new("protect").unwrap()), Portion::Free);
    assert_eq!((b.budget().total.millions(), b.budget().back_office.millions()), (600.0, 50.0));
    assert_eq!(b.pinned(&Id::new("pursue-drugs").unwrap()).map(Money::millions), Some(320.0));
    assert_eq!(b.limits(), base.limits());
    assert!(scenarios.windows(2).all(|pair| Arc::ptr_eq(pair[0].evidence(), pair[1].evidence())));
}

#[test]
fn rows_without_ids_are_numbered_in_the_order_of_the_file() {
    let rows: Vec<String> = (600..612).map(|total| total.to_string()).collect();
    let scenarios = scenarios(&format!("total\n{}\n", rows.join("\n")));
    assert_eq!(scenarios[0].id(), "sound-scenario-000001");
    assert_eq!(scenarios[11].id(), "sound-scenario-000012");
    assert!(scenarios.is_sorted_by_key(|scenario| scenario.id().to_owned()));
    let totals: Vec<f64> = scenarios.iter().map(|scenario| scenario.budget().total.millions()).collect();
    assert!(totals.is_sorted(), "{totals:?}");
}

#[test]
fn marks_line_ends_and_blank_lines_of_spreadsheets_are_taken_as_they_come() {
    let plain = scenarios("id,total\na,600\nb,700\n");
    for text in [
        "\u{feff}id,total\r\na,600\r\nb,700",
        "id , total\n\n a,600\n\n\nb , 700\n\n",
        "\"id\",total\n\"a\",\"600\"\nb,700\n",
    ] {
        assert_eq!(
            scenarios(text).iter().map(|one| one.spec().budget).collect::<Vec<_>>(),
            plain.iter().map(|one| one.spec().budget).collect::<Vec<_>>(),
            "{text:?}"
        );
    }
    assert_eq!(
        said("\u{feff}id,total\r\n\r\na,x\r\n")[0].split(';').next(),
        Some(":3:3: error: total: `x` is not an amount of money")
    );
}

#[test]
fn everything_wrong_is_said_at_its_cell_and_the_other_rows_stand() {
    let text = "id,name,pursue,prevent,protect,total,programme:pursue-drugs\n\
                a,ok,,,,700,\n\
                a,again,,,,700,\n\
                ,none,,,,700,\n\
                x/y,,75,0.3,,-1,many\n\
                b,\"two\nlines\",0.9,0.3,,,\n\
                c,short,0.5\n\
                d,,,0.1..x,,,5000\n\
                e,range,0.5..0.2,free,free,,\n";
    let (splits, said) = File::with(text.as_bytes()).open();
    let expected = [
        ":3:1: error: id: the id `a` is that of row 1 already; allowed: each id once",
        ":4:1: error: id: an id is missing; allowed: a name for a file, without `/`, and not the same as another row's",
        ":5:1: error: id: `x/y` cannot be the name of a file; allowed: a name for a file, without `/`, and not the same as another row's",
        ":5:6: error: pursue: 75 is above 1; allowed: a share from 0 to 1 (`0.75` for 75%)",
        ":5:17: error: programme:pursue-drugs: `many` is not an amount of money; allowed: a number in £m without separators, an amount such as `£84m`, `free`, or nothing for what the base says",
        ":7:8: error: split: shares add up to 140%, £280.0m more than there is; allowed: shares that add up to 1, or a strand left free",
        ":8:1: error: this row has 3 cells, the header 7; allowed: as many cells as the header, and `\"` around a cell with a comma in it",
        ":9:5: error: prevent: `0.1..x` is not a share or an amount; allowed: a share such as `0.75` or `75%`, an amount such as `£600m`, a range such as `0.1..0.14` or `£500m..£700m`, `free`, `today`, or nothing for what the base says",
        ":10:9: error: pursue: `min` 0.5 is above `max` 0.2; allowed: `min` up to `max`",
    ];
    assert_eq!(said, expected);
    assert_eq!(splits.unwrap().ids().collect::<Vec<_>>(), ["a"]);
}

#[test]
fn headers_that_are_wrong_are_refused_whole() {
    let of = |header: &str| said(&format!("{header}\n1,2,3\n"));
    assert_eq!(
        of("id,persue,total,total,programme:pursue-drug,"),
        [
            ":1:4: error: persue: unknown column `persue`; allowed: `id`, `name`, `total`, `back_office`, strands \
             (`pursue`, `prevent` and `protect`), and `programme:` with a programme's id; did you mean `pursue`?",
            ":1:17: error: total: column 3 is called `total` already; allowed: each column once",
            ":1:23: error: programme:pursue-drug: there is no programme `pursue-drug`; allowed: one of \
             `prevent-drugs`, `protect-banks`, `pursue-drugs`; did you mean `programme:pursue-drugs`?",
        ]
    );
    assert!(
        of("id;pursue;prevent")[0]
            .starts_with(":1:1: error: the columns are separated by semicolons; allowed: commas")
    );
    assert!(of("id\tpursue")[0].contains("tabs"));
    assert!(of("id,name")[0].contains("no column says anything of the money"));
    assert!(said("")[0].contains("there is nothing in this file"));
    assert!(said("id,total\n")[0].contains("there is no row under the header"));
}

#[test]
fn bytes_that_are_no_text_and_marks_never_closed_are_said_where_they_begin() {
    let (_, said) = File::with(b"id,total\na,1\xff\nb,600\n").open();
    assert_eq!(
        said,
        [
            ":2:3: error: this cell is not UTF-8 text; it seems to be Windows-1252, in which it is `1ÿ`; allowed: text saved \
          as UTF-8: most spreadsheets call it `CSV UTF-8`"
        ]
    );
    let text = format!("id,total\na,600\n\"b,{}", "x,y\n".repeat(1_000_000));
    let (splits, said) = File::with(text.as_bytes()).open();
    assert!(splits.is_none());
    assert_eq!(said.len(), 1);
    assert!(said[0].starts_with(":3:1: error: this row is longer than 1 MiB"), "{said:?}");
}

#[test]
fn what_spreadsheets_add_is_nothing() {
    let text = "id,pursue,prevent,protect,,\na,0.6,0.2,0.2,,\n,,,,,\nb,free,,,,,,\nSource: the finance team,,,,,\n\
                ,,,,,\nnote\n";
    let (splits, said) = File::with(text.as_bytes()).open();
    assert_eq!(
        said,
        [
            ":5:1: warning: id: `Source: the finance team` says nothing of the money, and is passed over",
            ":7:1: warning: id: `note` says nothing of the money, and is passed over",
        ]
    );
    assert_eq!(splits.unwrap().ids().collect::<Vec<_>>(), ["a", "b"]);
    let said = |text: &str| File::with(text.as_bytes()).open().1;
    assert_eq!(
        said("id,pursue,\na,free,x\n"),
        [
            ":2:8: error: this cell stands in a column without a name; allowed: a name in the header, or an empty column"
        ]
    );
    assert!(said("id,pursue\n,\n")[0].contains("there is no row under the header"));
}

#[test]
fn text_of_another_kind_is_named() {
    let said = |bytes: &[u8]| File::with(bytes).open().1;
    let wide: Vec<u8> = "id,total\na,600\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert!(said(&[b"\xff\xfe", &wide[..]].concat())[0].contains("this is UTF-16 text"));
    assert!(said(&wide)[0].contains("this is UTF-16 text"));
    let line = &said(b"id,pursue\na,\xa3600m\n")[0];
    assert!(line.contains("Windows-1252, in which it is `£600m`") && line.contains("`CSV UTF-8`"), "{line}");
}

#[test]
fn strands_get_amounts_percent_and_todays_money() {
    let text = "id,pursue,prevent,protect,total\na,£350m,30%,£140m,\nb,£300m..£500m,free,..20%,\nc,today,today,today,today\n";
    let scenarios = scenarios(text);
    let a = &scenarios[0];
    assert!(close(portion(a, "pursue"), (0.5, 0.5)) && close(portion(a, "prevent"), (0.3, 0.3)));
    let b = &scenarios[1];
    assert!(
        close(portion(b, "pursue"), (300.0 / 700.0, 500.0 / 700.0))
            && close(portion(b, "protect"), (0.0, 0.2))
    );
    let c = &scenarios[2];
    assert_eq!(c.budget().total, Money::from_millions(700.0).unwrap());
    assert_eq!(c.fixed_money(&Id::new("pursue").unwrap()).map(Money::millions), Some(600.0));
    assert!(said("id,pursue,prevent,protect\na,£350m,£210m,£150m\n")[0].contains(
        "split: amounts add up to £710.0m, £10.0m more than there is; allowed: amounts that add up to £700.0m"
    ));
    let swallowed = said("id,name,prevent\nr1,A,0.08\nr2,\"B,0.09\nr3,C,0.1\n");
    let is_said = |line: &String| line.contains(":3:4: error: name: a quote is opened here and never closed");
    assert!(swallowed.iter().any(is_said), "{swallowed:?}");
    assert!(said("id,total\ntoday,600\n")[0].contains("the id `today` belongs to the built-in row"));
    assert!(said("id,total\na,\"£2,9bn\"\n")[0].contains("probably meant to be `£2.9bn`"));
}

#[test]
fn a_thousand_problems_are_enough() {
    let text = format!("id,total\n{}", "x,y\n".repeat(100_000));
    let (splits, said) = File::with(text.as_bytes()).open();
    assert!(splits.is_none());
    assert_eq!(said.len(), 1001);
    assert_eq!(said[0], ": error: more than 1000 problems; nothing is looked at behind line 1001");
}

#[test]
fn what_cannot_be_opened_says_why() {
    let mut loader = loader();
    assert!(loader.splits(Path::new("no-such.csv"), &base()).is_none());
    assert!(loader.splits(Path::new("tests"), &base()).is_none());
    let lines: Vec<String> = loader.findings().iter().map(Finding::to_string).collect();
    assert_eq!(
        lines,
        [
            "no-such.csv: error: there is no file `no-such.csv`",
            "tests: error: `tests` is a folder, not a file"
        ]
    );
}

#[test]
fn the_file_is_fingerprinted_and_may_not_change_meanwhile() {
    let text = "id,total\na,600\nb,700\n";
    let file = File::with(text.as_bytes());
    let mut splits = file.open().0.unwrap();
    assert_eq!((splits.bytes(), splits.sha256()), (21, &*sha256(text.as_bytes())));
    assert!(splits.shown().ends_with("splits.csv"));
    assert!(splits.scenario(2).is_err());
    assert!(splits.scenario(1).is_ok());
    std::fs::write(file.folder.path().join("splits.csv"), "id,total\na,600\nb,701\n").unwrap();
    let said = splits.scenario(1).unwrap_err();
    assert!(said[0].found.contains("row 2 is not what it was"), "{said:?}");
    assert!(splits.scenario(0).is_ok(), "the first is what it was");
}

fn row() -> impl Strategy<Value = (String, f64, u32)> {
    ("[a-z][a-z0-9 ,\"\u{e9}\n]{0,8}", 0.0..0.5_f64, 1..100_000_u32)
}

fn file_of(rows: &[(usize, (String, f64, u32))]) -> String {
    let mut text = "id,name,prevent,pursue,total\n".to_owned();
    for (number, (name, share, total)) in rows {
        let name = name.replace('"', "\"\"");
        writeln!(text, "r{number},\"{name}\",{share},free,{total}").unwrap();
    }
    text
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    #[test]
    fn rows_come_back_as_they_were_written_in_any_order_of_the_file(
        rows in prop::collection::vec(row(), 1..12),
        turn in any::<prop::sample::Index>(),
        jump in any::<prop::sample::Index>(),
    ) {
        let mut rows: Vec<_> = rows.into_iter().enumerate().collect();
        let straight = scenarios(&file_of(&rows));
        for scenario in &straight {
            let number: usize = scenario.id()[1..].parse().unwrap();
            let (_, (name, share, total)) = &rows[number];
            prop_assert_eq!(scenario.name(), name.trim());
            prop_assert!(close(portion(scenario, "prevent"), (*share, *share)));
            prop_assert!((scenario.budget().total.millions() - f64::from(*total)).abs() < f64::EPSILON);
        }
        let turn = turn.index(rows.len());
        rows.rotate_left(turn);
        let file = File::with(file_of(&rows).as_bytes());
        let mut splits = file.open().0.unwrap();
        let jump = jump.index(splits.len());
        for number in (jump..splits.len()).chain(0..jump).rev() {
            prop_assert_eq!(&splits.scenario(number).unwrap(), &straight[number]);
        }
    }

    #[test]
    fn any_bytes_are_read_without_panic(
        bytes in prop::collection::vec(prop_oneof![
            Just(b','), Just(b'"'), Just(b'\n'), Just(b'\r'), Just(0xEF), Just(0xBB), Just(0xBF), any::<u8>()
        ], 0..200),
        has_header in any::<bool>(),
    ) {
        let header = if has_header { &b"id,total\n"[..] } else { b"" };
        let (splits, said) = File::with(&[header, &bytes].concat()).open();
        prop_assert!(splits.is_some() || !said.is_empty());
        for line in &said {
            prop_assert!(!line.contains('\n'));
        }
        if let Some(mut splits) = splits {
            for number in 0..splits.len() {
                prop_assert!(splits.scenario(number).is_ok());
            }
        }
    }
}

#[test]
#[ignore = "a measurement: run it alone under `time -v`, with and without SPLITS_READ_ALL"]
#[expect(clippy::print_stderr, reason = "what it is run for")]
fn a_hundred_thousand_rows() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("splits.csv");
    let mut text = "id,name,pursue,prevent,protect,prepare,total\n".to_owned();
    for row in 0..100_000 {
        let prevent = 0.02 + f64::from(row % 1000) * 1e-4;
        writeln!(text, "split-{:06},Row,free,{prevent:.4},free,free,2900", (row * 7919) % 100_000).unwrap();
    }
    std::fs::write(&path, text).unwrap();
    let mut loader = loader();
    let scenario = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios/best-free.toml");
    let base = loader.scenario(&scenario).unwrap();
    let begun = std::time::Instant::now();
    let mut splits = loader.splits(&path, &base).unwrap();
    eprintln!("indexed {} rows in {:.2?}", splits.len(), begun.elapsed());
    if std::env::var_os("SPLITS_READ_ALL").is_some() {
        let begun = std::time::Instant::now();
        for number in 0..splits.len() {
            splits.scenario(number).unwrap();
        }
        eprintln!("read them all in the order of ids, not of the file, in {:.2?}", begun.elapsed());
    }
}
