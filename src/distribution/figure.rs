//! A number the way a person would type it.

use core::fmt;

/// Shortest form that reads back as the same double: `20000`, `0.3`, `1e-7`, `nan`, `inf`, as TOML spells them.
pub(super) struct Figure(pub f64);

impl fmt::Display for Figure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let size = self.0.abs();
        if self.0.is_nan() {
            f.write_str("nan")
        } else if size <= 0.0 {
            f.write_str("0")
        } else if size.is_infinite() || (1e-5..1e16).contains(&size) {
            write!(f, "{}", self.0)
        } else {
            write!(f, "{:e}", self.0)
        }
    }
}

/// `[1, 2.5, 4]`
pub(super) struct Figures<'a>(pub &'a [f64]);

impl fmt::Display for Figures<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[")?;
        for (index, value) in self.0.iter().enumerate() {
            let gap = if index == 0 { "" } else { ", " };
            write!(f, "{gap}{}", Figure(*value))?;
        }
        f.write_str("]")
    }
}

#[cfg(test)]
mod tests {
    use super::Figure;
    use super::Figures;

    #[test]
    fn figures_are_short_and_read_back() {
        for (value, text) in [
            (20_000.0, "20000"),
            (0.3, "0.3"),
            (-2.5, "-2.5"),
            (1e-7, "1e-7"),
            (-1.5e300, "-1.5e300"),
            (1e15, "1000000000000000"),
            (-0.0, "0"),
            (f64::NEG_INFINITY, "-inf"),
            (f64::NAN, "nan"),
        ] {
            assert_eq!(Figure(value).to_string(), text);
        }
    }

    #[test]
    fn lists_look_like_toml() {
        assert_eq!(Figures(&[1.0, 2.5, -4.0]).to_string(), "[1, 2.5, -4]");
        assert_eq!(Figures(&[]).to_string(), "[]");
    }
}
