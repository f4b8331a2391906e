//! The tables of accounts, sessions and keys.

use super::model::{Account, ApiKey, NewAccount, NewApiKey};
use crate::db::schema::{accounts, api_keys, sessions};
use crate::db::{Conn, DbError, Tx};
use crate::kernel::actor::{Actor, Role};
use crate::kernel::ids::{AccountId, ApiKeyId};
use crate::kernel::secret::Token;
use crate::kernel::time::UtcTime;
use diesel::prelude::*;

#[derive(Queryable, Selectable)]
#[diesel(table_name = accounts)]
pub(super) struct AccountRow {
    id: AccountId,
    email: String,
    display_name: String,
    role: Role,
    language: String,
    active: bool,
    created_at: UtcTime,
}

impl From<AccountRow> for Account {
    fn from(row: AccountRow) -> Self {
        Self {
            id: row.id,
            email: row.email,
            display_name: row.display_name,
            role: row.role,
            language: row.language,
            active: row.active,
            created_at: row.created_at,
        }
    }
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = api_keys)]
pub(super) struct ApiKeyRow {
    id: ApiKeyId,
    name: String,
    role: Role,
    created_at: UtcTime,
    revoked_at: Option<UtcTime>,
}

impl From<ApiKeyRow> for ApiKey {
    fn from(row: ApiKeyRow) -> Self {
        Self { id: row.id, name: row.name, role: row.role, created_at: row.created_at, revoked_at: row.revoked_at }
    }
}

/// All accounts, oldest first.
pub fn accounts(conn: &mut Conn) -> Result<Vec<Account>, DbError> {
    let rows: Vec<AccountRow> = accounts::table.select(AccountRow::as_select()).order(accounts::id).load(conn)?;
    Ok(rows.into_iter().map(Account::from).collect())
}

/// Whether there is any account yet.
pub fn any_account(conn: &mut Conn) -> Result<bool, DbError> {
    Ok(accounts::table.select(accounts::id).first::<AccountId>(conn).optional()?.is_some())
}

/// All keys, oldest first, the revoked ones too.
pub fn api_keys(conn: &mut Conn) -> Result<Vec<ApiKey>, DbError> {
    let rows: Vec<ApiKeyRow> = api_keys::table.select(ApiKeyRow::as_select()).order(api_keys::id).load(conn)?;
    Ok(rows.into_iter().map(ApiKey::from).collect())
}

pub(super) fn by_email(conn: &mut Conn, key: &str) -> Result<Option<(Account, String)>, DbError> {
    let row: Option<(AccountRow, String)> = accounts::table
        .filter(accounts::email_key.eq(key))
        .select((AccountRow::as_select(), accounts::password_hash))
        .first(conn)
        .optional()?;
    Ok(row.map(|(account, hash)| (account.into(), hash)))
}

pub(super) fn account(conn: &mut Conn, id: AccountId) -> Result<Option<Account>, DbError> {
    let row: Option<AccountRow> = accounts::table.find(id).select(AccountRow::as_select()).first(conn).optional()?;
    Ok(row.map(Account::from))
}

pub(super) fn insert_account(tx: &mut Tx<'_>, id: AccountId, new: &NewAccount) -> Result<(), DbError> {
    diesel::insert_into(accounts::table)
        .values((
            accounts::id.eq(id),
            accounts::email.eq(new.email.as_str()),
            accounts::email_key.eq(new.email.key()),
            accounts::display_name.eq(&new.display_name),
            accounts::password_hash.eq(&new.password_hash),
            accounts::role.eq(new.role),
            accounts::language.eq(&new.language),
            accounts::active.eq(true),
            accounts::created_at.eq(tx.now),
        ))
        .execute(tx.conn)?;
    Ok(())
}

pub(super) fn set_language(tx: &mut Tx<'_>, id: AccountId, language: &str) -> Result<(), DbError> {
    diesel::update(accounts::table.find(id)).set(accounts::language.eq(language)).execute(tx.conn)?;
    Ok(())
}

pub(super) fn insert_session(
    tx: &mut Tx<'_>,
    token: &Token,
    account: AccountId,
    expires: UtcTime,
) -> Result<(), DbError> {
    diesel::insert_into(sessions::table)
        .values((
            sessions::token_hash.eq(token.hash()),
            sessions::account_id.eq(account),
            sessions::created_at.eq(tx.now),
            sessions::expires_at.eq(expires),
        ))
        .execute(tx.conn)?;
    Ok(())
}

pub(super) fn session(conn: &mut Conn, token: &Token, now: UtcTime) -> Result<Option<Account>, DbError> {
    let row: Option<AccountRow> = sessions::table
        .inner_join(accounts::table)
        .filter(sessions::token_hash.eq(token.hash()))
        .filter(sessions::expires_at.gt(now))
        .select(AccountRow::as_select())
        .first(conn)
        .optional()?;
    Ok(row.map(Account::from))
}

pub(super) fn delete_session(tx: &mut Tx<'_>, token: &Token) -> Result<(), DbError> {
    diesel::delete(sessions::table.find(token.hash())).execute(tx.conn)?;
    Ok(())
}

pub(super) fn delete_ended_sessions(tx: &mut Tx<'_>) -> Result<(), DbError> {
    diesel::delete(sessions::table.filter(sessions::expires_at.le(tx.now))).execute(tx.conn)?;
    Ok(())
}

pub(super) fn insert_key(tx: &mut Tx<'_>, id: ApiKeyId, new: &NewApiKey, by: Option<AccountId>) -> Result<(), DbError> {
    diesel::insert_into(api_keys::table)
        .values((
            api_keys::id.eq(id),
            api_keys::name.eq(&new.name),
            api_keys::token_hash.eq(new.token.hash()),
            api_keys::role.eq(new.role),
            api_keys::created_by.eq(by),
            api_keys::created_at.eq(tx.now),
        ))
        .execute(tx.conn)?;
    Ok(())
}

pub(super) fn revoke_key(tx: &mut Tx<'_>, id: ApiKeyId) -> Result<usize, DbError> {
    Ok(diesel::update(api_keys::table.find(id).filter(api_keys::revoked_at.is_null()))
        .set(api_keys::revoked_at.eq(tx.now))
        .execute(tx.conn)?)
}

pub(super) fn key(conn: &mut Conn, id: ApiKeyId) -> Result<Option<ApiKey>, DbError> {
    let row: Option<ApiKeyRow> = api_keys::table.find(id).select(ApiKeyRow::as_select()).first(conn).optional()?;
    Ok(row.map(ApiKey::from))
}

pub(super) fn key_actor(conn: &mut Conn, token: &Token) -> Result<Option<Actor>, DbError> {
    let row: Option<(ApiKeyId, Role)> = api_keys::table
        .filter(api_keys::token_hash.eq(token.hash()))
        .filter(api_keys::revoked_at.is_null())
        .select((api_keys::id, api_keys::role))
        .first(conn)
        .optional()?;
    Ok(row.map(|(id, role)| Actor::Program { id, role }))
}
