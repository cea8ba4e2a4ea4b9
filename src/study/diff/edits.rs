//! In which pieces two pieces of evidence differ.

use crate::id::Address;
use crate::id::Id;
use crate::model::Correlation;
use crate::model::Count;
use crate::model::Curve;
use crate::model::Effect;
use crate::model::EvidenceSpec;
use crate::model::Funder;
use crate::model::Programme;
use crate::model::Reading;
use crate::model::Threat;
use crate::study::diff::edit::Edit;
use crate::study::diff::edit::Key;
use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::mem::discriminant;

/// Every piece from which figures come and that is not the same in both: made one after the other in OLD, they make NEW.
pub(super) fn edits(old: &EvidenceSpec, new: &EvidenceSpec) -> Vec<Edit> {
    let mut edits = Vec::new();
    edits.extend((old.strands != new.strands).then_some(Edit::Strands));
    edits.extend((old.price_year != new.price_year).then_some(Edit::PriceYear));
    edits.extend((old.reference_total != new.reference_total).then_some(Edit::ReferenceTotal));
    for (id, threats) in paired(&old.threats, &new.threats, |threat: &Threat| threat.id.clone()) {
        match threats {
            (Some(old), Some(new)) => of_threat(old, new, &mut edits),
            _ => edits.push(Edit::Threat(id)),
        }
    }
    for (id, funders) in paired(&old.funders, &new.funders, |funder: &Funder| funder.id.clone()) {
        match funders {
            (Some(old), Some(new)) => {
                edits.extend((old.delivered != new.delivered).then_some(Edit::Delivered(id)));
            }
            _ => edits.push(Edit::Funder(id)),
        }
    }
    for (id, programmes) in paired(&old.programmes, &new.programmes, |it: &Programme| it.id.clone()) {
        match programmes {
            (Some(old), Some(new)) => of_programme(old, new, &mut edits),
            _ => edits.push(Edit::Programme(id)),
        }
    }
    let groups = paired(&old.correlations, &new.correlations, |group: &Correlation| group.between.clone());
    let other = groups.into_iter().filter(|(_, (old, new))| old != new);
    edits.extend(other.map(|(between, _)| Edit::Correlation(between)));
    let measured = |spec: &EvidenceSpec, of: &Address| -> Vec<(Reading, Reading)> {
        let own = spec.observations.iter().filter(|own| own.of == *of);
        own.map(|own| (own.value, own.standard_error)).collect()
    };
    let observed: BTreeSet<&Address> =
        [old, new].iter().flat_map(|spec| &spec.observations).map(|own| &own.of).collect();
    let other = observed.into_iter().filter(|of| measured(old, of) != measured(new, of));
    edits.extend(other.map(|of| Edit::Observed(of.clone())));
    edits
}

fn of_threat(old: &Threat, new: &Threat, edits: &mut Vec<Edit>) {
    let id = || old.id.clone();
    edits.extend((old.harm != new.harm).then(|| Edit::Harm(id())));
    edits.extend((old.growth != new.growth).then(|| Edit::Growth(id())));
    let number = |count: Option<&Count>| count.map(|count| count.per_year.clone());
    for (count, (old, new)) in paired(&old.counts, &new.counts, |count: &Count| count.id.clone()) {
        edits.extend((number(old) != number(new)).then(|| Edit::Count(id(), count)));
    }
}

fn of_programme(old: &Programme, new: &Programme, edits: &mut Vec<Edit>) {
    let id = &old.id;
    let other = Key::ALL.iter().filter(|key| !key.is_same(old, new));
    edits.extend(other.map(|key| Edit::Of(id.clone(), *key)));
    for (threat, effects) in paired(&old.effects, &new.effects, |effect: &Effect| effect.threat.clone()) {
        match effects {
            (Some(old), Some(new)) => of_effect(id, &threat, old, new, edits),
            _ => edits.push(Edit::Effect(id.clone(), threat)),
        }
    }
}

fn of_effect(programme: &Id, threat: &Id, old: &Effect, new: &Effect, edits: &mut Vec<Edit>) {
    let of = |edit: fn(Id, Id) -> Edit| edit(programme.clone(), threat.clone());
    match (&old.curve, &new.curve) {
        (Curve::Parametric(one), Curve::Parametric(other))
            if one.family == other.family && discriminant(&one.strength) == discriminant(&other.strength) =>
        {
            edits.extend((one.strength != other.strength).then(|| of(Edit::Strength)));
            edits.extend((one.scale != other.scale).then(|| of(Edit::Scale)));
            edits.extend((old.works != new.works).then(|| of(Edit::Works)));
        }
        (one, other) if one == other => edits.extend((old.works != new.works).then(|| of(Edit::Works))),
        // Another curve comes with all that is said of it.
        _ => edits.push(of(Edit::Effect)),
    }
}

/// Something of OLD and what is the same of NEW.
pub(super) type Pair<'a, T> = (Option<&'a T>, Option<&'a T>);

/// What goes by the same key in both, in the order of keys; what only one has is alone.
pub(super) fn paired<'a, T, K: Ord>(
    old: &'a [T],
    new: &'a [T],
    key: impl Fn(&T) -> K,
) -> BTreeMap<K, Pair<'a, T>> {
    let mut pairs: BTreeMap<K, Pair<'a, T>> = BTreeMap::new();
    for item in old {
        pairs.entry(key(item)).or_default().0 = Some(item);
    }
    for item in new {
        pairs.entry(key(item)).or_default().1 = Some(item);
    }
    pairs
}
