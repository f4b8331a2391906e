//! The integration tests of Mekiki, in one binary. Each module offers its stories; `./test NAME`
//! tells some of them.

mod architecture;
mod browser;
mod crash;
mod guards;
mod journey_api;
mod mail;
mod outside;
mod support;

use std::process::ExitCode;

fn main() -> ExitCode {
    support::stories::tell(
        &[
            architecture::tests(),
            browser::tests(),
            crash::tests(),
            guards::tests(),
            journey_api::tests(),
            mail::tests(),
            outside::tests(),
        ]
        .concat(),
    )
}
