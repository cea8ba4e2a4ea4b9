//! From a tree to types, with every problem at once.
//!
//! A type that stops at its first problem hides the others, so problems go on record where they are met and
//! the value they spoil is struck out: a [`Field`] forgives what stands in it, and reading goes on behind it.
//! One pass finds everything, however much is wrong.

use crate::input::deserializer::Reader;
use crate::input::deserializer::Trail;
use crate::input::node::Node;
use crate::problem::Place;
use crate::problem::Problem;
use serde::Deserialize;
use serde::Deserializer;
use serde::de::DeserializeOwned;
use serde::de::Visitor;
use std::cell::RefCell;
use std::fmt;
use std::marker::PhantomData;

/// Decodes a tree: what could be read of it, and everything that could not.
///
/// An unknown key is a problem but spoils nothing. A wrong value strikes out the innermost [`Field`] it stands
/// in; the whole is [`Field::Struck`] only where the root itself is of the wrong kind.
pub(crate) fn decode<T: DeserializeOwned>(root: &Node) -> (Field<T>, Vec<Problem>) {
    let record = RefCell::new(Vec::new());
    let whole = Field::deserialize(Reader::new(root, Trail::root(), &record)).unwrap_or(Field::Struck);
    (whole, record.into_inner())
}

/// What a file says under a key, or as one element of an array.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Field<T> {
    /// Nothing.
    #[default]
    Absent,
    /// Something that is wrong, and is on record.
    Struck,
    /// A value.
    Given(T),
}

/// An array in which wrong elements keep their place.
pub(crate) type List<T> = Field<Vec<Field<T>>>;

impl<T> Field<T> {
    /// The value, if there is a good one.
    pub(crate) fn given(&self) -> Option<&T> {
        match self {
            Self::Given(value) => Some(value),
            Self::Absent | Self::Struck => None,
        }
    }

    /// Whether the file says nothing here, good or bad.
    pub(crate) fn is_absent(&self) -> bool {
        matches!(self, Self::Absent)
    }

    /// Whether something wrong stood here.
    pub(crate) fn is_struck(&self) -> bool {
        matches!(self, Self::Struck)
    }

    /// The value of a key that must be there; reports it as missing from the table at `place` if it is, and
    /// says nothing where a wrong value is on record already.
    pub(crate) fn required(&self, place: &Place, key: &str, problems: &mut Vec<Problem>) -> Option<&T> {
        if self.is_absent() {
            problems.push(Problem::missing(place, key));
        }
        self.given()
    }
}

impl<T> List<T> {
    /// The good elements with their numbers.
    pub(crate) fn items(&self) -> impl Iterator<Item = (usize, &T)> {
        let all = self.given().map_or(&[][..], Vec::as_slice);
        all.iter().enumerate().filter_map(|(index, item)| item.given().map(|item| (index, item)))
    }

    /// Whether the array or any element of it was struck out, so that conclusions from absence are void.
    pub(crate) fn is_spoiled(&self) -> bool {
        self.is_struck() || self.given().is_some_and(|all| all.iter().any(Field::is_struck))
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Field<T> {
    /// Never fails with our own [`Reader`], which has put any failure on record before it is forgiven here.
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_option(Forgiving(PhantomData))
    }
}

struct Forgiving<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for Forgiving<T> {
    type Value = Field<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_none<E>(self) -> Result<Self::Value, E> {
        Ok(Field::Absent)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        Ok(T::deserialize(deserializer).map_or(Field::Struck, Field::Given))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::input::parse::parse;
    use crate::input::source::Sources;
    use serde::Deserialize;
    use std::collections::BTreeMap;

    #[derive(Debug, Deserialize)]
    #[expect(dead_code, reason = "only that it can be read is looked at")]
    struct Root {
        budget: Field<Budget>,
        split: Field<BTreeMap<String, Field<f64>>>,
        limit: List<Limit>,
        points: Field<Vec<(f64, f64)>>,
        rule: Field<Rule>,
        shape: Field<Shape>,
    }

    #[derive(Debug, Deserialize)]
    #[expect(dead_code, reason = "only that it can be read is looked at")]
    struct Budget {
        total: Field<f64>,
        draws: Field<u64>,
    }

    #[derive(Debug, Deserialize)]
    #[expect(dead_code, reason = "only that it can be read is looked at")]
    struct Limit {
        name: Field<String>,
    }

    #[derive(Debug, Deserialize, PartialEq)]
    #[serde(rename = "allocation rule", rename_all = "kebab-case")]
    enum Rule {
        Best,
        ProRata,
    }

    #[derive(Debug, Deserialize)]
    #[serde(rename = "distribution", rename_all = "snake_case")]
    #[expect(dead_code, reason = "only that it can be read is looked at")]
    enum Shape {
        Pert(Budget),
        Uniform(Budget),
    }

    fn read(text: &str) -> (Field<Root>, Vec<String>) {
        let (root, faults) = parse(text, Sources::default().add("x.toml", text));
        assert_eq!(faults, []);
        let (field, problems) = decode(&root);
        let line = |problem: Problem| {
            let allowed = problem.allowed.unwrap_or_default();
            let nearest = problem.nearest.map(|nearest| format!(" ({nearest}?)")).unwrap_or_default();
            format!("{}: {} | {allowed}{nearest}", problem.place, problem.found)
        };
        (field, problems.into_iter().map(line).collect())
    }

    #[test]
    fn every_problem_is_found_in_one_pass_and_the_rest_is_read() {
        let text = "rule = 'bets'\npoints = [[1, 2], [3]]\n[budget]\ntotal = nan\ndraws = -1\nhgih = 1\n\
                    [split]\na = 'x'\nb = 2\n[[limit]]\nname = 'l'\n[[limit]]\nname = 3\nnam = 4\n";
        let (root, problems) = read(text);
        assert_eq!(
            problems,
            [
                "budget.hgih: unknown key `hgih` | `total`, `draws`",
                "budget.draws: found the number `-1` | a whole number, 0 or more",
                "budget.total: `nan` is not a number that can be counted with | a number",
                "limit[1].nam: unknown key `nam` | `name` (name?)",
                "limit[1].name: found the number `3` | a string",
                "points[1]: found an array of 1 | a pair: `[…, …]`",
                "rule: `bets` is not an allocation rule | `best`, `pro-rata` (best?)",
                "split.a: found a string `x` | a number",
            ]
        );
        let root = root.given().unwrap();
        assert!(root.budget.given().is_some_and(|budget| budget.total.is_struck()));
        assert_eq!(root.limit.items().count(), 2);
        assert!(root.points.is_struck() && root.shape.is_absent());
        assert_eq!(root.split.given().and_then(|split| split.get("b")).and_then(Field::given), Some(&2.0));
    }

    #[test]
    fn tables_that_choose_must_choose_exactly_one() {
        let one = |text: &str| read(text).1.join("; ");
        assert_eq!(
            one("shape = { pret = {} }"),
            "shape.pret: `pret` is not a distribution | `pert`, `uniform` (pert?)"
        );
        assert_eq!(
            one("shape = { pert = {}, uniform = {} }"),
            "shape: found a table with the keys `pert`, `uniform` | exactly one of `pert`, `uniform`"
        );
        assert_eq!(one("shape = {}"), "shape: found an empty table | exactly one of `pert`, `uniform`");
        assert_eq!(one("shape = 3"), "shape: found the number `3` | a distribution: `pert`, `uniform`");
        assert_eq!(one("shape = 'pert'"), "shape: found `pert` alone | a table: `{ pert = … }`");
        assert_eq!(one("rule = { best = 1 }"), "rule: found a table for `best` | the word alone: `\"best\"`");
        assert_eq!(one("shape = { pert = 1 }"), "shape.pert: found the number `1` | a table");
        assert_eq!(one("shape = { pert = { total = 'a', x = 1 } }").matches("; ").count(), 1);
    }

    #[test]
    fn missing_keys_are_reported_once_and_struck_ones_not_again() {
        let mut problems = Vec::new();
        let place = Place::root().key("budget");
        assert_eq!(Field::<f64>::Absent.required(&place, "total", &mut problems), None);
        assert_eq!(Field::<f64>::Struck.required(&place, "total", &mut problems), None);
        assert_eq!(Field::Given(1.0).required(&place, "total", &mut problems), Some(&1.0));
        assert_eq!(problems, [Problem::missing(&place, "total")]);
    }
}
