//! What is said of each piece of evidence that differs.

use crate::id::Address;
use crate::id::Id;
use crate::id::Pattern;
use crate::model::Assumption;
use crate::model::Correlation;
use crate::model::Dependence;
use crate::model::Effect;
use crate::model::Evidence;
use crate::model::EvidenceSpec;
use crate::model::Programme;
use crate::study::diff::change::Change;
use crate::study::diff::change::ChangeKind;
use crate::study::diff::change::Stated;
use crate::study::diff::edit::Edit;
use crate::study::diff::edit::Key;
use crate::text;
use std::collections::BTreeMap;

/// One side: what it says, and its assumptions by address.
pub(super) struct Side {
    spec: EvidenceSpec,
    log: BTreeMap<String, Assumption>,
}

impl Side {
    pub(super) fn of(evidence: &Evidence) -> Self {
        let log = evidence.assumptions_as_written().into_iter();
        let log = log.map(|assumption| (assumption.address.to_string(), assumption)).collect();
        Self { spec: evidence.as_written(), log }
    }

    fn programme(&self, id: &Id) -> Option<&Programme> {
        self.spec.programmes.iter().find(|programme| programme.id == *id)
    }

    fn effect(&self, programme: &Id, threat: &Id) -> Option<&Effect> {
        self.programme(programme)?.effects.iter().find(|effect| effect.threat == *threat)
    }

    /// What the log says at an address.
    fn logged(&self, address: &str) -> Option<Stated> {
        let Assumption { value, grade, source, .. } = self.log.get(address)?;
        Some(Stated::known(value, *grade, source))
    }

    /// What it says where an edit stands.
    fn stated(&self, edit: &Edit, address: &str) -> Option<Stated> {
        match edit {
            Edit::Strands => {
                let strands: Vec<&str> = self.spec.strands.iter().map(Id::as_str).collect();
                Some(Stated::plain(text::listed(&strands)))
            }
            Edit::PriceYear => Some(Stated::plain(&self.spec.price_year)),
            Edit::ReferenceTotal => self.spec.reference_total.map(|total| Stated::plain(total.to_string())),
            Edit::Threat(id) => {
                let threat = self.spec.threats.iter().find(|threat| threat.id == *id)?;
                let harm =
                    threat.harm.as_ref().map_or("not costed".to_owned(), |harm| format!("harm {harm}"));
                Some(Stated::known(format!("{}: {harm}", threat.name), threat.grade, &threat.source))
            }
            Edit::Funder(id) => {
                let funder = self.spec.funders.iter().find(|funder| funder.id == *id)?;
                let (grade, source) = (funder.grade, funder.source.clone());
                Some(Stated { value: funder.name.clone(), grade, source })
            }
            Edit::Programme(id) => self.programme(id).map(whole_programme),
            Edit::Of(id, Key::Strand) => Some(Stated::plain(self.programme(id)?.strand.as_str())),
            Edit::Of(id, Key::Funder) => Some(Stated::plain(self.programme(id)?.funder.as_ref()?.as_str())),
            Edit::Effect(programme, threat) => self.effect(programme, threat).map(whole_effect),
            Edit::Correlation(between) => {
                let group = self.spec.correlations.iter().find(|group| group.between == *between)?;
                Some(Stated::plain(together(group)))
            }
            Edit::Observed(of) => {
                let own = self.spec.observations.iter().filter(|own| own.of == *of);
                let said: Vec<String> = own
                    .map(|own| format!("{} ± {} ({})", own.value.get(), own.standard_error.get(), own.source))
                    .collect();
                (!said.is_empty()).then(|| Stated::plain(said.join("; ")))
            }
            Edit::Harm(_)
            | Edit::Growth(_)
            | Edit::Count(..)
            | Edit::Delivered(_)
            | Edit::Of(..)
            | Edit::Strength(..)
            | Edit::Scale(..)
            | Edit::Works(..) => self.logged(address),
        }
    }
}

fn whole_programme(programme: &Programme) -> Stated {
    let effects = text::plural(programme.effects.len(), "effect", "effects");
    let (name, strand, reference) = (&programme.name, &programme.strand, programme.reference);
    let value = format!("{name}: {strand}, {reference} today, {effects}");
    Stated::known(value, programme.grade, &programme.source)
}

fn whole_effect(effect: &Effect) -> Stated {
    let numbers = effect.curve.parameters().map(|(parameter, number)| format!("{} {number}", parameter.key));
    let works = effect.works.iter().map(|works| format!("works {works}"));
    let numbers: Vec<String> = numbers.chain(works).collect();
    let curve = effect.curve.name();
    let value =
        if numbers.is_empty() { curve.to_owned() } else { format!("{curve}: {}", text::listed(&numbers)) };
    Stated::known(value, effect.grade, &effect.source)
}

fn together(group: &Correlation) -> String {
    match &group.dependence {
        Dependence::OneFactor(rho) => format!("rho {}", rho.get()),
        Dependence::Matrix(_) => "a matrix of correlations".to_owned(),
    }
}

/// What is said of a piece that differs.
pub(super) fn change(edit: &Edit, old: &Side, new: &Side) -> Change {
    let address = address(edit, old, new);
    let logged = new.log.get(&address).or_else(|| old.log.get(&address));
    let what = logged.map_or_else(|| what(edit).to_owned(), |assumption| assumption.what.clone());
    let kind = if edit.is_structural() { ChangeKind::Structure } else { ChangeKind::Value };
    let (before, after) = (old.stated(edit, &address), new.stated(edit, &address));
    Change { address, what, kind, before, after }
}

/// What a piece is, where the assumptions log does not say it.
fn what(edit: &Edit) -> &'static str {
    match edit {
        Edit::Strands => "the strands",
        Edit::PriceYear => "the year in whose prices money is",
        Edit::ReferenceTotal => "what reference spend is scaled to",
        Edit::Threat(_) => "a threat",
        Edit::Harm(_) => "harm a year, £m",
        Edit::Growth(_) => "growth of harm a year",
        Edit::Count(..) => "a human measure",
        Edit::Funder(_) => "a funder",
        Edit::Delivered(_) => "share of planned money that is delivered",
        Edit::Programme(_) => "a programme",
        Edit::Of(_, Key::Strand) => "the strand of a programme",
        Edit::Of(_, Key::Funder) => "the funder of a programme",
        Edit::Of(_, Key::Reference) => "spend today, £m",
        Edit::Of(_, Key::Min) => "least spend, £m",
        Edit::Of(_, Key::Max) => "most spend, £m",
        Edit::Of(_, Key::SetUp) => "set-up cost, £m",
        Edit::Of(_, Key::Lag) => "lag weights, from the year of spending on",
        Edit::Effect(..) => "an effect of a programme on a threat",
        Edit::Strength(..) => "the strength of an effect",
        Edit::Scale(..) => "the effort for which a strength is stated",
        Edit::Works(..) => "the probability that an effect works at all",
        Edit::Correlation(_) => "uncertain numbers that move together",
        Edit::Observed(_) => "what studies measured of it",
    }
}

fn address(edit: &Edit, old: &Side, new: &Side) -> String {
    match edit {
        Edit::Strands => "evidence.strands".to_owned(),
        Edit::PriceYear => "evidence.price_year".to_owned(),
        Edit::ReferenceTotal => "evidence.reference_total".to_owned(),
        Edit::Threat(id) => format!("threat.{id}"),
        Edit::Harm(id) => Address::of_threat(id, "harm").to_string(),
        Edit::Growth(id) => Address::of_threat(id, "growth").to_string(),
        Edit::Count(threat, id) => Address::of_count(threat, id).to_string(),
        Edit::Funder(id) => format!("funder.{id}"),
        Edit::Delivered(id) => Address::of_delivery(id).to_string(),
        Edit::Programme(id) => format!("programme.{id}"),
        Edit::Of(id, key) => Address::of_programme(id, key.as_str()).to_string(),
        Edit::Effect(programme, threat) => format!("programme.{programme}.{threat}"),
        Edit::Strength(programme, threat) => {
            Address::of_effect(programme, threat, key(programme, threat, 0, old, new)).to_string()
        }
        Edit::Scale(programme, threat) => {
            Address::of_effect(programme, threat, key(programme, threat, 1, old, new)).to_string()
        }
        Edit::Works(programme, threat) => Address::of_effect(programme, threat, "works").to_string(),
        Edit::Observed(of) => format!("observation.{of}"),
        Edit::Correlation(between) => {
            let between: Vec<&str> = between.iter().map(Pattern::as_str).collect();
            format!("correlation.{}", between.join(", "))
        }
    }
}

/// The key of the strength of a curve, or of its scale, which the older of two may not state.
fn key(programme: &Id, threat: &Id, number: usize, old: &Side, new: &Side) -> &'static str {
    let of = |side: &Side| {
        let effect = side.effect(programme, threat)?;
        effect.curve.parameters().nth(number).map(|(parameter, _)| parameter.key)
    };
    of(new).or_else(|| of(old)).unwrap_or_default()
}
