//! What the terminal is like.

use crate::cli::args::Color;
use anstream::ColorChoice;
use std::io::IsTerminal;

/// The columns that tables may use where nothing says otherwise: what a finance director's page takes.
const COLUMNS: u16 = 100;

/// What the terminal is like, asked once.
#[derive(Clone, Copy, Debug)]
pub(super) struct Terminal {
    /// Columns for tables on standard output.
    pub(super) width: u16,
    /// Whether messages on standard error may be coloured.
    pub(super) colour: bool,
    /// Whether somebody watches standard error.
    pub(super) is_watched: bool,
}

impl Terminal {
    /// Looks at the streams and the environment.
    pub(super) fn new(color: Color) -> Self {
        let is_watched = std::io::stderr().is_terminal();
        let may_colour = match color {
            Color::Always => true,
            Color::Never => false,
            Color::Auto => anstream::AutoStream::choice(&std::io::stderr()) != ColorChoice::Never,
        };
        Self { width: COLUMNS, colour: may_colour, is_watched }
    }
}
