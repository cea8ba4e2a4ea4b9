//! Shares of a batch, joined.

use crate::data;
use crate::example;
use crate::json;
use crate::known_to_shares;
use crate::run;
use crate::splits;
use std::fs;
use std::path::Path;

/// What is asked on every machine: files on two kinds of evidence, some without an answer, a sweep, rows.
const ASKED: [&str; 8] =
    ["compare", ".", "--splits", "splits.csv", "--base", "hold.toml", "--draws=20", "--quiet"];

fn prepare(at: &Path) {
    let write = |name: &str, text: &str| fs::write(at.join(name), text).unwrap();
    write("splits.csv", &splits(40));
    write(
        "other-draws.toml",
        "[scenario]\nname = 'Other draws'\nbase = 'best.toml'\n[simulation]\nseed = 7\n",
    );
    write(
        "never.toml",
        "[scenario]\nname = 'Never'\nbase = 'best.toml'\n[[limit]]\nname = 'More'\nprogrammes = ['*']\nmin = '£800m'\n",
    );
    write(
        "swept.toml",
        "[scenario]\nname = 'Swept'\nbase = 'best.toml'\n[[sweep.grid]]\nkey = 'split.prevent'\nvalues = [0.2, 0.3, 0.4]\n",
    );
    write("wrong.toml", "[scenario]\nname = 'Wrong'\nbugdet = 1\n");
}

#[test]
fn shares_merged_are_the_whole_run_but_for_what_needs_all_draws() {
    let folder = example();
    let at = folder.path();
    prepare(at);
    assert_eq!(run(at, &[&ASKED[..], &["--seed=3", "--out=whole"]].concat()).0, 2, "one file is wrong");
    for share in 1..=3 {
        let (shard, out) = (format!("--shard={share}/3"), format!("--out=share-{share}"));
        run(at, &[&ASKED[..], &["--seed=3", &shard, &out]].concat());
    }
    let (status, said) = run(at, &["merge", "share-2", "share-3", "share-1", "--out=merged", "--quiet"]);
    assert_eq!(status, 2, "as the whole run's: {said}");
    let [whole, merged] = ["whole", "merged"].map(|run| known_to_shares(data(&at.join(run))));
    assert_eq!(whole, merged);
    let read = |run: &str| json(&at.join(run).join("compare.json"));
    for (run, among, knows) in
        [("whole", "all", true), ("share-1", "share", false), ("merged", "joined", false)]
    {
        let document = read(run);
        let choice = &document["blocks"][0]["choice"];
        assert_eq!(choice["among"], among);
        assert_eq!((choice["evpi"].is_object(), choice["reason"].is_null()), (knows, knows), "{run}");
        let scenarios = document["scenarios"].as_array().unwrap().iter();
        let mut losses = scenarios.map(|scenario| &scenario["choice"]["expected_regret"]);
        assert!(losses.all(|loss| loss.is_number() == knows), "{run}");
        let scenarios = document["scenarios"].as_array().unwrap().iter();
        let beaten = scenarios.filter(|scenario| scenario["choice"]["dominated_by"].is_string()).count();
        assert_eq!(beaten > 0, among != "share", "{run}: {beaten} of a batch are beaten");
    }
}

#[test]
fn shares_of_optimise_merged_are_the_whole_run_byte_for_byte() {
    let folder = example();
    let at = folder.path();
    prepare(at);
    let asked = ["optimise", ".", "--solved-draws=2", "--draws=20", "--quiet"];
    assert_eq!(run(at, &[&asked[..], &["--out=whole"]].concat()).0, 2, "one file is wrong");
    for share in 1..=2 {
        let (shard, out) = (format!("--shard={share}/2"), format!("--out=share-{share}"));
        run(at, &[&asked[..], &[&shard, &out]].concat());
    }
    let (status, said) = run(at, &["merge", "share-2", "share-1", "--out=merged", "--quiet"]);
    assert_eq!(status, 2, "as the whole run's: {said}");
    assert_eq!(data(&at.join("whole")), data(&at.join("merged")));
}

#[test]
fn shares_of_different_batches_are_not_merged() {
    let folder = example();
    let at = folder.path();
    let share = |number: u32, more: &[&str], out: &str| {
        let (shard, out) = (format!("--shard={number}/2"), format!("--out={out}"));
        let asked = ["compare", "hold.toml", "best.toml", "--draws=20", "--quiet", &shard, &out];
        assert_eq!(run(at, &[&asked[..], more].concat()).0, 0);
    };
    share(1, &[], "one");
    share(2, &["--seed=9"], "other-seed");
    let refused = |folders: &[&str]| {
        let (status, said) = run(at, &[&["merge"], folders].concat());
        assert_eq!(status, 2, "{said}");
        said
    };
    assert!(refused(&["one", "other-seed"]).contains("are not of one batch: the draws is"), "the seed");
    assert!(refused(&["one"]).contains("share 2/2 is missing"));
    assert!(refused(&["one", "one"]).contains("are the same share, 1/2"));
    let evidence = fs::read_to_string(at.join("evidence.toml")).unwrap();
    fs::write(at.join("evidence.toml"), evidence + "\n# looked at\n").unwrap();
    share(2, &[], "other-evidence");
    assert!(refused(&["one", "other-evidence"]).contains("the input evidence.toml is not the same"));
    fs::write(at.join("one/compare.csv"), "mine").unwrap();
    assert!(refused(&["one", "other-seed"]).contains("compare.csv is not as it was written"));
    assert!(refused(&["."]).contains("has no manifest.json"));
}

#[test]
fn a_share_alone_is_held_against_today_without_solving_anything_else() {
    let folder = example();
    let at = folder.path();
    fs::write(at.join("other.toml"), "[scenario]\nname = 'Other'\nbase = 'best.toml'\n").unwrap();
    for share in ["--shard=1/2", "--shard=2/2"] {
        let asked = ["compare", "best.toml", "other.toml", "--draws=20", "--quiet", share, "--out=out"];
        let (status, said) = run(at, &asked);
        assert_eq!(status, 0, "{said}");
        let document = json(&at.join("out/compare.json"));
        assert_eq!(document["reference"], "today");
        assert_eq!(document["scenarios"][0]["id"], "today");
    }
}
