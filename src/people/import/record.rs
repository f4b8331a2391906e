//! What every source is turned into before it meets the database.

use super::super::model::NameOrder;
use crate::kernel::email::EmailAddress;
use crate::kernel::failure::Violations;
use crate::kernel::place::{CountryCode, Orcid};

/// One record of a file.
pub(super) struct Record {
    /// Its line, from 1.
    pub line: u64,
    /// What it calls itself.
    pub label: String,
    /// What it says, or why it cannot be read.
    pub content: Result<Content, Violations>,
}

/// What a record says.
pub(super) enum Content {
    Person(Box<PersonRecord>),
    Work(Box<WorkRecord>),
}

/// A person as one source knows them.
pub(in super::super) struct PersonRecord {
    /// The source's name, such as `openalex`.
    pub source: &'static str,
    /// The record within the source.
    pub record: String,
    /// SHA-256 of the record.
    pub content_hash: String,
    /// Whether the funder itself says so; a derived source does not overwrite that.
    pub own: bool,
    pub family_name: String,
    pub given_name: String,
    pub name_order: NameOrder,
    pub native_name: Option<String>,
    pub other_names: Vec<String>,
    pub orcid: Option<Orcid>,
    pub openalex_id: Option<String>,
    pub emails: Vec<EmailAddress>,
    pub institution: Option<String>,
    pub department: Option<String>,
    pub country: Option<CountryCode>,
    pub time_zone: Option<String>,
    pub keywords: Vec<String>,
    pub affiliations: Vec<AffiliationRecord>,
}

/// An affiliation as one source knows it.
pub(in super::super) struct AffiliationRecord {
    pub institution: String,
    pub ror: Option<String>,
    pub department: Option<String>,
    pub country: Option<CountryCode>,
    pub start_year: Option<i32>,
    pub end_year: Option<i32>,
    pub is_current: bool,
}

/// A publication as one source knows it.
pub(in super::super) struct WorkRecord {
    pub source: &'static str,
    pub record: String,
    pub content_hash: String,
    pub openalex_id: String,
    pub doi: Option<String>,
    pub title: String,
    pub abstract_text: String,
    pub year: Option<i32>,
    pub authors: Vec<AuthorRecord>,
}

/// An author of a publication.
pub(in super::super) struct AuthorRecord {
    pub name: String,
    pub orcid: Option<Orcid>,
    pub openalex_id: Option<String>,
    pub institution: Option<AffiliationRecord>,
}
