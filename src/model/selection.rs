//! Which assumptions somebody wants to see.

use crate::id::Id;
use crate::id::Pattern;
use crate::model::Assumption;
use crate::model::Evidence;
use crate::model::Grade;
use crate::model::checks::pattern;
use crate::problem::Place;
use crate::problem::Problem;

/// What an assumption must be: any of what is named in each list that is not empty, and all lists together.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Selection {
    /// Globs over addresses.
    pub only: Vec<Pattern>,
    /// Grades.
    pub grades: Vec<Grade>,
    /// Strands, by the programmes in them.
    pub strands: Vec<String>,
    /// Threats, and programmes' effects on them.
    pub threats: Vec<String>,
    /// Whether only numbers that differ between draws are wanted.
    pub uncertain: bool,
}

/// What an address is about.
struct About<'a> {
    programme: Option<&'a str>,
    threat: Option<&'a str>,
}

impl<'a> About<'a> {
    /// Ids have no dots, so an address says it.
    fn of(address: &'a str) -> Self {
        match address.split('.').collect::<Vec<_>>().as_slice() {
            ["threat", threat, ..] => Self { programme: None, threat: Some(threat) },
            ["programme", programme, threat, _] => Self { programme: Some(programme), threat: Some(threat) },
            ["programme", programme, ..] => Self { programme: Some(programme), threat: None },
            _ => Self { programme: None, threat: None },
        }
    }
}

impl Selection {
    /// The assumptions of some evidence that are wanted, by address.
    ///
    /// # Errors
    /// Strands and threats that there are none of, and globs that cover nothing; each at the place of its option.
    pub fn of(&self, evidence: &Evidence) -> Result<Vec<Assumption>, Vec<Problem>> {
        let all = evidence.assumptions();
        let problems = self.problems(evidence, &all);
        if !problems.is_empty() {
            return Err(problems);
        }
        Ok(all.into_iter().filter(|assumption| self.wants(evidence, assumption)).collect())
    }

    fn wants(&self, evidence: &Evidence, assumption: &Assumption) -> bool {
        let address = assumption.address.as_str();
        let about = About::of(address);
        let strand =
            evidence.programmes().iter().find(|programme| Some(programme.id.as_str()) == about.programme);
        let strand = strand.map(|programme| programme.strand.as_str());
        let is_any = |names: &[String], name: Option<&str>| {
            names.is_empty() || name.is_some_and(|name| names.iter().any(|other| other == name))
        };
        (self.only.is_empty() || self.only.iter().any(|pattern| pattern.covers(address)))
            && (self.grades.is_empty() || self.grades.contains(&assumption.grade))
            && is_any(&self.strands, strand)
            && is_any(&self.threats, about.threat)
            && (assumption.is_uncertain || !self.uncertain)
    }

    fn problems(&self, evidence: &Evidence, all: &[Assumption]) -> Vec<Problem> {
        let option = |name: &str| Place::root().key(name);
        let strands = evidence.strands().iter().map(Id::as_str);
        let threats = evidence.threats().iter().map(|threat| threat.id.as_str());
        let unknown = |kind: &str, written: &String, known: &[&str]| {
            (!known.contains(&written.as_str()))
                .then(|| Problem::unknown(option(&format!("--{kind}")), kind, written, known.iter().copied()))
        };
        let (strands, threats): (Vec<&str>, Vec<&str>) = (strands.collect(), threats.collect());
        let mut problems = Vec::new();
        let addresses: Vec<&str> = all.iter().map(|assumption| assumption.address.as_str()).collect();
        for pattern in &self.only {
            if !addresses.iter().any(|address| pattern.covers(address)) {
                let found = format!("`{}` covers no assumption", pattern.as_str());
                let allowed = "addresses, with `*` for any run of characters";
                let nearest = pattern::nearest(pattern, &addresses);
                problems.push(Problem::value(option("--only"), found).allowed(allowed).nearest(nearest));
            }
        }
        problems.extend(self.strands.iter().filter_map(|strand| unknown("strand", strand, &strands)));
        problems.extend(self.threats.iter().filter_map(|threat| unknown("threat", threat, &threats)));
        problems
    }
}
