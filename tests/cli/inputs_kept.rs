//! Nothing that was read is written over, whatever an option names.

use crate::apportion;
use crate::example_with;
use std::fs;

#[test]
fn a_file_that_was_read_is_not_written_over() {
    let folder = example_with("other.toml", "[scenario]\nname = 'Other'\nbase = 'best.toml'\n");
    let (best, evidence) = (folder.path("best.toml"), folder.path("evidence.toml"));
    let before = [&best, &evidence].map(|path| fs::read(path).unwrap());
    let link = folder.path("link.toml");
    std::os::unix::fs::symlink(&evidence, &link).unwrap();
    let questions: [&[&str]; 4] = [
        &["compare", &best, "--draws=20", "--outcomes", &evidence],
        &["compare", &best, "--draws=20", "--outcomes", &link],
        &["compare", &folder.path("other.toml"), "--draws=20", "--outcomes", &best],
        &["optimise", &best, "--draws=20", "--write-lp", &evidence],
    ];
    for question in questions {
        let output = apportion(question).output().unwrap();
        let said = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{question:?}: {said}");
        assert!(said.contains("is a file that was read; allowed: another name"), "{said}");
        assert_eq!([&best, &evidence].map(|path| fs::read(path).unwrap()), before, "{question:?}");
    }
}
