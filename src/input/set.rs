//! A what-if as it is typed: `ADDRESS=VALUE`.

use crate::id::Pattern;
use crate::input::construct::Gather;
use crate::input::construct::taken;
use crate::input::decode::Field;
use crate::input::decode::decode;
use crate::input::parse::parse;
use crate::input::raw::what_if::TakenEntry;
use crate::input::source::Sources;
use crate::model::WhatIf;
use crate::problem::Place;
use crate::problem::Problem;
use serde::Deserialize;

/// The value alone, as a file.
#[derive(Debug, Deserialize)]
struct Typed {
    value: Field<TakenEntry>,
}

/// Reads `ADDRESS=VALUE`, with a value as a scenario file writes it; money may go without quotes.
///
/// # Errors
/// What is wrong with it, in words.
pub fn what_if(typed: &str) -> Result<WhatIf, String> {
    let allowed = || format!("`ADDRESS=VALUE`, the value {}", WhatIf::ALLOWED);
    let Some((address, value)) = typed.split_once('=') else { return Err(allowed()) };
    let (address, value) = (address.trim().trim_matches('"'), value.trim());
    if value.is_empty() || address.is_empty() || value.contains(char::is_control) {
        return Err(allowed());
    }
    let of = Pattern::new(address).map_err(|error| error.to_string())?;
    let value = if value.starts_with('£') { format!("\"{value}\"") } else { value.to_owned() };
    let text = format!("value = {value}\n");
    let (tree, faults) = parse(&text, Sources::default().add("--set", &text));
    if let Some(fault) = faults.first() {
        return Err(format!("`{value}`: {}; allowed: {}", fault.found, WhatIf::ALLOWED));
    }
    let (read, problems) = decode::<Typed>(&tree);
    if let Some(problem) = problems.first() {
        return Err(said(problem));
    }
    let mut gather = Gather::new(true);
    let entry = read.given().and_then(|typed| typed.value.given());
    let taken = entry.and_then(|entry| taken(&mut gather, address, entry, &Place::root()));
    match (taken, gather.problems().first()) {
        (Some(taken), None) => Ok(WhatIf { of, taken }),
        (_, Some(problem)) => Err(said(problem)),
        (None, None) => Err(allowed()),
    }
}

fn said(problem: &Problem) -> String {
    let allowed = problem.allowed.as_deref().unwrap_or(WhatIf::ALLOWED);
    format!("{}; allowed: {allowed}", problem.found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_ifs_are_read_as_people_type_them() {
        let read = |typed: &str| what_if(typed).map(|what_if| what_if.to_string());
        assert_eq!(read("threat.drugs.harm=£20bn"), Ok("threat.drugs.harm = 20000".into()));
        assert_eq!(
            read("programme.prevent-*.*.average_return={ times = 2 }"),
            Ok("programme.prevent-*.*.average_return × 2".into())
        );
        assert_eq!(read("a.b = {at = 0.95}"), Ok("a.b at its 95% point".into()));
        assert_eq!(read("a.b=0.3"), Ok("a.b = 0.3".into()));
        let spread = read("a.b={ uniform = { low = 1, high = 2 } }").unwrap();
        assert!(spread.starts_with("a.b = uniform"), "{spread}");
        for wrong in
            ["", "a", "a=", "=3", "a=b", "a={ times = -1 }", "a={ at = 1.5 }", "a=£3", "a=[1]", "a=1\nb=2"]
        {
            assert!(read(wrong).is_err(), "{wrong}");
        }
        assert!(read("a.average_return=£3m").unwrap_err().contains("which this number is not"));
    }
}
