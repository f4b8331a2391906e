//! Coming in and going out; making accounts and keys.

use super::model::{Account, ApiKey, IdentityError, IssuedKey, NewAccount, NewApiKey};
use super::passwords::Passwords;
use super::store;
use crate::audit::{self, Event, EventName};
use crate::db::{Conn, DbError, Tx};
use crate::kernel::actor::Actor;
use crate::kernel::failure::Violation;
use crate::kernel::ids::{AccountId, ApiKeyId};
use crate::kernel::secret::Token;
use crate::kernel::time::UtcTime;

/// Proves a password. Unknown, inactive and wrong look alike and take alike time.
pub fn sign_in(conn: &mut Conn, passwords: &Passwords, email: &str, password: &str) -> Result<Account, IdentityError> {
    let found = store::by_email(conn, &email.trim().to_lowercase())?;
    let hash = found.as_ref().map(|(_, hash)| hash.as_str());
    let good = passwords.verify(password, hash);
    match found {
        Some((account, _)) if good && account.active => Ok(account),
        _ => Err(IdentityError::WrongCredentials),
    }
}

/// Opens a session of the pages for who was proved, until `expires`; drops those that ended.
pub fn open_session(tx: &mut Tx<'_>, account: AccountId, token: &Token, expires: UtcTime) -> Result<(), IdentityError> {
    store::delete_ended_sessions(tx)?;
    store::insert_session(tx, token, account, expires)?;
    audit::record(tx, Event::new(EventName::SignedIn))?;
    Ok(())
}

/// Whose session it is; none where it has ended or the account may not come in any more.
pub fn session_account(conn: &mut Conn, token: &Token, now: UtcTime) -> Result<Option<Account>, DbError> {
    Ok(store::session(conn, token, now)?.filter(|account| account.active))
}

/// Ends a session. One that has ended stays ended.
pub fn sign_out(tx: &mut Tx<'_>, token: &Token) -> Result<(), IdentityError> {
    Ok(store::delete_session(tx, token)?)
}

/// Changes the language of somebody's own pages.
pub fn set_language(tx: &mut Tx<'_>, language: &str) -> Result<(), IdentityError> {
    if let Actor::Account { id, .. } = tx.actor {
        store::set_language(tx, id, language)?;
    }
    Ok(())
}

/// Creates an account.
pub fn create_account(tx: &mut Tx<'_>, new: &NewAccount) -> Result<Account, IdentityError> {
    tx.actor.must_be_administrator()?;
    if store::by_email(tx.conn, &new.email.key())?.is_some() {
        return Err(Violation::new("/email", "taken").into());
    }
    let id = AccountId::new();
    store::insert_account(tx, id, new)?;
    audit::record(
        tx,
        Event::new(EventName::AccountCreated).with("account", id.to_string()).with("role", new.role.as_str()),
    )?;
    store::account(tx.conn, id)?.ok_or(IdentityError::NotFound)
}

/// Issues a key for a program; its text is in the answer and nowhere else.
pub fn issue_api_key(tx: &mut Tx<'_>, new: &NewApiKey) -> Result<IssuedKey, IdentityError> {
    tx.actor.must_be_administrator()?;
    let by = match tx.actor {
        Actor::Account { id, .. } => Some(id),
        _ => None,
    };
    let id = ApiKeyId::new();
    store::insert_key(tx, id, new, by)?;
    audit::record(tx, Event::new(EventName::ApiKeyIssued).with("key", id.to_string()).with("role", new.role.as_str()))?;
    let key = ApiKey { id, name: new.name.clone(), role: new.role, created_at: tx.now, revoked_at: None };
    Ok(IssuedKey { key, secret: new.token.clone() })
}

/// Revokes a key at once, the tokens it was exchanged for included. Twice changes nothing.
pub fn revoke_api_key(tx: &mut Tx<'_>, id: ApiKeyId) -> Result<(), IdentityError> {
    tx.actor.must_be_administrator()?;
    store::key(tx.conn, id)?.ok_or(IdentityError::NotFound)?;
    if store::revoke_key(tx, id)? > 0 {
        audit::record(tx, Event::new(EventName::ApiKeyRevoked).with("key", id.to_string()))?;
    }
    Ok(())
}

/// Who holds this key.
pub fn api_key_actor(conn: &mut Conn, secret: &Token) -> Result<Actor, IdentityError> {
    store::key_actor(conn, secret)?.ok_or(IdentityError::NotSignedIn)
}

/// Who the subject of a token is now; an account or key that was closed is nobody.
pub fn token_actor(conn: &mut Conn, subject: &str) -> Result<Actor, IdentityError> {
    if let Ok(id) = subject.parse::<AccountId>() {
        let account = store::account(conn, id)?.filter(|account| account.active);
        return account.map(|account| account.actor()).ok_or(IdentityError::NotSignedIn);
    }
    let id: ApiKeyId = subject.parse().map_err(|_| IdentityError::NotSignedIn)?;
    let key = store::key(conn, id)?.filter(|key| key.revoked_at.is_none()).ok_or(IdentityError::NotSignedIn)?;
    Ok(Actor::Program { id: key.id, role: key.role })
}
