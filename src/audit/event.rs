//! The registry of everything that can happen, and its shape.

use crate::kernel::ids::{ApplicationId, CallId, InvitationId, PersonId};
use serde_json::{Map, Value};

text_enum! {
    /// What happened. The text is stable: histories, exports and integrations rely on it.
    pub enum EventName {
        /// Somebody signed in.
        SignedIn = "account.signed_in",
        /// An account was created.
        AccountCreated = "account.created",
        /// A key was issued.
        ApiKeyIssued = "api_key.issued",
        /// A key was revoked.
        ApiKeyRevoked = "api_key.revoked",
        /// A call was created.
        CallCreated = "call.created",
        /// A call's settings were changed.
        CallChanged = "call.changed",
        /// The English guideline was attached.
        GuidelineAttached = "call.guideline_attached",
        /// Applications were imported.
        ApplicationsImported = "applications.imported",
        /// Candidates or publications were imported.
        CandidatesImported = "candidates.imported",
        /// Somebody is not to be contacted any more.
        ContactStopped = "person.contact_stopped",
        /// Somebody may be contacted again.
        ContactAllowed = "person.contact_allowed",
        /// Somebody was put on a shortlist.
        Shortlisted = "shortlist.added",
        /// A shortlist was put in order.
        ShortlistOrdered = "shortlist.ordered",
        /// Somebody was taken off a shortlist.
        Unlisted = "shortlist.removed",
        /// An invitation was made and its letter put in the outbox.
        Invited = "invitation.queued",
        /// The mail server took the letter.
        LetterSent = "letter.sent",
        /// The mail server refused the letter for good.
        LetterRefused = "letter.refused",
        /// Sending was cut off; nobody knows whether the letter left.
        LetterUncertain = "letter.uncertain",
        /// An officer decided what is true of an uncertain or failed letter.
        LetterSettled = "letter.settled",
        /// The address does not exist.
        Bounced = "invitation.bounced",
        /// The reviewer accepted.
        Accepted = "invitation.accepted",
        /// The reviewer declined.
        Declined = "invitation.declined",
        /// The reviewer asked for later.
        Deferred = "invitation.deferred",
        /// The reviewer said more about declining.
        DeclineExplained = "invitation.decline_explained",
        /// The officer took the invitation back.
        Withdrawn = "invitation.withdrawn",
        /// The reply date passed.
        Expired = "invitation.expired",
        /// The reviewer signed the confidentiality undertaking.
        UndertakingSigned = "undertaking.signed",
        /// The reviewer declared interests for an application.
        InterestsDeclared = "coi.declared",
        /// An officer decided on a conflict.
        ConflictDecided = "coi.decided",
        /// An assignment was proposed.
        PlanProposed = "plan.proposed",
        /// A proposal was applied.
        PlanApplied = "plan.applied",
        /// A proposal was discarded.
        PlanDiscarded = "plan.discarded",
        /// A reviewer was assigned to an application.
        Assigned = "assignment.made",
        /// An assignment was released.
        Released = "assignment.released",
        /// An assignment was handed to the review system.
        HandedOff = "assignment.handed_off",
        /// The review system reported progress.
        ReviewProgressed = "review.progressed",
    }
}

/// One thing that happened, and to what.
#[derive(Debug, Clone)]
pub struct Event {
    /// What.
    pub name: EventName,
    /// To which call.
    pub call: Option<CallId>,
    /// To which application.
    pub application: Option<ApplicationId>,
    /// To whom.
    pub person: Option<PersonId>,
    /// To which invitation.
    pub invitation: Option<InvitationId>,
    /// Ids, codes and counts that tell more; nothing personal.
    pub payload: Map<String, Value>,
}

impl Event {
    /// An event about nothing in particular yet.
    pub fn new(name: EventName) -> Self {
        Self { name, call: None, application: None, person: None, invitation: None, payload: Map::new() }
    }

    /// About a call.
    #[must_use]
    pub fn call(mut self, id: CallId) -> Self {
        self.call = Some(id);
        self
    }

    /// About an application.
    #[must_use]
    pub fn application(mut self, id: ApplicationId) -> Self {
        self.application = Some(id);
        self
    }

    /// About a person.
    #[must_use]
    pub fn person(mut self, id: PersonId) -> Self {
        self.person = Some(id);
        self
    }

    /// About an invitation.
    #[must_use]
    pub fn invitation(mut self, id: InvitationId) -> Self {
        self.invitation = Some(id);
        self
    }

    /// With an id, code or count.
    #[must_use]
    pub fn with(mut self, key: &str, value: impl Into<Value>) -> Self {
        self.payload.insert(key.to_owned(), value.into());
        self
    }
}
