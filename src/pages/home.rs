//! The work of today, across all calls.

use super::attention::{self, AttentionGroup};
use super::calls::{call_language, call_title};
use super::layout::{Area, Shell, page};
use crate::app::App;
use crate::calls;
use crate::http::auth::SignedIn;
use crate::http::problem::Problem;
use crate::http::urls;
use crate::kernel::page::PageRequest;
use crate::reports::{self, ApplicationCoverage, Coverage};
use actix_web::web::{self, Data, ServiceConfig};
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;

/// As many of the newest calls are looked at.
const CALLS: i64 = 20;

pub(super) fn routes(config: &mut ServiceConfig) {
    config.service(web::resource(urls::HOME).get(show));
}

/// A call and what it asks for.
struct Work {
    id: String,
    title: String,
    language: &'static str,
    path: String,
    due: String,
    due_iso: String,
    covered: usize,
    applications: usize,
    groups: Vec<AttentionGroup>,
}

#[derive(Template)]
#[template(path = "home.html")]
struct HomePage {
    shell: Shell,
    /// Calls that need somebody.
    busy: Vec<Work>,
    /// Calls that do not.
    quiet: Vec<Work>,
}

async fn show(app: Data<App>, request: HttpRequest, who: SignedIn) -> Result<HttpResponse, Problem> {
    let now = app.now();
    let reports: Vec<Coverage> = app
        .db
        .read(move |conn| {
            let newest = calls::calls(conn, &PageRequest { limit: CALLS, after: None })?.items;
            let each = newest.iter().map(|call| reports::coverage(conn, call.id, now));
            Ok::<_, Problem>(each.collect::<Result<Vec<_>, _>>()?.into_iter().flatten().collect())
        })
        .await?;
    let shell = Shell::officer(&app, &who, Area::Home, "home-title").at(&request);
    let (busy, quiet) = reports.iter().map(|report| work(&shell, report)).partition(|work| !work.groups.is_empty());
    page(&HomePage { shell, busy, quiet })
}

fn work(shell: &Shell, report: &Coverage) -> Work {
    let call = &report.call;
    Work {
        id: call.id.to_string(),
        title: call_title(shell.language, call),
        language: call_language(shell.language, call),
        path: urls::call(call.id),
        due: crate::i18n::moment_line(shell.language, call.settings.review_due_at, &call.zone()),
        due_iso: call.settings.review_due_at.to_string(),
        covered: report.applications.iter().filter(|one| ApplicationCoverage::is_covered(one)).count(),
        applications: report.applications.len(),
        groups: attention::groups(shell, call.id, &report.attention),
    }
}
