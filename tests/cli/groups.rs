//! Groups of numbers that move together, as files state them.

use crate::Folder;
use crate::apportion;
use crate::printed;
use crate::refused;
use serde_json::Value;

const BETWEEN: &str = "between = [\"programme.pursue-drugs.drugs.marginal_return\", \
                       \"programme.prevent-drugs.drugs.reach\", \"funder.pcc.delivered\"]";

/// Evidence on the small sound file of the tests, with a group in it, and a second file on top of the first.
fn stated(below: &str, above: &str) -> Folder {
    let sound = std::fs::read_to_string("tests/invalid/sound-evidence.toml").unwrap();
    let on = |base: &str, group: &str| {
        let group =
            if group.is_empty() { String::new() } else { format!("[[correlation]]\n{BETWEEN}\n{group}\n") };
        format!("[evidence]\nbase = \"{base}\"\n{group}")
    };
    let (below, above) = (on("sound.toml", below), on("below.toml", above));
    Folder::with(&[("sound.toml", &sound), ("below.toml", &below), ("above.toml", &above)])
}

#[test]
fn the_nearest_matrix_is_sound_when_it_is_pasted_in() {
    let folder = stated("matrix = [[1, -0.9, -0.9], [-0.9, 1, -0.7], [-0.9, -0.7, 1]]", "");
    let output = apportion(&["check", &folder.path("below.toml")]).output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains("the least eigenvalue is "), "{said}");
    let nearest = said.split("the nearest, `").nth(1).unwrap().split('`').next().unwrap();
    assert!(nearest.starts_with("matrix = [[1, -0."), "{nearest}");
    let mended = stated(nearest, "");
    apportion(&["check", &mended.path("below.toml")]).assert().success();
    let part: f64 = said
        .split("every correlation times ")
        .nth(1)
        .unwrap()
        .split_whitespace()
        .next()
        .unwrap()
        .parse()
        .unwrap();
    let (wide, narrow) = (-0.9 * part, -0.7 * part);
    let shrunk = format!("matrix = [[1, {wide}, {wide}], [{wide}, 1, {narrow}], [{wide}, {narrow}, 1]]");
    apportion(&["check", &stated(&shrunk, "").path("below.toml")]).assert().success();
}

#[test]
fn a_matrix_takes_the_place_of_the_factor_of_the_same_group_below() {
    let folder = stated("rho = 0.5", "matrix = [[1, 0, -1], [0, 1, 0], [-1, 0, 1]]");
    let file = folder.path("above.toml");
    apportion(&["check", &file]).assert().success();
    let drawn = printed(&["draws", &file, "--draws", "50", "--format", "json"]);
    let drawn: Value = serde_json::from_str(&drawn).unwrap();
    let column = |address: &str| -> Vec<f64> {
        drawn["columns"][address].as_array().unwrap().iter().map(|value| value.as_f64().unwrap()).collect()
    };
    let (one, other) =
        (column("programme.pursue-drugs.drugs.marginal_return"), column("funder.pcc.delivered"));
    for a in 0..50 {
        for b in 0..50 {
            assert!(one[a] >= one[b] || other[a] >= other[b], "what goes up in one goes down in the other");
        }
    }
}

#[test]
fn a_number_in_two_groups_is_told_of_the_matrix() {
    let folder = stated("rho = 0.5", "");
    let text = "[evidence]\nbase = \"below.toml\"\n[[correlation]]\n\
                between = [\"funder.pcc.delivered\", \"programme.prevent-drugs.drugs.reach\"]\nrho = 0.1\n";
    std::fs::write(folder.path("above.toml"), text).unwrap();
    let said = refused(&["check", &folder.path("above.toml")], 1);
    assert!(said.contains("is in two groups"), "{said}");
    assert!(said.contains("a group with a `matrix` instead of `rho`"), "{said}");
}
