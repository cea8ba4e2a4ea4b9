//! Same question, same bytes: whatever the threads, the order of files, or how they were named.

use crate::printed;
use crate::shipped;

const FORMATS: [&str; 3] = ["table", "json", "csv"];

#[test]
fn the_number_of_threads_changes_no_byte() {
    for format in FORMATS {
        let with = |threads| {
            printed(&["compare", "scenarios", "--draws", "1100", "--format", format, "--threads", threads])
        };
        let alone = with("1");
        assert_eq!(alone, with("2"), "{format}");
        assert_eq!(alone, with("8"), "{format}");
    }
}

#[test]
fn files_in_any_order_are_the_folder_they_stand_in() {
    let files: Vec<String> = shipped("")
        .iter()
        .map(|path| format!("scenarios/{}", path.file_name().unwrap().to_str().unwrap()))
        .collect();
    for format in FORMATS {
        let of =
            |paths: &[&str]| printed(&[&["compare", "--draws", "300", "--format", format], paths].concat());
        let folder = of(&["scenarios"]);
        let mut named: Vec<&str> = files.iter().map(String::as_str).collect();
        assert_eq!(folder, of(&named), "{format}: one by one");
        named.reverse();
        assert_eq!(folder, of(&named), "{format}: backwards");
        named.rotate_left(3);
        named.push("scenarios");
        assert_eq!(folder, of(&named), "{format}: some twice");
    }
}

#[test]
fn a_run_is_the_same_again_and_another_seed_another() {
    let run = |seed| printed(&["compare", "scenarios", "--draws", "100", "--format", "json", "--seed", seed]);
    assert_eq!(run("5"), run("5"));
    assert_ne!(run("5"), run("6"));
}
