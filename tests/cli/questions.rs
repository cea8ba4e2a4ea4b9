//! Questions with every kind of answer: possible and not, with and without a choice, a tail, set-up costs, threats that
//! nobody has costed.

use crate::Folder;
use crate::apportion;
use crate::example_with;
use std::path::Path;

/// A scenario whose rules clash.
const CLASH: &str = "[scenario]\nname = 'Clash'\nbase = 'best.toml'\n[[limit]]\nname = 'Too much'\nprogrammes = ['*']\n\
                     min = '£900m'\n";

/// A scenario whose only candidate breaks a rule.
const BROKEN: &str = "[scenario]\nname = 'Broken'\nbase = 'hold.toml'\n[[limit]]\nname = 'Too much'\nprogrammes = ['*']\n\
                      min = '£900m'\n";

/// A scenario that costs less than today.
const CHEAPER: &str = "[scenario]\nname = 'Cheaper'\nbase = 'best.toml'\n[budget]\ntotal = '£650m'\n";

/// A scenario that costs more than today, with evidence that counts people.
const DEARER: &str = concat!(
    "[scenario]\nname = 'Dearer'\nbase = '",
    env!("CARGO_MANIFEST_DIR"),
    "/scenarios/baseline.toml'\n[budget]\ntotal = '£3.2bn'\n"
);

/// A scenario with a rule that is stated twice.
const TWICE: &str = "[scenario]\nname = 'Twice'\nbase = 'best.toml'\n[[limit]]\nname = 'Cap'\nstrand = 'pursue'\n\
                     max = 310\n[[limit]]\nname = 'Cap again'\nstrand = 'pursue'\nmax = 310\n";

/// A scenario with a key that states two bounds, both of which bind.
const AS_TODAY: &str = "[scenario]\nname = 'As today'\nbase = 'best.toml'\n[split]\nprevent = 'free'\n[[limit]]\n\
                        name = 'No more, no less'\nstrand = 'prevent'\nmax_change = 0\n";

/// A question by the name of its answer's schema.
pub struct Question {
    pub schema: &'static str,
    pub arguments: Vec<String>,
}

impl Question {
    /// The answer in a format; the answer may be no. Some files are no command's answer, but stand beside it.
    pub fn answer(&self, format: &str) -> String {
        if let [file] = &self.arguments[..] {
            return std::fs::read_to_string(file).unwrap();
        }
        let mut arguments: Vec<&str> = self.arguments.iter().map(String::as_str).collect();
        arguments.extend(["--quiet", "--format", format]);
        answer(&arguments)
    }
}

/// What is printed in answer, which may be no.
pub fn answer(arguments: &[&str]) -> String {
    let output = apportion(arguments).output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    // Some of a batch may be refused, and what is left is answered.
    let status = output.status.code();
    let is_answered =
        status.is_some_and(|status| status < 2) || status == Some(2) && !output.stdout.is_empty();
    assert!(is_answered, "{arguments:?}: {said}");
    String::from_utf8(output.stdout).unwrap()
}

/// The questions, about shipped scenarios and about the example, which stands in the folder.
pub fn questions() -> (Folder, Vec<Question>) {
    let folder = example_with("clash.toml", CLASH);
    write_files(&folder);
    let few = ["--draws", "40"];
    let optimise = [
        "scenarios/baseline.toml",
        "scenarios/best-free.toml",
        "scenarios/cautious-best.toml",
        "scenarios/duplicates-best.toml",
        "scenarios/shared-capability.toml",
        "best.toml hold.toml clash.toml broken.toml twice.toml as-today.toml",
        "dearer.toml",
        "scenarios/best-free.toml scenarios/duplicates-best.toml",
        "scenarios/five-years/prevent-build-up.toml",
    ];
    let frontier = [
        "scenarios/best-free.toml",
        "scenarios/best-free.toml --strand prevent",
        "scenarios/best-free.toml --risk 0.8",
        "best.toml --from £100m --to £800m",
        "broken.toml",
    ];
    let target = [
        "scenarios/best-free.toml --avoid £100m",
        "best.toml --avoid £20m --least movement",
        "best.toml --avoid £20m --probability 0.6",
        "best.toml --avoid £90bn",
        "scenarios/baseline.toml --avoid £50m",
    ];
    let sensitivity = [
        "scenarios/best-free.toml --only *cyber*",
        "best.toml hold.toml clash.toml broken.toml",
        "scenarios/five-years/prevent-build-up.toml --only *cyber*",
    ];
    let check = ["scenarios", "best.toml bad.toml no-such-file.toml"];
    let of_evidence = ["evidence.toml", "scenarios/evidence/soc-2015-16.toml", "scenarios/sceptical.toml"];
    let mut questions = Vec::new();
    let mut ask = |schema, command: &str, cases: &[&str], options: &[&str]| {
        for case in cases {
            let words = case.split(' ').map(|word| {
                let is_of_example = word.contains(".toml") && !word.starts_with("scenarios/");
                if is_of_example { folder.path(word) } else { word.to_owned() }
            });
            let mut arguments = vec![command.to_owned()];
            arguments.extend(words.chain(options.iter().map(|&option| option.to_owned())));
            questions.push(Question { schema, arguments });
        }
    };
    let compare = [
        "scenarios",
        "best.toml hold.toml clash.toml broken.toml cheaper.toml dearer.toml",
        "scenarios/baseline.toml",
        "scenarios/five-years/prevent-build-up.toml",
    ];
    let results = folder.path("results");
    let written = ["evidence", &folder.path("evidence.toml"), "--quiet", "--out", &results];
    apportion(&written).assert().success();
    ask("compare", "compare", &compare, &few);
    let more = ["--draws", "40", "--move", "£250m prevent->pursue", "--by-programme"];
    ask("compare", "compare", &["best.toml hold.toml bad.toml"], &more);
    ask("verify", "verify", &[&results], &[]);
    ask("optimise", "optimise", &optimise, &[&few[..], &["--solved-draws", "3"]].concat());
    ask("frontier", "frontier", &frontier, &[&few[..], &["--points", "2"]].concat());
    ask("target", "target", &target, &few);
    ask("sensitivity", "sensitivity", &sensitivity, &[&few[..], &["--top", "5"]].concat());
    ask("check", "check", &check, &[]);
    ask("evidence-log", "evidence", &of_evidence, &[]);
    for log in ["decisions", "data", "assurance"] {
        ask("evidence-log", "evidence", &of_evidence, &["--log", log]);
    }
    let diff = [
        "scenarios/evidence/soc-2015-16.toml scenarios/evidence/soc-2015-16-sceptical.toml",
        "best.toml hold.toml",
        "hold.toml clash.toml",
        "hold.toml hold.toml",
    ];
    ask("diff", "diff", &diff, &few);
    ask(
        "report",
        "report",
        &["best.toml hold.toml clash.toml cheaper.toml", "scenarios/baseline.toml", "dearer.toml"],
        &few,
    );
    ask("draws", "draws", &of_evidence, &few);
    std::fs::write(folder.path("draws.csv"), draws()).unwrap();
    let samples =
        format!("--samples {} --net-benefit wait,act --parameters need,use", folder.path("draws.csv"));
    ask("voi-samples", "voi", &[&samples], &["--group", "both=need,use", "--study", "N=4 on need"]);
    let studies = ["--study", "N=4 on threat.drugs.harm", "--cost-per-case", "£20"];
    let few_solved = [&few[..], &["--solved-draws", "3"], &studies].concat();
    ask("voi", "voi", &["best.toml", "best.toml hold.toml clash.toml", "hold.toml"], &few_solved);
    ask("columns", "schema", &["--columns"], &[]);
    for (schema, file) in [("manifest", "manifest.json"), ("run", "run.json")] {
        questions.push(Question { schema, arguments: vec![format!("{results}/{file}")] });
    }
    let compared = folder.path("compared");
    let hold = folder.path("hold.toml");
    apportion(&["compare", &hold, "--draws", "40", "--quiet", "--out", &compared]).assert().success();
    questions.push(Question { schema: "chapters", arguments: vec![format!("{compared}/chapters.json")] });
    assert!(Path::new(&folder.path("evidence.toml")).exists());
    (folder, questions)
}

/// Draws of a model with two options and two parameters.
fn draws() -> String {
    let mut text = "wait,act,need,use\n".to_owned();
    for draw in 0..60_u32 {
        let (need, use_of_it) = (draw * 37 % 61, draw % 3);
        text += &format!("20,{},{need},{use_of_it}\n", f64::from(need) + 10.0 * f64::from(use_of_it) - 15.0);
    }
    text
}

/// What questions are asked of besides the example.
fn write_files(folder: &Folder) {
    std::fs::write(folder.path("broken.toml"), BROKEN).unwrap();
    std::fs::write(folder.path("cheaper.toml"), CHEAPER).unwrap();
    std::fs::write(folder.path("dearer.toml"), DEARER).unwrap();
    std::fs::write(folder.path("twice.toml"), TWICE).unwrap();
    std::fs::write(folder.path("as-today.toml"), AS_TODAY).unwrap();
    std::fs::write(folder.path("bad.toml"), "[scenario]\nname = 'Bad'\nbugdet = 1\n").unwrap();
}
