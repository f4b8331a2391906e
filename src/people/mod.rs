//! The pool: persons and what is known of them, with publications.
//!
//! Invariants:
//! * An ORCID iD, an OpenAlex id and an e-mail address each belong to one person.
//! * **The same record of the same source again changes nothing**, not even a date.
//! * What the funder's own list says of somebody is never overwritten by a derived source.
//! * Who asked not to be contacted is left alone until an officer allows it again; no import does.
//! * Every change raises the pool's revision, by which search indexes see that they are old.

mod actions;
mod import;
mod model;
mod queries;
mod store;

pub use actions::{allow_contact, stop_contact};
pub use import::{ImportReport, Importer, RowOutcome, RowReport, Source};
pub use model::{Affiliation, Eligibility, Email, EmailState, NameOrder, PeopleError, Person, Publication, full_name};
pub use queries::{
    PersonFilter, PersonLine, Pool, PoolMember, PoolPublication, load_pool, person, persons, publications_of, revision,
};
pub use store::{best_email, best_emails, bounce_email};
