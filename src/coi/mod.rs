//! Conflicts of interest: found from data before anybody is asked, declared by the reviewer, decided by an officer.
//!
//! Invariants:
//! * **A finding has evidence**: what was found, about whom, from which source, how sure.
//! * Declarations and decisions are never overwritten; the latest counts.
//! * A decision covers the evidence it was made on. **New evidence asks again; what was dismissed stays dismissed.**
//! * “Nothing found” is not “no conflict”: only a declaration or an officer clears.

mod actions;
mod detect;
mod gather;
mod model;
mod queries;
mod standing;
mod store;

pub use actions::{Decide, decide, declare};
pub use detect::RULES_VERSION;
pub use gather::screen;
pub use model::{Answer, Certainty, CoiError, Decision, Declaration, Evidence, Finding, Outcome, Relation, Screening};
pub use queries::{decisions, declarations, standings};
pub use standing::{Standing, Verdict};
