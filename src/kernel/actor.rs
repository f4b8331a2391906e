//! Who acts.

use crate::kernel::failure::Denied;
use crate::kernel::ids::{AccountId, ApiKeyId, InvitationId, PersonId};

text_enum! {
    /// What an account or a key may do.
    pub enum Role {
        /// Everything, accounts and keys included.
        Administrator = "administrator",
        /// Calls, candidates, invitations, conflicts, assignments.
        ProgrammeOfficer = "programme_officer",
        /// Reads the hand-off and reports the progress of reviews; nothing else.
        ReviewSystem = "review_system",
    }
}

/// Who acts, as far as it was proved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Actor {
    /// Somebody who signed in.
    Account {
        /// Their account.
        id: AccountId,
        /// What it may do.
        role: Role,
    },
    /// A program with a key.
    Program {
        /// Its key.
        id: ApiKeyId,
        /// What it may do.
        role: Role,
    },
    /// The holder of the link of one invitation.
    Invitee {
        /// The invitation that the link opens, and no other.
        invitation: InvitationId,
        /// Who was invited.
        person: PersonId,
    },
    /// Mekiki itself: a job, the command line.
    System(&'static str),
}

impl Actor {
    /// May do what programme officers do.
    pub fn must_be_officer(&self) -> Result<(), Denied> {
        match self {
            Self::Account { role, .. } | Self::Program { role, .. } => match role {
                Role::Administrator | Role::ProgrammeOfficer => Ok(()),
                Role::ReviewSystem => Err(Denied::Role),
            },
            Self::System(_) => Ok(()),
            Self::Invitee { .. } => Err(Denied::Role),
        }
    }

    /// May administer accounts and keys.
    pub fn must_be_administrator(&self) -> Result<(), Denied> {
        match self {
            Self::Account { role: Role::Administrator, .. }
            | Self::Program { role: Role::Administrator, .. }
            | Self::System(_) => Ok(()),
            _ => Err(Denied::Role),
        }
    }

    /// May read the hand-off and report progress.
    pub fn must_be_review_system(&self) -> Result<(), Denied> {
        match self {
            Self::Program { role: Role::ReviewSystem | Role::Administrator, .. } | Self::System(_) => Ok(()),
            _ => Err(Denied::Role),
        }
    }

    /// Must hold the link of this very invitation.
    pub fn must_hold(&self, wanted: InvitationId) -> Result<(), Denied> {
        match self {
            Self::Invitee { invitation, .. } if *invitation == wanted => Ok(()),
            _ => Err(Denied::Hidden),
        }
    }

    /// The stable kind, as the history stores it.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Account { .. } => "account",
            Self::Program { .. } => "program",
            Self::Invitee { .. } => "reviewer",
            Self::System(_) => "system",
        }
    }

    /// The id or name, as the history stores it.
    pub fn id(&self) -> String {
        match self {
            Self::Account { id, .. } => id.to_string(),
            Self::Program { id, .. } => id.to_string(),
            Self::Invitee { person, .. } => person.to_string(),
            Self::System(name) => (*name).to_owned(),
        }
    }
}
