//! Importing persons and publications from files, in constant memory.
//!
//! A file is read record by record; so many records make one transaction. Every record is either taken
//! or refused on its own, with the reason. A dry run does all but write.

mod apply;
mod csv_list;
mod openalex;
pub(super) mod record;
mod report;

pub use report::{ImportReport, RowOutcome, RowReport};

use super::model::PeopleError;
use crate::audit::{self, Event, EventName};
use crate::db::{Db, Request};
use apply::Applier;
use record::Record;
use std::io::BufRead;

text_enum! {
    /// What kind of file is imported.
    pub enum Source {
        /// OpenAlex authors as JSON Lines.
        OpenAlexAuthors = "openalex_authors",
        /// OpenAlex works as JSON Lines.
        OpenAlexWorks = "openalex_works",
        /// The funder's own list as CSV.
        Csv = "csv",
    }
}

/// Records in one transaction.
const BATCH: usize = 100;

/// One import.
#[derive(Debug, Clone, Copy)]
pub struct Importer<'a> {
    /// Where to.
    pub db: &'a Db,
    /// On whose behalf.
    pub request: Request,
    /// What kind of file.
    pub source: Source,
    /// Only tell what would happen.
    pub dry_run: bool,
}

impl Importer<'_> {
    /// Reads the whole of `input`; `progress` is told the records read so far. What was imported before
    /// an error stays; the same file again goes on where it stopped.
    pub fn run(&self, input: &mut dyn BufRead, progress: &mut dyn FnMut(u64)) -> Result<ImportReport, PeopleError> {
        self.request.actor.must_be_officer()?;
        let mut report = ImportReport::new(self.source, self.dry_run);
        let mut applier = Applier::new();
        let mut records = match self.source {
            Source::OpenAlexAuthors => openalex::records(input, openalex::author),
            Source::OpenAlexWorks => openalex::records(input, openalex::work),
            Source::Csv => csv_list::records(input)?,
        };
        loop {
            let batch: Vec<Record> = records.by_ref().take(BATCH).collect();
            if batch.is_empty() {
                break;
            }
            let rows = self.apply(&mut applier, &batch)?;
            for row in rows {
                report.add(row);
            }
            progress(report.total);
        }
        drop(records);
        if report.changed() {
            self.note(&report)?;
        }
        Ok(report)
    }

    fn apply(&self, applier: &mut Applier, batch: &[Record]) -> Result<Vec<RowReport>, PeopleError> {
        if self.dry_run {
            return self.db.read_blocking(|conn| applier.plan(conn, batch));
        }
        self.db.write_blocking(self.request, &|tx| apply::apply(tx, batch))
    }

    fn note(&self, report: &ImportReport) -> Result<(), PeopleError> {
        if self.dry_run {
            return Ok(());
        }
        self.db.write_blocking(self.request, &|tx| {
            let event = Event::new(EventName::CandidatesImported)
                .with("source", self.source.as_str())
                .with("created", report.created)
                .with("updated", report.updated)
                .with("rejected", report.rejected);
            Ok(audit::record(tx, event)?)
        })
    }
}
