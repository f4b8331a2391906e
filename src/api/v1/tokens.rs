//! Signing in with a key or a password, for a short-lived token.

use super::super::envelope::{Body, Refusals};
use crate::app::App;
use crate::db::Request;
use crate::http::auth::AnyCaller;
use crate::http::problem::Problem;
use crate::http::rate_limit::SignInAttempt;
use crate::identity;
use crate::kernel::actor::{Actor, Role};
use crate::kernel::failure::Denied;
use crate::kernel::secret::Token;
use actix_web::web::{Data, Json};
use actix_web::{get, post};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// How a caller proves who they are: a key, or an account's address and password.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct TokenRequest {
    /// An API key.
    #[serde(default)]
    #[schema(example = "mk_…")]
    api_key: Option<String>,
    /// The address of an account.
    #[serde(default)]
    email: Option<String>,
    /// Its password.
    #[serde(default)]
    password: Option<String>,
}

/// A token.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct TokenView {
    /// What to send as `Authorization: Bearer`.
    access_token: String,
    /// Always `Bearer`.
    token_type: &'static str,
    /// Seconds it is good for.
    expires_in: i64,
}

/// Sign in
///
/// Exchanges an API key, or an account's address and password, for a short-lived token (JWT, RFC 7519).
#[utoipa::path(tag = "tokens", context_path = "/api", request_body = TokenRequest, security(()),
    responses((status = 200, body = TokenView), Refusals))]
#[post("/v1/tokens")]
pub(super) async fn create_token(
    app: Data<App>,
    _: SignInAttempt,
    body: Body<TokenRequest>,
) -> Result<Json<TokenView>, Problem> {
    let TokenRequest { api_key, email, password } = body.value;
    let actor = match (api_key, email, password) {
        (Some(key), _, _) => {
            let secret = key.strip_prefix(crate::http::auth::KEY_PREFIX).ok_or(Denied::SignIn)?;
            let secret = Token::presented(secret);
            app.db.read(move |conn| identity::api_key_actor(conn, &secret)).await?
        }
        (None, Some(email), Some(password)) => {
            let passwords = app.passwords.clone();
            app.db.read(move |conn| identity::sign_in(conn, &passwords, &email, &password)).await?.actor()
        }
        _ => return Err(Denied::SignIn.into()),
    };
    let given = app.tokens.sign(&actor, app.now())?;
    Ok(Json(TokenView { access_token: given.token, token_type: "Bearer", expires_in: given.expires_in }))
}

/// Who calls.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct WhoView {
    /// The id of the account or key.
    id: String,
    /// `account` or `program`.
    kind: &'static str,
    /// What it may do.
    role: Role,
}

/// Who am I
#[utoipa::path(tag = "tokens", context_path = "/api", responses((status = 200, body = WhoView), Refusals))]
#[get("/v1/me")]
pub(super) async fn whoami(caller: AnyCaller) -> Result<Json<WhoView>, Problem> {
    let Request { actor, .. } = caller.0;
    match actor {
        Actor::Account { role, .. } | Actor::Program { role, .. } => {
            Ok(Json(WhoView { id: actor.id(), kind: actor.kind(), role }))
        }
        Actor::Invitee { .. } | Actor::System(_) => Err(Denied::SignIn.into()),
    }
}
