//! An invitation, its states and the answers to it.

use crate::kernel::ids::{CallId, InvitationId, PersonId};
use crate::kernel::time::{Day, UtcTime};

context_error! {
    /// Why something cannot be done with an invitation.
    InvitationError {
        /// The call lacks something, such as its English guideline.
        CallNotReady = Conflict "call_not_ready": "this call cannot invite yet",
        /// Nobody is left to invite.
        NobodyToInvite = Conflict "nobody_to_invite": "nobody is left to invite",
        /// The link has expired.
        LinkExpired = Gone "link_expired": "this link has expired",
        /// The invitation was withdrawn.
        Withdrawn = Gone "invitation_withdrawn": "this invitation was withdrawn",
        /// The assignment is with the review system; the office must help.
        HandedOff = Conflict "already_handed_off": "the review has begun; write to the office to change it",
        /// The step before this one is missing.
        StepMissing = Conflict "step_missing": "an earlier step is missing",
        /// The text of the undertaking changed since the page was opened.
        UndertakingChanged = Stale "undertaking_changed": "the text changed since the page was opened",
        /// There is no such application on this invitation.
        NotOffered = NotFound "not_found": "this application is not part of the invitation",
    }
}

text_enum! {
    /// How far an invitation is.
    pub enum Status {
        /// Its letter is in the outbox.
        Queued = "queued",
        /// The mail server took the letter.
        Sent = "sent",
        /// Accepted, fully or with a lower load.
        Accepted = "accepted",
        /// Declined.
        Declined = "declined",
        /// Asked for later.
        Deferred = "deferred",
        /// The address does not exist.
        Bounced = "bounced",
        /// The reply date passed without an answer.
        Expired = "expired",
        /// The office took it back.
        Withdrawn = "withdrawn",
    }
}

text_enum! {
    /// Why somebody declines; the closed list of the field.
    pub enum DeclineReason {
        /// No time in this period.
        Time = "time",
        /// Not my field.
        Field = "field",
        /// A conflict of interest with the call.
        Conflict = "conflict",
        /// My institution does not allow it.
        Policy = "policy",
        /// I do not review for agencies abroad.
        ForeignAgency = "foreign_agency",
        /// Pay or tax.
        Pay = "pay",
        /// Another reason.
        Other = "other",
    }
}

text_enum! {
    /// Why somebody cannot be invited now, or should be looked at first.
    pub enum InvitationProblem {
        /// No address is known that works.
        NoAddress = "no_address",
        /// They have an invitation for this call already.
        AlreadyInvited = "already_invited",
        /// They work in Japan.
        InJapan = "in_japan",
        /// They asked never to be written to.
        DoNotContact = "do_not_contact",
        /// A conflict excludes them from every application they are listed for.
        Conflict = "conflict",
        /// A conflict excludes them from some of the applications, which are left out.
        ConflictForSome = "conflict_for_some",
        /// Something was found that an officer should look at first.
        ConflictToCheck = "conflict_to_check",
        /// Where they work is not known.
        CountryUnknown = "country_unknown",
    }
}

impl InvitationProblem {
    /// Whether it forbids inviting.
    pub fn blocks(self) -> bool {
        match self {
            Self::NoAddress | Self::AlreadyInvited | Self::InJapan | Self::DoNotContact | Self::Conflict => true,
            Self::ConflictForSome | Self::ConflictToCheck | Self::CountryUnknown => false,
        }
    }
}

/// An answer to an invitation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reply {
    /// Yes, for so many applications.
    Accept(Load),
    /// Yes, but not before a day.
    Later(Availability),
    /// No.
    Decline,
}

/// How many applications somebody takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Load {
    /// As many as offered.
    Full,
    /// Fewer.
    Reduced(i32),
}

/// From when somebody would be free.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Availability(pub Day);

/// An invitation.
#[derive(Debug, Clone)]
pub struct Invitation {
    /// The invitation.
    pub id: InvitationId,
    /// For which call.
    pub call: CallId,
    /// Of whom.
    pub person: PersonId,
    /// How far it is.
    pub status: Status,
    /// Where the letter went.
    pub to_address: String,
    /// The sentence that says why them.
    pub why: String,
    /// By when an answer is asked.
    pub reply_by: UtcTime,
    /// How many applications are offered at the most.
    pub offered_load: i32,
    /// How many were taken.
    pub accepted_load: Option<i32>,
    /// When it was answered last.
    pub answered_at: Option<UtcTime>,
    /// Why it was declined.
    pub decline_reason: Option<DeclineReason>,
    /// More about that.
    pub decline_note: String,
    /// Who else could review.
    pub suggestion: String,
    /// From when the person would be free.
    pub available_from: Option<Day>,
    /// Rises with every change.
    pub version: i32,
    /// When it was made.
    pub created_at: UtcTime,
    /// When the letter left.
    pub sent_at: Option<UtcTime>,
}

impl Invitation {
    /// The invitation after a reply, or why it cannot be taken. Until hand-off every answer can be changed,
    /// and a late answer is welcome while the link opens.
    pub(super) fn after(mut self, reply: Reply, now: UtcTime) -> Result<Self, InvitationError> {
        match self.status {
            Status::Queued
            | Status::Sent
            | Status::Accepted
            | Status::Declined
            | Status::Deferred
            | Status::Bounced
            | Status::Expired => {}
            Status::Withdrawn => return Err(InvitationError::Withdrawn),
        }
        self.answered_at = Some(now);
        match reply {
            Reply::Accept(load) => {
                self.status = Status::Accepted;
                self.accepted_load = Some(match load {
                    Load::Full => self.offered_load,
                    Load::Reduced(count) => count,
                });
                self.available_from = None;
            }
            Reply::Later(Availability(day)) => {
                self.status = Status::Deferred;
                self.accepted_load = None;
                self.available_from = Some(day);
            }
            Reply::Decline => {
                self.status = Status::Declined;
                self.accepted_load = None;
                self.available_from = None;
            }
        }
        Ok(self)
    }

    /// Whether the reply says nothing new.
    pub(super) fn is_already(&self, reply: Reply) -> bool {
        match (self.status, reply) {
            (Status::Accepted, Reply::Accept(Load::Full)) => self.accepted_load == Some(self.offered_load),
            (Status::Accepted, Reply::Accept(Load::Reduced(count))) => self.accepted_load == Some(count),
            (Status::Deferred, Reply::Later(Availability(day))) => self.available_from == Some(day),
            (Status::Declined, Reply::Decline) => true,
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::time::Clock;

    fn invitation(status: Status) -> Invitation {
        let now = Clock::System.now();
        Invitation {
            id: InvitationId::new(),
            call: CallId::new(),
            person: PersonId::new(),
            status,
            to_address: String::new(),
            why: String::new(),
            reply_by: now,
            offered_load: 3,
            accepted_load: None,
            answered_at: None,
            decline_reason: None,
            decline_note: String::new(),
            suggestion: String::new(),
            available_from: None,
            version: 1,
            created_at: now,
            sent_at: None,
        }
    }

    #[test]
    fn an_answer_can_be_changed_and_the_same_again_is_nothing_new() {
        let now = Clock::System.now();
        let accepted = invitation(Status::Sent).after(Reply::Accept(Load::Reduced(2)), now).unwrap();
        assert_eq!((accepted.status, accepted.accepted_load), (Status::Accepted, Some(2)));
        assert!(accepted.is_already(Reply::Accept(Load::Reduced(2))));
        assert!(!accepted.is_already(Reply::Accept(Load::Full)));
        let declined = accepted.after(Reply::Decline, now).unwrap();
        assert_eq!((declined.status, declined.accepted_load), (Status::Declined, None));
    }

    #[test]
    fn a_withdrawn_invitation_takes_no_answer() {
        let refused = invitation(Status::Withdrawn).after(Reply::Decline, Clock::System.now());
        assert!(matches!(refused, Err(InvitationError::Withdrawn)));
    }
}
