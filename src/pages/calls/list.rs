//! The calls, the newest first.

use super::{call_language, call_title};
use crate::app::App;
use crate::calls::{self, Call};
use crate::http::auth::SignedIn;
use crate::http::problem::Problem;
use crate::http::urls;
use crate::i18n;
use crate::pages::layout::{Area, Shell, page};
use crate::pages::pager::{self, Pager};
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;

/// Calls on one page.
const ROWS: i64 = 20;

struct Row {
    path: String,
    title: String,
    language: &'static str,
    programme: String,
    department: String,
    year: String,
    window: String,
    due: String,
}

#[derive(Template)]
#[template(path = "calls.html")]
struct CallsPage {
    shell: Shell,
    rows: Vec<Row>,
    pager: Pager,
}

pub(super) async fn show(app: Data<App>, request: HttpRequest, who: SignedIn) -> Result<HttpResponse, Problem> {
    let asked = pager::asked(&request, ROWS);
    let wanted = asked.clone();
    let found = app.db.read(move |conn| calls::calls(conn, &wanted)).await?;
    let shell = Shell::officer(&app, &who, Area::Calls, "nav-calls").at(&request);
    let pager = Pager::of(urls::CALLS, &asked, &found);
    let rows = found.items.iter().map(|call| row(&shell, call)).collect();
    page(&CallsPage { shell, rows, pager })
}

fn row(shell: &Shell, call: &Call) -> Row {
    let settings = &call.settings;
    Row {
        path: urls::call(call.id),
        title: call_title(shell.language, call),
        language: call_language(shell.language, call),
        programme: settings.programme.clone(),
        department: settings.department.clone(),
        year: shell.ab("call-year-round", settings.fiscal_year, settings.round),
        window: shell.ab("call-window", settings.opens_on, settings.closes_on),
        due: i18n::date_line(settings.review_due_at, &call.zone()),
    }
}
