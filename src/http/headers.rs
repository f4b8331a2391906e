//! The outermost layer: the request's id, one log line, the headers that every answer carries.

use crate::kernel::ids::RequestId;
use actix_web::HttpMessage as _;
use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::header::{self, HeaderName, HeaderValue};
use actix_web::middleware::Next;
use std::time::Instant;

/// No script or style but our own files, no frame, no form to elsewhere.
const CONTENT_SECURITY_POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; \
     connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

const ALWAYS: [(&str, &str); 7] = [
    ("content-security-policy", CONTENT_SECURITY_POLICY),
    ("x-content-type-options", "nosniff"),
    ("referrer-policy", "no-referrer"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    ("permissions-policy", "camera=(), microphone=(), geolocation=()"),
    ("x-robots-tag", "noindex, nofollow"),
];

/// Gives the request its id and the answer its headers; logs one line without anything personal.
pub async fn outermost<B: MessageBody>(
    request: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<B>, actix_web::Error> {
    let started = Instant::now();
    let id = RequestId::new();
    request.extensions_mut().insert(id);
    let (method, path) = (request.method().clone(), logged_path(request.path()));
    let mut response = next.call(request).await?;
    let headers = response.headers_mut();
    for (name, value) in ALWAYS {
        headers.insert(HeaderName::from_static(name), HeaderValue::from_static(value));
    }
    if !headers.contains_key(header::CACHE_CONTROL) {
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    }
    if let Ok(value) = HeaderValue::from_str(&id.to_string()) {
        headers.insert(HeaderName::from_static("x-request-id"), value);
    }
    let status = response.status().as_u16();
    let millis = started.elapsed().as_millis();
    tracing::info!(request.id = %id, http.method = %method, http.path = path, http.status = status, http.millis = millis, "Served");
    Ok(response)
}

/// The path without the token of a reviewer's link.
fn logged_path(path: &str) -> String {
    match path.strip_prefix("/r/") {
        Some(rest) => format!("/r/…{}", rest.find('/').map_or("", |cut| &rest[cut..])),
        None => path.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_is_cut_from_the_log() {
        assert_eq!(logged_path("/r/secret/coi"), "/r/…/coi");
        assert_eq!(logged_path("/r/secret"), "/r/…");
        assert_eq!(logged_path("/calls"), "/calls");
    }
}
