//! Parses the command line and runs it; nothing else.

use clap::Parser as _;
use mekiki::cli;
use std::io::Write as _;
use std::process::ExitCode;

fn main() -> ExitCode {
    match cli::run(cli::Arguments::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // Nobody is left to tell if even this cannot be written.
            let _unwritten = writeln!(std::io::stderr(), "mekiki: {error}");
            ExitCode::FAILURE
        }
    }
}
