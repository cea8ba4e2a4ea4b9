//! The insides of arrays, tables and choices, handed to serde one by one.

use crate::input::deserializer::Reader;
use crate::input::failure::Failure;
use crate::input::node::Entry;
use crate::input::node::Node;
use crate::input::node::Table;
use serde::Deserializer;
use serde::de::DeserializeSeed;
use serde::de::EnumAccess;
use serde::de::IntoDeserializer;
use serde::de::MapAccess;
use serde::de::SeqAccess;
use serde::de::VariantAccess;
use serde::de::Visitor;
use serde::de::value::StrDeserializer;
use std::collections::btree_map;
use std::iter::Enumerate;
use std::slice;

/// The elements of an array.
pub(crate) struct Items<'a> {
    reader: Reader<'a>,
    items: Enumerate<slice::Iter<'a, Node>>,
}

impl<'a> Items<'a> {
    pub(crate) fn new(reader: Reader<'a>, items: &'a [Node]) -> Self {
        Self { reader, items: items.iter().enumerate() }
    }
}

impl<'de> SeqAccess<'de> for Items<'_> {
    type Error = Failure;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Failure> {
        let Some((index, node)) = self.items.next() else { return Ok(None) };
        let trail = self.reader.trail.item(index);
        seed.deserialize(Reader { node, trail, record: self.reader.record }).map(Some)
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.items.len())
    }
}

/// The keys of a table with their values.
pub(crate) struct Entries<'a> {
    reader: Reader<'a>,
    left: btree_map::Iter<'a, String, Entry>,
    known: Option<&'static [&'static str]>,
    next: Option<(&'a str, &'a Node)>,
}

impl<'a> Entries<'a> {
    /// Every key.
    pub(crate) fn all(reader: Reader<'a>, table: &'a Table) -> Self {
        Self { reader, left: table.iter(), known: None, next: None }
    }

    /// Only the known keys; the reader has reported the others.
    pub(crate) fn only(reader: Reader<'a>, table: &'a Table, known: &'static [&'static str]) -> Self {
        Self { known: Some(known), ..Self::all(reader, table) }
    }
}

impl<'de> MapAccess<'de> for Entries<'_> {
    type Error = Failure;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Failure> {
        let known = self.known;
        let wanted = |key: &str| known.is_none_or(|known| known.contains(&key));
        let Some((key, entry)) = self.left.by_ref().find(|(key, _)| wanted(key)) else { return Ok(None) };
        self.next = Some((key, &entry.node));
        let trail = self.reader.trail.key(key);
        let here = Reader { trail, ..self.reader };
        let name: StrDeserializer<'_, Failure> = key.as_str().into_deserializer();
        seed.deserialize(name).map(Some).map_err(|failure| here.record(failure))
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Failure> {
        let Some((key, node)) = self.next.take() else {
            return Err(self.reader.record(Failure::value("a value without its key", "a key first")));
        };
        let trail = self.reader.trail.key(key);
        seed.deserialize(Reader { node, trail, record: self.reader.record })
    }
}

/// One of several forms: its name alone, or a table of one key with what belongs to it.
pub(crate) struct Choice<'a> {
    reader: Reader<'a>,
    name: &'a str,
    value: Option<&'a Node>,
}

impl<'a> Choice<'a> {
    /// The name alone.
    pub(crate) fn alone(reader: Reader<'a>, name: &'a str) -> Self {
        Self { reader, name, value: None }
    }

    /// A table of one key.
    pub(crate) fn table(reader: Reader<'a>, name: &'a str, value: &'a Node) -> Self {
        Self { reader, name, value: Some(value) }
    }

    fn fill<T>(self, read: impl FnOnce(Reader<'_>) -> Result<T, Failure>) -> Result<T, Failure> {
        let Some(node) = self.value else {
            let allowed = format!("a table: `{{ {} = … }}`", self.name);
            return Err(self
                .reader
                .record(Failure::value(format_args!("found `{}` alone", self.name), allowed)));
        };
        read(Reader { node, trail: self.reader.trail.key(self.name), record: self.reader.record })
    }
}

impl<'de> EnumAccess<'de> for Choice<'_> {
    type Error = Failure;
    type Variant = Self;

    fn variant_seed<V: DeserializeSeed<'de>>(self, seed: V) -> Result<(V::Value, Self), Failure> {
        let name: StrDeserializer<'_, Failure> = self.name.into_deserializer();
        Ok((seed.deserialize(name).map_err(|failure| self.reader.record(failure))?, self))
    }
}

impl<'de> VariantAccess<'de> for Choice<'_> {
    type Error = Failure;

    fn unit_variant(self) -> Result<(), Failure> {
        if self.value.is_none() {
            return Ok(());
        }
        let found = format!("found a table for `{}`", self.name);
        Err(self.reader.record(Failure::value(found, format_args!("the word alone: `\"{}\"`", self.name))))
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<T::Value, Failure> {
        self.fill(|reader| seed.deserialize(reader))
    }

    fn tuple_variant<V: Visitor<'de>>(self, length: usize, visitor: V) -> Result<V::Value, Failure> {
        self.fill(|reader| Deserializer::deserialize_tuple(reader, length, visitor))
    }

    fn struct_variant<V: Visitor<'de>>(
        self,
        known: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Failure> {
        self.fill(|reader| Deserializer::deserialize_struct(reader, "", known, visitor))
    }
}
