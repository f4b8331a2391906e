//! Accounts and keys.

use crate::kernel::actor::{Actor, Role};
use crate::kernel::email::EmailAddress;
use crate::kernel::ids::{AccountId, ApiKeyId};
use crate::kernel::secret::Token;
use crate::kernel::time::UtcTime;

context_error! {
    /// Why somebody cannot come in, or an account or key cannot be made.
    IdentityError {
        /// The name is unknown or the password wrong; which of the two is not told.
        WrongCredentials = Unauthenticated "wrong_credentials": "the e-mail address or the password is wrong",
        /// The token, key or session is unknown, has ended or was revoked.
        NotSignedIn = Unauthenticated "not_signed_in": "sign in first",
        /// The machine has no random bytes or hashing failed.
        Broken = Internal "internal_error": "secrets cannot be made now",
    }
}

/// Somebody who signs in.
#[derive(Debug, Clone)]
pub struct Account {
    /// The account.
    pub id: AccountId,
    /// The address to sign in with.
    pub email: String,
    /// How the person is shown.
    pub display_name: String,
    /// What the account may do.
    pub role: Role,
    /// The language of the pages: `en` or `ja`.
    pub language: String,
    /// Whether it may sign in.
    pub active: bool,
    /// Since when it exists.
    pub created_at: UtcTime,
}

impl Account {
    /// The account as somebody who acts.
    pub fn actor(&self) -> Actor {
        Actor::Account { id: self.id, role: self.role }
    }
}

/// What is needed to create an account.
#[derive(Debug, Clone)]
pub struct NewAccount {
    /// The address to sign in with.
    pub email: EmailAddress,
    /// How the person is shown.
    pub display_name: String,
    /// What the account may do.
    pub role: Role,
    /// The language of the pages.
    pub language: String,
    /// The hash of the password, made by [`super::Passwords::hash`] outside the transaction.
    pub password_hash: String,
}

/// A key with which a program comes in. The key itself is not known any more.
#[derive(Debug, Clone)]
pub struct ApiKey {
    /// The key's id.
    pub id: ApiKeyId,
    /// What it is for.
    pub name: String,
    /// What it may do.
    pub role: Role,
    /// When it was issued.
    pub created_at: UtcTime,
    /// When it was revoked.
    pub revoked_at: Option<UtcTime>,
}

/// What is needed to issue a key. The token is drawn outside the transaction, which may run twice.
#[derive(Debug, Clone)]
pub struct NewApiKey {
    /// What it is for.
    pub name: String,
    /// What it may do.
    pub role: Role,
    /// The key.
    pub token: Token,
}

/// A key just issued, with the text that is shown once.
#[derive(Debug, Clone)]
pub struct IssuedKey {
    /// The key.
    pub key: ApiKey,
    /// What the program sends.
    pub secret: Token,
}
