//! Who calls: extractors that state in a handler's signature who may.
//!
//! Pages are opened by a session cookie, the API by `Authorization: Bearer` with a key, a token, or the
//! token of a reviewer's link. What somebody may do to one object is decided by the use case.

use super::problem::{Problem, request_id};
use super::session;
use crate::app::App;
use crate::db::Request;
use crate::identity::{self, Account};
use crate::invitations::{self, LinkState};
use crate::kernel::actor::{Actor, Role};
use crate::kernel::failure::{Denied, Kind};
use crate::kernel::ids::{InvitationId, PersonId};
use crate::kernel::secret::Token;
use actix_web::dev::Payload;
use actix_web::http::header::AUTHORIZATION;
use actix_web::web::Data;
use actix_web::{FromRequest, HttpRequest};
use std::future::Future;
use std::pin::Pin;

/// What an API key starts with, so that a leaked one is found by scanners of source code.
pub const KEY_PREFIX: &str = "mk_";
/// What the token of a reviewer's link starts with in a header. In the link itself it stands bare.
pub const LINK_PREFIX: &str = "rl_";

type Extracted<T> = Pin<Box<dyn Future<Output = Result<T, Problem>>>>;

fn app(request: &HttpRequest) -> Result<Data<App>, Problem> {
    request.app_data::<Data<App>>().cloned().ok_or_else(|| Problem::new(Kind::Internal, "internal_error"))
}

/// An officer or administrator who signed in to the pages.
#[derive(Debug, Clone)]
pub struct SignedIn {
    /// Their account.
    pub account: Account,
    /// The session's token, to which form keys are bound.
    pub token: Token,
    request: Request,
}

impl SignedIn {
    /// The request on their behalf.
    pub fn request(&self) -> Request {
        self.request
    }

    /// The language of their pages.
    pub fn language(&self) -> crate::i18n::Language {
        self.account.language.parse().unwrap_or_default()
    }

    /// Whether they administer.
    pub fn is_administrator(&self) -> bool {
        self.account.role == Role::Administrator
    }

    /// Refuses who does not administer.
    pub fn must_administer(&self) -> Result<(), Problem> {
        Ok(self.account.actor().must_be_administrator()?)
    }
}

impl FromRequest for SignedIn {
    type Error = Problem;
    type Future = Extracted<Self>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let request = request.clone();
        Box::pin(async move {
            let app = app(&request)?;
            let token = session::presented(&app.config.http, &request).ok_or(Denied::SignIn)?;
            let (now, presented) = (app.now(), token.clone());
            let account = app.db.read(move |conn| identity::session_account(conn, &presented, now)).await?;
            let account = account.ok_or(Denied::SignIn)?;
            account.actor().must_be_officer()?;
            let request = Request { actor: account.actor(), id: request_id(&request) };
            Ok(Self { account, token, request })
        })
    }
}

fn bearer(request: &HttpRequest) -> Option<String> {
    let header = request.headers().get(AUTHORIZATION)?.to_str().ok()?;
    let (scheme, token) = header.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| token.trim().to_owned())
}

/// Who presents a key or a token to the API.
async fn caller(request: &HttpRequest) -> Result<Request, Problem> {
    let app = app(request)?;
    let token = bearer(request).ok_or(Denied::SignIn)?;
    let actor = if let Some(secret) = token.strip_prefix(KEY_PREFIX) {
        let secret = Token::presented(secret);
        app.db.read(move |conn| identity::api_key_actor(conn, &secret)).await?
    } else {
        let subject = app.tokens.subject(&token, app.now()).ok_or(Denied::SignIn)?;
        app.db.read(move |conn| identity::token_actor(conn, &subject)).await?
    };
    Ok(Request { actor, id: request_id(request) })
}

macro_rules! callers {
    ($($(#[$doc:meta])* $name:ident: $must:ident;)+) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy)]
        pub struct $name(pub Request);

        impl FromRequest for $name {
            type Error = Problem;
            type Future = Extracted<Self>;

            fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
                let request = request.clone();
                Box::pin(async move {
                    let caller = caller(&request).await?;
                    caller.actor.$must()?;
                    Ok(Self(caller))
                })
            }
        }
    )+};
}

callers! {
    /// A caller of the API who does what officers do.
    OfficerCaller: must_be_officer;
    /// A caller of the API who administers.
    AdminCaller: must_be_administrator;
    /// A review system that calls the API.
    ReviewSystemCaller: must_be_review_system;
}

/// Any caller of the API with a key or a token.
#[derive(Debug, Clone, Copy)]
pub struct AnyCaller(pub Request);

impl FromRequest for AnyCaller {
    type Error = Problem;
    type Future = Extracted<Self>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let request = request.clone();
        Box::pin(async move { Ok(Self(caller(&request).await?)) })
    }
}

/// The holder of a reviewer's link, over the API: `Authorization: Bearer rl_…`.
#[derive(Debug, Clone, Copy)]
pub struct Invitee {
    /// The invitation that the link opens.
    pub invitation: InvitationId,
    /// Who was invited.
    pub person: PersonId,
    /// The request on the holder's behalf.
    pub request: Request,
}

impl FromRequest for Invitee {
    type Error = Problem;
    type Future = Extracted<Self>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let request = request.clone();
        Box::pin(async move {
            let token = bearer(&request).ok_or(Denied::SignIn)?;
            let token = token.strip_prefix(LINK_PREFIX).ok_or(Denied::SignIn)?;
            let app = app(&request)?;
            let state = open(&app, Token::presented(token)).await?;
            if matches!(state, LinkState::Unknown) {
                return Err(Denied::SignIn.into());
            }
            let actor = state.actor()?;
            let Actor::Invitee { invitation, person } = actor else { return Err(Denied::SignIn.into()) };
            Ok(Self { invitation, person, request: Request { actor, id: request_id(&request) } })
        })
    }
}

/// What a presented link opens.
pub async fn open(app: &App, token: Token) -> Result<LinkState, Problem> {
    let now = app.now();
    Ok(app.db.read(move |conn| invitations::open_link(conn, &token, now)).await?)
}
