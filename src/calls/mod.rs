//! Calls for applications and the applications to be reviewed.
//!
//! Invariants:
//! * A deadline is an instant; it is set and shown on the wall clock of the call's zone.
//! * **A call without its English guideline cannot invite.** [`readiness`] says what is missing.
//! * Importing applications is all or nothing: one bad row and none is taken.
//! * What a reviewer may see before the review is the [`Snapshot`]: title, people, institutions, keywords.

mod actions;
mod import;
mod model;
mod queries;
mod store;

pub use actions::{attach_guideline, create, import_applications, update};
pub use import::{
    ApplicationInput, ApplicationOutcome, ApplicationRow, ApplicationsReport, ExclusionInput, PersonInput, from_csv,
};
pub use model::{
    Application, ApplicationPerson, ApplicationRole, Call, CallError, CallSettings, Exclusion, Guideline, Missing,
    RawSettings, Snapshot, readiness,
};
pub use queries::{
    ApplicationLine, application, applications, applications_of, call, calls, guideline, guideline_file, snapshot,
};
