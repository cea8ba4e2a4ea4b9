//! The program at a terminal: a pseudo-terminal of a known size on standard output, standard error, or both.

use crate::Folder;
use rustix::pty::OpenptFlags;
use rustix::termios::Winsize;
use std::fs::File;
use std::fs::OpenOptions;
use std::io::Read;
use std::os::fd::OwnedFd;
use std::process::Command;
use std::process::Stdio;

const COMPARE: [&str; 4] = ["compare", "scenarios", "--draws", "20"];

/// Which streams are the terminal; the others are pipes.
#[derive(Clone, Copy)]
struct Watched {
    out: bool,
    messages: bool,
}

const ALL: Watched = Watched { out: true, messages: true };

/// What a run said: on the terminal, on a piped standard output, on a piped standard error.
struct Said {
    terminal: String,
    out: String,
    messages: String,
}

/// Runs the program at a terminal of some columns, with some of the environment set.
fn run(watched: Watched, columns: u16, environment: &[(&str, &str)], arguments: &[&str]) -> Said {
    let owner: OwnedFd = rustix::pty::openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY).unwrap();
    rustix::pty::grantpt(&owner).unwrap();
    rustix::pty::unlockpt(&owner).unwrap();
    let name = rustix::pty::ptsname(&owner, Vec::new()).unwrap().into_string().unwrap();
    let end = OpenOptions::new().read(true).write(true).open(name).unwrap();
    let size = Winsize { ws_row: 50, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0 };
    rustix::termios::tcsetwinsize(&end, size).unwrap();
    let stream = |is_terminal: bool| {
        if is_terminal { Stdio::from(end.try_clone().unwrap()) } else { Stdio::piped() }
    };
    let mut command = Command::new(env!("CARGO_BIN_EXE_apportion"));
    for name in ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "COLUMNS", "CI"] {
        command.env_remove(name);
    }
    command.env("TERM", "xterm-256color").envs(environment.iter().copied());
    command.args(["--as-of", "2026-11-22"]).args(arguments).current_dir(env!("CARGO_MANIFEST_DIR"));
    command.stdin(Stdio::null()).stdout(stream(watched.out)).stderr(stream(watched.messages));
    let child = command.spawn().unwrap();
    // The reader meets the end only when nobody holds the other end any more.
    drop((command, end));
    let reader = std::thread::spawn(move || {
        let mut bytes = Vec::new();
        // Linux says that the other end has gone by an error, after everything has been read.
        drop(File::from(owner).read_to_end(&mut bytes));
        String::from_utf8_lossy(&bytes).replace("\r\n", "\n")
    });
    let output = child.wait_with_output().unwrap();
    Said {
        terminal: reader.join().unwrap(),
        out: String::from_utf8(output.stdout).unwrap(),
        messages: String::from_utf8(output.stderr).unwrap(),
    }
}

const COLOUR: &str = "\u{1b}[";

fn widest(text: &str) -> usize {
    text.lines().map(|line| line.chars().count()).max().unwrap_or_default()
}

#[test]
fn tables_are_as_wide_as_the_terminal_within_reason() {
    let out = Watched { out: true, messages: false };
    let at = |columns, environment: &[(&str, &str)], arguments: &[&str]| {
        widest(&run(out, columns, environment, arguments).terminal)
    };
    let frontier = ["frontier", "scenarios/best-free.toml", "--points", "3", "--draws", "20"];
    let target = ["target", "scenarios/best-free.toml", "--avoid", "£100m", "--draws", "20"];
    let optimise = ["optimise", "scenarios/best-free.toml", "--draws", "20", "--solved-draws", "5"];
    let evidence = ["evidence", "scenarios/baseline.toml"];
    for (columns, most) in [(140, 140), (80, 80), (30, 60), (400, 160)] {
        for arguments in [&frontier[..], &target, &optimise, &evidence] {
            let widest = at(columns, &[], arguments);
            assert!(widest <= most, "{arguments:?}: {widest} of {columns} columns");
        }
        assert!(at(columns, &[], &evidence) > most * 8 / 10, "{columns} columns are made use of");
    }
    assert!(at(140, &[("COLUMNS", "75")], &evidence) <= 75, "COLUMNS knows better");
    assert!(at(80, &[("COLUMNS", "many")], &evidence) <= 80, "but only where it is a number");
}

#[test]
fn what_goes_into_pipes_and_files_is_the_same_at_any_terminal() {
    let messages = Watched { out: false, messages: true };
    let piped = run(messages, 70, &[("COLUMNS", "70")], &COMPARE).out;
    assert_eq!(piped, run(messages, 150, &[("CLICOLOR_FORCE", "1")], &COMPARE).out);
    assert!(widest(&piped) <= 100 && !piped.contains(COLOUR));
    let folder = Folder::with(&[]);
    let place = folder.path("results");
    run(ALL, 140, &[], &[&COMPARE[..], &["--out", &place]].concat());
    let full = run(messages, 70, &[("COLUMNS", "70")], &[&COMPARE[..], &["--full"]].concat()).out;
    assert_eq!(std::fs::read_to_string(format!("{place}/compare.txt")).unwrap(), full);
}

#[test]
fn findings_are_coloured_and_drawn_for_people_only() {
    let folder = Folder::with(&[("bad.toml", "[scenario]\nname = 'Bad'\nbugdet = 1\n")]);
    let bad = folder.path("bad.toml");
    let at = |environment: &[(&str, &str)], more: &[&str]| {
        run(ALL, 100, environment, &[&["check", &bad], more].concat()).terminal
    };
    let drawn = at(&[], &[]);
    assert!(drawn.contains(COLOUR) && drawn.contains("^^^^^^"), "{drawn}");
    for plain in [at(&[("NO_COLOR", "1")], &[]), at(&[], &["--color", "never"]), at(&[("TERM", "dumb")], &[])]
    {
        assert!(!plain.contains(COLOUR) && plain.contains("^^^^^^"), "{plain}");
    }
    assert!(at(&[("NO_COLOR", "1")], &["--color", "always"]).contains(COLOUR), "what is typed is meant");
    let out = Watched { out: true, messages: false };
    let piped = |environment: &[(&str, &str)], more: &[&str]| {
        run(out, 100, environment, &[&["check", &bad], more].concat()).messages
    };
    let line = piped(&[], &[]);
    assert!(line.starts_with(&bad) && !line.contains(COLOUR), "one line for programs: {line}");
    assert!(piped(&[], &["--color", "always"]).contains(COLOUR), "for a pager");
    assert!(piped(&[("CLICOLOR_FORCE", "1")], &[]).contains(COLOUR));
}

#[test]
fn help_and_usage_errors_follow_color_too() {
    let help = |environment: &[(&str, &str)], more: &[&str]| {
        run(ALL, 100, environment, &[&["compare", "--help"], more].concat()).terminal
    };
    assert!(help(&[], &[]).contains(COLOUR));
    assert!(!help(&[("NO_COLOR", "1")], &[]).contains(COLOUR));
    assert!(!help(&[], &["--color=never"]).contains(COLOUR));
    let none = Watched { out: false, messages: false };
    assert!(!run(none, 100, &[], &["--help"]).out.contains(COLOUR));
    assert!(run(none, 100, &[], &["--help", "--color", "always"]).out.contains(COLOUR));
    assert!(!run(ALL, 100, &[], &["wizardry", "--color", "never"]).terminal.contains(COLOUR));
    assert!(run(ALL, 100, &[], &["wizardry"]).terminal.contains(COLOUR));
}

#[test]
fn a_bar_is_drawn_for_who_waits_at_a_terminal_unless_asked_to_be_quiet() {
    // Enough work for more than a second of one thread, on any machine of these years.
    let long = ["compare", "scenarios", "--draws", "40000", "--threads", "1"];
    let (messages, out) = (Watched { out: false, messages: true }, Watched { out: true, messages: false });
    let [drawn, quiet, piped] = std::thread::scope(|scope| {
        let drawn = scope.spawn(|| run(messages, 100, &[], &long));
        let quiet = scope.spawn(|| run(messages, 100, &[], &[&long[..], &["--quiet"]].concat()));
        let piped = scope.spawn(|| run(out, 100, &[], &long));
        [drawn, quiet, piped].map(|run| run.join().unwrap())
    });
    assert!(drawn.terminal.contains("/17"), "steps of the way: {}", drawn.terminal);
    assert_eq!(quiet.terminal, "");
    assert_eq!(drawn.out, quiet.out, "bars are no results");
    assert!(!piped.messages.contains('\r') && !piped.messages.contains(COLOUR), "{}", piped.messages);
}
