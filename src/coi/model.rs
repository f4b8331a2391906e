//! Findings, declarations, decisions.

use crate::kernel::ids::{ApplicationId, DecisionId, DeclarationId, PersonId};
use crate::kernel::time::UtcTime;

context_error! {
    /// Why something cannot be done about a conflict.
    CoiError {
        /// There is neither evidence nor a declaration to decide on.
        NothingToDecide = Conflict "nothing_to_decide": "there is neither evidence nor a declaration to decide on",
    }
}

text_enum! {
    /// How somebody is tied to an application; the names of the field.
    pub enum Relation {
        /// Is on the application.
        SelfOnApplication = "self_on_application",
        /// The applicants ask to leave them out.
        ApplicantExcluded = "applicant_excluded",
        /// Wrote a paper with somebody on the application.
        CoAuthor = "co_author",
        /// Works at the institution of somebody on the application.
        SameInstitution = "same_institution",
        /// Worked in Japan not long ago.
        JapanTie = "japan_tie",
    }
}

text_enum! {
    /// How sure the data are that it is the same person or institution.
    pub enum Certainty {
        /// By an identifier: ORCID, ROR.
        Identifier = "identifier",
        /// By name only: may be a namesake.
        Name = "name",
    }
}

text_enum! {
    /// What the data alone say.
    pub enum Screening {
        /// Nothing was found. Not the same as no conflict.
        Clear = "clear",
        /// Something that an officer should look at.
        Suspected = "suspected",
        /// A conflict by the rules.
        Conflict = "conflict",
    }
}

text_enum! {
    /// What a reviewer declares for one application.
    pub enum Answer {
        /// No conflict of interest.
        None = "none",
        /// Not sure; the office decides.
        Unsure = "unsure",
        /// A conflict; no review of this application.
        Conflict = "conflict",
    }
}

text_enum! {
    /// What an officer decides.
    pub enum Outcome {
        /// May review.
        Cleared = "cleared",
        /// May not review this application.
        Excluded = "excluded",
    }
}

/// What was found, so that an officer can judge it and a machine can tell it again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Evidence {
    /// Who on the application it is about.
    pub about: String,
    /// The title of a joint paper, the name of an institution, the reason of an exclusion.
    pub what: String,
    /// The year, where there is one.
    pub year: Option<i32>,
    /// How many authors a joint paper has.
    pub authors: Option<i32>,
    /// How sure it is.
    pub certainty: Certainty,
}

/// A tie between a person and an application.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// Which tie.
    pub relation: Relation,
    /// Whether it is a conflict by the rules or one to look at.
    pub severity: Screening,
    /// What was found.
    pub evidence: Evidence,
}

/// What a reviewer declared, once.
#[derive(Debug, Clone)]
pub struct Declaration {
    /// Its id; later ones are greater.
    pub id: DeclarationId,
    /// Who declared.
    pub person: PersonId,
    /// For which application.
    pub application: ApplicationId,
    /// What.
    pub answer: Answer,
    /// In their words. May name third persons.
    pub details: String,
    /// The version of the rules that stood beside it.
    pub rules_version: String,
    /// When, in UTC.
    pub declared_at: UtcTime,
}

/// What an officer decided, once.
#[derive(Debug, Clone)]
pub struct Decision {
    /// Its id; later ones are greater.
    pub id: DecisionId,
    /// About whom.
    pub person: PersonId,
    /// For which application.
    pub application: ApplicationId,
    /// What.
    pub outcome: Outcome,
    /// Why.
    pub reason: String,
    /// The evidence it was made on, as a hash.
    pub evidence_fingerprint: String,
    /// The declaration it was made on.
    pub declaration: Option<DeclarationId>,
    /// The id of who decided.
    pub decided_by: String,
    /// When, in UTC.
    pub decided_at: UtcTime,
}
