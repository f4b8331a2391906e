//! What the stories stand on: servers, a browser, a Mekiki of their own, and the way they are told.

pub(crate) mod app;
pub(crate) mod browser;
pub(crate) mod data;
pub(crate) mod openapi;
pub(crate) mod schema;
pub(crate) mod servers;
pub(crate) mod stage;
pub(crate) mod stories;
pub(crate) mod tables;

use std::io::Write;

/// Runs `future` to its end on a runtime of its own, on this thread.
///
/// It is actix's runtime, so that a story may also start an actix server in it.
pub(crate) fn block_on<F: Future>(future: F) -> F::Output {
    actix_web::rt::System::new().block_on(future)
}

/// Writes a line for whoever watches; a closed terminal is no reason to fail.
pub(crate) fn say(line: &str) {
    writeln!(std::io::stdout(), "{line}").ok();
}
