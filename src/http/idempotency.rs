//! `Idempotency-Key`: a request that is sent twice is done once and answered twice.

use super::problem::Problem;
use crate::app::App;
use crate::db::once::{self, Keyed, Known, Stored};
use crate::db::{DbError, Request, Retry, Tx};
use crate::kernel::failure::{Failure, Kind, Violation};
use crate::kernel::secret::fingerprint;
use actix_web::dev::Payload;
use actix_web::http::StatusCode;
use actix_web::{FromRequest, HttpRequest, HttpResponse};
use serde::Serialize;
use std::future::{Ready, ready};

/// The key of a request, if it carries one: 1 to 255 visible ASCII characters, quoted or not.
#[derive(Debug, Clone)]
pub struct Once {
    key: Option<String>,
    target: String,
}

impl FromRequest for Once {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let target = format!("{} {}", request.method(), request.uri());
        let Some(header) = request.headers().get("idempotency-key") else {
            return ready(Ok(Self { key: None, target }));
        };
        let text = header.to_str().unwrap_or_default().trim().trim_matches('"');
        let good = (1..=255).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_graphic());
        ready(if good {
            Ok(Self { key: Some(text.to_owned()), target })
        } else {
            Err(Problem::invalid(Violation::new("/Idempotency-Key", "idempotency_key")))
        })
    }
}

/// What went wrong inside: the work, or the key.
enum Either<E> {
    Work(E),
    Key(Problem),
}

impl<E: From<DbError>> From<DbError> for Either<E> {
    fn from(error: DbError) -> Self {
        Self::Work(error.into())
    }
}

impl<E: Retry> Retry for Either<E> {
    fn is_transient(&self) -> bool {
        matches!(self, Self::Work(error) if error.is_transient())
    }
}

impl Once {
    /// Does `work` and answers with `status` and what it gives as JSON; where the key was seen before with the
    /// same `body`, answers what was answered then.
    pub async fn run<T, E>(
        self,
        app: &App,
        request: Request,
        body: &[u8],
        status: StatusCode,
        work: impl Fn(&mut Tx<'_>) -> Result<T, E> + Send + 'static,
    ) -> Result<HttpResponse, Problem>
    where
        T: Serialize,
        E: From<DbError> + Retry + Failure + Send + 'static,
    {
        let keyed = self.key.map(|key| Keyed {
            scope: format!("{} {}", request.actor.id(), self.target),
            key,
            fingerprint: fingerprint(body),
        });
        let answered = app
            .db
            .write(request, move |tx| {
                if let Some(keyed) = &keyed {
                    match once::look(tx, keyed)? {
                        Known::New => {}
                        Known::Done(stored) => return Ok(stored),
                        Known::Other => {
                            return Err(Either::Key(Problem::new(Kind::Conflict, "idempotency_key_reused")));
                        }
                    }
                }
                let value = work(tx).map_err(Either::<E>::Work)?;
                let body = serde_json::to_string(&value).unwrap_or_default();
                let stored = Stored { status: i32::from(status.as_u16()), body };
                if let Some(keyed) = &keyed {
                    once::keep(tx, keyed, &stored)?;
                }
                Ok(stored)
            })
            .await;
        match answered {
            Ok(stored) => {
                let status = u16::try_from(stored.status).ok().and_then(|code| StatusCode::from_u16(code).ok());
                let mut response = HttpResponse::build(status.unwrap_or(StatusCode::OK));
                Ok(response.content_type("application/json").body(stored.body))
            }
            Err(Either::Work(error)) => Err(error.into()),
            Err(Either::Key(problem)) => Err(problem),
        }
    }
}
