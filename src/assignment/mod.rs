//! Who reviews what: proposed, read as a list of changes, applied, handed to the review system.
//!
//! Invariants:
//! * **No assignment without clearance**: accepted, undertaking signed, conflict cleared; checked when
//!   proposed, when applied and when handed over.
//! * Nobody has more than they took on; no application has more reviewers than the call wants.
//! * **A plan is bound to the data it was made from**; if they changed, it is refused and made anew.
//! * What is handed over stays; a plan moves round it.

mod actions;
mod handoff;
mod model;
mod plan;
mod queries;
pub mod solver;
mod store;

pub use actions::{apply, discard, propose};
pub use handoff::{HandoffOutcome, HandoffRow, hand_over, report_progress};
pub use model::{
    Assignment, AssignmentError, AssignmentState, Change, ChangeKind, NotReady, Plan, PlanContent, PlanState,
    ReviewState, Shortfall,
};
pub use queries::{AssignmentLine, HandoffItem, PlanView, assignments_of, handoff_items, plan_view, plans_of};
