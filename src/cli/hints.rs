//! What somebody probably wanted who typed an option or a command that does not exist.

use clap::Command;
use clap::Error;
use clap::builder::StyledStr;
use clap::error::ContextKind;
use clap::error::ContextValue;
use clap::error::ErrorKind;

/// What people ask for by other names, and what answers it here.
const WISHES: [(&[&str], &str); 14] = [
    (
        &["--override", "--assume", "--param"],
        "`compare --set ADDRESS=VALUE` changes a number of the evidence; to change a scenario, write a short file with a `base`",
    ),
    (
        &["--plot", "--chart", "--html", "plot", "chart"],
        "`report --out report.html` draws charts, and `frontier` a curve",
    ),
    (&["--xlsx", "--excel", "export", "excel"], "`report --out DIR --xlsx` writes a workbook"),
    (&["--json", "--csv"], "`--format json` and `--format csv` choose how results are written"),
    (&["--output", "-o", "--output-dir"], "`--out DIR` writes results into a folder"),
    (&["--shift", "--transfer"], "`compare --move \"£100m pursue->prevent\"` moves money and holds the rest"),
    (
        &["--budget", "--total"],
        "the total stands under `[budget]`; `frontier --from £2bn --to £3bn` tries several",
    ),
    (
        &["delta", "changes"],
        "`diff OLD NEW` says what changed, and `compare A B` puts scenarios side by side",
    ),
    (&["run", "simulate", "evaluate"], "`compare` simulates scenarios side by side"),
    (&["solve", "optimize", "allocate"], "`optimise` finds the best allocation"),
    (
        &["tornado", "sobol", "shapley"],
        "`sensitivity` says what moves the answer, and `evidence` what it rests on",
    ),
    (&["play", "dashboard", "interactive"], "`explore --out explore.html` writes a page to play with"),
    (&["evpi", "evppi", "evsi", "value"], "`voi` says what finding out would be worth"),
    (&["validate", "lint"], "`check` says whether files are sound"),
];

/// The same error with a sentence on what there is instead.
pub(super) fn hinted(mut error: Error, definition: &Command, typed: &[String]) -> Error {
    let kind = match error.kind() {
        ErrorKind::UnknownArgument => ContextKind::InvalidArg,
        ErrorKind::InvalidSubcommand => ContextKind::InvalidSubcommand,
        _ => return error,
    };
    let Some(ContextValue::String(written)) = error.get(kind) else { return error };
    let written = written.split('=').next().unwrap_or_default().to_owned();
    let wish = WISHES.iter().find(|(names, _)| names.contains(&written.as_str())).map(|(_, answer)| *answer);
    let has_suggestion = [ContextKind::SuggestedArg, ContextKind::SuggestedSubcommand]
        .iter()
        .any(|kind| error.get(*kind).is_some());
    let hint = match (wish, has_suggestion) {
        (Some(answer), _) => answer.to_owned(),
        (None, true) => return error,
        (None, false) => what_there_is(kind, definition, typed),
    };
    // The usage line, too, is of what was not meant.
    for guess in [ContextKind::SuggestedArg, ContextKind::SuggestedSubcommand, ContextKind::Usage] {
        error.insert(guess, ContextValue::None);
    }
    error.insert(ContextKind::Suggested, ContextValue::StyledStrs(vec![StyledStr::from(hint)]));
    error
}

/// The commands, or the options of the command that was typed.
fn what_there_is(kind: ContextKind, definition: &Command, typed: &[String]) -> String {
    if kind == ContextKind::InvalidSubcommand {
        let commands: Vec<&str> = definition.get_subcommands().map(Command::get_name).collect();
        return format!("the commands are {}", commands.join(", "));
    }
    let command = typed.iter().find_map(|word| definition.find_subcommand(word));
    let own = command.into_iter().flat_map(Command::get_arguments);
    let longs = own.chain(definition.get_arguments()).filter_map(clap::Arg::get_long);
    let mut options: Vec<String> = longs.map(|long| format!("--{long}")).collect();
    options.dedup();
    let of =
        command.map_or_else(|| "there".to_owned(), |command| format!("with `{}` there", command.get_name()));
    format!("{of} are {}", options.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::args::Typed;
    use clap::CommandFactory;

    fn said(typed: &[&str]) -> String {
        let definition = Typed::command();
        let error = definition.clone().try_get_matches_from(typed).unwrap_err();
        let words: Vec<String> = typed.iter().map(|word| (*word).to_owned()).collect();
        hinted(error, &definition, &words).to_string()
    }

    #[test]
    fn what_does_not_exist_is_answered_with_what_does() {
        assert!(
            said(&["apportion", "compare", "a", "--override", "x=1"]).contains("a short file with a `base`")
        );
        assert!(
            !said(&["apportion", "compare", "a", "--override", "x=1"]).contains("--out"),
            "no other guess"
        );
        assert!(said(&["apportion", "compare", "a", "--plot"]).contains("report --out report.html"));
        assert!(said(&["apportion", "delta", "a", "b"]).contains("`compare A B`"));
        assert!(
            said(&["apportion", "compare", "a", "--splts=x"]).contains("--splits"),
            "a slip of the finger"
        );
        let all = said(&["apportion", "compare", "a", "--zzz"]);
        assert!(all.contains("with `compare` there are --splits, --base,"), "{all}");
        assert!(said(&["apportion", "zzz"]).contains("the commands are check, compare,"));
    }

    #[test]
    fn every_wish_is_answered_by_a_command_that_exists() {
        let definition = Typed::command();
        for (names, answer) in WISHES {
            let named = answer.split('`').skip(1).step_by(2).filter_map(|code| code.split(' ').next());
            for word in named.filter(|word| word.chars().all(|c| c.is_ascii_lowercase()) && *word != "base") {
                assert!(definition.find_subcommand(word).is_some(), "{word}");
            }
            for name in names {
                assert!(definition.find_subcommand(name).is_none(), "{name} exists");
            }
        }
    }
}
