//! What became of a file of applications, as a page shows it.

use crate::calls::{ApplicationOutcome, ApplicationRow, ApplicationsReport};
use crate::pages::layout::Shell;

/// What became of a file.
pub(super) struct ReportView {
    /// Whether it was taken.
    pub applied: bool,
    pub rejected: usize,
    /// Class, word and number of each outcome that came up.
    pub counts: Vec<(&'static str, String, usize)>,
    pub rows: Vec<RowView>,
}

/// What became of one row.
pub(super) struct RowView {
    pub row: usize,
    pub number: String,
    /// Class and word.
    pub outcome: (&'static str, String),
    /// Field and sentence.
    pub errors: Vec<(String, String)>,
}

impl ReportView {
    pub(super) fn of(shell: &Shell, report: &ApplicationsReport) -> Self {
        let count = |outcome: &ApplicationOutcome| (class(*outcome), word(shell, *outcome), report.count(*outcome));
        Self {
            applied: report.applied,
            rejected: report.count(ApplicationOutcome::Rejected),
            counts: ApplicationOutcome::ALL.iter().map(count).filter(|(.., count)| *count > 0).collect(),
            rows: report.rows.iter().map(|row| row_view(shell, row)).collect(),
        }
    }
}

fn class(outcome: ApplicationOutcome) -> &'static str {
    match outcome {
        ApplicationOutcome::Created => "ok",
        ApplicationOutcome::Updated => "info",
        ApplicationOutcome::Unchanged => "none",
        ApplicationOutcome::Rejected => "bad",
    }
}

fn word(shell: &Shell, outcome: ApplicationOutcome) -> String {
    shell.e("app-outcome", outcome)
}

fn row_view(shell: &Shell, row: &ApplicationRow) -> RowView {
    let error = |violation: &crate::kernel::failure::Violation| {
        (place(shell, &violation.field), shell.language.violation(violation))
    };
    RowView {
        row: row.row,
        number: row.number.clone(),
        outcome: (class(row.outcome), word(shell, row.outcome)),
        errors: row.violations.iter().map(error).collect(),
    }
}

/// A JSON pointer in words: `/people/0/role` is “People 1, Role”.
fn place(shell: &Shell, pointer: &str) -> String {
    pointer.split('/').filter(|part| !part.is_empty()).fold(String::new(), |place, part| match part.parse::<usize>() {
        Ok(index) => format!("{place} {}", index + 1),
        Err(_) if place.is_empty() => shell.e("app-field", part),
        Err(_) => format!("{place}, {}", shell.e("app-field", part)),
    })
}
