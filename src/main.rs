//! The command line of `apportion`; everything it does is in the library.

use std::process::ExitCode;

fn main() -> ExitCode {
    apportion::cli::run(std::env::args_os()).into()
}
