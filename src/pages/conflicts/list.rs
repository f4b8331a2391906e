//! Everything that waits for a decision.

use super::super::layout::{Area, Shell, page};
use super::call_title;
use crate::app::App;
use crate::calls;
use crate::db::{Conn, DbError};
use crate::http::auth::SignedIn;
use crate::http::problem::Problem;
use crate::http::urls;
use crate::i18n::Language;
use crate::kernel::page::PageRequest;
use crate::kernel::time::UtcTime;
use crate::reports::{self, AttentionKind};
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;

/// So many of the newest calls are looked through.
const CALLS: i64 = 10;

/// One conflict that waits.
struct Waiting {
    path: String,
    person: String,
    person_path: String,
    number: String,
    application_path: String,
    call: String,
    call_path: String,
}

#[derive(Template)]
#[template(path = "conflicts.html")]
struct ConflictsPage {
    shell: Shell,
    waiting: Vec<Waiting>,
}

fn waiting(conn: &mut Conn, now: UtcTime, language: Language) -> Result<Vec<Waiting>, DbError> {
    let newest = calls::calls(conn, &PageRequest { limit: CALLS, after: None })?;
    let mut found = Vec::new();
    for call in newest.items {
        let Some(coverage) = reports::coverage(conn, call.id, now)? else { continue };
        for item in coverage.attention {
            let (Some((application, number)), Some((person, name))) = (item.application, item.person) else { continue };
            if item.kind == AttentionKind::ConflictToDecide {
                found.push(Waiting {
                    path: urls::conflict(application, person),
                    person: name,
                    person_path: urls::person(person),
                    number,
                    application_path: urls::application(call.id, application),
                    call: call_title(&call, language).to_owned(),
                    call_path: urls::call(call.id),
                });
            }
        }
    }
    Ok(found)
}

pub(super) async fn show(app: Data<App>, who: SignedIn, request: HttpRequest) -> Result<HttpResponse, Problem> {
    let (now, language) = (app.now(), who.language());
    let waiting = app.db.read(move |conn| waiting(conn, now, language)).await?;
    let shell = Shell::officer(&app, &who, Area::Conflicts, "coi-title").at(&request);
    page(&ConflictsPage { shell, waiting })
}
