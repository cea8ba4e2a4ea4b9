//! `-` stands for standard input.

use crate::Folder;
use crate::apportion;
use crate::example_with;
use serde_json::Value;

const FREE: &str = "[scenario]\nname = 'From a pipe'\nbase = 'best.toml'\n";

/// Exit status, standard output and standard error of a run in a folder with this on standard input.
fn piped(folder: &Folder, input: &str, arguments: &[&str]) -> (Option<i32>, String, String) {
    let output = apportion(arguments).current_dir(folder.path("")).write_stdin(input).output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (output.status.code(), text(output.stdout), text(output.stderr))
}

#[test]
fn a_scenario_comes_through_a_pipe_with_paths_from_the_current_folder() {
    let folder = example_with("splits.csv", "");
    assert_eq!(
        piped(&folder, FREE, &["check", "-"]),
        (Some(0), String::new(), "1 file is sound\n".to_owned())
    );
    let arguments = ["compare", "hold.toml", "-", "--draws", "20", "--format", "json", "--quiet"];
    let (status, out, said) = piped(&folder, FREE, &arguments);
    assert_eq!((status, &*said), (Some(0), ""));
    let answer: Value = serde_json::from_str(&out).unwrap();
    let scenarios = answer["scenarios"].as_array().unwrap();
    assert!(
        scenarios.iter().any(|scenario| scenario["id"] == "stdin" && scenario["name"] == "From a pipe"),
        "{out}"
    );
    let (status, _, said) = piped(&folder, "[scenario]\nname = 3\n", &["check", "-"]);
    assert_eq!(status, Some(1));
    assert!(said.contains("<stdin>:2:8: error: scenario.name"), "{said}");
}

#[test]
fn splits_come_through_a_pipe_and_are_fingerprinted() {
    let folder = example_with("splits.csv", "id,prevent\na,£150m\nb,30%\n");
    let text = std::fs::read_to_string(folder.path("splits.csv")).unwrap();
    let common = ["compare", "--base", "best.toml", "--draws", "20", "--quiet", "--splits"];
    let (status, out, said) = piped(&folder, &text, &[&common[..], &["-", "--format", "csv"]].concat());
    assert_eq!((status, &*said), (Some(0), ""));
    assert_eq!(out, piped(&folder, "", &[&common[..], &["splits.csv", "--format", "csv"]].concat()).1);
    let (status, ..) = piped(&folder, &text, &[&common[..], &["-", "--out", "results"]].concat());
    assert_eq!(status, Some(0));
    let manifest: Value =
        serde_json::from_slice(&std::fs::read(folder.path("results/manifest.json")).unwrap()).unwrap();
    let inputs = manifest["provenance"]["inputs"].as_array().unwrap();
    let input = inputs.iter().find(|input| input["path"] == "<stdin>").unwrap();
    assert_eq!(input["sha256"], apportion::text::sha256(text.as_bytes()));
    let (status, _, said) = piped(&folder, &text, &["verify", "results"]);
    assert_eq!(status, Some(2));
    assert!(said.contains("the run read standard input, which no folder keeps"), "{said}");
}

#[test]
fn standard_input_is_one_file() {
    let folder = example_with("splits.csv", "");
    let (status, out, said) = piped(&folder, FREE, &["compare", "--base", "-", "--splits", "-"]);
    assert_eq!((status, &*out), (Some(2), ""));
    assert!(said.contains("`-` stands for standard input, which can be one file only"), "{said}");
    let base = FREE.replace("best.toml", "-");
    let (status, _, said) = piped(&folder, &base, &["check", "-"]);
    assert_eq!(status, Some(1), "a file that is called `-` is meant, and there is none");
    assert!(said.contains("there is no file `-`"), "{said}");
}

#[test]
fn an_impossible_move_is_said_first_and_in_peoples_digits() {
    let folder = example_with("x.toml", FREE);
    let arguments = ["compare", "hold.toml", "best.toml", "--draws", "20", "--move", "5bn pursue->prevent"];
    let (_, out, said) = piped(&folder, "", &arguments);
    let (said, ended) = said.split_at(said.find("2 scenarios answered").unwrap());
    assert!(ended.starts_with("2 scenarios answered, 2 not worked out"), "{ended}");
    assert_eq!(
        said,
        "error: --move: £5,000m cannot be taken from `pursue`, which gets no more than £700m in scenario `best`\n\
         error: --move: £5,000m cannot be taken from `pursue`, which gets £600m in scenario `hold`\n"
    );
    assert!(out.starts_with("Could not be worked out\n"), "{out}");
}
