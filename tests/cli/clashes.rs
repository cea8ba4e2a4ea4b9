//! Impossible scenarios of every kind are an answer, and the mend, typed as it is said, makes them possible.

use crate::apportion;
use crate::example_with;
use serde_json::Value;

/// Every strand is money, so none has room to take what a limit leaves of another.
fn stated(pursue: &str, most: &str) -> String {
    format!(
        "[scenario]\nname = 'All stated'\nbase = 'hold.toml'\n[split]\npursue = '{pursue}'\nprevent = '£100m'\n\
         [allocate]\nwithin = 'best'\n[[limit]]\nname = 'm'\nprogrammes = ['disruption']\nmax = '{most}'\n"
    )
}

#[test]
fn amounts_that_take_all_money_clash_with_a_limit_and_the_limit_gives() {
    let folder = example_with("stated.toml", &stated("£600m", "£500m"));
    let file = folder.path("stated.toml");
    let output = apportion(&["compare", &file, "--draws=20", "--quiet", "--format=json"]).output().unwrap();
    assert_eq!(output.status.code(), Some(1), "{}", String::from_utf8_lossy(&output.stderr));
    let answer: Value = serde_json::from_slice(&output.stdout).unwrap();
    let mend = answer["infeasible"][0]["why"]["mend"].as_array().unwrap();
    assert_eq!(mend.len(), 1, "{mend:?}");
    // £600m of pursue are one programme's, which may have £500m.
    assert!((mend[0]["change"].as_f64().unwrap() - 100.0).abs() < 1e-6, "{mend:?}");
    assert!(mend[0]["change_words"].as_str().unwrap().contains("£100m"), "{mend:?}");
    std::fs::write(&file, stated("£600m", "£600m")).unwrap();
    apportion(&["compare", &file, "--draws=20", "--quiet"]).assert().success();
}

#[test]
fn a_search_for_a_target_that_has_no_time_settles_nothing() {
    let folder = example_with("other.toml", "[scenario]\nname = 'Other'\nbase = 'best.toml'\n");
    let file = folder.path("best.toml");
    for more in [&[][..], &["--least=movement"], &["--probability=0.6"]] {
        let question =
            [&["target", &file, "--avoid=£20m", "--draws=200", "--quiet", "--time-limit=0.000001s"], more]
                .concat();
        let text = String::from_utf8(apportion(&question).output().unwrap().stdout).unwrap();
        let json = apportion(&[&question[..], &["--format=json"]].concat()).output().unwrap().stdout;
        let answer: Value = serde_json::from_slice(&json).unwrap();
        assert_eq!(answer["stopped_by"], "time limit", "{more:?}: {answer}");
        assert_ne!(answer["reachable"], false, "{more:?}: with time it is reached");
        let is_said = text.contains("NOT settled") || text.contains("before the search was ended");
        assert!(is_said || text.contains("less may do"), "{more:?}: {text}");
    }
}
