//! `manual`: pages for `man`.

use crate::cli::Status;
use crate::cli::args::Typed;
use crate::cli::context::Context;
use crate::cli::ended::Outcome;
use crate::cli::output;
use crate::cli::output::Artefact;
use crate::text;
use clap::Command;
use clap::CommandFactory;
use clap_mangen::Man;
use std::io;
use std::path::Path;

/// Writes a page for the program and one for each command into a folder, or prints the program's.
pub(super) fn run(folder: Option<&Path>, context: &Context) -> Outcome {
    let pages = pages()?;
    if let Some(folder) = folder.or(context.global.out.as_deref()) {
        output::write_into(folder, &pages)?;
        let count = text::plural(pages.len(), "page", "pages");
        context.say(&format!("wrote {count} into {0}\nnext: man {0}/apportion.1", folder.display()));
    } else if let Some(whole) = pages.first() {
        whole.print()?;
    }
    Ok(Status::Answered)
}

/// The pages: the program's, then its commands' in their order.
fn pages() -> io::Result<Vec<Artefact<'static>>> {
    let mut program = Typed::command().disable_help_subcommand(true);
    program.build();
    let mut pages = vec![page(&program, "EXIT STATUS")?];
    for command in program.get_subcommands().filter(|command| !command.is_hide_set()) {
        pages.push(page(command, "EXAMPLES")?);
    }
    Ok(pages)
}

/// A command's page; what its help ends with stands under a heading of its own.
fn page(command: &Command, ending: &str) -> io::Result<Artefact<'static>> {
    let manual = Man::new(command.clone()).manual("apportion").section("1");
    let mut bytes = Vec::new();
    manual.render(&mut bytes)?;
    // The heading says what the help's own word for it says.
    let mut text = String::from_utf8_lossy(&bytes).replace(".SH EXTRA\n", &format!(".SH \"{ending}\"\n"));
    for word in ["Examples:\n", "Example: ", "Exit status: "] {
        text = text.replace(&format!(".SH \"{ending}\"\n{word}"), &format!(".SH \"{ending}\"\n"));
    }
    Ok(Artefact::whole(manual.get_filename(), text.into_bytes()))
}
