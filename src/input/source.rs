//! The files read so far, and where in them something stands.

use crate::input::files::Files;
use crate::input::lines::Lines;
use crate::input::lines::Position;
use crate::input::shown::shown;
use crate::input::unreadable::ReadError;
use std::collections::BTreeMap;
use std::ops::Range;
use std::path::Path;
use std::path::PathBuf;

/// One of the files of a [`Sources`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(usize);

/// A stretch of one file, in bytes; the end is not part of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The file.
    pub file: FileId,
    /// Its first byte.
    pub start: usize,
    /// The byte after its last.
    pub end: usize,
}

/// Every file read so far, each once.
#[derive(Debug, Default)]
pub struct Sources {
    from: Files,
    files: Vec<Source>,
    known: BTreeMap<PathBuf, FileId>,
}

#[derive(Debug)]
struct Source {
    shown: String,
    folder: PathBuf,
    text: String,
    lines: Lines,
}

impl Sources {
    /// Files that are held, by the paths they are [shown](shown) by, and not on a disk: nothing else can be read.
    #[must_use]
    pub fn held(texts: BTreeMap<String, String>) -> Self {
        Self { from: Files::Held(texts), ..Self::default() }
    }

    /// No file read yet, from the same place.
    #[must_use]
    pub(crate) fn afresh(&self) -> Self {
        Self { from: self.from.clone(), ..Self::default() }
    }

    /// Reads a file, or finds it among those already read.
    ///
    /// Two paths are one file when they end in the same name in the same real folder. A link to a file
    /// elsewhere is a file of its own: its neighbours, which `base` may name, are others.
    ///
    /// # Errors
    /// [`ReadError`]: missing, unreadable, a folder, too large, or not UTF-8.
    pub fn read(&mut self, path: &Path) -> Result<FileId, ReadError> {
        let identity = self.from.identity(path);
        if let Some(&file) = self.known.get(&identity) {
            return Ok(file);
        }
        let text = self.from.text(path)?;
        let folder = path.parent().unwrap_or_else(|| Path::new("")).to_owned();
        let file = self.push(shown(path), folder, text);
        self.known.insert(identity, file);
        Ok(file)
    }

    /// Takes text that stands in no file, under the name to be shown.
    pub fn add(&mut self, shown: &str, text: &str) -> FileId {
        self.push(shown.to_owned(), PathBuf::new(), text.to_owned())
    }

    /// The path to be shown: forward slashes, no `./` and no `folder/..`.
    #[must_use]
    pub fn shown(&self, file: FileId) -> &str {
        self.files.get(file.0).map_or("", |source| &source.shown)
    }

    /// The whole text.
    #[must_use]
    pub fn text(&self, file: FileId) -> &str {
        self.files.get(file.0).map_or("", |source| &source.text)
    }

    /// Where a path written in this file leads: relative paths begin at the file's folder.
    #[must_use]
    pub fn beside(&self, file: FileId, written: &str) -> PathBuf {
        // What stands in a file names a file, and never standard input.
        let written = if written == "-" { "./-" } else { written };
        self.files.get(file.0).map_or_else(|| PathBuf::from(written), |source| source.folder.join(written))
    }

    /// The line and column a span begins at.
    #[must_use]
    pub fn position(&self, span: Span) -> Position {
        self.files
            .get(span.file.0)
            .map_or(Position { line: 1, column: 1 }, |source| source.lines.position(&source.text, span.start))
    }

    /// The line a span begins in, without its line break.
    #[must_use]
    pub fn line(&self, span: Span) -> &str {
        let Some(source) = self.files.get(span.file.0) else { return "" };
        source.text.get(source.lines.line(&source.text, span.start)).unwrap_or("")
    }

    /// The line a span begins in, and the part of it that the span covers.
    #[must_use]
    pub fn line_around(&self, span: Span) -> (&str, Range<usize>) {
        let Some(source) = self.files.get(span.file.0) else { return ("", 0..0) };
        let line = source.lines.line(&source.text, span.start);
        let within = |byte: usize| byte.clamp(line.start, line.end) - line.start;
        (source.text.get(line.clone()).unwrap_or(""), within(span.start)..within(span.end))
    }

    /// A span cut off at the end of its first line.
    #[must_use]
    pub fn first_line(&self, span: Span) -> Span {
        let Some(source) = self.files.get(span.file.0) else { return span };
        let start = span.start.min(source.text.len());
        let line = source.lines.line(&source.text, start);
        Span { start, end: span.end.clamp(start, line.end.max(start)), ..span }
    }

    /// Every file read, by its path and text, in the order of reading.
    pub fn read_so_far(&self) -> impl Iterator<Item = (&str, &str)> {
        self.files.iter().map(|source| (source.shown.as_str(), source.text.as_str()))
    }

    /// Puts a text under a path, in the place of the one that was there.
    pub(crate) fn hold(&mut self, path: &Path, text: &str) -> FileId {
        let identity = self.from.identity(path);
        let folder = path.parent().unwrap_or_else(|| Path::new("")).to_owned();
        let file = match self.known.get(&identity) {
            Some(&file) => file,
            None => self.push(shown(path), folder.clone(), String::new()),
        };
        self.known.insert(identity, file);
        if let Some(source) = self.files.get_mut(file.0) {
            *source = Source { shown: shown(path), folder, text: text.to_owned(), lines: Lines::new(text) };
        }
        file
    }

    fn push(&mut self, shown: String, folder: PathBuf, text: String) -> FileId {
        let file = FileId(self.files.len());
        let lines = Lines::new(&text);
        self.files.push(Source { shown, folder, text, lines });
        file
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::input::unreadable::MOST_BYTES;
    use std::fs;
    use std::fs::File;

    fn read(path: &Path) -> String {
        Sources::default().read(path).map_or_else(|error| error.to_string(), |_| "read".into())
    }

    #[test]
    fn what_is_no_text_file_says_why() {
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name);
        fs::write(path("bad.toml"), b"ab\xffc").unwrap();
        File::create(path("huge.toml")).unwrap().set_len(MOST_BYTES + 1).unwrap();
        assert!(read(&path("none.toml")).starts_with("there is no file `"));
        assert!(read(folder.path()).ends_with("is a folder, not a file"));
        assert!(read(&path("bad.toml")).ends_with("is not UTF-8 text from line 1, column 3 on"));
        assert!(read(&path("huge.toml")).ends_with("is larger than 16 MiB"));
        assert!(read(&path("bad.toml/below")).contains("cannot be read"));
        assert!(read(Path::new("")).starts_with("there is no file"));
    }

    #[test]
    fn a_file_is_read_once_whatever_its_path() {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("in")).unwrap();
        fs::write(folder.path().join("a.toml"), "x = 1").unwrap();
        let mut sources = Sources::default();
        let plain = sources.read(&folder.path().join("a.toml"));
        assert_eq!(plain, sources.read(&folder.path().join("in/../a.toml")));
        assert!(plain.is_ok_and(|file| sources.text(file) == "x = 1"));
    }

    #[test]
    fn a_span_knows_its_line() {
        let mut sources = Sources::default();
        let file = sources.add("x.toml", "ab\r\n£x\nlast");
        let at = |start: usize, end: usize| Span { file, start, end };
        assert_eq!(sources.line(at(0, 1)), "ab");
        assert_eq!(sources.line(at(6, 7)), "£x");
        assert_eq!(sources.line(at(99, 100)), "last");
        assert_eq!(sources.first_line(at(1, 10)), at(1, 2));
        assert_eq!(sources.position(at(6, 7)), Position { line: 2, column: 2 });
    }
}
