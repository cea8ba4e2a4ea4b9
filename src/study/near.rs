//! How far money can move before it matters.

use crate::id::Id;
use crate::model::Allocation;
use crate::model::Scenario;
use crate::optimise::NearBest;
use crate::optimise::Oracle;
use crate::optimise::Quietly;
use crate::optimise::Region;
use crate::optimise::SolveError;
use crate::optimise::default_solver;
use crate::optimise::near_best;
use crate::study::Setting;

/// The range of a strand's or a programme's money among all allocations nearly as good as the best, £m.
#[derive(Clone, Debug, PartialEq)]
pub struct NearRange {
    /// The strand or programme.
    pub id: Id,
    /// Whether it is a strand.
    pub is_strand: bool,
    /// The year of a plan, from 0.
    pub year: usize,
    /// Today's money.
    pub today: f64,
    /// The best's money.
    pub best: f64,
    /// The range; `None` where its search was ended.
    pub range: Option<NearBest>,
}

/// The ranges of some groups of amounts among allocations whose objective is worse than the best by at most a part of what the
/// best improves on today.
pub(super) fn near_ranges(
    setting: &Setting,
    scenario: &Scenario,
    (oracle, region): (&dyn Oracle, &Region),
    best: &Allocation,
    part: f64,
    groups: Vec<Group>,
) -> Result<Vec<NearRange>, SolveError> {
    let today = setting.reference();
    let value = |efforts: &[f64]| oracle.at(efforts).iter().map(|piece| piece.value).sum::<f64>();
    let at_best = value(&region.efforts(&region.point(best)));
    let improved = (value(&setting.felt(today)) - at_best).abs();
    // Where nothing is to be had, a part of nothing would be less than the proof's own gap.
    let allowance = (part * improved).max(1e-6 * at_best.abs());
    // Where the objective is nought whatever is done, everything allowed is as good, by any allowance.
    let allowance = if allowance > 0.0 { allowance } else { 1.0 };
    let members: Vec<Vec<usize>> = groups.iter().map(|group| group.members.clone()).collect();
    let watch = setting.overseer().watch(scenario);
    let watch = Quietly(&*watch);
    let ranges = near_best(oracle, region, best, at_best + allowance, &members, default_solver(), &watch)?;
    let ranges =
        groups.into_iter().zip(ranges).map(|(Group { id, is_strand, year, members }, range)| NearRange {
            id,
            is_strand,
            year,
            today: today.total_of(&members).millions(),
            best: best.total_of(&members).millions(),
            range,
        });
    Ok(ranges.collect())
}

/// Every strand, then every programme; of a plan every strand in each of its years.
pub(super) fn everything(setting: &Setting) -> Vec<Group> {
    let timeline = setting.timeline();
    if !timeline.is_settled() {
        return (0..timeline.years()).flat_map(|year| strands(setting, year)).collect();
    }
    let programmes = setting.evidence().programmes().iter().enumerate();
    let programmes = programmes.map(|(i, programme)| Group {
        id: programme.id.clone(),
        is_strand: false,
        year: 0,
        members: vec![i],
    });
    strands(setting, 0).into_iter().chain(programmes).collect()
}

/// Every strand in a year, from 0.
pub(super) fn strands(setting: &Setting, year: usize) -> Vec<Group> {
    let (evidence, timeline) = (setting.evidence(), setting.timeline());
    let first = if timeline.is_settled() { 0 } else { year * timeline.programmes() };
    let group = |strand: &Id| {
        let own = evidence.programmes_of(strand).into_iter();
        Group { id: strand.clone(), is_strand: true, year, members: own.map(|own| first + own).collect() }
    };
    evidence.strands().iter().map(group).collect()
}

/// Amounts whose sum has a range.
pub(super) struct Group {
    id: Id,
    is_strand: bool,
    year: usize,
    /// Places in the allocation.
    members: Vec<usize>,
}
