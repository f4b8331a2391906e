//! Version 1: one file a resource, each with its routes, bodies and views.

mod accounts;
mod applications;
mod assignments;
mod calls;
mod candidates;
mod conflicts;
mod coverage;
mod events;
mod handoff;
mod invitations;
mod letters;
mod persons;
mod response;
mod shortlist;
mod tokens;

use super::docs;
use super::envelope::ProblemSchema;
use crate::http::problem::{FieldError, Problem, as_json};
use crate::kernel::failure::{Kind, Violation};
use actix_web::guard;
use actix_web::http::header::{ALLOW, HeaderValue};
use actix_web::middleware::from_fn;
use actix_web::web::{self, PathConfig, QueryConfig, ServiceConfig};
use actix_web::{HttpResponse, ResponseError as _};
use std::sync::LazyLock;
use utoipa::OpenApi;
use utoipa::openapi::security::{HttpAuthScheme, HttpBuilder, SecurityScheme};

/// One list of the operations: what is served is what is described.
macro_rules! operations {
    ($($module:ident::$handler:ident),+ $(,)?) => {
        fn services(config: &mut ServiceConfig) {
            config$(.service($module::$handler))+;
        }

        #[derive(OpenApi)]
        #[openapi(
            info(
                title = "Mekiki",
                version = "1.0.0",
                description = "Finds, invites and assigns reviewers from abroad for a research funder, and hands their assignments to a review system.\n\n**Authentication.** `Authorization: Bearer` with an API key (`mk_…`), with a short-lived token from `POST /api/v1/tokens`, or, for the operations of the tag *response*, with the token of a reviewer's link (`rl_…`).\n\n**Errors** are problems (RFC 9457) with a stable `code`; `errors` points to each field (RFC 6901). Texts follow `Accept-Language` (en, ja).\n\n**Lists** come in parts: `limit`, `after`, and a `Link` header with `rel=\"next\"`. **Times** are RFC 3339 in UTC. **Ids** carry a prefix that says what they name. Enums may grow: tolerate values you do not know.\n\n**Retries.** Where an operation lists `Idempotency-Key`, the same key and body are done once and answered alike; the others say what a repetition does.",
                license(name = "Apache-2.0", identifier = "Apache-2.0"),
            ),
            servers((url = "/")),
            paths($($module::$handler),+),
            components(schemas(ProblemSchema, FieldError, crate::search::Show, crate::people::Source)),
            security(("bearer" = [])),
            tags(
                (name = "tokens", description = "Signing in."),
                (name = "calls", description = "Calls and their English guidelines."),
                (name = "applications", description = "Applications of a call."),
                (name = "candidates", description = "The pool, and candidates ranked for an application."),
                (name = "shortlist", description = "Who is to be asked, in which order."),
                (name = "invitations", description = "Asking, and what became of it."),
                (name = "response", description = "What a reviewer does with the link in the letter."),
                (name = "conflicts", description = "Conflicts of interest: evidence, declarations, decisions."),
                (name = "assignments", description = "Who reviews what: proposed, read, applied, handed over."),
                (name = "handoff", description = "For review systems: what to review, and how far it is."),
                (name = "letters", description = "Letters that need an officer."),
                (name = "events", description = "What happened: who, when, what."),
                (name = "administration", description = "Accounts and keys."),
            ),
        )]
        struct Document;
    };
}

operations! {
    tokens::create_token, tokens::whoami,
    calls::list_calls, calls::create_call, calls::get_call, calls::update_call, coverage::get_coverage,
    calls::put_guideline, calls::get_guideline,
    applications::list_applications, applications::import_applications, applications::get_application,
    persons::list_persons, persons::import_persons, persons::get_person, persons::set_contact,
    candidates::find_candidates,
    shortlist::get_shortlist, shortlist::add_to_shortlist, shortlist::order_shortlist, shortlist::remove_from_shortlist,
    invitations::prepare_invitations, invitations::send_invitations, invitations::list_invitations,
    invitations::get_invitation, invitations::withdraw_invitation,
    response::get_response, response::answer_invitation, response::explain_decline, response::sign_undertaking,
    response::declare_interests, response::stop_contact,
    conflicts::get_standing, conflicts::decide_conflict,
    assignments::list_assignments, assignments::propose_plan, assignments::list_plans, assignments::get_plan,
    assignments::apply_plan, assignments::discard_plan, assignments::hand_over,
    handoff::list_handoff, handoff::report_progress,
    letters::list_letters, letters::settle_letter,
    events::list_events,
    accounts::list_accounts, accounts::create_account, accounts::list_api_keys, accounts::issue_api_key,
    accounts::revoke_api_key,
}

static DOCUMENT: LazyLock<utoipa::openapi::OpenApi> = LazyLock::new(|| {
    let mut document = Document::openapi();
    let bearer = HttpBuilder::new()
        .scheme(HttpAuthScheme::Bearer)
        .description(Some("An API key, a token, or the token of a reviewer's link."))
        .build();
    if let Some(components) = &mut document.components {
        components.add_security_scheme("bearer", SecurityScheme::Http(bearer));
    }
    document
});

/// The `OpenAPI` document as JSON.
pub fn document() -> String {
    DOCUMENT.to_pretty_json().unwrap_or_default()
}

/// Adds the API to the server.
pub fn routes(config: &mut ServiceConfig) {
    let scope = web::scope("/api")
        .wrap(from_fn(as_json))
        .app_data(PathConfig::default().error_handler(|_, _| Problem::not_found().into()))
        .app_data(QueryConfig::default().error_handler(|error, _| {
            let violation = Violation::new("", "query_parameter").with("detail", error);
            Problem::invalid(violation).into()
        }))
        .route("/v1/openapi.json", web::get().to(openapi))
        .route("/v1/docs", web::get().to(docs::show))
        .configure(inner_routes);
    config.service(scope);
}

/// The operations below `/api`, and for every path that is described a refusal of other methods. Paths without
/// parameters refuse first: `GET /v1/persons/import` is no person.
fn inner_routes(config: &mut ServiceConfig) {
    let described = DOCUMENT.paths.paths.iter().map(|(path, item)| (path.trim_start_matches("/api"), allowed(item)));
    let (with_parameters, fixed): (Vec<_>, Vec<_>) = described.partition(|(path, _)| path.contains('{'));
    for (path, methods) in fixed {
        let known = methods.clone();
        let other = guard::fn_guard(move |ctx| !known.split(", ").any(|method| method == ctx.head().method.as_str()));
        config.service(web::resource(path).guard(other).to(move || refuse_method(methods.clone())));
    }
    services(config);
    for (path, methods) in with_parameters {
        config.service(web::resource(path).to(move || refuse_method(methods.clone())));
    }
    config.default_service(web::route().to(|| async { Problem::not_found().error_response() }));
}

fn allowed(item: &utoipa::openapi::PathItem) -> String {
    let methods = [
        ("GET", item.get.is_some()),
        ("POST", item.post.is_some()),
        ("PUT", item.put.is_some()),
        ("DELETE", item.delete.is_some()),
    ];
    methods.iter().filter(|(_, there)| *there).map(|(name, _)| *name).collect::<Vec<_>>().join(", ")
}

async fn refuse_method(methods: String) -> HttpResponse {
    let mut response = Problem::new(Kind::MethodNotAllowed, "method_not_allowed").error_response();
    if let Ok(value) = HeaderValue::from_str(&methods) {
        response.headers_mut().insert(ALLOW, value);
    }
    response
}

async fn openapi() -> HttpResponse {
    HttpResponse::Ok().content_type("application/json").body(document())
}
