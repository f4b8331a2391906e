//! Asking a person to review for a call, and what they answer.
//!
//! Invariants:
//! * One invitation a person and call; a link opens one invitation and nothing else.
//! * **A link is hashed at rest, expires and can be revoked; opening it changes nothing.**
//! * Refused and unanswered invitations never count as coverage.
//! * A reviewer may change their answer until the assignment is handed to the review system.
//! * Names and titles of an application are shown only after the confidentiality undertaking is signed.

mod actions;
mod letters;
mod links;
mod model;
mod prepare;
mod queries;
mod respond;
mod shortlist;
mod store;
mod undertaking;

pub use actions::{Sent, SentRow, expire_due, letter_outcome, send, settle_letter, withdraw};
pub use letters::Office;
pub use links::{LinkState, open_link, request_new_link};
pub use model::{Availability, DeclineReason, Invitation, InvitationError, InvitationProblem, Load, Reply, Status};
pub use prepare::{Draft, Preparation, Prepare, prepare};
pub use queries::{
    InvitationLine, ReviewerView, SnapshotStanding, handed_off, invitation, invitations_of, reviewer_view, status_of,
};
pub use respond::{DeclareInterests, Explain, Sign, answer, declare_interests, explain_decline, sign_undertaking};
pub use shortlist::{ShortlistEntry, order_shortlist, shortlist, shortlist_add, shortlist_remove, shortlists_of};
pub use undertaking::{UNDERTAKING, UndertakingText};
