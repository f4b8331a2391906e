//! Failures as HTTP: the one table of status codes, and RFC 9457 problems.

use crate::i18n::Language;
use crate::kernel::failure::{Failure, Kind, Violation};
use crate::kernel::ids::RequestId;
use actix_web::body::{BoxBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::StatusCode;
use actix_web::http::header::{ACCEPT_LANGUAGE, ALLOW, RETRY_AFTER, WWW_AUTHENTICATE};
use actix_web::middleware::Next;
use actix_web::{HttpResponse, ResponseError};
use serde::Serialize;
use std::fmt;
use utoipa::ToSchema;

/// The status of a form that comes back with its errors, and of a file whose rows were refused.
pub const FORM_AGAIN: StatusCode = StatusCode::UNPROCESSABLE_ENTITY;

/// A failure on its way out. Its text is added by whoever knows the reader's language: [`as_json`] for the
/// API, the error page for people.
#[derive(Debug, Clone)]
pub struct Problem {
    /// What sort of failure.
    pub kind: Kind,
    /// Its stable code.
    pub code: &'static str,
    /// The rules that the input broke.
    pub violations: Vec<Violation>,
}

impl Problem {
    /// A failure without violations.
    pub fn new(kind: Kind, code: &'static str) -> Self {
        Self { kind, code, violations: Vec::new() }
    }

    /// There is no such thing.
    pub fn not_found() -> Self {
        Self::new(Kind::NotFound, "not_found")
    }

    /// The input breaks one rule.
    pub fn invalid(violation: Violation) -> Self {
        Self { kind: Kind::Invalid, code: "invalid_input", violations: vec![violation] }
    }

    /// The status code of the failure.
    pub fn status(&self) -> StatusCode {
        match self.kind {
            Kind::Invalid => StatusCode::UNPROCESSABLE_ENTITY,
            Kind::Unauthenticated => StatusCode::UNAUTHORIZED,
            Kind::Forbidden => StatusCode::FORBIDDEN,
            Kind::NotFound => StatusCode::NOT_FOUND,
            Kind::Conflict => StatusCode::CONFLICT,
            Kind::MethodNotAllowed => StatusCode::METHOD_NOT_ALLOWED,
            Kind::Gone => StatusCode::GONE,
            Kind::Stale => StatusCode::PRECONDITION_FAILED,
            Kind::TooMany => StatusCode::TOO_MANY_REQUESTS,
            Kind::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Kind::Unavailable => StatusCode::SERVICE_UNAVAILABLE,
            Kind::Internal => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// The sentence that says what is wrong and how to mend it.
    pub fn text(&self, language: Language) -> String {
        language.text(&format!("problem-{}", self.code.replace('_', "-")))
    }
}

impl<F: Failure> From<F> for Problem {
    fn from(failure: F) -> Self {
        if failure.kind() == Kind::Internal {
            tracing::error!(problem.code = failure.code(), error = %failure, "A request failed");
        }
        Self { kind: failure.kind(), code: failure.code(), violations: failure.violations().to_vec() }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code)
    }
}

impl ResponseError for Problem {
    fn status_code(&self) -> StatusCode {
        self.status()
    }

    fn error_response(&self) -> HttpResponse {
        let mut response = HttpResponse::new(self.status());
        response.extensions_mut().insert(self.clone());
        response
    }
}

/// A problem as the API prints it (RFC 9457).
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Problem)]
pub struct ProblemBody {
    /// Identifies the kind of problem; the code is its last part.
    #[schema(example = "https://mekiki.invalid/problems/invalid_input")]
    pub r#type: String,
    /// What is wrong and how to mend it, in the language of `Accept-Language`.
    pub title: String,
    /// The status code again.
    #[schema(minimum = 400, maximum = 599)]
    pub status: u16,
    /// The stable code.
    #[schema(example = "invalid_input")]
    pub code: String,
    /// The request, as the logs name it.
    pub instance: String,
    /// Each rule that the input breaks.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<FieldError>,
}

/// A rule that one field breaks.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct FieldError {
    /// A JSON pointer into the body (RFC 6901), or the name of a parameter behind a slash.
    #[schema(example = "/people/0/name")]
    pub pointer: String,
    /// The stable code of the rule.
    #[schema(example = "required")]
    pub code: String,
    /// What is wrong and how to mend it.
    pub detail: String,
}

/// Violations as the API prints them.
pub fn field_errors(violations: &[Violation], language: Language) -> Vec<FieldError> {
    violations
        .iter()
        .map(|violation| FieldError {
            pointer: violation.field.clone(),
            code: violation.code.to_owned(),
            detail: language.violation(violation),
        })
        .collect()
}

/// The request's id, given by the outermost layer.
pub fn request_id(request: &impl actix_web::HttpMessage) -> RequestId {
    request.extensions().get::<RequestId>().copied().unwrap_or_else(RequestId::new)
}

/// Gives every failure of the API its body, in the language the caller accepts; English otherwise.
pub async fn as_json<B: MessageBody + 'static>(
    request: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<BoxBody>, actix_web::Error> {
    let header = request.headers().get(ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
    let language = Language::accepted(header).unwrap_or_default();
    let id = request_id(&request);
    let response = match next.call(request).await {
        Ok(response) => response.map_into_boxed_body(),
        Err(error) => return Err(with_body(error, language, id)),
    };
    let problem = response.response().extensions().get::<Problem>().cloned();
    Ok(match problem {
        Some(problem) => {
            let (request, bare) = response.into_parts();
            let mut full = json_response(&problem, language, id);
            if let Some(allow) = bare.headers().get(ALLOW) {
                full.headers_mut().insert(ALLOW, allow.clone());
            }
            ServiceResponse::new(request, full)
        }
        None => response,
    })
}

/// An error of the framework itself, as a problem.
fn with_body(error: actix_web::Error, language: Language, id: RequestId) -> actix_web::Error {
    let status = error.as_response_error().status_code();
    let problem = error.as_error::<Problem>().cloned().unwrap_or_else(|| of_status(status));
    let response = json_response(&problem, language, id);
    actix_web::error::InternalError::from_response(error, response).into()
}

/// What a bare status of the framework means.
pub fn of_status(status: StatusCode) -> Problem {
    let (kind, code) = match status {
        StatusCode::NOT_FOUND => (Kind::NotFound, "not_found"),
        StatusCode::PAYLOAD_TOO_LARGE => (Kind::TooLarge, "too_large"),
        _ if status.is_client_error() => (Kind::Invalid, "invalid_input"),
        _ => (Kind::Internal, "internal_error"),
    };
    Problem::new(kind, code)
}

fn json_response(problem: &Problem, language: Language, id: RequestId) -> HttpResponse {
    let status = problem.status();
    let body = ProblemBody {
        r#type: format!("https://mekiki.invalid/problems/{}", problem.code),
        title: problem.text(language),
        status: status.as_u16(),
        code: problem.code.to_owned(),
        instance: id.to_string(),
        errors: field_errors(&problem.violations, language),
    };
    let mut response = HttpResponse::build(status);
    if problem.kind == Kind::Unauthenticated {
        response.insert_header((WWW_AUTHENTICATE, "Bearer"));
    }
    if problem.kind == Kind::TooMany || problem.kind == Kind::Unavailable {
        response.insert_header((RETRY_AFTER, "60"));
    }
    let text = serde_json::to_string(&body).unwrap_or_default();
    response.content_type("application/problem+json").body(text)
}
