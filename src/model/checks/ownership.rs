//! Who may answer for what: nobody for their own work.

use crate::model::Evidence;
use crate::model::Ownership;
use crate::model::is_same_person;
use crate::problem::Place;
use crate::problem::Problem;

/// Every problem with the roles of the analysis and with who signed off what.
pub(super) fn problems(evidence: &Evidence, root: &Place) -> Vec<Problem> {
    let mut problems: Vec<Problem> = roles(evidence, &root.key("evidence")).into_iter().collect();
    for threat in evidence.threats() {
        let place = root.key("threat").named(threat.id.as_str());
        problems.extend(of_assumption(&threat.ownership, &place));
        for count in &threat.counts {
            problems.extend(of_assumption(&count.ownership, &place.key("count").named(count.id.as_str())));
        }
    }
    for funder in evidence.funders() {
        problems.extend(of_assumption(&funder.ownership, &root.key("funder").named(funder.id.as_str())));
    }
    for programme in evidence.programmes() {
        let place = root.key("programme").named(programme.id.as_str());
        problems.extend(of_assumption(&programme.ownership, &place));
        for effect in &programme.effects {
            problems
                .extend(of_assumption(&effect.ownership, &place.key("effect").named(effect.threat.as_str())));
        }
    }
    for (number, decision) in evidence.decisions().iter().enumerate() {
        if let Some(by) = decision.signed_off_by.as_ref().filter(|by| is_same_person(by, &decision.who)) {
            let place = root.key("decision").item(number);
            let found = format!("`{by}` took the decision too");
            let allowed = "somebody else: nobody signs off a decision of their own";
            problems.push(
                Problem::value(place.key("signed_off_by"), found).or(place.key("who")).allowed(allowed),
            );
        }
    }
    problems
}

/// Whoever did the analysis cannot make sure of it.
fn roles(evidence: &Evidence, place: &Place) -> Option<Problem> {
    let roles = evidence.roles();
    let (analyst, assurer) = (roles.analyst.as_ref()?, roles.assurer.as_ref()?);
    is_same_person(analyst, assurer).then(|| {
        let found = format!("`{assurer}` is the `analyst` too");
        let allowed = "somebody else: analyst and assurer are distinct in all cases (the AQuA Book, 2025)";
        Problem::value(place.key("assurer"), found).or(place.key("analyst")).allowed(allowed)
    })
}

/// Whoever made an assumption cannot sign it off, and a sign-off is somebody's on some day.
fn of_assumption(ownership: &Ownership, place: &Place) -> Vec<Problem> {
    let Ownership { owner, signed_off_by, signed_off_on, .. } = ownership;
    let mut problems = Vec::new();
    if let (Some(owner), Some(by)) = (owner, signed_off_by)
        && is_same_person(owner, by)
    {
        let found = format!("`{by}` is the `owner` too");
        let allowed = "somebody else: nobody signs off an assumption of their own";
        problems
            .push(Problem::value(place.key("signed_off_by"), found).or(place.key("owner")).allowed(allowed));
    }
    match (signed_off_by, signed_off_on) {
        (Some(_), None) => {
            let allowed = "the day of the sign-off, such as 2026-03-31, beside `signed_off_by`";
            problems.push(Problem::missing(place, "signed_off_on").allowed(allowed));
        }
        (None, Some(_)) => {
            let allowed = "who signed it off, beside `signed_off_on`";
            problems.push(Problem::missing(place, "signed_off_by").allowed(allowed));
        }
        _ => {}
    }
    problems
}
