//! The rooms of the optimiser, lowest first: each needs only itself and rooms before it.

use crate::circles;
use crate::source;
use crate::source::Source;

const ROOMS: [&str; 10] = [
    "numeric",
    "search",
    "linear",
    "region",
    "objective",
    "newton",
    "cuts",
    "branch",
    "infeasibility",
    "sensitivity",
];

/// The position of a file's room; `None` where it stands in none.
fn room(file: &str) -> Option<usize> {
    let (room, _) = file.strip_prefix("src/optimise/")?.split_once('/')?;
    ROOMS.iter().position(|known| *known == room)
}

/// Files of the optimiser that stand in no room or look at a later one.
fn broken(sources: &[Source]) -> Vec<String> {
    let needs = circles::needs(sources);
    let own = needs.iter().filter(|(file, _)| file.starts_with("src/optimise/"));
    let looks_up = own.flat_map(|(file, needed)| {
        let later = needed.iter().filter(move |other| room(other) > room(file));
        let later = later.map(move |other| format!("{file} looks up at {other}"));
        later.chain(room(file).is_none().then(|| format!("{file} stands in no room")))
    });
    looks_up.collect()
}

#[test]
fn rooms_need_only_rooms_before_them() {
    let sources = source::all();
    let broken = broken(&sources);
    assert!(broken.is_empty(), "\n{}\n", broken.join("\n"));
    for known in ROOMS {
        let inside = format!("src/optimise/{known}/");
        assert!(sources.iter().any(|source| source.path.starts_with(&inside)), "no room: {known}");
    }
}

#[test]
fn a_look_up_and_a_file_in_no_room_are_found() {
    let file = |path: &str, text: &str| Source::new(path, text, false);
    let sources = [
        file("src/optimise/mod.rs", "mod cuts;\nmod region;\nmod x;\npub use cuts::Cut;"),
        file("src/optimise/cuts/mod.rs", "mod cut;\npub use cut::Cut;"),
        file("src/optimise/cuts/cut.rs", "use crate::optimise::region::rows::Rows;\npub struct Cut;"),
        file("src/optimise/region/mod.rs", "pub mod rows;"),
        file("src/optimise/region/rows.rs", "use crate::optimise::Cut;\npub struct Rows;"),
        file("src/optimise/x.rs", "pub struct X;"),
    ];
    let found = broken(&sources);
    let expected = [
        "src/optimise/region/rows.rs looks up at src/optimise/cuts/cut.rs",
        "src/optimise/x.rs stands in no room",
    ];
    assert_eq!(found, expected);
}
