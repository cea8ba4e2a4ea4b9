//! Numbers as people write them: digits, a point, and commas between groups of three.
//!
//! Half of Europe writes a comma where a point stands here, so a comma anywhere else than between groups of three
//! digits is never skipped over: it would make the number a thousand times larger in silence.

/// What stands between groups of digits.
const SEPARATORS: [char; 2] = [',', '_'];

/// Reads a number without a sign, and moves its point by some places: `2.9` by 3 is 2900, to the last bit what `2900`
/// would be.
///
/// # Errors
/// What was probably meant, if that can be told; else nothing.
pub(super) fn number(text: &str, places: i32) -> Result<f64, Option<String>> {
    let (mantissa, exponent) = match text.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, exponent.parse::<i32>().map_err(|_| None)?),
        None => (text, 0),
    };
    let (whole, part) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let is_number = (is_grouped(whole) || (whole.is_empty() && !part.is_empty())) && is_digits_or_none(part);
    if !is_number {
        return Err(meant(mantissa));
    }
    let plain = whole.replace(SEPARATORS, "");
    format!("{plain}.{part}e{}", exponent.saturating_add(places)).parse().map_err(|_| None)
}

/// Digits only, or digits in groups: the first of one to three that does not begin with nought, the others of three.
fn is_grouped(whole: &str) -> bool {
    let mut groups = whole.split(SEPARATORS);
    let first = groups.next().unwrap_or_default();
    let mut others = groups.peekable();
    if others.peek().is_none() {
        return !first.is_empty() && is_digits_or_none(first);
    }
    let is_first = (1..=3).contains(&first.len()) && is_digits_or_none(first) && !first.starts_with('0');
    is_first && others.all(|group| group.len() == 3 && is_digits_or_none(group))
}

fn is_digits_or_none(text: &str) -> bool {
    text.chars().all(|c| c.is_ascii_digit())
}

/// The number that was probably meant by digits with points and commas in the wrong places.
fn meant(text: &str) -> Option<String> {
    let plain: String =
        text.chars().filter(|c| !matches!(c, ' ' | '\u{a0}' | '\u{202f}' | '\'' | '_')).collect();
    let is_of_digits = plain.chars().all(|c| c.is_ascii_digit() || matches!(c, ',' | '.'));
    if !is_of_digits || !plain.contains(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let last = plain.rfind([',', '.']);
    let Some(last) = last else { return Some(grouped(&plain)) };
    let (before, after) = (&plain[..last], &plain[last + 1..]);
    let times = plain.matches(&plain[last..=last]).count();
    let other = if plain[last..].starts_with(',') { '.' } else { ',' };
    // A mark behind another kind of mark, or before anything but three digits, parts the fraction off.
    let is_decimal = times == 1 && plain.contains(other)
        || after.len() != 3
            && !after.is_empty()
            && !before.ends_with([',', '.'])
            && (times == 1 || is_grouped(&before.replace('.', ",")))
        || times == 1 && (before.is_empty() || before == "0");
    let digits = |text: &str| text.replace([',', '.'], "");
    Some(if is_decimal {
        format!("{}.{}", grouped(&digits(before)), digits(after))
    } else {
        grouped(&digits(&plain))
    })
}

/// Whole digits with commas between groups of three.
fn grouped(digits: &str) -> String {
    let digits = digits.trim_start_matches('0');
    if digits.is_empty() {
        return "0".to_owned();
    }
    let mut written = String::new();
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            written.push(',');
        }
        written.push(digit);
    }
    written
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn numbers_are_digits_a_point_and_commas_between_groups_of_three() {
        assert_eq!(number("2.9", 3), Ok(2900.0));
        assert_eq!(number("1,234.5", 0), Ok(1234.5));
        assert_eq!(number(".5", 0), Ok(0.5));
        assert_eq!(number("1_200", 0), Ok(1200.0));
        assert_eq!(number("2.", 0), Ok(2.0));
        assert_eq!(number("1e3", 0), Ok(1000.0));
        assert_eq!(number("7.1", -2), Ok(0.071), "not 7.1 / 100, which is another double");
    }

    #[test]
    fn a_mark_in_the_wrong_place_says_what_was_meant() {
        let meant = |text: &str| number(text, 0).unwrap_err().unwrap_or_default();
        for (written, wanted) in [
            ("2,9", "2.9"),
            ("0,123", "0.123"),
            ("1.234,56", "1,234.56"),
            ("1,,000", "1,000"),
            ("1,0000", "1.0000"),
            ("12,34,567", "1,234,567"),
            ("1.234.567", "1,234,567"),
            ("1,234,56", "1,234.56"),
            ("1 200", "1,200"),
            (",5", "0.5"),
            ("1200,", "1,200"),
        ] {
            assert_eq!(meant(written), wanted, "{written}");
        }
        for nonsense in ["", ".", ",", "abc", "1e", "1ex", "--1", "1-2", "inf", "nan", "+1"] {
            assert_eq!(number(nonsense, 0), Err(None), "{nonsense}");
        }
    }

    /// Groups by counting digits from the right: another way than the one above.
    fn proper(number: u64) -> String {
        let reversed: Vec<char> = number.to_string().chars().rev().collect();
        let groups: Vec<String> = reversed.chunks(3).map(|group| group.iter().collect()).collect();
        groups.join(",").chars().rev().collect()
    }

    proptest! {
        #[test]
        #[expect(clippy::cast_precision_loss, reason = "below 2^53")]
        fn commas_stand_between_groups_of_three_and_nowhere_else(
            whole in 0_u64..1_000_000_000_000,
            places in proptest::collection::btree_set(0_usize..14, 0..4),
        ) {
            prop_assert_eq!(number(&proper(whole), 0), Ok(whole as f64));
            prop_assert_eq!(grouped(&whole.to_string()), proper(whole));
            let mut written = String::new();
            for (i, digit) in whole.to_string().chars().enumerate() {
                if places.contains(&i) {
                    written.push(',');
                }
                written.push(digit);
            }
            let is_proper = written == proper(whole) || !written.contains(',');
            prop_assert_eq!(number(&written, 0).is_ok(), is_proper, "{}", written);
        }
    }
}
