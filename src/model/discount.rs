//! What harm and money in a later year count today.

/// What a later year counts against the first, which counts in full.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Discount {
    /// HM Treasury's social time preference rate, real: the standard one.
    GreenBook,
    /// HM Treasury's rate for effects on health and life.
    GreenBookHealth,
    /// HM Treasury's lower rate, a sensitivity for long horizons.
    GreenBookReduced,
    /// One rate a year.
    Rate(f64),
}

/// A rate a year up to and including a year, as years after the first.
type Band = (usize, f64);

/// The rates of the Green Book (HM Treasury), as updated in February 2026 and published with the notice of 16 April 2026
/// on what changes: standard, health, and the lower rate that it asks for as a sensitivity where horizons exceed 50 years.
const STANDARD: [Band; 3] = [(30, 0.035), (75, 0.03), (125, 0.025)];
const HEALTH: [Band; 3] = [(30, 0.015), (75, 0.0129), (125, 0.0107)];
const REDUCED: [Band; 3] = [(30, 0.03), (75, 0.0257), (125, 0.0214)];

impl Discount {
    /// Where the Green Book's rates are from.
    pub const SOURCE: &'static str = "HM Treasury, Green Book, February 2026, as set out on 16 April 2026";

    /// The words that files say the Green Book's rates in.
    pub const NAMED: [(&'static str, Self); 3] = [
        ("green-book", Self::GreenBook),
        ("green-book-health", Self::GreenBookHealth),
        ("green-book-reduced", Self::GreenBookReduced),
    ];

    /// What £1 counts so many years after the first: 1 in the first.
    #[must_use]
    pub fn factor(self, year: usize) -> f64 {
        let bands = match self {
            Self::GreenBook => STANDARD,
            Self::GreenBookHealth => HEALTH,
            Self::GreenBookReduced => REDUCED,
            Self::Rate(rate) => [(usize::MAX, rate); 3],
        };
        let mut factor = 1.0;
        let mut begun = 0;
        for (last, rate) in bands {
            for _ in begun..year.min(last) {
                factor /= 1.0 + rate;
            }
            begun = begun.max(year.min(last));
        }
        factor
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_green_books_factors_are_those_it_prints() {
        // The factors that HM Treasury prints to four decimals.
        let printed = [
            (0, 1.0),
            (1, 0.9662),
            (5, 0.8420),
            (10, 0.7089),
            (20, 0.5026),
            (30, 0.3563),
            (31, 0.3459),
            (50, 0.1973),
            (75, 0.0942),
        ];
        for (year, factor) in printed {
            let found = Discount::GreenBook.factor(year);
            assert!((found - factor).abs() < 0.5e-4, "year {year}: {found} against {factor}");
        }
    }

    #[test]
    fn one_rate_is_compound_interest_the_other_way_round() {
        // Ten payments of 1, the first at once, at 3.5%: an annuity due.
        let due: f64 = (0..10).map(|year| Discount::Rate(0.035).factor(year)).sum();
        let closed = (1.0 - 1.035_f64.powi(-10)) / 0.035 * 1.035;
        // Nine divisions and a sum of ten.
        assert!((due - closed).abs() < 1e-13 && (due - 8.607_686_51).abs() < 5e-9, "{due} against {closed}");
        assert_eq!(Discount::Rate(0.0).factor(29).to_bits(), 1.0_f64.to_bits(), "no discount, no rounding");
    }
}
