//! What the terminal is like.

use crate::cli::args::Color;
use anstream::AutoStream;
use anstream::ColorChoice;
use std::ffi::OsString;
use std::io::IsTerminal;
use terminal_size::Height;
use terminal_size::Width;

/// The columns that tables have in files and pipes, whoever asks and wherever: what a page takes.
const COLUMNS: u16 = 100;

/// No table is readable in fewer columns.
const FEWEST: u16 = 60;

/// No eye follows a line over more columns.
const MOST: u16 = 160;

/// What the terminal is like, asked once.
#[derive(Clone, Copy, Debug)]
pub(super) struct Terminal {
    /// Columns for tables and sentences on standard output.
    pub(super) width: u16,
    /// Columns for messages on standard error.
    pub(super) width_of_messages: u16,
    /// Whether messages on standard error may be coloured.
    pub(super) colour: bool,
    /// Whether somebody watches standard error.
    pub(super) is_watched: bool,
}

impl Terminal {
    /// Looks at the streams and the environment. Results that go into files are as wide as if nobody watched.
    pub(super) fn new(color: Color, is_for_files: bool) -> Self {
        let (out, messages) = (std::io::stdout(), std::io::stderr());
        let asked = std::env::var("COLUMNS").ok();
        let width = |is_terminal: bool, size: Option<(Width, Height)>| {
            width(is_terminal, asked.as_deref(), size.map(|(Width(columns), _)| columns))
        };
        let is_watched = messages.is_terminal();
        let may_colour = match color {
            Color::Always => true,
            Color::Never => false,
            Color::Auto => AutoStream::choice(&messages) != ColorChoice::Never,
        };
        Self {
            width: width(out.is_terminal() && !is_for_files, terminal_size::terminal_size_of(&out)),
            width_of_messages: width(is_watched, terminal_size::terminal_size_of(&messages)),
            colour: may_colour,
            is_watched,
        }
    }
}

/// The columns of a stream: those of its terminal, or those that `COLUMNS` says it has, within reason.
fn width(is_terminal: bool, asked: Option<&str>, real: Option<u16>) -> u16 {
    if !is_terminal {
        return COLUMNS;
    }
    let asked = asked.and_then(|asked| asked.parse().ok());
    let known = asked.or(real).filter(|columns| *columns > 0);
    known.map_or(COLUMNS, |columns| columns.clamp(FEWEST, MOST))
}

/// What `--color` says, before anything else is understood: help and usage errors have colours too.
pub(super) fn asked_of_clap(typed: &[OsString]) -> clap::ColorChoice {
    let words = || typed.iter().take_while(|word| *word != "--");
    let joined = words().filter_map(|word| word.to_str()?.strip_prefix("--color="));
    let apart = words().zip(words().skip(1)).filter(|(word, _)| *word == "--color");
    let apart = apart.filter_map(|(_, value)| value.to_str());
    match joined.chain(apart).last() {
        Some("always") => clap::ColorChoice::Always,
        Some("never") => clap::ColorChoice::Never,
        _ => clap::ColorChoice::Auto,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_and_pipes_are_as_wide_everywhere() {
        assert_eq!(width(false, Some("70"), Some(200)), COLUMNS);
        assert_eq!(width(false, None, None), COLUMNS);
    }

    #[test]
    fn a_terminal_is_as_wide_as_it_is_or_as_columns_says_within_reason() {
        assert_eq!(width(true, None, Some(120)), 120);
        assert_eq!(width(true, Some("90"), Some(120)), 90);
        assert_eq!(width(true, Some("wide"), Some(120)), 120, "what is no number says nothing");
        assert_eq!(width(true, None, Some(20)), FEWEST);
        assert_eq!(width(true, None, Some(400)), MOST);
        assert_eq!(width(true, None, Some(0)), COLUMNS, "some terminals do not know");
        assert_eq!(width(true, None, None), COLUMNS);
    }

    #[test]
    fn colours_asked_for_are_known_before_the_rest_is_understood() {
        let asked =
            |typed: &[&str]| asked_of_clap(&typed.iter().map(OsString::from).collect::<Vec<OsString>>());
        assert_eq!(asked(&["apportion", "wizardry", "--color", "always"]), clap::ColorChoice::Always);
        assert_eq!(asked(&["apportion", "--color=never", "--help"]), clap::ColorChoice::Never);
        assert_eq!(asked(&["apportion", "--help"]), clap::ColorChoice::Auto);
        assert_eq!(asked(&["apportion", "check", "--", "--color=never"]), clap::ColorChoice::Auto);
    }
}
