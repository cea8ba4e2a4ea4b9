//! Evidence files.

use crate::distribution::Distribution;
use crate::id::Id;
use crate::id::Pattern;
use crate::input::construct::Gather;
use crate::input::construct::effect;
use crate::input::construct::gather::money;
use crate::input::construct::number;
use crate::input::construct::observation;
use crate::input::construct::ownership::decision;
use crate::input::construct::ownership::ownership;
use crate::input::construct::ownership::roles;
use crate::input::decode::Field;
use crate::input::raw::evidence as raw;
use crate::model::Correlation;
use crate::model::Count;
use crate::model::Dependence;
use crate::model::Effect;
use crate::model::EvidenceSpec;
use crate::model::Funder;
use crate::model::Grade;
use crate::model::Programme;
use crate::model::Threat;
use crate::problem::Lack;
use crate::problem::Place;
use crate::problem::Problem;
use crate::text::typed;
use crate::units::Money;

/// What an evidence file says, with stand-ins where problems have been gathered.
pub(crate) fn evidence(gather: &mut Gather, file: &raw::EvidenceFile) -> EvidenceSpec {
    let root = Place::root();
    let mut spec = EvidenceSpec::default();
    if let Some(head) = gather.required(&file.evidence, &root, "evidence") {
        let place = root.key("evidence");
        spec.name = gather.text(&head.name, &place, "name");
        spec.description = head.description.given().cloned();
        gather.required(&head.strands, &place, "strands");
        let strands = head.strands.items();
        spec.strands =
            strands.filter_map(|(i, strand)| gather.id(strand, place.key("strands").item(i))).collect();
        gather.keep_all(Lack::Strand, &head.strands);
        let count = head.strands.items().count();
        gather.keep(Lack::Strand, (count == spec.strands.len()).then_some(()));
        spec.price_year = gather.text(&head.price_year, &place, "price_year");
        spec.as_of = head.as_of.given().map(|date| date.0);
        spec.review_by = head.review_by.given().map(|date| date.0);
        spec.roles = roles(gather, head, &place);
        spec.reference_total = money(&head.reference_total);
    }
    gather.keep_all(Lack::Threat, &file.threat);
    gather.keep_all(Lack::Funder, &file.funder);
    gather.keep_all(Lack::Any, &file.programme);
    let threats = file.threat.items();
    spec.threats = threats.filter_map(|(i, t)| threat(gather, t, &root.key("threat").item(i))).collect();
    let funders = file.funder.items();
    spec.funders = funders.filter_map(|(i, f)| funder(gather, f, &root.key("funder").item(i))).collect();
    let programmes = file.programme.items();
    spec.programmes =
        programmes.filter_map(|(i, p)| programme(gather, p, &root.key("programme").item(i))).collect();
    let groups = file.correlation.items();
    spec.correlations = groups
        .filter_map(|(i, group)| correlation(gather, group, &root.key("correlation").item(i)))
        .collect();
    let decisions = file.decision.items();
    spec.decisions = decisions.map(|(i, own)| decision(gather, own, &root.key("decision").item(i))).collect();
    let observations = file.observation.items();
    spec.observations =
        observations.filter_map(|(i, stated)| observation::observation(gather, stated, i)).collect();
    spec
}

/// Grade and source, which every assumption must carry.
fn provenance(
    gather: &mut Gather,
    grade: Field<raw::Grade>,
    source: &Field<String>,
    place: &Place,
) -> (Grade, String) {
    let grade = gather.required(&grade, place, "grade").copied().map_or(Grade::Placeholder, model_grade);
    (grade, gather.text(source, place, "source"))
}

fn model_grade(grade: raw::Grade) -> Grade {
    match grade {
        raw::Grade::Measured => Grade::Measured,
        raw::Grade::Published => Grade::Published,
        raw::Grade::Expert => Grade::Expert,
        raw::Grade::Placeholder => Grade::Placeholder,
    }
}

fn threat(gather: &mut Gather, stated: &raw::Threat, place: &Place) -> Option<Threat> {
    let id = gather.required_id(&stated.id, place, "id");
    let name = gather.text(&stated.name, place, "name");
    // A harm that is wrong is a harm all the same: the threat must not pass for one that nobody has costed.
    let harm = number::optional(gather, &stated.harm, place, "harm").or_else(|| stand_in(&stated.harm));
    let growth = number::optional(gather, &stated.growth, place, "growth");
    let (grade, source) = if stated.harm.is_absent() && stated.growth.is_absent() {
        let grade = stated.grade.given().copied().map_or(Grade::Placeholder, model_grade);
        (grade, stated.source.given().cloned().unwrap_or_default())
    } else {
        provenance(gather, stated.grade, &stated.source, place)
    };
    let counts = stated.count.items();
    let counts = counts.filter_map(|(i, c)| count(gather, c, &place.key("count").item(i))).collect();
    let id = gather.keep(Lack::Threat, id)?;
    gather.keep_all(Lack::Any, &stated.count);
    let ownership = ownership(gather, &stated.owned(), place);
    Some(Threat { id, name, harm, growth, counts, grade, source, ownership })
}

fn stand_in<T>(field: &Field<T>) -> Option<Distribution> {
    if field.is_absent() { None } else { Distribution::constant(1.0).ok() }
}

fn count(gather: &mut Gather, stated: &raw::Count, place: &Place) -> Option<Count> {
    let id = gather.required_id(&stated.id, place, "id");
    let name = gather.text(&stated.name, place, "name");
    let per_year = number::required(gather, &stated.per_year, place, "per_year");
    let (grade, source) = provenance(gather, stated.grade, &stated.source, place);
    let per_year = per_year.or_else(|| Distribution::constant(1.0).ok())?;
    let ownership = ownership(gather, &stated.owned(), place);
    Some(Count { id: gather.keep(Lack::Any, id)?, name, per_year, grade, source, ownership })
}

fn funder(gather: &mut Gather, stated: &raw::Funder, place: &Place) -> Option<Funder> {
    let id = gather.required_id(&stated.id, place, "id");
    let name = gather.text(&stated.name, place, "name");
    let delivered = number::optional(gather, &stated.delivered, place, "delivered");
    let (mut grade, mut source) =
        (stated.grade.given().copied().map(model_grade), stated.source.given().cloned());
    if !stated.delivered.is_absent() {
        let stated = provenance(gather, stated.grade, &stated.source, place);
        (grade, source) = (Some(stated.0), Some(stated.1));
    }
    let id = gather.keep(Lack::Funder, id)?;
    let ownership = ownership(gather, &stated.owned(), place);
    Some(Funder { id, name, delivered, grade, source, ownership })
}

fn programme(gather: &mut Gather, stated: &raw::Programme, place: &Place) -> Option<Programme> {
    let id = gather.required_id(&stated.id, place, "id");
    let name = gather.text(&stated.name, place, "name");
    let strand = gather.required_id(&stated.strand, place, "strand");
    let funder = gather.optional_id(&stated.funder, place, "funder");
    let reference = gather.required(&stated.reference, place, "reference").map(|amount| amount.0);
    let (grade, source) = provenance(gather, stated.grade, &stated.source, place);
    let lag = if stated.lag.is_absent() || stated.lag.is_spoiled() {
        vec![1.0]
    } else {
        stated.lag.items().map(|(_, weight)| *weight).collect()
    };
    gather.keep_all(Lack::Any, &stated.effect);
    let effects = stated.effect.items();
    let effects =
        effects.filter_map(|(i, effect)| one_effect(gather, effect, &place.key("effect").item(i))).collect();
    let ownership = ownership(gather, &stated.owned(), place);
    Some(Programme {
        id: gather.keep(Lack::Any, id)?,
        name,
        strand: gather.keep(Lack::Any, strand)?,
        funder,
        // One pound stands in for a reference that is wrong, so that no return seems to be on nothing.
        reference: reference.or_else(|| Money::from_millions(1.0).ok())?,
        min: money(&stated.min).unwrap_or_default(),
        max: money(&stated.max),
        set_up: money(&stated.set_up).unwrap_or_default(),
        lag,
        grade,
        source,
        ownership,
        effects,
    })
}

fn one_effect(gather: &mut Gather, stated: &raw::Effect, place: &Place) -> Option<Effect> {
    let threat: Option<Id> = gather.required_id(&stated.threat, place, "threat");
    let works = gather.share(&stated.works, place, "works");
    let curve = gather.required(&stated.curve, place, "curve");
    let curve = curve.and_then(|curve| effect::curve(gather, curve, &place.key("curve")));
    let (grade, source) = provenance(gather, stated.grade, &stated.source, place);
    let (threat, curve) = (gather.keep(Lack::Any, threat)?, gather.keep(Lack::Any, curve)?);
    let ownership = ownership(gather, &stated.owned(), place);
    Some(Effect { threat, works, curve, grade, source, ownership })
}

fn correlation(gather: &mut Gather, stated: &raw::Correlation, place: &Place) -> Option<Correlation> {
    gather.required(&stated.between, place, "between")?;
    let patterns = stated.between.items();
    let between: Vec<Pattern> =
        patterns.filter_map(|(i, text)| gather.pattern(text, place.key("between").item(i))).collect();
    let is_whole = !stated.between.is_spoiled() && between.len() == stated.between.items().count();
    let dependence = dependence(gather, stated, place);
    // A group short of a member may only seem to be one of nobody.
    Some(Correlation { between, dependence: dependence? }).filter(|_| is_whole)
}

fn dependence(gather: &mut Gather, stated: &raw::Correlation, place: &Place) -> Option<Dependence> {
    const EITHER: &str = "`rho`, the correlation of any two, or `matrix`, a row for each number";
    if stated.matrix.is_absent() {
        if stated.rho.is_absent() {
            gather.missing(place, "rho", EITHER);
        }
        let rho = *stated.rho.given()?;
        if (-1.0..0.0).contains(&rho) {
            let found = format!("{} is below 0", typed(rho));
            let allowed = "a share from 0 to 1; numbers that move against each other need a `matrix`";
            gather.push(Problem::value(place.key("rho"), found).allowed(allowed));
            return None;
        }
        return gather.share_of(rho, place.key("rho")).map(Dependence::OneFactor);
    }
    if !stated.rho.is_absent() {
        gather.push(Problem::key(place.key("rho"), "both `rho` and `matrix`").allowed(EITHER));
    }
    let is_whole = stated.matrix.items().all(|(_, row)| row.iter().all(|entry| entry.given().is_some()));
    let rows = stated.matrix.given()?.iter().filter_map(Field::given);
    let rows = rows.map(|row| row.iter().filter_map(Field::given).copied().collect()).collect();
    Some(Dependence::Matrix(rows)).filter(|_| is_whole && !stated.matrix.is_spoiled())
}
