//! The rules of the house, each a function from one file to what breaks it.

use crate::source::Source;

/// Floors, lowest first; a module may name only modules on lower floors.
const FLOORS: [&[&str]; 8] = [
    &["units", "id", "text", "elementary"],
    &["distribution", "curve", "risk", "regression", "problem"],
    &["model"],
    &["simulate"],
    &["optimise"],
    &["study"],
    &["input", "report"],
    &["cli", "explore"],
];

/// The one file that writes JSON.
const JSON_WRITER: &str = "src/report/json_text.rs";

/// The one file of `input` that opens files.
const READER: &str = "src/input/files.rs";

/// The one file that says `unsafe`: it exports functions by name, for which the language asks for the word.
const DOOR: &str = "web/src/lib.rs";

/// Lines that `main.rs` may have.
const MOST_LINES_OF_MAIN: usize = 24;

/// Everything wrong with a file, as `file:line: what`.
pub fn broken(source: &Source) -> Vec<String> {
    let rules = [
        floors,
        named_crates,
        model_is_pure,
        files_and_output,
        one_json_writer,
        documents_alone,
        no_boxed_errors,
        one_path_a_use,
        no_logic_in_indexes,
        short_main,
    ];
    rules.iter().flat_map(|rule| rule(source)).collect()
}

fn at(source: &Source, place: usize, what: &str) -> String {
    format!("{}:{}: {what}", source.path, source.line(place))
}

fn floor_of(module: &str) -> Option<usize> {
    FLOORS.iter().position(|floor| floor.contains(&module))
}

/// No module names one on its own floor or above, whether by `crate::`, in a group, or by a chain of `super::`.
pub fn floors(source: &Source) -> Vec<String> {
    let module = source.module();
    let Some(own) = module.first() else { return Vec::new() };
    let Some(floor) = floor_of(own) else {
        return vec![format!("{}:1: `{own}` stands on no floor", source.path)];
    };
    let named = roots(source, &module);
    let wrong = named.into_iter().filter(|(_, root)| root != own);
    let said = wrong.filter_map(|(place, root)| match floor_of(&root) {
        Some(other) if other < floor => None,
        Some(other) if other == floor => {
            Some(at(source, place, &format!("`{own}` looks sideways at `{root}`")))
        }
        Some(_) => Some(at(source, place, &format!("`{own}` looks up at `{root}`"))),
        None => Some(at(source, place, &format!("`{root}` stands on no floor"))),
    });
    said.collect()
}

/// The top-level modules that a file names, with the place of each.
fn roots(source: &Source, module: &[String]) -> Vec<(usize, String)> {
    let mut roots = Vec::new();
    for place in source.places("crate::") {
        roots.extend(first_names(&source.code[place + "crate::".len()..]).map(|name| (place, name)));
    }
    for place in source.places("super::") {
        let is_continued = source.code[..place].ends_with("super::");
        let chain = source.code[place..].split("::").take_while(|part| *part == "super").count();
        let depth = module.len() + usize::from(source.is_test(place));
        if !is_continued && chain >= depth {
            let rest = &source.code[place + chain * "super::".len()..];
            roots.extend(first_names(rest).map(|name| (place, name)));
        }
    }
    roots
}

/// The first name of a path, or of each path of a group.
fn first_names(path: &str) -> impl Iterator<Item = String> + use<> {
    let name = |text: &str| text.trim().chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
    let mut names: Vec<String> = Vec::new();
    if let Some(group) = path.trim_start().strip_prefix('{') {
        let (mut depth, mut item) = (0, String::new());
        for c in group.chars() {
            match c {
                '}' if depth == 0 => break,
                ',' if depth == 0 => names.push(name(&std::mem::take(&mut item))),
                _ => {
                    depth += i32::from(c == '{') - i32::from(c == '}');
                    item.push(c);
                }
            }
        }
        names.push(name(&item));
    } else {
        names.push(name(path));
    }
    names.into_iter().filter(|name: &String| !name.is_empty())
}

/// Threads are named in `simulate` alone, the solver in `optimise` alone.
pub fn named_crates(source: &Source) -> Vec<String> {
    let module = source.module();
    let owners = [("rayon", "simulate"), ("good_lp", "optimise"), ("microlp", "optimise")];
    let strangers = owners.iter().filter(|(_, owner)| module.first().is_none_or(|own| own != owner));
    let found = strangers.flat_map(|(name, owner)| {
        let path = format!("{name}::");
        let places: Vec<usize> = source.places(&path).collect();
        places.into_iter().map(move |place| at(source, place, &format!("`{name}` outside `{owner}`")))
    });
    found.collect()
}

/// The model reads nothing, knows no time and no chance.
pub fn model_is_pure(source: &Source) -> Vec<String> {
    if source.module().first().is_none_or(|own| own != "model") {
        return Vec::new();
    }
    let foreign = [
        "serde",
        "schemars",
        "toml",
        "csv",
        "std::fs",
        "std::io",
        "std::env",
        "std::process",
        "SystemTime",
        "Instant",
        "jiff::Timestamp",
        "jiff::Zoned",
        "rand",
        "rand_chacha",
        "rayon",
    ];
    let found = foreign.iter().flat_map(|name| {
        source.words(name).map(move |place| at(source, place, &format!("`{name}` in the model")))
    });
    found.collect()
}

/// Files and standard output are touched in `cli`, and files read in one file of `input`; tests may.
pub fn files_and_output(source: &Source) -> Vec<String> {
    let module = source.module();
    let may = module.first().is_none_or(|own| own == "cli") || source.path == READER;
    if may {
        return Vec::new();
    }
    let touching = ["fs", "File::open", "File::create", "io::stdout", "io::stderr", "print", "println"];
    let found = touching.iter().flat_map(|name| {
        let places = source.words(name).filter(|&place| !source.is_test(place));
        let macros = ["print", "println"];
        let meant = places.filter(move |&place| {
            let (before, after) = (&source.code[..place], &source.code[place + name.len()..]);
            let is_fs = before.ends_with("std::") || after.starts_with("::");
            if macros.contains(name) { after.starts_with('!') } else { *name != "fs" || is_fs }
        });
        meant.map(move |place| at(source, place, &format!("`{name}` outside `cli` and {READER}")))
    });
    found.collect()
}

/// JSON is written in one file, so that its text is escaped alike everywhere; tests may.
pub fn one_json_writer(source: &Source) -> Vec<String> {
    if source.path == JSON_WRITER {
        return Vec::new();
    }
    let found = ["serde_json::to_", "serde_json::ser", "JsonStreamWriter"].iter().flat_map(|name| {
        let places: Vec<usize> = source.places(name).filter(|&place| !source.is_test(place)).collect();
        places.into_iter().map(move |place| at(source, place, &format!("JSON written outside {JSON_WRITER}")))
    });
    found.collect()
}

/// The page and the workbook are functions of documents: they know no study, and nothing that a study is made of.
pub fn documents_alone(source: &Source) -> Vec<String> {
    let is_made_of_documents = ["src/report/page/", "src/report/workbook/"];
    if !is_made_of_documents.iter().any(|folder| source.path.starts_with(folder)) {
        return Vec::new();
    }
    let module = source.module();
    let named = roots(source, &module).into_iter();
    let wrong = named.filter(|(_, root)| ["study", "optimise", "simulate"].contains(&root.as_str()));
    wrong.map(|(place, root)| at(source, place, &format!("`{root}` beside the document"))).collect()
}

/// Below `cli` an error is a type of its own.
pub fn no_boxed_errors(source: &Source) -> Vec<String> {
    if source.module().first().is_none_or(|own| own == "cli") {
        return Vec::new();
    }
    let found = ["anyhow", "dyn Error", "dyn std::error::Error"].iter().flat_map(|name| {
        let places: Vec<usize> = source.places(name).filter(|&place| !source.is_test(place)).collect();
        places.into_iter().map(move |place| at(source, place, &format!("`{name}` below `cli`")))
    });
    found.collect()
}

/// `use crate::x::Y;`, one a line, so that reading a file's first lines is knowing what it needs.
pub fn one_path_a_use(source: &Source) -> Vec<String> {
    let uses = source.words("use").filter_map(|place| {
        let statement = source.code[place..].split(';').next()?;
        let path = statement.strip_prefix("use")?.trim_start();
        let own =
            ["crate", "super", "self"].iter().any(|root| path.starts_with(root)) || path.starts_with('{');
        (own && (path.contains('{') || path.ends_with("::*") && !source.is_test(place))).then_some(place)
    });
    uses.map(|place| at(source, place, "more than one path in a `use`")).collect()
}

/// `mod.rs` and `lib.rs` say what there is; what it does stands elsewhere.
pub fn no_logic_in_indexes(source: &Source) -> Vec<String> {
    if !source.is_index() {
        return Vec::new();
    }
    let logic = ["fn", "impl", "match", "struct", "enum", "trait", "macro_rules"];
    let found = logic.iter().flat_map(|word| {
        source.words(word).map(move |place| at(source, place, &format!("`{word}` in an index of modules")))
    });
    found.collect()
}

/// `main.rs` has fewer than 25 lines.
pub fn short_main(source: &Source) -> Vec<String> {
    let lines = source.code.lines().count();
    let is_long = source.path == "src/main.rs" && lines > MOST_LINES_OF_MAIN;
    is_long
        .then(|| format!("{}:{lines}: more than {MOST_LINES_OF_MAIN} lines", source.path))
        .into_iter()
        .collect()
}

/// `unsafe` marks an export of the door to a page, and stands nowhere else: not in the door's code either.
pub fn unsafe_at_the_door(source: &Source) -> Vec<String> {
    let is_export =
        |place: &usize| source.path == DOOR && source.code[*place..].starts_with("unsafe(no_mangle)]");
    let found = source.words("unsafe").filter(|place| !is_export(place));
    found.map(|place| at(source, place, "`unsafe`")).collect()
}
