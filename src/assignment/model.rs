//! Assignments, plans and their states.

use crate::kernel::ids::{ApplicationId, AssignmentId, CallId, InvitationId, PersonId, PlanId};
use crate::kernel::time::UtcTime;
use serde::{Deserialize, Serialize};

context_error! {
    /// Why something cannot be done with an assignment.
    AssignmentError {
        /// The data changed since the plan was made.
        PlanOutdated = Stale "plan_outdated": "the data changed since the plan was made; propose again",
        /// The plan was applied or discarded.
        PlanClosed = Conflict "plan_closed": "this plan was applied or discarded",
        /// The chosen changes do not fit together: a load or a limit would be broken.
        ChangesDoNotFit = Conflict "changes_do_not_fit": "the chosen changes do not fit together",
        /// The solver found no answer.
        Unsolved = Internal "internal_error": "the solver found no answer",
        /// The assignment is not with the review system.
        NotHandedOff = Conflict "not_handed_off": "this assignment is not with the review system",
    }
}

text_enum! {
    /// How far an assignment is.
    pub enum AssignmentState {
        /// Decided by an officer.
        Planned = "planned",
        /// With the review system.
        HandedOff = "handed_off",
        /// Taken back.
        Released = "released",
    }
}

text_enum! {
    /// How far the review is, in the review system's words.
    pub enum ReviewState {
        /// The reviewer has not opened it.
        NotOpened = "not_opened",
        /// The reviewer has opened it.
        Opened = "opened",
        /// A draft was saved.
        InProgress = "in_progress",
        /// The review was submitted.
        Submitted = "submitted",
    }
}

text_enum! {
    /// Whether a plan is still to be decided on.
    pub enum PlanState {
        /// To be read and applied or discarded.
        Proposed = "proposed",
        /// Applied.
        Applied = "applied",
        /// Discarded.
        Discarded = "discarded",
    }
}

text_enum! {
    /// What a change does.
    pub enum ChangeKind {
        /// Assigns somebody.
        Add = "add",
        /// Takes an assignment back.
        Remove = "remove",
    }
}

text_enum! {
    /// Why an assignment cannot be handed over.
    pub enum NotReady {
        /// The reviewer has not accepted, or not any more.
        NotAccepted = "not_accepted",
        /// The undertaking is not signed.
        NotSigned = "not_signed",
        /// The conflict is not cleared.
        NotCleared = "not_cleared",
        /// The reviewer works in Japan now, or is not to be contacted.
        NotEligible = "not_eligible",
    }
}

/// Somebody assigned to an application.
#[derive(Debug, Clone)]
pub struct Assignment {
    /// The assignment.
    pub id: AssignmentId,
    /// The call.
    pub call: CallId,
    /// The application.
    pub application: ApplicationId,
    /// The reviewer.
    pub person: PersonId,
    /// The invitation that was accepted.
    pub invitation: InvitationId,
    /// How far it is.
    pub state: AssignmentState,
    /// How far the review is.
    pub review_state: ReviewState,
    /// When the review system said so.
    pub review_state_at: Option<UtcTime>,
    /// The score when it was decided, 0 to 1.
    pub score: f64,
    /// A reference that tells nothing of the reviewer.
    pub public_ref: String,
    /// Rises with every change.
    pub version: i32,
    /// When it was handed over.
    pub handed_off_at: Option<UtcTime>,
}

/// One change of a plan.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Change {
    /// What it does.
    pub kind: ChangeKind,
    /// The application.
    pub application: ApplicationId,
    /// The reviewer.
    pub person: PersonId,
    /// The invitation that was accepted.
    pub invitation: InvitationId,
    /// The score, 0 to 1.
    pub score: f64,
}

/// An application that the plan leaves short.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shortfall {
    /// The application.
    pub application: ApplicationId,
    /// So many reviewers are missing.
    pub missing: i32,
    /// So many cleared reviewers there are for it, busy elsewhere or not.
    pub cleared: i32,
}

/// What a plan proposes, and what would come of it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PlanContent {
    /// The changes.
    pub changes: Vec<Change>,
    /// Assignments now and after.
    pub assignments: (usize, usize),
    /// The sum of scores now and after.
    pub total: (f64, f64),
    /// The lowest score now and after; none without assignments.
    pub lowest: (Option<f64>, Option<f64>),
    /// Applications that stay short.
    pub shortfalls: Vec<Shortfall>,
}

/// A proposed set of changes.
#[derive(Debug, Clone)]
pub struct Plan {
    /// The plan.
    pub id: PlanId,
    /// The call.
    pub call: CallId,
    /// Its number within the call.
    pub number: i32,
    /// Whether it is still to be decided on.
    pub state: PlanState,
    /// The data it was made from, as a hash.
    pub basis: String,
    /// What it proposes.
    pub content: PlanContent,
    /// When it was made.
    pub created_at: UtcTime,
    /// When it was applied or discarded.
    pub closed_at: Option<UtcTime>,
}
