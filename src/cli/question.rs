//! What was typed, in the order of the command's definition and without what changes no figure: two ways of typing
//! the same question are one.

use crate::text;
use clap::ArgMatches;
use clap::Command;
use clap::parser::ValueSource;

/// What changes where results go, how fast they come or how they look, but no figure; and the day, which is kept apart.
const NO_FIGURE: [&str; 15] = [
    "out",
    "threads",
    "memory",
    "quiet",
    "color",
    "progress",
    "format",
    "as_of",
    "resume",
    "checkpoint",
    "fail_fast",
    "shard",
    "write_lp",
    "outcomes",
    "allow_infeasible",
];

/// A command with its arguments.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Question {
    /// The command.
    pub(super) command: String,
    /// Its arguments: options first, in the order of their definition.
    pub(super) arguments: Vec<String>,
}

impl Question {
    /// Reads it off what clap matched.
    pub(super) fn of(definition: &Command, matches: &ArgMatches) -> Self {
        let Some((command, matches)) = matches.subcommand() else { return Self::default() };
        let globals = definition.get_arguments().filter(|argument| argument.is_global_set());
        let own = definition.find_subcommand(command).into_iter().flat_map(Command::get_arguments);
        let (mut options, mut positions) = (Vec::new(), Vec::new());
        for argument in globals.chain(own).filter(|argument| !NO_FIGURE.contains(&argument.get_id().as_str()))
        {
            let id = argument.get_id().as_str();
            let is_typed = matches.try_contains_id(id).is_ok()
                && matches.value_source(id) == Some(ValueSource::CommandLine);
            if !is_typed {
                continue;
            }
            let values = matches.get_raw_occurrences(id).into_iter().flatten();
            let values: Vec<Vec<String>> = values.map(|some| some.map(text::name_of).collect()).collect();
            if id == "xlsx" {
                // A workbook with a name of its own is none of the results.
                options.extend(values.iter().flatten().all(String::is_empty).then(|| "--xlsx".to_owned()));
                continue;
            }
            match argument.get_long() {
                None => positions.extend(values.into_iter().flatten()),
                Some(long) if argument.get_action().takes_values() => {
                    options.extend(values.into_iter().flatten().map(|value| format!("--{long}={value}")));
                }
                Some(long) => options.push(format!("--{long}")),
            }
        }
        // Files in any order are one question, but where the first is OLD and the second NEW; and one whose name begins like
        // an option is none.
        if command != "diff" {
            positions.sort();
            positions.dedup();
        }
        if positions.iter().any(|position| position.starts_with('-')) {
            options.push("--".to_owned());
        }
        options.extend(positions);
        Self { command: command.to_owned(), arguments: options }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::args::Typed;
    use clap::CommandFactory;

    fn question(typed: &[&str]) -> Question {
        let definition = Typed::command();
        let matches = definition.clone().try_get_matches_from(typed).unwrap();
        Question::of(&definition, &matches)
    }

    #[test]
    fn a_file_whose_name_begins_like_an_option_is_kept_a_file() {
        let dashed = question(&["apportion", "compare", "b.toml", "--", "-a.toml"]);
        assert_eq!(dashed.arguments, ["--", "-a.toml", "b.toml"]);
    }

    #[test]
    fn only_a_workbook_among_the_results_is_asked_for_again() {
        let asked =
            |typed: &[&str]| question(&[&["apportion", "report", "a.toml"], typed].concat()).arguments;
        assert_eq!(asked(&["--xlsx"]), ["--xlsx", "a.toml"]);
        assert_eq!(asked(&["--xlsx=b.xlsx"]), ["a.toml"]);
    }

    #[test]
    fn two_ways_of_typing_a_question_are_one() {
        let plain = question(&["apportion", "compare", "a.toml", "b", "--draws", "50", "--reference", "a"]);
        assert_eq!(plain.command, "compare");
        assert_eq!(plain.arguments, ["--draws=50", "--reference=a", "a.toml", "b"]);
        let other = question(&["apportion", "--draws=50", "compare", "--reference=a", "a.toml", "b"]);
        assert_eq!(plain, other);
        let where_to = ["--out", "x", "-q", "--threads", "2", "--as-of", "2026-01-01", "--format", "csv"];
        let elsewhere =
            [&["apportion", "compare", "a.toml", "b", "--draws", "50", "--reference", "a"], &where_to[..]];
        assert_eq!(plain, question(&elsewhere.concat()));
    }
}
