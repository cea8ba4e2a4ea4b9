//! Values that may be written in several ways: a number, a string, or a table.
//!
//! Serde's own way to several forms tries each and forgets why it failed. Here the kind of value decides the
//! form first, so that whatever is wrong inside it keeps its place and its words.

use crate::input::decode::Field;
use schemars::JsonSchema;
use schemars::Schema;
use schemars::SchemaGenerator;
use schemars::json_schema;
use serde::Deserialize;
use serde::Deserializer;
use serde::de::Error;
use serde::de::SeqAccess;
use serde::de::Unexpected;
use serde::de::Visitor;
use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;

/// A type with several forms. Forms it does not have are refused with [`Forms::ALLOWED`].
pub(crate) trait Forms: Sized {
    /// What may be written, in words.
    const ALLOWED: &'static str;

    /// From a number, if that is a form of it: the value, or what is wrong with the number.
    fn number(_number: f64) -> Option<Result<Self, String>> {
        None
    }

    /// From a string, if that is a form of it: the value, or what is wrong with the string.
    fn text(_text: &str) -> Option<Result<Self, String>> {
        None
    }

    /// From an array.
    ///
    /// # Errors
    /// Whatever is wrong in the array; by default, that it is one.
    fn list<'de, A: SeqAccess<'de>>(_list: A) -> Result<Self, A::Error> {
        Err(A::Error::invalid_type(Unexpected::Seq, &Self::ALLOWED))
    }

    /// From a table.
    ///
    /// # Errors
    /// Whatever is wrong in the table; by default, that it is one.
    fn table<'de, D: Deserializer<'de>>(_table: D) -> Result<Self, D::Error> {
        Err(D::Error::invalid_type(Unexpected::Map, &Self::ALLOWED))
    }
}

/// Reads a type with several forms.
///
/// # Errors
/// A kind of value that is no form of it, or something wrong inside.
pub(crate) fn read<'de, T: Forms, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    deserializer.deserialize_any(AnyForm(PhantomData))
}

struct AnyForm<T>(PhantomData<T>);

impl<T: Forms> AnyForm<T> {
    fn number<E: Error>(number: f64, written: Unexpected<'_>) -> Result<T, E> {
        match T::number(number) {
            Some(Ok(value)) => Ok(value),
            Some(Err(wrong)) => Err(E::invalid_value(Unexpected::Other(&wrong), &T::ALLOWED)),
            None => Err(E::invalid_type(written, &T::ALLOWED)),
        }
    }
}

impl<'de, T: Forms> Visitor<'de> for AnyForm<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(T::ALLOWED)
    }

    #[expect(clippy::cast_precision_loss, reason = "beyond 2^53 a file's numbers are no more exact than f64")]
    fn visit_i64<E: Error>(self, number: i64) -> Result<T, E> {
        Self::number(number as f64, Unexpected::Signed(number))
    }

    #[expect(clippy::cast_precision_loss, reason = "beyond 2^53 a file's numbers are no more exact than f64")]
    fn visit_u64<E: Error>(self, number: u64) -> Result<T, E> {
        Self::number(number as f64, Unexpected::Unsigned(number))
    }

    fn visit_f64<E: Error>(self, number: f64) -> Result<T, E> {
        Self::number(number, Unexpected::Float(number))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<T, E> {
        match T::text(text) {
            Some(Ok(value)) => Ok(value),
            Some(Err(wrong)) => Err(E::invalid_value(Unexpected::Other(&wrong), &T::ALLOWED)),
            None => Err(E::invalid_type(Unexpected::Str(text), &T::ALLOWED)),
        }
    }

    fn visit_seq<A: SeqAccess<'de>>(self, list: A) -> Result<T, A::Error> {
        T::list(list)
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, table: D) -> Result<T, D::Error> {
        T::table(table)
    }
}

/// A key word beside other forms, such as `"free"`: the value it stands for, or a word on the string found.
pub(crate) fn word<T>(text: &str, word: &str, value: T) -> Result<T, String> {
    if text == word { Ok(value) } else { Err(format!("found a string `{text}`")) }
}

impl Forms for f64 {
    const ALLOWED: &'static str = "a number";

    fn number(number: f64) -> Option<Result<Self, String>> {
        Some(Ok(number))
    }
}

/// A calendar day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Date(pub(crate) jiff::civil::Date);

impl<'de> Deserialize<'de> for Date {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_newtype_struct(crate::input::deserializer::DATE, AnyDate)
    }
}

struct AnyDate;

impl Visitor<'_> for AnyDate {
    type Value = Date;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a date without quotes, such as 2019-06-28")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Date, E> {
        let is_day = text.len() == "2019-06-28".len();
        match text.parse() {
            Ok(date) if is_day => Ok(Date(date)),
            _ => Err(E::invalid_type(Unexpected::Other(&format!("`{text}`")), &self)),
        }
    }
}

impl JsonSchema for Date {
    fn schema_name() -> Cow<'static, str> {
        "Date".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "format": "date" })
    }
}

impl<T: JsonSchema> JsonSchema for Field<T> {
    fn inline_schema() -> bool {
        T::inline_schema()
    }

    fn schema_name() -> Cow<'static, str> {
        T::schema_name()
    }

    fn schema_id() -> Cow<'static, str> {
        T::schema_id()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        T::json_schema(generator)
    }
}
