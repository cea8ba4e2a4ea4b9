//! Manual pages.

use crate::Folder;
use crate::apportion;
use crate::commands::COMMANDS;
use crate::printed;

/// Whether a page is text that `man` sets: requests at the start of lines, and nothing that only looks like one.
fn is_sound(page: &str) -> bool {
    const REQUESTS: [&str; 13] =
        [".ie", ".el", ".TH", ".SH", ".TP", ".br", ".RS", ".RE", ".IP", ".PP", ".SS", ".nf", ".fi"];
    let is_request = |line: &str| REQUESTS.iter().any(|request| line.starts_with(request));
    page.lines().filter(|line| line.starts_with(['.', '\''])).all(is_request)
}

#[test]
fn every_command_has_a_page_with_its_options_and_an_example() {
    let folder = Folder::with(&[]);
    let place = folder.path("man");
    assert_eq!(printed(&["--quiet", "manual", &place]), "", "nothing on standard output");
    let page = |name: &str| std::fs::read_to_string(format!("{place}/{name}.1")).unwrap();
    let plain = |page: &str| page.replace("\\-", "-");
    for command in COMMANDS {
        let page = page(&format!("apportion-{command}"));
        assert!(is_sound(&page), "{page}");
        assert!(page.contains(&format!(".TH apportion-{command} 1")), "{page}");
        let ending = plain(page.split(".SH \"EXAMPLES\"").nth(1).unwrap());
        assert!(ending.contains(&format!("apportion {command}")), "{command}: {ending}");
        assert!(plain(&page).contains("--as-of"), "{command}: what holds for every command stands here too");
    }
    let written = std::fs::read_dir(&place).unwrap().count();
    assert_eq!(written, COMMANDS.len() + 1, "the program's, and none for what is no command");
    let whole = page("apportion");
    assert!(is_sound(&whole), "{whole}");
    assert!(whole.contains(".SH \"EXIT STATUS\"") && whole.contains("infeasible"), "{whole}");
    for command in COMMANDS {
        assert!(plain(&whole).contains(&format!("apportion-{command}(1)")), "{command}");
    }
    assert_eq!(printed(&["manual"]), whole, "without a folder the program's own page is printed");
}

#[test]
fn pages_are_the_same_again() {
    let write = || {
        let folder = Folder::with(&[]);
        apportion(&["manual", &folder.path("")]).assert().success();
        std::fs::read(folder.path("apportion-compare.1")).unwrap()
    };
    assert_eq!(write(), write());
}
