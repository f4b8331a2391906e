//! What became of every record.

use super::Source;
use crate::kernel::failure::Violation;

text_enum! {
    /// What became of one record, or would become of it in a dry run.
    pub enum RowOutcome {
        /// It was new.
        Created = "created",
        /// It was known and says something new.
        Updated = "updated",
        /// It was known as it is.
        Unchanged = "unchanged",
        /// It was refused; nothing of it was taken.
        Rejected = "rejected",
    }
}

/// One record and what became of it.
#[derive(Debug, Clone)]
pub struct RowReport {
    /// Its line in the file, from 1; for CSV the heading is line 1.
    pub line: u64,
    /// What it calls itself: an id, a name, a title.
    pub label: String,
    /// What became of it.
    pub outcome: RowOutcome,
    /// Why it was refused.
    pub violations: Vec<Violation>,
}

/// What became of a file.
#[derive(Debug, Clone)]
pub struct ImportReport {
    /// What kind of file.
    pub source: Source,
    /// Whether nothing was written.
    pub dry_run: bool,
    /// Records read.
    pub total: u64,
    /// New ones.
    pub created: u64,
    /// Known ones that said something new.
    pub updated: u64,
    /// Known ones.
    pub unchanged: u64,
    /// Refused ones.
    pub rejected: u64,
    /// The records; of a long file the refused ones and the first [`ImportReport::KEPT`].
    pub rows: Vec<RowReport>,
    /// Whether `rows` leaves out some that were taken.
    pub shortened: bool,
}

impl ImportReport {
    /// So many rows are kept in a report.
    pub const KEPT: usize = 1000;

    pub(super) fn new(source: Source, dry_run: bool) -> Self {
        Self {
            source,
            dry_run,
            total: 0,
            created: 0,
            updated: 0,
            unchanged: 0,
            rejected: 0,
            rows: Vec::new(),
            shortened: false,
        }
    }

    pub(super) fn add(&mut self, row: RowReport) {
        self.total += 1;
        let count = match row.outcome {
            RowOutcome::Created => &mut self.created,
            RowOutcome::Updated => &mut self.updated,
            RowOutcome::Unchanged => &mut self.unchanged,
            RowOutcome::Rejected => &mut self.rejected,
        };
        *count += 1;
        if self.rows.len() < Self::KEPT || (row.outcome == RowOutcome::Rejected && self.rows.len() < 10 * Self::KEPT) {
            self.rows.push(row);
        } else {
            self.shortened = true;
        }
    }

    /// Whether anything was or would be written.
    pub fn changed(&self) -> bool {
        self.created + self.updated > 0
    }
}
