//! The cookie of a signed-in officer.

use crate::config::Http;
use crate::kernel::secret::Token;
use actix_web::HttpRequest;
use actix_web::cookie::{Cookie, SameSite, time::Duration};

/// With HTTPS the browser itself holds the cookie to this host (RFC 6265bis, 4.1.3.2).
fn name(http: &Http) -> &'static str {
    if http.is_https() { "__Host-mekiki" } else { "mekiki" }
}

/// The cookie that opens a session of so many minutes.
pub fn opening(http: &Http, token: &Token, minutes: i64) -> Cookie<'static> {
    cookie(http, token.reveal().to_owned(), minutes)
}

/// The cookie that ends it.
pub fn closing(http: &Http) -> Cookie<'static> {
    cookie(http, String::new(), 0)
}

fn cookie(http: &Http, value: String, minutes: i64) -> Cookie<'static> {
    Cookie::build(name(http), value)
        .path("/")
        .http_only(true)
        .secure(http.is_https())
        .same_site(SameSite::Lax)
        .max_age(Duration::minutes(minutes))
        .finish()
}

/// The token that a request presents.
pub fn presented(http: &Http, request: &HttpRequest) -> Option<Token> {
    let cookie = request.cookie(name(http))?;
    (!cookie.value().is_empty()).then(|| Token::presented(cookie.value()))
}
