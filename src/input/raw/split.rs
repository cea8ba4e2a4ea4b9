//! The split, strand by strand.

use crate::input::decode::Field;
use crate::input::raw::by_year::ByYear;
use crate::input::raw::entry::SplitEntry;
use crate::input::raw::entry::TODAY;
use crate::input::raw::forms;
use crate::input::raw::forms::Forms;
use schemars::JsonSchema;
use schemars::Schema;
use schemars::SchemaGenerator;
use schemars::json_schema;
use serde::Deserialize;
use serde::Deserializer;
use std::borrow::Cow;
use std::collections::BTreeMap;

/// The key of a split for every strand that it does not name.
pub(crate) const OTHERS: &str = "*";

/// The split: what each strand gets, or today's split.
#[derive(Debug)]
pub(crate) enum Split {
    /// Strand by strand.
    Strands(BTreeMap<String, Field<ByYear<SplitEntry>>>),
    /// Every strand what it gets today.
    Today,
}

impl Forms for Split {
    const ALLOWED: &'static str = "a table of strands, or `\"today\"`";

    fn text(text: &str) -> Option<Result<Self, String>> {
        Some(forms::word(text, TODAY, Self::Today))
    }

    fn table<'de, D: Deserializer<'de>>(table: D) -> Result<Self, D::Error> {
        BTreeMap::deserialize(table).map(Self::Strands)
    }
}

impl<'de> Deserialize<'de> for Split {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        forms::read(deserializer)
    }
}

impl JsonSchema for Split {
    fn schema_name() -> Cow<'static, str> {
        "Split".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let strands = generator.subschema_for::<BTreeMap<String, ByYear<SplitEntry>>>();
        json_schema!({
            "description": "What each strand gets (`*` stands for those not named), or \"today\" for today's split.",
            "anyOf": [strands, { "const": TODAY }],
        })
    }
}
