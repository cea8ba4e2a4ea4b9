//! A plan year by year.

use crate::model::Allocation;
use crate::model::Scenario;
use crate::risk::Summary;
use crate::simulate::Outcomes;
use crate::study::BreakEven;
use crate::study::Setting;
use crate::study::StudyError;
use crate::study::break_even::Breaking;
use crate::study::setting::HARM;
use crate::study::setting::difference;
use crate::study::setting::summary;

/// What one year of a plan comes to. Money and harm are £m in the year, not discounted, unless they say otherwise.
#[derive(Clone, Debug, PartialEq)]
pub struct YearResult {
    /// The year.
    pub year: i32,
    /// What £1 in it counts.
    pub discount: f64,
    /// Money by programme; `None` in a year after the last one decided, in which money is still felt.
    pub allocation: Option<Allocation>,
    /// How much more its programmes cost than the reference's.
    pub extra_cost: f64,
    /// Harm.
    pub harm: Summary,
    /// Harm avoided against reference spend.
    pub harm_avoided: Summary,
    /// Harm avoided against the reference, draw by draw.
    pub versus: Summary,
    /// Present value of harm avoided against reference spend, up to and including the year.
    pub cumulative: Summary,
    /// Present value of harm avoided against the reference less extra cost, up to and including the year.
    pub cumulative_net: Summary,
}

/// What money spent in a plan avoids after its last year.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct AfterPlan {
    /// For how many years it is still felt.
    pub years: usize,
    /// Whether it counts in present values (`tail = true`), or is left out of them.
    pub counts: bool,
    /// Its present value against reference spend, £m.
    pub harm_avoided: Summary,
}

/// A plan on its way.
pub(super) struct Path {
    /// Year by year; nothing of a settled year.
    pub(super) years: Vec<YearResult>,
    /// When it has paid for itself; nothing of a settled year.
    pub(super) break_even: Option<BreakEven>,
}

/// What years of plans are held against: money, and harm year by year and draw by draw.
#[derive(Clone, Copy)]
pub(super) struct Against<'a> {
    pub(super) allocation: &'a Allocation,
    pub(super) years: &'a [Vec<f64>],
    /// Whether it stands on other assumptions, so that the same money is not the same.
    pub(super) is_elsewhere: bool,
}

impl Against<'_> {
    /// A plan year by year, and when it has paid for itself; nothing of a settled year.
    ///
    /// # Errors
    /// A figure of it is no finite number.
    pub(super) fn years(
        self,
        setting: &Setting,
        scenario: &Scenario,
        allocation: &Allocation,
        outcomes: &Outcomes,
    ) -> Result<Path, StudyError> {
        let (timeline, today) = (setting.timeline(), setting.today());
        let is_the_same = !self.is_elsewhere && allocation.is_same_as(self.allocation);
        let mut own = allocation.years(timeline.programmes());
        let mut theirs = self.allocation.years(timeline.programmes());
        let mut paths = Paths::of(outcomes.harm.len());
        let mut breaking = Breaking::of(outcomes.harm.len());
        let mut results = Vec::new();
        for (position, harm) in outcomes.years.iter().enumerate() {
            let Some(year) = timeline.name(position) else { break };
            let (discount, allocation) = (timeline.discount(position), own.next());
            let extra_cost = money(allocation.as_ref()) - money(theirs.next().as_ref());
            let extra_cost = if extra_cost.abs() <= Allocation::SAME_MILLIONS { 0.0 } else { extra_cost };
            let avoided = difference(&today.years[position], harm);
            let versus =
                if is_the_same { vec![0.0; harm.len()] } else { difference(&self.years[position], harm) };
            paths.go_on(discount, &avoided, &versus, extra_cost);
            breaking.year(&paths.net);
            results.push(YearResult {
                year,
                discount,
                allocation,
                extra_cost,
                harm: summary(scenario, HARM, harm)?,
                harm_avoided: summary(scenario, HARM, &avoided)?,
                versus: summary(scenario, HARM, &versus)?,
                cumulative: summary(scenario, HARM, &paths.avoided)?,
                cumulative_net: summary(scenario, HARM, &paths.net)?,
            });
        }
        Ok(Path { years: results, break_even: breaking.end() })
    }
}

/// All the money of a year, £m; in a year that is not decided, as much as everywhere else.
fn money(allocation: Option<&Allocation>) -> f64 {
    allocation.map_or(0.0, |allocation| allocation.total().millions())
}

/// What money of a plan avoids after its last year; `None` of a settled year, and where it is felt in no later one.
///
/// # Errors
/// It is no finite number.
pub(super) fn after(
    setting: &Setting,
    scenario: &Scenario,
    allocation: &Allocation,
    outcomes: &Outcomes,
) -> Result<Option<AfterPlan>, StudyError> {
    let (timeline, today) = (setting.timeline(), setting.today());
    if timeline.is_settled() || timeline.longest_lag() == 0 {
        return Ok(None);
    }
    let (years, counts) = (timeline.longest_lag(), timeline.felt_years() > timeline.years());
    let avoided = setting.avoided_behind(allocation).unwrap_or_else(|| {
        let mut sum = vec![0.0; outcomes.harm.len()];
        for year in timeline.years()..timeline.felt_years() {
            let pairs = today.years[year].iter().zip(&outcomes.years[year]);
            for (sum, (before, after)) in sum.iter_mut().zip(pairs) {
                *sum += timeline.discount(year) * (before - after);
            }
        }
        sum
    });
    Ok(Some(AfterPlan { years, counts, harm_avoided: summary(scenario, HARM, &avoided)? }))
}

/// Present values up to a year, draw by draw, £m.
struct Paths {
    /// Of harm avoided against reference spend.
    avoided: Vec<f64>,
    /// Of harm avoided against the reference less extra cost.
    net: Vec<f64>,
}

impl Paths {
    /// Before the first year.
    fn of(draws: usize) -> Self {
        Self { avoided: vec![0.0; draws], net: vec![0.0; draws] }
    }

    /// Adds a year in which £1 counts so much, of what it avoids against reference spend and against the reference, and what
    /// it costs more than that.
    fn go_on(&mut self, discount: f64, avoided: &[f64], versus: &[f64], extra_cost: f64) {
        for (sum, avoided) in self.avoided.iter_mut().zip(avoided) {
            *sum += discount * avoided;
        }
        for (sum, versus) in self.net.iter_mut().zip(versus) {
            *sum += discount * (versus - extra_cost);
        }
    }
}
