//! Accounts and keys, for administrators.

use super::super::envelope::{Body, Refusals};
use crate::app::App;
use crate::http::auth::{AdminCaller, KEY_PREFIX};
use crate::http::problem::Problem;
use crate::i18n::Language;
use crate::identity::{self, Account, ApiKey, IdentityError, NewAccount, NewApiKey, Passwords};
use crate::kernel::actor::Role;
use crate::kernel::check::Check;
use crate::kernel::ids::{AccountId, ApiKeyId};
use crate::kernel::secret::Token;
use crate::kernel::time::UtcTime;
use actix_web::web::{Data, Json, Path};
use actix_web::{HttpResponse, delete, get, post};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// An account.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct AccountView {
    id: AccountId,
    email: String,
    display_name: String,
    role: Role,
    language: String,
    active: bool,
    created_at: UtcTime,
}

impl From<Account> for AccountView {
    fn from(account: Account) -> Self {
        Self {
            id: account.id,
            email: account.email,
            display_name: account.display_name,
            role: account.role,
            language: account.language,
            active: account.active,
            created_at: account.created_at,
        }
    }
}

/// All accounts.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct AccountsView {
    items: Vec<AccountView>,
}

/// List accounts
#[utoipa::path(tag = "administration", context_path = "/api", responses((status = 200, body = AccountsView), Refusals))]
#[get("/v1/accounts")]
pub(super) async fn list_accounts(app: Data<App>, _: AdminCaller) -> Result<Json<AccountsView>, Problem> {
    let found = app.db.read(identity::accounts).await?;
    Ok(Json(AccountsView { items: found.into_iter().map(AccountView::from).collect() }))
}

/// An account to create.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct AccountBody {
    #[schema(format = Email, max_length = 254)]
    email: String,
    #[schema(min_length = 1, max_length = 200)]
    display_name: String,
    role: Role,
    /// 12 characters at least.
    #[schema(format = Password, min_length = 12, max_length = 200)]
    password: String,
    #[serde(default)]
    language: Language,
}

/// Create an account
#[utoipa::path(tag = "administration", context_path = "/api", request_body = AccountBody, responses((status = 201, body = AccountView), Refusals))]
#[post("/v1/accounts")]
pub(super) async fn create_account(
    app: Data<App>,
    caller: AdminCaller,
    body: Body<AccountBody>,
) -> Result<HttpResponse, Problem> {
    let AccountBody { email, display_name, role, password, language } = body.value;
    Passwords::check(&password)?;
    let mut check = Check::new();
    let email = check.email("email", &email);
    let display_name = check.line("display_name", &display_name, 1..=200);
    let (email, display_name) = check.finish(|| Some((email?, display_name)))?;
    let passwords = app.passwords.clone();
    let password_hash = app.db.read(move |_| passwords.hash(&password)).await?;
    let new = NewAccount { email, display_name, role, language: language.as_str().to_owned(), password_hash };
    let account = app.db.write(caller.0, move |tx| identity::create_account(tx, &new)).await?;
    Ok(HttpResponse::Created().json(AccountView::from(account)))
}

/// A key. Its text is not known any more.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct ApiKeyView {
    id: ApiKeyId,
    name: String,
    role: Role,
    created_at: UtcTime,
    revoked_at: Option<UtcTime>,
}

impl From<ApiKey> for ApiKeyView {
    fn from(key: ApiKey) -> Self {
        Self { id: key.id, name: key.name, role: key.role, created_at: key.created_at, revoked_at: key.revoked_at }
    }
}

/// All keys.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct ApiKeysView {
    items: Vec<ApiKeyView>,
}

/// List keys
#[utoipa::path(tag = "administration", context_path = "/api", responses((status = 200, body = ApiKeysView), Refusals))]
#[get("/v1/api-keys")]
pub(super) async fn list_api_keys(app: Data<App>, _: AdminCaller) -> Result<Json<ApiKeysView>, Problem> {
    let found = app.db.read(identity::api_keys).await?;
    Ok(Json(ApiKeysView { items: found.into_iter().map(ApiKeyView::from).collect() }))
}

/// A key to issue.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct ApiKeyBody {
    /// What it is for.
    #[schema(min_length = 1, max_length = 200)]
    name: String,
    role: Role,
}

/// A key just issued.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct IssuedKeyView {
    key: ApiKeyView,
    /// The key's text: shown now and never again.
    #[schema(example = "mk_…")]
    secret: String,
}

/// Issue a key
#[utoipa::path(tag = "administration", context_path = "/api", request_body = ApiKeyBody, responses((status = 201, body = IssuedKeyView), Refusals))]
#[post("/v1/api-keys")]
pub(super) async fn issue_api_key(
    app: Data<App>,
    caller: AdminCaller,
    body: Body<ApiKeyBody>,
) -> Result<HttpResponse, Problem> {
    let mut check = Check::new();
    let name = check.line("name", &body.value.name, 1..=200);
    let name = check.finish(|| Some(name))?;
    let token = Token::random().map_err(|_| IdentityError::Broken)?;
    let new = NewApiKey { name, role: body.value.role, token };
    let issued = app.db.write(caller.0, move |tx| identity::issue_api_key(tx, &new)).await?;
    let secret = format!("{KEY_PREFIX}{}", issued.secret.reveal());
    Ok(HttpResponse::Created().json(IssuedKeyView { key: issued.key.into(), secret }))
}

/// Revoke a key
///
/// At once, the tokens it was exchanged for included.
#[utoipa::path(tag = "administration", context_path = "/api", params(("key_id" = ApiKeyId, Path)),
    responses((status = 204, description = "Revoked."), Refusals))]
#[delete("/v1/api-keys/{key_id}")]
pub(super) async fn revoke_api_key(
    app: Data<App>,
    caller: AdminCaller,
    id: Path<ApiKeyId>,
) -> Result<HttpResponse, Problem> {
    let id = id.into_inner();
    app.db.write(caller.0, move |tx| identity::revoke_api_key(tx, id)).await?;
    Ok(HttpResponse::NoContent().finish())
}
