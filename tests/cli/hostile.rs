//! What files say cannot steer a terminal, turn the direction of reading, or forge a line.

use crate::Folder;
use crate::apportion;
use serde_json::Value;
use std::fs;

/// Escape, bell, backspace, carriage return, a C1 control, and marks that turn the direction of reading.
const HOSTILE: &str = "A\\u001B[2J\\u0007\\u0008\\r\\u009B31m\\u202Eb\\u2066c\\u200F\\nforged: line";

fn hostile() -> Folder {
    let folder = Folder::with(&[]);
    apportion(&["--quiet", "init", &folder.path("")]).assert().success();
    let edit = |file: &str, from: &str, to: &str| {
        let text = fs::read_to_string(folder.path(file)).unwrap();
        assert!(text.contains(from), "{from} in {text}");
        fs::write(folder.path(file), text.replace(from, to)).unwrap();
    };
    edit("evidence.toml", "\"A small example\"", &format!("\"{HOSTILE}\""));
    edit("evidence.toml", "\"Drugs supply\"", &format!("\"{HOSTILE}\""));
    edit("evidence.toml", "\"Treatment\"", &format!("\"{HOSTILE}\""));
    edit("evidence.toml", "\"Made up for this example\"", &format!("\"{HOSTILE}\""));
    edit("best.toml", "\"Best, with prevention at a fifth or more\"", &format!("\"{HOSTILE}\""));
    edit("best.toml", "\"No strand loses more than half\"", &format!("\"{HOSTILE}\""));
    fs::copy(folder.path("best.toml"), folder.path("\u{1b}]0;x\u{7}\u{202e}\u{9b}.toml")).unwrap();
    fs::write(
        folder.path("wrong\u{1b}[1m.toml"),
        format!("[scenario]\nname = 3\n\"{HOSTILE}\" = 1\n# \u{1b}[31m\u{202e}\n"),
    )
    .unwrap();
    folder
}

/// What would steer a terminal: every control but the line break (and, of a bar, nothing), and what turns or hides.
fn steering(said: &str) -> Vec<char> {
    let turns = ['\u{202a}', '\u{202e}', '\u{2066}', '\u{2069}', '\u{200e}', '\u{200f}', '\u{61c}'];
    said.chars().filter(|c| c.is_control() && *c != '\n' || turns.contains(c)).collect()
}

#[test]
fn no_command_lets_a_file_steer_the_terminal() {
    let folder = hostile();
    let few = ["--draws=20", "--as-of=2026-11-22"];
    let cases: [&[&str]; 13] = [
        &["check", "."],
        &["compare", "."],
        &["compare", ".", "--format=csv"],
        &["compare", ".", "--format=wide"],
        &["compare", "best.toml", "--reference=\u{1b}[2J"],
        &["optimise", ".", "--solved-draws=2"],
        &["optimise", "best.toml", "--solved-draws=2", "--format=csv"],
        &["frontier", "best.toml", "--points=2"],
        &["target", "best.toml", "--avoid=£10m"],
        &["evidence", "evidence.toml"],
        &["evidence", "evidence.toml", "--format=csv"],
        &["report", "best.toml", "hold.toml"],
        &["check", "no\u{1b}[31m-such\u{202e}.toml"],
    ];
    for arguments in cases {
        let mut command = apportion(&[arguments, &few[..]].concat());
        let output = command.current_dir(folder.path("")).output().unwrap();
        for said in [output.stdout, output.stderr] {
            let said = String::from_utf8(said).unwrap();
            assert_eq!(steering(&said), [], "{arguments:?}: {said:?}");
            // In a CSV a line break inside quotation marks is as the format has it.
            let forges = said.lines().any(|line| line.starts_with("forged: line"));
            let is_csv = arguments.iter().any(|word| word.contains("csv") || word.contains("wide"));
            assert!(is_csv || !forges || arguments[0] == "report", "{arguments:?}: {said}");
        }
    }
}

#[test]
fn what_is_drawn_for_people_does_not_steer_either() {
    let folder = hostile();
    let mut command = apportion(&["check", ".", "--color=always"]);
    let output = command.current_dir(folder.path("")).output().unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    // Colours are the program's own: escape, bracket, digits and semicolons, m.
    let mut bare = String::new();
    let mut rest = said.as_str();
    while let Some(at) = rest.find("\u{1b}[") {
        let end = rest[at..].find('m').unwrap() + at;
        let is_colour = rest[at + 2..end].chars().all(|c| c.is_ascii_digit() || c == ';');
        assert!(is_colour, "{:?}", &rest[at..=end]);
        bare += &rest[..at];
        rest = &rest[end + 1..];
    }
    bare += rest;
    assert_eq!(steering(&bare), [], "{bare:?}");
}

#[test]
fn files_of_results_do_not_steer_either() {
    let folder = hostile();
    let mut command = apportion(&["compare", ".", "--draws=20", "--out=out"]);
    command.current_dir(folder.path("")).output().unwrap();
    for name in
        ["compare.txt", "compare.csv", "compare-wide.csv", "compare.json", "manifest.json", "run.json"]
    {
        let said = fs::read_to_string(folder.path(&format!("out/{name}"))).unwrap();
        assert_eq!(steering(&said), [], "{name}");
    }
    let mut command = apportion(&["optimise", "best.toml", "--draws=20", "--quiet", "--write-lp=master.lp"]);
    command.current_dir(folder.path("")).assert().success();
    let master = fs::read_to_string(folder.path("master.lp")).unwrap();
    assert!(steering(&master).is_empty() && master.contains("␛"), "{master}");
}

/// Programs get the text as it is, in a form that a terminal can show.
#[test]
fn documents_for_programs_carry_what_steers_as_escapes() {
    let folder = hostile();
    let few = ["--draws=20", "--as-of=2026-11-22", "--quiet"];
    let name: String = serde_json::from_str(&format!("\"{HOSTILE}\"")).unwrap();
    let cases: [&[&str]; 10] = [
        &["check", ".", "--format=json"],
        &["check", ".", "--format=json", "--progress=json"],
        &["compare", "best.toml", "--format=json"],
        &["compare", "best.toml", "--format=jsonl"],
        &["optimise", "best.toml", "--solved-draws=2", "--format=json"],
        &["frontier", "best.toml", "--points=2", "--format=json"],
        &["target", "best.toml", "--avoid=£10m", "--format=json"],
        &["evidence", "evidence.toml", "--format=json"],
        &["draws", "best.toml", "--format=json"],
        &["schema"],
    ];
    for arguments in cases {
        let mut command = apportion(&[arguments, &few[..]].concat());
        let output = command.current_dir(folder.path("")).output().unwrap();
        let (printed, told) =
            (String::from_utf8(output.stdout).unwrap(), String::from_utf8(output.stderr).unwrap());
        assert_eq!(steering(&format!("{printed}{told}")), [], "{arguments:?}");
        let carries = match arguments[0] {
            "schema" => continue,
            "check" => "wrong\\u001b[1m.toml",
            _ => "\\u202eb\\u2066c\\u200f",
        };
        assert!(printed.contains(carries), "{arguments:?}: {printed}");
        let lines =
            if arguments.contains(&"--format=jsonl") { printed.lines().next().unwrap() } else { &printed };
        let read: Value = serde_json::from_str(lines).unwrap();
        let is_same = arguments[0] == "check" || holds(&read, &name);
        assert!(is_same, "{arguments:?}: {read}");
    }
}

/// Whether a text is anywhere in a document.
fn holds(document: &Value, text: &str) -> bool {
    match document {
        Value::String(own) => own == text,
        Value::Array(items) => items.iter().any(|item| holds(item, text)),
        Value::Object(keys) => keys.values().any(|item| holds(item, text)),
        _ => false,
    }
}
