//! Pages made from folders of results: nothing is worked out again, and the page is the same byte for byte.

use crate::Folder;
use crate::apportion;
use std::fs;

const FEW: [&str; 4] = ["--draws=40", "--quiet", "--as-of=2026-11-22", "--xlsx"];

fn ask(arguments: &[&str]) {
    apportion(arguments).assert().success();
}

/// What stands in two files, which is the same.
fn same(one: &str, other: &str) -> Vec<u8> {
    let (one, other) = (fs::read(one).unwrap(), fs::read(other).unwrap());
    assert!(one == other, "{} and {} bytes", one.len(), other.len());
    one
}

#[test]
fn a_page_of_results_is_the_page_of_the_scenarios() {
    let folder = Folder::with(&[]);
    let (direct, results, again) =
        (folder.path("direct.html"), folder.path("results"), folder.path("again.html"));
    ask(&[&["report", "scenarios", "--out", &direct], &FEW[..]].concat());
    ask(&[&["report", "scenarios", "--out", &results], &FEW[..]].concat());
    ask(&["report", &results, "--quiet", "--out", &again, "--xlsx"]);
    let page = same(&direct, &again);
    assert!(page.windows(16).any(|words| words == b"How sure the bes"), "with the closer look");
    same(&folder.path("direct.xlsx"), &folder.path("again.xlsx"));
    let as_json = apportion(&["report", &results, "--quiet", "--format=json"]).output().unwrap();
    assert_eq!(as_json.stdout, fs::read(folder.path("results/report.json")).unwrap());
}

#[test]
fn a_page_of_shares_joined_is_that_of_the_whole() {
    let folder = Folder::with(&[]);
    let at = |name: &str| folder.path(name);
    let compare = |out: &str, share: &[&str]| {
        let question = ["compare", "scenarios", "--draws=40", "--quiet", "--as-of=2026-11-22", "--out", out];
        ask(&[&question[..], share].concat());
    };
    compare(&at("whole"), &[]);
    for share in ["1/3", "2/3", "3/3"] {
        compare(&at(&share.replace('/', "-of-")), &["--shard", share]);
    }
    ask(&["merge", &at("1-of-3"), &at("3-of-3"), &at("2-of-3"), "--quiet", "--out", &at("merged")]);
    same(&at("whole/chapters.json"), &at("merged/chapters.json"));
    for results in ["whole", "merged"] {
        ask(&["report", &at(results), "--quiet", "--out", &at(&format!("{results}.html"))]);
    }
    let [page, merged] = ["whole.html", "merged.html"].map(|name| {
        // Only a whole run knows what each scenario loses in each draw.
        let page = without_gap(&fs::read_to_string(at(name)).unwrap());
        let mut kept = String::new();
        for (number, part) in page.split("<section ").enumerate() {
            let is_choice = part.split_once('>').is_some_and(|(tag, _)| tag.contains("-choice\""));
            match part.split_once("</section>").filter(|_| is_choice) {
                Some((choice, rest)) => {
                    assert!(choice.contains("If one must be chosen"), "{choice}");
                    assert_eq!(choice.contains("Not all is known here"), name == "merged.html");
                    kept += rest;
                }
                None => kept += &[if number > 0 { "<section " } else { "" }, part].concat(),
            }
        }
        assert!(kept.len() < page.len(), "something was cut out of {name}");
        kept
    });
    assert!(page == merged, "{} and {} bytes", page.len(), merged.len());
    assert!(page.contains("The assumptions register") && !page.contains("How sure the best split is"));
    assert!(
        page.contains("--out results\napportion report results --out report.html"),
        "how to get it again"
    );
    assert!(page.contains("ways to spend the money avoids most harm"), "a question that it answers");
}

#[test]
fn what_is_no_whole_answer_or_has_changed_is_refused() {
    let folder = Folder::with(&[]);
    let results = folder.path("results");
    let question = ["compare", "scenarios/baseline.toml", "--draws=40", "--quiet", "--out", &results];
    ask(&question);
    let refused = |arguments: &[&str], reason: &str| {
        let output = apportion(arguments).output().unwrap();
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(2), "{said}");
        assert!(said.contains(reason), "{said}");
    };
    refused(&["report", &results, "scenarios"], "holds results");
    for option in ["--propose=baseline", "--reference=baseline", "--draws=50", "--seed=1"] {
        refused(&["report", &results, option], "as they were worked out");
    }
    refused(&["report", &results, "--out", &folder.path("again")], "goes into a file");
    fs::write(folder.path("results/chapters.json"), "{}").unwrap();
    refused(&["report", &results], "chapters.json is not as it was written");
    ask(&[&question[..], &["--shard=1/1"]].concat());
    refused(&["report", &results], "holds share 1/1 of a batch");
    let evidence = folder.path("evidence");
    ask(&["evidence", "scenarios/baseline.toml", "--quiet", "--out", &evidence]);
    refused(&["report", &evidence], "holds results of `evidence`");
}

/// A page without how much rests on placeholders, which only a whole run works out.
fn without_gap(page: &str) -> String {
    const BEGINS: &str = "<li><bdi>Evidence gap of ";
    let mut parts = page.split(BEGINS);
    let mut kept = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        kept += part.split_once("</bdi></li>").unwrap().1;
    }
    kept
}
