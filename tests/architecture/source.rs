//! Rust sources as the rules see them: code without comments and texts, with test code known as such.

use std::path::Path;

/// One source file.
pub struct Source {
    /// Its path below the root of the repository, with `/` between the parts: `src/model/scenario.rs`.
    pub path: String,
    /// Its code, with comments and texts blanked out; lines are where they were.
    pub code: String,
    /// Which bytes of `code` are test code.
    tests: Vec<bool>,
}

impl Source {
    /// A file with this text; `is_test` where all of it is test code.
    pub fn new(path: &str, text: &str, is_test: bool) -> Self {
        let code = blanked(text);
        let tests = if is_test { vec![true; code.len()] } else { test_code(&code) };
        Self { path: path.to_owned(), code, tests }
    }

    /// The module it is: `["model", "scenario"]`; nothing for `lib.rs` and `main.rs`.
    pub fn module(&self) -> Vec<String> {
        let inside = self.path.trim_start_matches("src/").trim_end_matches(".rs");
        let mut parts: Vec<String> = inside.split('/').map(str::to_owned).collect();
        if parts.last().is_some_and(|last| ["mod", "lib", "main"].contains(&last.as_str())) {
            parts.pop();
        }
        parts
    }

    /// Whether it only declares modules and passes names on: `mod.rs` and `lib.rs`.
    pub fn is_index(&self) -> bool {
        self.path.ends_with("/mod.rs") || self.path == "src/lib.rs"
    }

    /// Whether a place in the code is test code.
    pub fn is_test(&self, at: usize) -> bool {
        self.tests[at]
    }

    /// The line of a place in the code, from 1.
    pub fn line(&self, at: usize) -> usize {
        1 + self.code[..at].matches('\n').count()
    }

    /// Every place where a path begins with `start`, itself not the end of a longer word.
    pub fn places<'a>(&'a self, start: &'a str) -> impl Iterator<Item = usize> + 'a {
        let before = |at: usize| self.code[..at].chars().next_back();
        let found = self.code.match_indices(start).map(|(at, _)| at);
        found.filter(move |&at| !before(at).is_some_and(|c| c.is_alphanumeric() || c == '_' || c == '$'))
    }

    /// Every place where `word` stands by itself.
    pub fn words<'a>(&'a self, word: &'a str) -> impl Iterator<Item = usize> + 'a {
        self.places(word).filter(move |at| {
            let after = self.code[at + word.len()..].chars().next();
            !after.is_some_and(|c| c.is_alphanumeric() || c == '_')
        })
    }
}

/// Every source file of the crate, by path.
pub fn all() -> Vec<Source> {
    below(&["src"])
}

/// Those of the door to a page, its clock, tests and benches too.
pub fn everywhere() -> Vec<Source> {
    below(&["src", "web", "tests", "benches", "fuzz"])
}

fn below(folders: &[&str]) -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut texts = Vec::new();
    for folder in folders {
        read(&root.join(folder), folder, &mut texts);
    }
    texts.sort();
    let in_tests: Vec<String> = texts.iter().flat_map(|(path, text)| modules_for_tests(path, text)).collect();
    texts.iter().map(|(path, text)| Source::new(path, text, in_tests.contains(path))).collect()
}

fn read(folder: &Path, shown: &str, texts: &mut Vec<(String, String)>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let shown = format!("{shown}/{}", path.file_name().unwrap().to_str().unwrap());
        if path.is_dir() && !path.ends_with("target") {
            read(&path, &shown, texts);
        } else if path.extension().is_some_and(|end| end == "rs") {
            texts.push((shown, std::fs::read_to_string(&path).unwrap()));
        }
    }
}

/// The files that `#[cfg(test)] mod name;` in a file names.
fn modules_for_tests(path: &str, text: &str) -> Vec<String> {
    let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
    let blanked = blanked(text);
    let marked = blanked.split("#[cfg(test)]").skip(1);
    let names = marked.filter_map(|after| after.trim_start().strip_prefix("mod ")?.split_once(';'));
    names.filter(|(name, _)| !name.contains('{')).map(|(name, _)| format!("{folder}/{name}.rs")).collect()
}

/// The code with every comment, text and character blanked out.
pub fn blanked(text: &str) -> String {
    let chars: Vec<char> = text.chars().collect();
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    while at < chars.len() {
        let end = literal_end(&chars, at);
        if let Some(end) = end {
            out.extend(chars[at..end].iter().map(|&c| if c == '\n' { '\n' } else { ' ' }));
            at = end;
        } else {
            out.push(if chars[at].is_ascii() { chars[at] } else { ' ' });
            at += 1;
        }
    }
    out
}

/// Where the comment, text or character that begins here ends; `None` where none begins.
fn literal_end(chars: &[char], at: usize) -> Option<usize> {
    let rest = &chars[at..];
    let is_word = |c: &char| c.is_alphanumeric() || *c == '_';
    let begins_word = at == 0 || !is_word(&chars[at - 1]);
    let until = |what: &[char], from: usize| {
        let found = rest[from..].windows(what.len()).position(|window| window == what);
        found.map_or(chars.len(), |found| at + from + found + what.len())
    };
    match rest {
        ['/', '/', ..] => Some(until(&['\n'], 2) - 1),
        ['/', '*', ..] => Some(until(&['*', '/'], 2)),
        ['"', ..] => Some(quoted_end(chars, at)),
        ['r', after @ ..] if begins_word => {
            let hashes = after.iter().take_while(|&&c| c == '#').count();
            let is_raw = after.get(hashes) == Some(&'"');
            let closing: Vec<char> = ['"'].into_iter().chain(std::iter::repeat_n('#', hashes)).collect();
            is_raw.then(|| until(&closing, hashes + 2))
        }
        ['\'', '\\', _, ..] => Some(until(&['\''], 3)),
        ['\'', _, '\'', ..] => Some(at + 3),
        _ => None,
    }
}

fn quoted_end(chars: &[char], start: usize) -> usize {
    let mut at = start + 1;
    while at < chars.len() && chars[at] != '"' {
        at += if chars[at] == '\\' { 2 } else { 1 };
    }
    (at + 1).min(chars.len())
}

/// Marks the code from each `#[cfg(test)]` to the end of the item after it.
fn test_code(code: &str) -> Vec<bool> {
    let mut tests = vec![false; code.len()];
    for (start, _) in code.match_indices("#[cfg(test)]") {
        let mut depth = 0_usize;
        for (at, byte) in code.bytes().enumerate().skip(start) {
            tests[at] = true;
            match byte {
                b'{' => depth += 1,
                b'}' if depth == 1 => break,
                b'}' => depth -= 1,
                b';' if depth == 0 => break,
                _ => {}
            }
        }
    }
    tests
}
