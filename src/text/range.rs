//! Ranges as people read them. One whose ends round to the same figure is that figure.

/// `12 to 15`; `12` where both ends are written alike.
#[must_use]
pub fn range(low: &str, high: &str) -> String {
    between(low, high, " to ")
}

/// The same in one piece, for where lines may end anywhere else.
#[must_use]
pub fn unbroken_range(low: &str, high: &str) -> String {
    between(low, high, "\u{a0}to\u{a0}")
}

/// A figure with the interval around it, `+213  [−321, 798]`; `0` where the ends are written as the figure is.
#[must_use]
pub fn figure_in(figure: &str, low: &str, high: &str) -> String {
    let bare = figure.strip_prefix('+').unwrap_or(figure);
    if low == high && low == bare {
        return figure.to_owned();
    }
    // A no-break space keeps an interval in one piece where a cell is narrow.
    format!("{figure}  [{}]", between(low, high, ",\u{a0}"))
}

fn between(low: &str, high: &str, word: &str) -> String {
    if low == high { low.to_owned() } else { format!("{low}{word}{high}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_range_of_one_figure_is_that_figure() {
        assert_eq!(range("123", "124"), "123 to 124");
        assert_eq!(range("123", "123"), "123");
        assert_eq!(unbroken_range("1%", "2%"), "1%\u{a0}to\u{a0}2%");
        assert_eq!(figure_in("+5", "4", "6"), "+5  [4,\u{a0}6]");
        assert_eq!(figure_in("+5", "5", "5"), "+5");
        assert_eq!(figure_in("0", "0", "0"), "0");
        assert_eq!(figure_in("5", "6", "6"), "5  [6]");
    }
}
