//! Which scenarios are compared, in which order: those of files, and beside them the rows of a CSV of splits, which are
//! made one at a time.

use crate::cli::context::Context;
use crate::cli::gather::Gathered;
use crate::cli::gather::gather;
use crate::input::Finding;
use crate::input::Loader;
use crate::input::Splits;
use crate::input::is_standard_input;
use crate::input::shown;
use crate::model::Evidence;
use crate::model::Scenario;
use crate::model::Simulation;
use crate::report::Input;
use crate::report::RefusedView;
use crate::study::blocks_of;
use std::collections::BTreeMap;
use std::path::Path;
use std::path::PathBuf;

/// What was typed of scenarios.
#[derive(Clone, Debug)]
pub(super) struct Typed {
    /// Files, and folders of them.
    pub(super) files: Vec<PathBuf>,
    /// A CSV of splits, and the scenario that its rows change.
    pub(super) splits: Option<(PathBuf, PathBuf)>,
}

impl Typed {
    /// Whether the splits and a scenario are both to come from standard input.
    pub(super) fn asks_twice_for_standard_input(&self) -> bool {
        self.splits.as_ref().is_some_and(|(splits, base)| {
            is_standard_input(splits) && self.files.iter().chain([base]).any(|path| is_standard_input(path))
        })
    }
}

/// The scenarios of a comparison, block by block, by id.
pub(super) struct Plan {
    blocks: Vec<Vec<Scenario>>,
    /// The place of each scenario of a file in the order of files, by its id.
    places: BTreeMap<String, usize>,
    rows: Option<Rows>,
}

/// The rows of a CSV of splits, which belong to the block of their base.
struct Rows {
    splits: Splits,
    block: usize,
}

/// One scenario of a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Job {
    /// Of a file, by its place in the block.
    Loaded(usize),
    /// Of a row, by its place among the rows.
    Row(usize),
}

impl Plan {
    /// Reads what was typed; beside the plan, what cannot be used.
    pub(super) fn gather(
        loader: &mut Loader,
        typed: &Typed,
        fail_fast: bool,
        context: &Context,
    ) -> (Self, Vec<RefusedView>) {
        let (mut gathered, base) = match &typed.splits {
            None => (gather(loader, &typed.files, fail_fast, context), None),
            Some((_, path)) => with_base(loader, &typed.files, path, fail_fast, context),
        };
        let mark = loader.mark();
        let splits = typed.splits.as_ref().zip(base.as_ref()).and_then(|((path, _), base)| {
            let splits = loader.splits(path, base);
            let taken = |id: &String| gathered.scenarios.iter().any(|(_, scenario)| scenario.id() == id);
            if let Some(id) = splits.iter().flat_map(Splits::ids).find(taken) {
                let found = format!("the id `{id}` of a row is taken by a scenario");
                loader.say(Finding {
                    allowed: Some("ids that differ".to_owned()),
                    ..Finding::file(&shown(path), found)
                });
            }
            gathered.refuse_since(loader, mark, &shown(path));
            splits
        });
        let ids = gathered.scenarios.iter().enumerate();
        let places = ids.map(|(place, (_, scenario))| (scenario.id().to_owned(), place)).collect();
        let scenarios = gathered.scenarios.into_iter().map(|(_, scenario)| scenario).collect();
        let blocks = blocks_of(scenarios);
        let of_base = |scenarios: &Vec<Scenario>| {
            scenarios.iter().any(|scenario| base.as_ref().is_some_and(|base| base.id() == scenario.id()))
        };
        let rows = splits.zip(blocks.iter().position(of_base)).map(|(splits, block)| Rows { splits, block });
        (Self { blocks, places, rows }, gathered.refused)
    }

    /// Whether there is nothing to compare.
    pub(super) fn is_empty(&self) -> bool {
        self.blocks.is_empty()
    }

    /// How many blocks there are.
    pub(super) fn blocks(&self) -> usize {
        self.blocks.len()
    }

    /// Every id.
    pub(super) fn ids(&self) -> impl Iterator<Item = String> + '_ {
        let rows = self.rows.iter().flat_map(|rows| rows.splits.ids());
        self.blocks.iter().flatten().map(|scenario| scenario.id().to_owned()).chain(rows)
    }

    /// The evidence of each block.
    pub(super) fn evidence(&self) -> impl Iterator<Item = &Evidence> + '_ {
        self.blocks.iter().filter_map(|scenarios| Some(&**scenarios.first()?.evidence().filed()))
    }

    /// The draws of all blocks.
    pub(super) fn simulations(&self) -> impl Iterator<Item = Simulation> + '_ {
        self.blocks.iter().flatten().map(Scenario::simulation)
    }

    /// The CSV of splits as an input.
    pub(super) fn rows_as_input(&self) -> Option<Input> {
        let splits = &self.rows.as_ref()?.splits;
        Some(Input {
            path: splits.shown().to_owned(),
            bytes: splits.bytes(),
            sha256: splits.sha256().to_owned(),
        })
    }

    /// The scenarios of a block whose ids are wanted, in the order of their ids.
    pub(super) fn jobs(&self, block: usize, is_wanted: impl Fn(&str) -> bool) -> Vec<Job> {
        let mut jobs = Vec::new();
        let mut loaded = self.blocks[block].iter().map(Scenario::id).enumerate().peekable();
        let rows = self.rows.iter().filter(|rows| rows.block == block);
        for (number, id) in rows.flat_map(|rows| rows.splits.ids().enumerate()) {
            while let Some((place, _)) = loaded.next_if(|(_, before)| *before < id.as_str()) {
                jobs.extend(is_wanted(self.blocks[block][place].id()).then_some(Job::Loaded(place)));
            }
            jobs.extend(is_wanted(&id).then_some(Job::Row(number)));
        }
        jobs.extend(loaded.filter(|(_, id)| is_wanted(id)).map(|(place, _)| Job::Loaded(place)));
        jobs
    }

    /// One scenario of a block; of a row that cannot be used any more, why.
    pub(super) fn scenario(&mut self, block: usize, job: Job) -> Result<Scenario, RefusedView> {
        match (job, &mut self.rows) {
            (Job::Row(number), Some(rows)) => rows.splits.scenario(number).map_err(|findings| RefusedView {
                file: rows.splits.shown().to_owned(),
                problems: findings.iter().map(ToString::to_string).collect(),
            }),
            (Job::Loaded(place) | Job::Row(place), _) => Ok(self.blocks[block][place].clone()),
        }
    }

    /// The place of a scenario in the order of files and, behind all of them, of rows.
    pub(super) fn place(&self, block: usize, job: Job) -> usize {
        match (job, &self.rows) {
            (Job::Row(number), Some(rows)) => self.places.len() + rows.splits.row(number),
            (Job::Loaded(place) | Job::Row(place), _) => {
                self.places.get(self.blocks[block][place].id()).copied().unwrap_or_default()
            }
        }
    }

    /// The first scenario of a block: no block is empty.
    pub(super) fn first(&self, block: usize) -> &Scenario {
        &self.blocks[block][0]
    }

    /// Every scenario of a file.
    pub(super) fn loaded(&self) -> impl Iterator<Item = &Scenario> {
        self.blocks.iter().flatten()
    }

    /// The scenario of a block that has an id: of a file, or of a row.
    pub(super) fn named(&mut self, block: usize, id: &str) -> Option<Scenario> {
        let loaded = self.blocks[block].iter().find(|scenario| scenario.id() == id);
        loaded.cloned().or_else(|| {
            let rows = self.rows.as_mut().filter(|rows| rows.block == block)?;
            let number = rows.splits.ids().position(|row| row == id)?;
            rows.splits.scenario(number).ok()
        })
    }
}

/// The scenarios of files with the one that rows change among them; `None` of that where it cannot be used.
fn with_base(
    loader: &mut Loader,
    files: &[PathBuf],
    path: &Path,
    fail_fast: bool,
    context: &Context,
) -> (Gathered, Option<Scenario>) {
    let mark = loader.mark();
    let base = loader.scenario(path).map(|base| context.drawn_as_typed(base));
    let mut gathered = Gathered::default();
    gathered.refuse_since(loader, mark, &shown(path));
    let Some(base) = base else { return (gathered, None) };
    let typed = [files, &[path.to_owned()]].concat();
    (gather(loader, &typed, fail_fast, context), Some(base))
}
