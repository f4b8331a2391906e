//! Logs: what is written, and in what form. Neither names nor addresses of people belong there.

use crate::config::Log;
use tracing_subscriber::EnvFilter;

/// Starts logging to standard error. A filter that cannot be read falls back to `info`.
pub fn start(log: &Log) {
    let filter = EnvFilter::try_new(&log.level).unwrap_or_else(|_| EnvFilter::new("info"));
    let builder = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
    // A second start, in tests, keeps the first subscriber.
    let _first = if log.format == "json" { builder.json().try_init() } else { builder.try_init() };
}
