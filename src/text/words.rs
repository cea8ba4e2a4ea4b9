//! Lists, plurals and the name somebody probably meant.

/// The candidate that was probably meant by what was written, if there is one.
#[must_use]
pub fn nearest<'a>(written: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let written = written.to_lowercase();
    candidates
        .into_iter()
        .filter_map(|candidate| slips(&written, candidate).map(|slips| (slips, candidate)))
        .min()
        .map(|(_, candidate)| candidate)
}

/// Slips of the pen (a letter wrong, missed, doubled, or swapped with its neighbour) between what was written and
/// a name; none where there are more than a hurried writer makes, which is one in every five letters.
fn slips(written: &str, name: &str) -> Option<usize> {
    let lengths = (written.chars().count(), name.chars().count());
    let (shorter, longer) = (lengths.0.min(lengths.1), lengths.0.max(lengths.1));
    let most = (longer / 5).max(1);
    if shorter < 2 {
        return None;
    }
    // A name cut short or drawn out may be any number of letters away.
    if shorter >= 3 && (name.starts_with(written) || written.starts_with(name)) {
        return Some((longer - shorter).min(most + 1));
    }
    if longer - shorter > most {
        return None;
    }
    let slips = strsim::osa_distance(written, name);
    (slips <= most).then_some(slips)
}

/// `a, b and c`.
#[must_use]
pub fn listed<S: AsRef<str>>(items: &[S]) -> String {
    match items {
        [] => String::new(),
        [only] => only.as_ref().to_owned(),
        [firsts @ .., last] => {
            let firsts: Vec<&str> = firsts.iter().map(AsRef::as_ref).collect();
            format!("{} and {}", firsts.join(", "), last.as_ref())
        }
    }
}

/// `1 draw`, `2 draws`.
#[must_use]
pub fn plural(count: usize, one: &str, many: &str) -> String {
    if count == 1 { format!("1 {one}") } else { format!("{count} {many}") }
}

/// An argument as a shell takes it for one.
#[must_use]
pub fn quoted(argument: &str) -> String {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "-_./=:,+@%".contains(c);
    if !argument.is_empty() && argument.chars().all(is_plain) {
        return argument.to_owned();
    }
    format!("'{}'", argument.replace('\'', r"'\''"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_find_their_name_and_strangers_none() {
        let known = ["pursue", "prevent", "protect", "prepare"];
        assert_eq!(nearest("persue", known), Some("pursue"));
        assert_eq!(nearest("prevnt", known), Some("prevent"));
        assert_eq!(nearest("zzz", known), None);
        assert_eq!(nearest("Prevent", known), Some("prevent"));
        assert_eq!(nearest("mni", ["min", "max"]), Some("min"), "swapped letters of a short name");
        assert_eq!(nearest("mn", ["min_share", "min", "max"]), Some("min"));
        assert_eq!(nearest("average", ["marginal_return", "average_return"]), Some("average_return"));
        assert_eq!(nearest("prevent-arms", ["prevent-drugs", "pursue-arms"]), None, "another name, no slip");
        assert_eq!(nearest("x", ["y"]), None);
        assert_eq!(nearest(&"x".repeat(1_000_000), known), None);
    }

    #[test]
    fn lists_read_as_sentences() {
        assert_eq!(listed(&["a"]), "a");
        assert_eq!(listed(&["a", "b", "c"]), "a, b and c");
        assert_eq!(plural(1, "draw", "draws"), "1 draw");
    }

    #[test]
    fn arguments_with_blanks_or_quotes_stay_one_argument() {
        assert_eq!(quoted("scenarios"), "scenarios");
        assert_eq!(quoted("£100m pursue->prevent"), "'£100m pursue->prevent'");
        assert_eq!(quoted("it's"), r"'it'\''s'");
        assert_eq!(quoted(""), "''");
    }
}
