//! Importing files from the command line, with progress.

use super::admin::ACTOR;
use super::{CliError, failed, say};
use crate::app::App;
use crate::db::Request;
use crate::i18n::Language;
use crate::people::{ImportReport, Importer, RowOutcome, Source};
use indicatif::{ProgressBar, ProgressStyle};
use std::fs::File;
use std::io::BufReader;
use std::path::Path;

/// Imports a file and tells what became of it; every refused record is named.
pub(super) fn run(app: &App, source: Source, dry_run: bool, file: &Path) -> Result<(), CliError> {
    let input = File::open(file)?;
    let bar = ProgressBar::new(input.metadata()?.len());
    bar.set_style(
        ProgressStyle::with_template("{bar:30} {percent:>3} % {msg}").unwrap_or(ProgressStyle::default_bar()),
    );
    let mut reader = BufReader::new(bar.wrap_read(input));
    let importer = Importer { db: &app.db, request: Request::by(ACTOR), source, dry_run };
    let report = importer
        .run(&mut reader, &mut |records| bar.set_message(format!("{records} records")))
        .map_err(|why| failed(&why))?;
    bar.finish();
    tell(&report)
}

fn tell(report: &ImportReport) -> Result<(), CliError> {
    for row in report.rows.iter().filter(|row| row.outcome == RowOutcome::Rejected) {
        let why: Vec<String> = row
            .violations
            .iter()
            .map(|violation| format!("{} {}", violation.field, Language::En.violation(violation)))
            .collect();
        say(format!("line {}: {} rejected: {}", row.line, row.label, why.join("; ")))?;
    }
    let would = if report.dry_run { "would be " } else { "" };
    Ok(say(format!(
        "{} records: {} {would}created, {} {would}updated, {} unchanged, {} rejected",
        report.total, report.created, report.updated, report.unchanged, report.rejected
    ))?)
}
