//! What stands in one cell.

/// What a cell may say, in words.
pub(super) const ALLOWED: &str =
    "a number such as `0.5` or `-1.2e6`, without separators or units, of at most 1e100 in size";

/// The largest size of a number: its square can be summed over any number of draws.
const LARGEST: f64 = 1e100;

/// Reads a number in figures: not the words that a computer would take for one.
pub(super) fn number(cell: &[u8]) -> Result<f64, String> {
    let cell = cell.trim_ascii();
    if cell.is_empty() {
        return Err("this cell is empty".to_owned());
    }
    let is_figure = |byte: &u8| byte.is_ascii_digit() || matches!(byte, b'.' | b'-' | b'+' | b'e' | b'E');
    let text = String::from_utf8_lossy(cell);
    let number = if cell.iter().all(is_figure) { text.parse::<f64>().ok() } else { None };
    match number {
        None => Err(format!("`{text}` is not a number")),
        Some(number) if number.abs() > LARGEST => Err(format!("`{text}` is too large")),
        Some(number) => Ok(number),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_numbers_and_words_are_none() {
        let read = |text: &str| number(text.as_bytes()).map(f64::to_bits);
        for (text, expected) in [(" 0.5 ", 0.5), ("-1.2e6", -1.2e6), ("+3", 3.0), (".5", 0.5), ("1E2", 100.0)]
        {
            assert_eq!(read(text), Ok(f64::to_bits(expected)), "{text}");
        }
        for wrong in
            ["NA", "nan", "inf", "-Infinity", "1e999", "-2e100", "1,5", "£3", "3%", "0x10", "1e", "--1", "e"]
        {
            assert!(read(wrong).is_err(), "{wrong}");
        }
        assert_eq!(number(b"  "), Err("this cell is empty".into()));
        assert_eq!(number(b"\xff"), Err("`\u{fffd}` is not a number".into()));
    }
}
