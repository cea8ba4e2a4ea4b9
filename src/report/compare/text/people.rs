//! People: human measures that move with the threats' harm.

use crate::report::compare::text::page::Page;
use crate::report::grid::Set;
use crate::report::grid::grid;
use crate::report::prose;

pub(super) fn title(page: &Page) -> String {
    let over = page.period().of_people();
    format!("People: modelled number avoided {over}, against Today (mean, 90% of draws)")
}

pub(super) fn table(page: &Page) -> String {
    let threats = page.block.threats.iter();
    let counts: Vec<_> =
        threats.flat_map(|threat| threat.counts.iter().map(|count| (&threat.id, count))).collect();
    let mut columns = vec![("Scenario", Set::Words)];
    columns.extend(counts.iter().map(|(_, count)| (count.name.as_str(), Set::Figures)));
    let own = page.scenarios.iter().filter(|scenario| !scenario.is_today());
    let rows = own.map(|scenario| {
        let avoided =
            |threat: &String, count: &String| scenario.threats.get(threat)?.counts_avoided.get(count);
        let figures = counts.iter().map(|(threat, count)| {
            avoided(threat, &count.id).map_or(String::new(), |avoided| prose::interval(&avoided.summary))
        });
        [Page::label(scenario)].into_iter().chain(figures).collect()
    });
    grid(page.width, &columns, rows.collect())
}
