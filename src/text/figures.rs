//! Figures rounded for reading; machine formats never use these.

/// A number with thousands separators and a fixed number of decimals: `36,512.4`.
#[must_use]
pub fn thousands(value: f64, decimals: usize) -> String {
    let plain = format!("{:.decimals$}", value.abs());
    let (whole, fraction) = plain.split_once('.').unwrap_or((&plain, ""));
    let mut out = String::with_capacity(plain.len() + plain.len() / 3 + 1);
    let is_zero = plain.bytes().all(|b| b == b'0' || b == b'.');
    if value < 0.0 && !is_zero {
        out.push('−');
    }
    for (i, digit) in whole.chars().enumerate() {
        if i > 0 && (whole.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    if !fraction.is_empty() {
        out.push('.');
        out.push_str(fraction);
    }
    out
}

/// A number as a person would type it into a file: `0.75`, `-20000`, `1e90`.
#[must_use]
pub fn typed(number: f64) -> String {
    let is_handy = number.abs() <= 0.0 || (1e-5..1e16).contains(&number.abs());
    if is_handy { number.to_string() } else { format!("{number:e}") }
}

/// Pounds for reading, with a fixed number of decimals: `£0.96`, `−£0.32`. Every amount of money that people read is
/// written here, so that a minus stands in one place.
#[must_use]
pub fn pounds(value: f64, decimals: usize) -> String {
    let figure = thousands(value, decimals);
    match figure.strip_prefix('−') {
        Some(unsigned) => format!("−£{unsigned}"),
        None => format!("£{figure}"),
    }
}

/// Money for reading, with a fixed number of decimals: `£36,512.4m`.
#[must_use]
pub fn money_to(millions: f64, decimals: usize) -> String {
    pounds(millions, decimals) + "m"
}

/// Money for reading: `£412m`, `£3.4m`, `−£1,210m`; one decimal below £10m, where it still says something.
#[must_use]
pub fn money(millions: f64) -> String {
    money_to(millions, usize::from((0.05..9.95).contains(&millions.abs())))
}

/// Money as somebody stated it: `£1,500m`, `£0.25m`; as many decimals as it has, up to a pound's.
#[must_use]
pub fn money_exact(millions: f64) -> String {
    const MOST: usize = 6;
    let is_said = |decimals: &usize| {
        let shown = format!("{millions:.decimals$}").parse::<f64>();
        shown.is_ok_and(|shown| (shown - millions).abs() <= 1e-9 * millions.abs().max(1.0))
    };
    money_to(millions, (0..MOST).find(is_said).unwrap_or(MOST))
}

/// Money for reading where amounts are held against each other: to £1,000, without noughts at the end.
#[must_use]
pub fn money_apart(millions: f64) -> String {
    let figure = thousands(millions, 3);
    let figure = figure.trim_end_matches('0').trim_end_matches('.');
    match figure.strip_prefix('−') {
        Some(unsigned) => format!("−£{unsigned}m"),
        None => format!("£{figure}m"),
    }
}

/// Money with its sign always shown: a difference.
#[must_use]
pub fn money_signed(millions: f64) -> String {
    let figure = money(millions);
    let is_nought = !figure.contains(|c: char| c.is_ascii_digit() && c != '0');
    if figure.starts_with('−') || is_nought { figure } else { format!("+{figure}") }
}

/// What £1 brings, to the penny: `£0.31`, `−£1.20`, `£14.02`.
#[must_use]
pub fn per_pound(worth: f64) -> String {
    pounds(worth, 2)
}

/// A share as a percentage: `79%`, `2.9%`; decimals as asked for.
#[must_use]
pub fn percent(share: f64, decimals: usize) -> String {
    format!("{}%", thousands(share * 100.0, decimals))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_carry_separators_and_a_real_minus() {
        assert_eq!(thousands(1_234_567.25, 1), "1,234,567.2");
        assert_eq!(thousands(-999.5, 0), "−1,000");
        assert_eq!(thousands(-0.01, 1), "0.0");
    }

    #[test]
    fn money_keeps_a_decimal_only_where_it_matters() {
        assert_eq!(money(2175.4), "£2,175m");
        assert_eq!(money(3.44), "£3.4m");
        assert_eq!(money(0.0), "£0m");
        assert_eq!(money(-12.0), "−£12m");
        assert_eq!(money_apart(1_234.000_000_01), "£1,234m");
        assert_eq!(money_apart(-100.04), "−£100.04m");
        assert_eq!(money_apart(0.0), "£0m");
        assert_eq!(pounds(-0.321, 2), "−£0.32");
        assert_eq!(pounds(-0.001, 2), "£0.00");
        assert_eq!(money_exact(1500.0), "£1,500m");
        assert_eq!(money_exact(0.25), "£0.25m");
        assert_eq!(money_exact(-83.1 - 1e-12), "−£83.1m");
        assert_eq!(money_to(-36_512.44, 1), "−£36,512.4m");
        assert_eq!(money_signed(412.0), "+£412m");
        assert_eq!(money_signed(0.0), "£0m");
        assert_eq!(percent(0.7931, 1), "79.3%");
    }
}
