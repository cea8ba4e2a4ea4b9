//! The assumptions that somebody wants to see, and draws of evidence that leaves nothing to draw.

use crate::Folder;
use crate::printed;
use crate::refused;
use serde_json::Value;

const FILE: &str = "scenarios/evidence/soc-2015-16.toml";

fn entries(options: &[&str]) -> (u64, Vec<Value>) {
    let json = printed(&[&["evidence", FILE, "--format", "json"], options].concat());
    let document: Value = serde_json::from_str(&json).unwrap();
    (document["total"].as_u64().unwrap(), document["assumptions"].as_array().unwrap().clone())
}

fn addresses(options: &[&str]) -> Vec<String> {
    entries(options).1.iter().map(|entry| entry["address"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn options_narrow_the_list_and_several_of_one_widen_it() {
    let (total, all) = entries(&[]);
    assert_eq!(usize::try_from(total).unwrap(), all.len());
    let wanted = |keep: &dyn Fn(&str, &Value) -> bool| -> Vec<String> {
        let entries = all.iter().map(|entry| (entry["address"].as_str().unwrap(), entry));
        entries
            .filter(|(address, entry)| keep(address, entry))
            .map(|(address, _)| address.to_owned())
            .collect()
    };
    let is_prevent = |address: &str| address.starts_with("programme.prevent-");
    let is_protect = |address: &str| address.starts_with("programme.protect-");
    assert_eq!(addresses(&["--only", "programme.prevent-*"]), wanted(&|address, _| is_prevent(address)));
    assert_eq!(addresses(&["--strand", "prevent"]), wanted(&|address, _| is_prevent(address)));
    assert_eq!(
        addresses(&["--strand", "prevent", "--strand", "protect"]),
        wanted(&|address, _| is_prevent(address) || is_protect(address))
    );
    assert_eq!(addresses(&["--grade", "published"]), wanted(&|_, entry| entry["grade"] == "published"));
    assert_eq!(addresses(&["--uncertain"]), wanted(&|_, entry| entry["uncertain"] == true));
    let on = |threat: &str, address: &str| {
        let parts: Vec<&str> = address.split('.').collect();
        parts[..2] == ["threat", threat]
            || (parts[0] == "programme" && parts.len() == 4 && parts[2] == threat)
    };
    assert_eq!(addresses(&["--threat", "drugs"]), wanted(&|address, _| on("drugs", address)));
    let narrow = ["--threat", "fraud", "--strand", "prevent", "--grade", "placeholder"];
    assert_eq!(
        addresses(&narrow),
        wanted(&|address, entry| on("fraud", address)
            && is_prevent(address)
            && entry["grade"] == "placeholder")
    );
    assert!(!addresses(&narrow).is_empty());
    let table = printed(&["evidence", FILE, "--grade", "published"]);
    let published = addresses(&["--grade", "published"]).len();
    assert!(table.contains(&format!("{published} of {total} assumptions")), "{table}");
}

#[test]
fn what_nothing_answers_to_is_refused_with_the_nearest() {
    let said = refused(&["evidence", FILE, "--only", "programme.prevnt-*", "--strand", "persue"], 2);
    assert!(said.contains("--only: `programme.prevnt-*` covers no assumption"), "{said}");
    assert!(said.contains("did you mean `programme.prevent-*`?"), "{said}");
    assert!(said.contains("--strand: there is no strand `persue`"), "{said}");
    let said = refused(&["evidence", FILE, "--grade", "guess"], 2);
    assert!(said.contains("a grade: measured, published, expert, placeholder"), "{said}");
}

#[test]
fn no_address_is_broken_at_sixty_columns() {
    let document = serde_json::from_str(&printed(&["evidence", FILE, "--format", "json"])).unwrap();
    for width in [60, 80, 100, 160] {
        let table = apportion::report::evidence::table(&document, width);
        let longest = table.lines().map(|line| line.chars().count()).max();
        assert!(longest <= Some(usize::from(width)), "{width}: {longest:?}");
        let lines: Vec<&str> = table.lines().map(str::trim_end).collect();
        for address in addresses(&[]) {
            let whole = |line: &&str| line.split(' ').next() == Some(&address);
            assert!(lines.iter().any(whole), "{width}: {address}");
        }
    }
}

#[test]
fn certain_evidence_has_rows_of_nothing() {
    let evidence = "[evidence]\nname = 'Certain'\nstrands = ['all']\nprice_year = '2015-16'\n\
                    [[threat]]\nid = 'a'\nname = 'A'\nharm = 100\ngrade = 'expert'\nsource = 'x'\n\
                    [[programme]]\nid = 'p'\nname = 'P'\nstrand = 'all'\nreference = 5\ngrade = 'expert'\nsource = 'x'\n";
    let folder = Folder::with(&[("e.toml", evidence)]);
    let file = folder.path("e.toml");
    let drawn = |format: &str| printed(&["draws", &file, "--draws", "3", "--format", format]);
    for format in ["csv", "table"] {
        assert_eq!(drawn(format), "draw\n0\n1\n2\n", "{format}");
    }
    let document: Value = serde_json::from_str(&drawn("json")).unwrap();
    assert_eq!(document["draw"], serde_json::json!([0, 1, 2]));
    assert_eq!(document["columns"], serde_json::json!({}));
}
