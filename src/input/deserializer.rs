//! A serde deserializer over our tree that puts every failure on record, with its place, where it happens.

use crate::input::access::Choice;
use crate::input::access::Entries;
use crate::input::access::Items;
use crate::input::failure::Failure;
use crate::input::failure::one;
use crate::input::failure::quoted;
use crate::input::node::Node;
use crate::input::node::Table;
use crate::input::node::Value;
use crate::problem::Blame;
use crate::problem::Place;
use crate::problem::Problem;
use serde::Deserializer;
use serde::de::Error;
use serde::de::Unexpected;
use serde::de::Visitor;
use std::cell::RefCell;
use std::fmt;
use std::marker::PhantomData;

/// Under this name a newtype asks for a date; any other kind of value answers strings, numbers and so on.
pub(crate) const DATE: &str = "$date";

/// The way from the root to a value, on the stack: it only becomes a [`Place`] when something is wrong.
#[derive(Clone, Copy)]
pub(crate) struct Trail<'a>(Option<(&'a Trail<'a>, Turn<'a>)>);

#[derive(Clone, Copy)]
enum Turn<'a> {
    Key(&'a str),
    Item(usize),
}

impl<'a> Trail<'a> {
    pub(crate) fn root() -> Self {
        Self(None)
    }

    pub(super) fn key(&'a self, key: &'a str) -> Self {
        Self(Some((self, Turn::Key(key))))
    }

    pub(super) fn item(&'a self, index: usize) -> Self {
        Self(Some((self, Turn::Item(index))))
    }

    /// The keys on the way, as headers have them: `programme.effect`.
    fn header(&self) -> String {
        match self.0 {
            None => String::new(),
            Some((before, Turn::Item(_))) => before.header(),
            Some((Trail(None), Turn::Key(key))) => key.to_owned(),
            Some((before, Turn::Key(key))) => format!("{}.{key}", before.header()),
        }
    }

    fn place(&self) -> Place {
        match self.0 {
            None => Place::root(),
            Some((before, Turn::Key(key))) => before.place().key(key),
            Some((before, Turn::Item(index))) => before.place().item(index),
        }
    }
}

/// Reads one value.
#[derive(Clone, Copy)]
pub(crate) struct Reader<'a> {
    pub(super) node: &'a Node,
    pub(super) trail: Trail<'a>,
    pub(super) record: &'a RefCell<Vec<Problem>>,
}

impl<'a> Reader<'a> {
    pub(crate) fn new(node: &'a Node, trail: Trail<'a>, record: &'a RefCell<Vec<Problem>>) -> Self {
        Self { node, trail, record }
    }

    /// Puts a failure on record at this place, unless it is already.
    pub(super) fn record(&self, failure: Failure) -> Failure {
        if let Failure::Open(complaint) = failure {
            let place = self.trail.place();
            let problem = Problem { blame: complaint.blame, ..Problem::value(place, complaint.found) };
            let problem = Problem { allowed: complaint.allowed, nearest: complaint.nearest, ..problem };
            self.record.borrow_mut().push(problem);
        }
        Failure::Recorded
    }

    fn records<T>(&self, result: Result<T, Failure>) -> Result<T, Failure> {
        result.map_err(|failure| self.record(failure))
    }

    /// Whatever it is, to a visitor that says which kinds it takes.
    fn plain<'de, V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Failure> {
        let result = match &self.node.value {
            Value::Text(text) => visitor.visit_str(text),
            Value::Whole(whole) => match (i64::try_from(*whole), u64::try_from(*whole)) {
                (Ok(number), _) => visitor.visit_i64(number),
                (_, Ok(number)) => visitor.visit_u64(number),
                _ => Err(beyond(&whole.to_string())),
            },
            Value::Beyond(digits) => Err(beyond(digits)),
            Value::Float(number) if number.is_finite() => visitor.visit_f64(*number),
            Value::Float(number) => {
                let number = if number.is_nan() { "nan".to_owned() } else { number.to_string() };
                let wrong = format!("`{number}` is not a number that can be counted with");
                Err(Failure::invalid_value(Unexpected::Other(&wrong), &visitor))
            }
            Value::Truth(truth) => visitor.visit_bool(*truth),
            Value::Moment(moment) => {
                Err(Failure::invalid_type(Unexpected::Other(&format!("a date `{moment}`")), &visitor))
            }
            Value::List(items) => visitor.visit_seq(Items::new(self, items)),
            Value::Table(table) => visitor.visit_map(Entries::all(self, table)),
        };
        self.records(result)
    }

    fn report_unknown(&self, table: &Table, known: &'static [&'static str]) {
        for key in table.keys().filter(|key| !known.contains(&key.as_str())) {
            let here = Reader { trail: self.trail.key(key), ..*self };
            here.record(Failure::unknown_field(key, known));
        }
    }

    /// A table that names one of several forms, or the name alone.
    fn choice(self, kind: &str, known: &'static [&'static str]) -> Result<Choice<'a>, Failure> {
        let strange = |name: &str| format!("`{name}` is not {}", one(kind));
        match &self.node.value {
            Value::Text(name) if known.contains(&name.as_str()) => Ok(Choice::alone(self, name)),
            Value::Text(name) => Err(self.record(Failure::name(Blame::Value, strange(name), name, known))),
            Value::Table(table) => match (table.iter().next(), table.len()) {
                (Some((name, entry)), 1) if known.contains(&name.as_str()) => {
                    Ok(Choice::table(self, name, &entry.node))
                }
                (Some((name, _)), 1) => {
                    let here = Reader { trail: self.trail.key(name), ..self };
                    Err(here.record(Failure::name(Blame::Key, strange(name), name, known)))
                }
                _ => Err(self.record(several(table, known))),
            },
            _ => self.plain(Refusing(format!("{}: {}", one(kind), quoted(known)), PhantomData)),
        }
    }
}

fn beyond(digits: &str) -> Failure {
    Failure::value(format_args!("{digits} is too long for a whole number"), "at most 18446744073709551615")
}

fn several(table: &Table, known: &[&str]) -> Failure {
    let allowed = format!("exactly one of {}", quoted(known));
    if table.is_empty() {
        return Failure::value("found an empty table", allowed);
    }
    let keys: Vec<&str> = table.keys().map(String::as_str).collect();
    Failure::value(format_args!("found a table with the keys {}", quoted(&keys)), allowed)
}

/// Takes no kind of value, and says what would have been allowed.
struct Refusing<T>(String, PhantomData<T>);

impl<T> Visitor<'_> for Refusing<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Types of one kind: the visitor refuses the others in its own words.
macro_rules! kinds {
    ($($method:ident)*) => {$(
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Failure> {
            self.plain(visitor)
        }
    )*};
}

impl<'de> Deserializer<'de> for Reader<'_> {
    type Error = Failure;

    /// Asked for only by types with several forms: a table is handed on unopened, so that the type it turns
    /// out to be still says which keys it knows.
    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Failure> {
        match self.node.value {
            Value::Table(_) => self.records(visitor.visit_newtype_struct(self)),
            _ => self.plain(visitor),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Failure> {
        self.records(visitor.visit_some(self))
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        visitor: V,
    ) -> Result<V::Value, Failure> {
        match &self.node.value {
            Value::Moment(moment) if name == DATE => self.records(visitor.visit_str(&moment.to_string())),
            Value::Text(text) if name == DATE => {
                self.records(Err(Failure::invalid_type(Unexpected::Str(text), &visitor)))
            }
            _ if name == DATE => self.plain(visitor),
            _ => self.records(visitor.visit_newtype_struct(self)),
        }
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        known: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Failure> {
        match &self.node.value {
            Value::Table(table) => {
                self.report_unknown(table, known);
                self.records(visitor.visit_map(Entries::only(self, table, known)))
            }
            // Serde would take the elements for the values of keys, in the order in which the program has them.
            Value::List(_) => self.records(Err(Failure::invalid_type(Unexpected::Seq, &visitor))),
            _ => self.plain(visitor),
        }
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Failure> {
        if let (Value::Table(_), Some((_, Turn::Key(_)))) = (&self.node.value, self.trail.0) {
            let allowed = format!("an array; of tables, each begins with `[[{}]]`", self.trail.header());
            return self.records(Err(Failure::value("found a table", allowed)));
        }
        self.plain(visitor)
    }

    fn deserialize_tuple<V: Visitor<'de>>(self, length: usize, visitor: V) -> Result<V::Value, Failure> {
        match &self.node.value {
            Value::List(items) if items.len() != length => {
                self.records(Err(Failure::invalid_length(items.len(), &visitor)))
            }
            _ => self.plain(visitor),
        }
    }

    fn deserialize_tuple_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        length: usize,
        visitor: V,
    ) -> Result<V::Value, Failure> {
        self.deserialize_tuple(length, visitor)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        kind: &'static str,
        known: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Failure> {
        let choice = self.choice(kind, known)?;
        self.records(visitor.visit_enum(choice))
    }

    kinds! {
        deserialize_bool deserialize_i8 deserialize_i16 deserialize_i32 deserialize_i64 deserialize_i128
        deserialize_u8 deserialize_u16 deserialize_u32 deserialize_u64 deserialize_u128 deserialize_f32
        deserialize_f64 deserialize_char deserialize_str deserialize_string deserialize_bytes
        deserialize_byte_buf deserialize_unit deserialize_map deserialize_identifier
        deserialize_ignored_any
    }

    fn deserialize_unit_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Failure> {
        self.plain(visitor)
    }
}
