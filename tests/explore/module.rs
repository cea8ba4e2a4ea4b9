//! The module in the repository is that of its recipe, of these sources, and asks nobody for anything.

use crate::HERE;
use sha2::Digest;
use sha2::Sha256;
use std::collections::BTreeSet;
use std::fmt::Write;
use std::fs;
use std::path::Path;
use toml::Table;

/// The module, packed.
pub const PACKED: &[u8] = include_bytes!("../../web/engine.wasm.lzma");

const RECIPE: &str = include_str!("../../web/engine.lock");

fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().fold(String::new(), |mut hex, byte| {
        write!(hex, "{byte:02x}").unwrap();
        hex
    })
}

fn recipe() -> Table {
    RECIPE.parse().unwrap()
}

fn list(recipe: &Table, key: &str) -> Vec<String> {
    recipe[key].as_array().unwrap().iter().map(|item| item.as_str().unwrap().to_owned()).collect()
}

fn module() -> Vec<u8> {
    let mut module = Vec::new();
    let mut packed = PACKED;
    lzma_rs::lzma_decompress(&mut packed, &mut module).unwrap();
    module
}

/// Every file at or below a path, but for what is at or below those that are left out.
fn files(path: &str, without: &[String], found: &mut BTreeSet<String>) {
    if without.iter().any(|left_out| left_out == path) {
        return;
    }
    let there = Path::new(HERE).join(path);
    if there.is_file() {
        found.insert(path.to_owned());
        return;
    }
    for entry in fs::read_dir(&there).unwrap() {
        let name = entry.unwrap().file_name();
        files(&format!("{path}/{}", name.to_str().unwrap()), without, found);
    }
}

/// The fingerprint of what the module is built from, by the rule of `web/build`: that of what `sha256sum` prints of its files in
/// the order of their paths.
fn sources(of: &[String], without: &[String]) -> String {
    let mut found = BTreeSet::new();
    for path in of {
        files(path, without, &mut found);
    }
    assert!(found.len() > 300, "{}", found.len());
    let lines = found.iter().map(|path| {
        let text = fs::read(Path::new(HERE).join(path)).unwrap();
        format!("{}  {path}\n", sha256(&text))
    });
    sha256(lines.collect::<String>().as_bytes())
}

#[test]
fn the_module_is_of_these_sources() {
    let recipe = recipe();
    let (of, without) = (list(&recipe, "sources_of"), list(&recipe, "sources_without"));
    let is_of_the_engine =
        ["Cargo.lock", "Cargo.toml", "src", "web/src"].iter().all(|path| of.contains(&(*path).to_owned()));
    assert!(is_of_the_engine, "{of:?}");
    let is_of_the_command_line = |path: &String| {
        let feature = ["src/cli", "src/main.rs", "src/report/page", "src/report/workbook"];
        feature.contains(&path.as_str())
    };
    assert!(without.iter().all(is_of_the_command_line), "{without:?}");
    let recorded = recipe["sources"].as_str().unwrap();
    assert_eq!(sources(&of, &without), recorded, "engine sources changed: run web/build");
}

#[test]
fn the_module_is_that_of_its_recipe() {
    let recipe = recipe();
    assert_eq!(sha256(PACKED), recipe["packed"].as_str().unwrap());
    assert_eq!(sha256(&module()), recipe["module"].as_str().unwrap());
}

/// The bytes of a module as its format has them (WebAssembly Core Specification, chapter 5).
struct Bytes<'m>(&'m [u8]);

impl<'m> Bytes<'m> {
    fn take(&mut self, count: usize) -> &'m [u8] {
        let (taken, rest) = self.0.split_at(count);
        self.0 = rest;
        taken
    }

    fn byte(&mut self) -> u8 {
        self.take(1)[0]
    }

    /// An unsigned number in LEB128.
    fn number(&mut self) -> usize {
        let (mut number, mut shift) = (0, 0);
        loop {
            let byte = self.byte();
            number |= usize::from(byte & 0x7f) << shift;
            shift += 7;
            if byte < 0x80 {
                return number;
            }
        }
    }

    fn name(&mut self) -> String {
        let length = self.number();
        String::from_utf8(self.take(length).to_vec()).unwrap()
    }
}

/// The sections of a module: the number that says what each is, and its bytes.
fn sections(module: &[u8]) -> Vec<(u8, &[u8])> {
    let mut bytes = Bytes(module);
    assert_eq!(bytes.take(8), b"\0asm\x01\0\0\0");
    let mut sections = Vec::new();
    while !bytes.0.is_empty() {
        let id = bytes.byte();
        let length = bytes.number();
        sections.push((id, bytes.take(length)));
    }
    sections
}

const IMPORTS: u8 = 2;
const EXPORTS: u8 = 7;
const START: u8 = 8;

#[test]
fn the_module_asks_for_nothing_and_offers_three_functions_and_its_memory() {
    let module = module();
    let sections = sections(&module);
    let section = |wanted: u8| sections.iter().find(|(id, _)| *id == wanted).map(|(_, bytes)| *bytes);
    let imports = section(IMPORTS).map_or(0, |bytes| Bytes(bytes).number());
    assert_eq!(imports, 0, "what it imports");
    assert!(section(START).is_none(), "nothing runs before it is asked");
    let mut exports = Bytes(section(EXPORTS).unwrap());
    let mut offered = BTreeSet::new();
    for _ in 0..exports.number() {
        let name = exports.name();
        let kind = exports.byte();
        exports.number();
        offered.insert((kind, name));
    }
    assert!(exports.0.is_empty());
    // Functions, and a memory; what the linker says of the memory's layout are numbers (kind 3), which nobody here asks for.
    let named = |kind: u8| -> Vec<&str> {
        offered.iter().filter(|(own, _)| *own == kind).map(|(_, name)| name.as_str()).collect()
    };
    assert_eq!(named(0), ["answer", "ask", "reserve"]);
    assert_eq!(named(2), ["memory"]);
    assert!(named(1).is_empty(), "no table of functions");
}

#[test]
fn the_module_names_no_folder_of_the_machine_it_was_built_on() {
    let module = module();
    let has = |text: &str| module.windows(text.len()).any(|window| window == text.as_bytes());
    assert!(has("there is no scenario `"), "texts can be found in it");
    for folder in [HERE, "/home/", "/root/", "/Users/", "/tmp/", ".cargo/registry"] {
        assert!(!has(folder), "{folder}");
    }
}
