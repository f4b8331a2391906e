//! The applications of a call: list, one, import.

mod import;
mod report;

use super::calls::call_title;
use super::history::{self, HistoryLine};
use super::layout::{Area, Shell, page};
use super::pager::{self, Pager};
use crate::app::App;
use crate::audit::{self, HistoryFilter};
use crate::calls::{self, Application, ApplicationLine, Call};
use crate::http::auth::SignedIn;
use crate::http::problem::Problem;
use crate::http::urls;
use crate::kernel::ids::{ApplicationId, CallId};
use actix_web::web::{self, Data, Path, ServiceConfig};
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;

/// Lines of an application's history on its page.
const LINES: i64 = 20;

pub(super) fn routes(config: &mut ServiceConfig) {
    config
        .service(web::resource("/calls/{call}/import").get(import::show).post(import::take))
        .service(web::resource("/calls/{call}/applications").get(list))
        .service(web::resource("/calls/{call}/applications/{application}").get(one));
}

/// The frame of a page below a call.
fn below(app: &App, who: &SignedIn, request: &HttpRequest, call: &Call, title_key: &str) -> Shell {
    Shell::officer(app, who, Area::Calls, title_key)
        .at(request)
        .crumb(who.language().text("nav-calls"), urls::CALLS)
        .crumb(call_title(who.language(), call), urls::call(call.id))
}

struct Row {
    path: String,
    candidates: String,
    shortlist: String,
    number: String,
    title: String,
}

#[derive(Template)]
#[template(path = "applications.html")]
struct ApplicationsPage {
    shell: Shell,
    rows: Vec<Row>,
    import: String,
}

async fn list(app: Data<App>, request: HttpRequest, who: SignedIn, id: Path<CallId>) -> Result<HttpResponse, Problem> {
    let id = *id;
    let (call, lines) = app
        .db
        .read(move |conn| {
            let call = calls::call(conn, id)?.ok_or_else(Problem::not_found)?;
            Ok::<_, Problem>((call, calls::applications(conn, id)?))
        })
        .await?;
    let row = |line: ApplicationLine| Row {
        path: urls::application(id, line.id),
        candidates: urls::application_page(id, line.id, "candidates"),
        shortlist: urls::application_page(id, line.id, "shortlist"),
        number: line.number,
        title: line.title,
    };
    page(&ApplicationsPage {
        shell: below(&app, &who, &request, &call, "app-list"),
        rows: lines.into_iter().map(row).collect(),
        import: urls::call_page(id, "import"),
    })
}

#[derive(Template)]
#[template(path = "application.html")]
struct ApplicationPage {
    shell: Shell,
    application: Application,
    candidates: String,
    shortlist: String,
    lines: Vec<HistoryLine>,
    pager: Pager,
}

impl ApplicationPage {
    /// A long text in paragraphs.
    fn paragraphs<'a>(&self, text: &'a str) -> Vec<&'a str> {
        text.lines().map(str::trim).filter(|line| !line.is_empty()).collect()
    }
}

async fn one(
    app: Data<App>,
    request: HttpRequest,
    who: SignedIn,
    ids: Path<(CallId, ApplicationId)>,
) -> Result<HttpResponse, Problem> {
    let (call, id) = *ids;
    let asked = pager::asked(&request, LINES);
    let wanted = asked.clone();
    let (call, application, found) = app
        .db
        .read(move |conn| {
            let application = calls::application(conn, id)?.filter(|found| found.call == call);
            let application = application.ok_or_else(Problem::not_found)?;
            let call = calls::call(conn, call)?.ok_or_else(Problem::not_found)?;
            let filter = HistoryFilter { application: Some(id), ..HistoryFilter::default() };
            Ok::<_, Problem>((call, application, audit::history(conn, filter, &wanted)?))
        })
        .await?;
    let shell = below(&app, &who, &request, &call, "app-list")
        .crumb(who.language().text("app-list"), urls::call_page(call.id, "applications"))
        .titled(format!("{} {}", application.number, application.title));
    page(&ApplicationPage {
        candidates: urls::application_page(call.id, id, "candidates"),
        shortlist: urls::application_page(call.id, id, "shortlist"),
        pager: Pager::of(request.path(), &asked, &found),
        lines: history::lines(&shell, found.items),
        application,
        shell,
    })
}
