//! What paths go by.

use crate::text;
use std::path::Component;
use std::path::Path;

/// The id of a scenario that is read from standard input.
pub(crate) const STANDARD_INPUT_ID: &str = "stdin";
/// How standard input is shown.
const STANDARD_INPUT: &str = "<stdin>";

/// Whether a path that was typed, `-`, stands for standard input; a file of that name is `./-`.
#[must_use]
pub fn is_standard_input(path: &Path) -> bool {
    path.as_os_str() == "-"
}

/// A path as it is shown: forward slashes, no `./` and no `folder/..`; the same on every system.
#[must_use]
pub fn shown(path: &Path) -> String {
    if is_standard_input(path) {
        return STANDARD_INPUT.to_owned();
    }
    let mut parts: Vec<String> = Vec::new();
    let mut root = "";
    for component in path.components() {
        match component {
            Component::CurDir => {}
            Component::RootDir => root = "/",
            Component::ParentDir if parts.last().is_some_and(|last| last != "..") => {
                parts.pop();
            }
            other => parts.push(text::name_of(other.as_os_str())),
        }
    }
    if parts.is_empty() && root.is_empty() {
        return ".".to_owned();
    }
    format!("{root}{}", parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_shown_plainly() {
        assert_eq!(shown(Path::new("./scenarios/../evidence/a.toml")), "evidence/a.toml");
        assert_eq!(shown(Path::new("../../a.toml")), "../../a.toml");
        assert_eq!(shown(Path::new("/tmp/x/./a.toml")), "/tmp/x/a.toml");
    }
}
