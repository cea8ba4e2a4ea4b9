//! The JSON Schemas: of inputs, against the files that are shipped; of outputs, against what commands print.

use crate::Folder;
use crate::apportion;
use crate::printed;
use crate::questions::questions;
use crate::shipped;
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::Path;

fn schema(of: &str) -> Value {
    serde_json::from_str(&printed(&["schema", of])).unwrap()
}

/// A TOML file as JSON, dates as texts: the way editors check TOML against JSON Schema.
fn as_json(text: &str) -> Value {
    fn value(toml: toml::Value) -> Value {
        match toml {
            toml::Value::Datetime(date) => date.to_string().into(),
            toml::Value::Array(items) => items.into_iter().map(value).collect(),
            toml::Value::Table(table) => table.into_iter().map(|(key, item)| (key, value(item))).collect(),
            plain => serde_json::to_value(plain).unwrap(),
        }
    }
    value(toml::Value::Table(text.parse().unwrap()))
}

fn refusals(schema: &Value, text: &str) -> Vec<String> {
    let validator = jsonschema::validator_for(schema).unwrap();
    validator.iter_errors(&as_json(text)).map(|error| format!("{}: {error}", error.instance_path())).collect()
}

#[test]
fn schemas_are_printed_alone_or_together() {
    let all: Value = serde_json::from_str(&printed(&["schema"])).unwrap();
    for inputs in ["scenario", "evidence"] {
        assert!(all[inputs].is_object(), "{inputs}");
    }
    for (of, alone) in all.as_object().unwrap() {
        assert_eq!(*alone, schema(of));
        assert!(jsonschema::meta::is_valid(alone), "{of}: a schema that keeps the rules of schemas");
    }
}

#[test]
fn every_answer_keeps_its_schema() {
    let (_folder, questions) = questions();
    let mut validators = BTreeMap::new();
    for question in questions {
        let schema = validators.entry(question.schema).or_insert_with(|| schema(question.schema));
        let validator = jsonschema::validator_for(schema).unwrap();
        let answer: Value = serde_json::from_str(&question.answer("json")).unwrap();
        assert_eq!(answer["schema"], schema["title"], "{:?}", question.arguments);
        let refusals = validator.iter_errors(&answer);
        let refusals: Vec<String> =
            refusals.map(|error| format!("{}: {error}", error.instance_path())).collect();
        assert!(refusals.is_empty(), "{:?}: {refusals:#?}", question.arguments);
        let mut other = answer.clone();
        other["schema"] = "apportion/other/2".into();
        assert!(!validator.is_valid(&other), "another version is refused");
        let mut more = answer;
        more["more"] = 1.into();
        assert!(!validator.is_valid(&more), "a key that is not documented is refused");
    }
    let all: Value = serde_json::from_str(&printed(&["schema"])).unwrap();
    let inputs = ["scenario", "evidence"];
    let outputs: Vec<&String> =
        all.as_object().unwrap().keys().filter(|of| !inputs.contains(&of.as_str())).collect();
    assert_eq!(outputs, validators.keys().collect::<Vec<_>>(), "each output was tried");
}

#[test]
fn every_shipped_file_and_every_example_is_accepted() {
    let example = Folder::with(&[]);
    apportion(&["init", &example.path("")]).assert().success();
    let of_example = |name: &str| Path::new(&example.path(name)).to_path_buf();
    let scenarios =
        [shipped(""), shipped("sweeps"), vec![of_example("hold.toml"), of_example("best.toml")]].concat();
    let evidence = [shipped("evidence"), vec![of_example("evidence.toml")]].concat();
    for (of, files) in [("scenario", scenarios), ("evidence", evidence)] {
        let schema = schema(of);
        for file in files {
            let refusals = refusals(&schema, &std::fs::read_to_string(&file).unwrap());
            assert!(refusals.is_empty(), "{}: {refusals:#?}", file.display());
        }
    }
}

#[test]
fn what_the_program_refuses_by_shape_the_schema_refuses() {
    let scenario = schema("scenario");
    for text in [
        "[scenario]\nname = 'x'\nbugdet = 1\n",
        "[scenario]\nname = 1\n",
        "[scenario]\nname = 'x'\n[allocate]\nwithin = 'worst'\n",
        "[scenario]\nname = 'x'\n[simulation]\ndraws = 'many'\n",
        "[scenario]\nname = 'x'\n[split]\npursue = 'most'\n",
        "[scenario]\nname = 'x'\n[[sweep.grid]]\nkey = 'split.pursue'\nvalues = 0.3\n",
        "[scenario]\nname = 'x'\n[[sweep.grid]]\nkey = 'split.pursue'\nvalues = []\n",
        "[scenario]\nname = 'x'\n[[sweep.list]]\nscenario = { base = 'y.toml' }\n",
    ] {
        assert!(!refusals(&scenario, text).is_empty(), "{text}");
        let folder = Folder::with(&[("x.toml", text)]);
        apportion(&["check", &folder.path("x.toml")]).assert().code(1);
    }
    let evidence = schema("evidence");
    let threat = "[evidence]\nname = 'x'\n[[threat]]\nid = 'a'\nname = 'A'\nsource = 's'\n";
    for rest in ["grade = 'guess'\n", "grade = 'expert'\nharm = { pert = { low = 1, mode = 2, hgih = 3 } }\n"]
    {
        assert!(!refusals(&evidence, &format!("{threat}{rest}")).is_empty(), "{rest}");
    }
}
