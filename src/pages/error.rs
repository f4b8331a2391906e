//! Failures as pages. Who has not signed in is asked to, and comes back to where they were.

use super::layout::{Shell, page_with};
use crate::app::App;
use crate::http::problem::{Problem, of_status, request_id};
use crate::http::urls;
use crate::i18n::Language;
use crate::kernel::failure::Kind;
use crate::kernel::ids::RequestId;
use actix_web::body::{BoxBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::Method;
use actix_web::http::header::{ACCEPT_LANGUAGE, LOCATION};
use actix_web::middleware::Next;
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;

#[derive(Template)]
#[template(path = "error.html")]
struct ErrorPage {
    shell: Shell,
    text: String,
    instance: String,
}

/// The language that a browser asks for; English otherwise.
pub(super) fn browser_language(request: &HttpRequest) -> Language {
    let header = request.headers().get(ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
    Language::accepted(header).unwrap_or_default()
}

/// What an error page needs of the request. Holding on to the request itself would stop actix from routing it.
struct About {
    app: Option<Data<App>>,
    language: Language,
    id: RequestId,
    /// Where to come back to after signing in; only for what a browser can ask for again.
    back: Option<String>,
}

/// Gives every failure below the pages its page.
pub(super) async fn as_page<B: MessageBody + 'static>(
    request: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<BoxBody>, actix_web::Error> {
    let about = About {
        app: request.app_data::<Data<App>>().cloned(),
        language: browser_language(request.request()),
        id: request_id(&request),
        back: (request.method() == Method::GET).then(|| request.uri().to_string()),
    };
    match next.call(request).await {
        Ok(response) => {
            let response = response.map_into_boxed_body();
            let problem = response.response().extensions().get::<Problem>().cloned();
            Ok(match problem {
                Some(problem) => {
                    let (request, _) = response.into_parts();
                    ServiceResponse::new(request, answer(&about, &problem))
                }
                None => response,
            })
        }
        Err(error) => {
            let status = error.as_response_error().status_code();
            let problem = error.as_error::<Problem>().cloned().unwrap_or_else(|| of_status(status));
            let response = answer(&about, &problem);
            Err(actix_web::error::InternalError::from_response(error, response).into())
        }
    }
}

/// The page of what is not there at all.
pub(super) async fn not_found() -> Result<HttpResponse, Problem> {
    Err(Problem::not_found())
}

fn answer(about: &About, problem: &Problem) -> HttpResponse {
    if problem.kind == Kind::Unauthenticated
        && let Some(back) = &about.back
    {
        let target = format!("{}?next={}", urls::SIGN_IN, urls::encode(back));
        return HttpResponse::SeeOther().insert_header((LOCATION, target)).finish();
    }
    let Some(app) = &about.app else { return HttpResponse::new(problem.status()) };
    let language = about.language;
    let mut shell = Shell::open(app, language);
    shell.title = language.text(&format!("error-title-{}", problem.status().as_u16()));
    if shell.title.starts_with("error-title-") {
        shell.title = language.text("error-title-other");
    }
    let text = match problem.violations.first() {
        Some(violation) => language.violation(violation),
        None => problem.text(language),
    };
    let page = ErrorPage { shell, text, instance: about.id.to_string() };
    page_with(problem.status(), &page).unwrap_or_else(|_| HttpResponse::new(problem.status()))
}
