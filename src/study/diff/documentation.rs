//! Names, grades, sources and dates that differ: no figure comes of them.

use crate::model::Count;
use crate::model::Effect;
use crate::model::EvidenceSpec;
use crate::model::Funder;
use crate::model::Grade;
use crate::model::Ownership;
use crate::model::Programme;
use crate::model::Roles;
use crate::model::Settled;
use crate::model::Threat;
use crate::study::diff::change::Change;
use crate::study::diff::change::ChangeKind;
use crate::study::diff::change::Stated;
use crate::study::diff::edits::Pair;
use crate::study::diff::edits::paired;

/// What is said of something by way of documentation.
type Said = (String, Option<Grade>, Option<String>);

/// What differs in documentation alone, but for what stands beside a value that differs.
pub(super) fn documentation(old: &EvidenceSpec, new: &EvidenceSpec, valued: &[Change]) -> Vec<Change> {
    let mut all = of_file(old, new);
    for (id, threats) in paired(&old.threats, &new.threats, |threat: &Threat| threat.id.clone()) {
        let address = format!("threat.{id}");
        let said = |it: &Threat| (named(&it.name, &it.ownership), Some(it.grade), Some(it.source.clone()));
        all.extend(differing(&address, "a threat", threats, said));
        let (Some(old), Some(new)) = threats else { continue };
        for (count, counts) in paired(&old.counts, &new.counts, |count: &Count| count.id.clone()) {
            let said = |it: &Count| (named(&it.name, &it.ownership), Some(it.grade), Some(it.source.clone()));
            all.extend(differing(&format!("{address}.{count}"), "a human measure", counts, said));
        }
    }
    for (id, funders) in paired(&old.funders, &new.funders, |funder: &Funder| funder.id.clone()) {
        let said = |it: &Funder| (named(&it.name, &it.ownership), it.grade, it.source.clone());
        all.extend(differing(&format!("funder.{id}"), "a funder", funders, said));
    }
    for (id, programmes) in paired(&old.programmes, &new.programmes, |it: &Programme| it.id.clone()) {
        let address = format!("programme.{id}");
        let said = |it: &Programme| (named(&it.name, &it.ownership), Some(it.grade), Some(it.source.clone()));
        all.extend(differing(&address, "a programme", programmes, said));
        let (Some(old), Some(new)) = programmes else { continue };
        for (threat, effects) in paired(&old.effects, &new.effects, |it: &Effect| it.threat.clone()) {
            let said = |it: &Effect| (named("", &it.ownership), Some(it.grade), Some(it.source.clone()));
            all.extend(differing(&format!("{address}.{threat}"), "an effect", effects, said));
        }
    }
    all.retain(|change| !is_said_beside_a_value(change, valued));
    all
}

/// Whether the name is the same, and a value that differs says the same grades and sources already.
fn is_said_beside_a_value(change: &Change, valued: &[Change]) -> bool {
    let name = |stated: &Option<Stated>| stated.as_ref().map(|it| it.value.clone());
    let known = |change: &Change| {
        [&change.before, &change.after].map(|it| it.as_ref().map(|it| (it.grade, it.source.clone())))
    };
    let says_it = |other: &&Change| {
        let rest = other.address.strip_prefix(&change.address);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.')) && known(other) == known(change)
    };
    name(&change.before) == name(&change.after) && valued.iter().any(|other| says_it(&other))
}

/// A change of documentation of what both have.
fn differing<T>(address: &str, what: &str, pair: Pair<'_, T>, said: impl Fn(&T) -> Said) -> Option<Change> {
    let (old, new) = (said(pair.0?), said(pair.1?));
    let stated = |(value, grade, source): Said| Some(Stated { value, grade, source });
    (old != new).then(|| Change {
        address: address.to_owned(),
        what: format!("{what}: name, grade, source or who answers for it"),
        kind: ChangeKind::Documentation,
        before: stated(old),
        after: stated(new),
    })
}

/// A name, and who answers for what has it.
fn named(name: &str, ownership: &Ownership) -> String {
    let Ownership { owner, signed_off_by, signed_off_on, note, is_proxy } = ownership;
    let said = [
        (!name.is_empty()).then(|| name.to_owned()),
        owner.as_ref().map(|owner| format!("owner {owner}")),
        signed_off_by.as_ref().map(|by| format!("signed off by {by}")),
        signed_off_on.map(|on| format!("on {on}")),
        note.clone(),
        is_proxy.then(|| "a proxy".to_owned()),
    ];
    said.into_iter().flatten().collect::<Vec<_>>().join("; ")
}

/// What the file says of itself.
fn of_file(old: &EvidenceSpec, new: &EvidenceSpec) -> Vec<Change> {
    let date = |date: Option<jiff::civil::Date>| date.map(|date| date.to_string());
    let said = [
        ("name", "its name", Some(old.name.clone()), Some(new.name.clone())),
        ("description", "what it says of itself", old.description.clone(), new.description.clone()),
        ("as_of", "the date of the knowledge", date(old.as_of), date(new.as_of)),
        ("review_by", "the date by which to look at it again", date(old.review_by), date(new.review_by)),
        ("roles", "who did the analysis, and who answers for it", roles(&old.roles), roles(&new.roles)),
    ];
    let other = said.into_iter().filter(|(_, _, old, new)| old != new);
    let changes = other.map(|(key, what, old, new)| Change {
        address: format!("evidence.{key}"),
        what: what.to_owned(),
        kind: ChangeKind::Documentation,
        before: old.map(Stated::plain),
        after: new.map(Stated::plain),
    });
    changes.chain(decisions(old, new)).collect()
}

fn roles(roles: &Roles) -> Option<String> {
    let Roles { commissioner, analyst, assurer, approver } = roles;
    let named =
        [("commissioner", commissioner), ("analyst", analyst), ("assurer", assurer), ("approver", approver)];
    let said = named.into_iter().filter_map(|(role, name)| Some(format!("{role} {}", name.as_ref()?)));
    let said: Vec<String> = said.collect();
    (!said.is_empty()).then(|| said.join("; "))
}

/// Decisions that came, went, or are told otherwise.
fn decisions(old: &EvidenceSpec, new: &EvidenceSpec) -> Vec<Change> {
    let stated = |decision: Option<&Settled>| {
        decision.map(|Settled { on, why, who, signed_off_by, .. }| {
            let on = on.map(|on| format!("on {on} by {who}: {why}"));
            let by = signed_off_by.as_ref().map(|by| format!("signed off by {by}"));
            Stated::plain(on.into_iter().chain(by).collect::<Vec<_>>().join("; "))
        })
    };
    let pairs = paired(&old.decisions, &new.decisions, |decision: &Settled| decision.what.clone());
    let other = pairs.into_iter().filter(|(_, (old, new))| old != new);
    let changes = other.map(|(what, (old, new))| Change {
        address: format!("decision.{what}"),
        what: "a decision".to_owned(),
        kind: ChangeKind::Documentation,
        before: stated(old),
        after: stated(new),
    });
    changes.collect()
}
