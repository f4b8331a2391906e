//! Forms of the pages: fields by name, guarded against forgery.
//!
//! A form is taken when the browser says that it comes from our own pages (`Sec-Fetch-Site`, `Origin`) and
//! its key is that of the session or link. Both, because old browsers say nothing and keys can leak.

use super::problem::Problem;
use crate::app::App;
use crate::kernel::failure::{Kind, Violation};
use crate::kernel::secret::same;
use actix_web::dev::Payload;
use actix_web::http::header::{CONTENT_TYPE, ORIGIN};
use actix_web::web::{Bytes, Data};
use actix_web::{FromRequest, HttpRequest};
use std::future::Future;
use std::pin::Pin;
use std::str::FromStr;

/// The largest form without files, in bytes.
pub const MAX_FORM: usize = 1 << 20;

/// The name of the field that carries the form key.
pub const KEY_FIELD: &str = "csrf";

/// The fields of a form, in order; a name may stand several times.
#[derive(Debug, Clone, Default)]
pub struct Fields(pub Vec<(String, String)>);

impl Fields {
    /// The first value of a field; empty where it is missing.
    pub fn text(&self, name: &str) -> &str {
        self.0.iter().find(|(known, _)| known == name).map_or("", |(_, value)| value)
    }

    /// The value of a field if it is not blank.
    pub fn filled(&self, name: &str) -> Option<&str> {
        Some(self.text(name).trim()).filter(|text| !text.is_empty())
    }

    /// Whether a field stands there at all, as a ticked box does.
    pub fn has(&self, name: &str) -> bool {
        self.0.iter().any(|(known, _)| known == name)
    }

    /// All values of a field.
    pub fn all(&self, name: &str) -> Vec<&str> {
        self.0.iter().filter(|(known, _)| known == name).map(|(_, value)| value.as_str()).collect()
    }

    /// A whole number; one that no rule allows where it is none.
    pub fn number(&self, name: &str) -> i32 {
        self.text(name).trim().parse().unwrap_or(i32::MIN)
    }

    /// All values of a field as ids or enums.
    pub fn parsed<T: FromStr>(&self, name: &str) -> Result<Vec<T>, Problem> {
        let parse =
            |text: &str| text.parse().map_err(|_| Problem::invalid(Violation::new(format!("/{name}"), "not_an_id")));
        self.all(name).into_iter().map(parse).collect()
    }

    /// Reads `application/x-www-form-urlencoded`.
    pub fn decode(body: &[u8]) -> Self {
        let part = |text: &[u8]| {
            let spaced: Vec<u8> = text.iter().map(|byte| if *byte == b'+' { b' ' } else { *byte }).collect();
            percent_decode(&spaced)
        };
        let pairs = body.split(|byte| *byte == b'&').filter(|pair| !pair.is_empty());
        Self(
            pairs
                .map(|pair| {
                    let cut = pair.iter().position(|byte| *byte == b'=').unwrap_or(pair.len());
                    (part(&pair[..cut]), part(pair.get(cut + 1..).unwrap_or_default()))
                })
                .collect(),
        )
    }

    /// Refuses a form whose key is not the expected one.
    pub fn must_carry(&self, key: &str) -> Result<(), Problem> {
        if same(self.text(KEY_FIELD), key) { Ok(()) } else { Err(Problem::new(Kind::Forbidden, "form_expired")) }
    }
}

/// Decodes `%41`; what is no UTF-8 afterwards shows as replacement characters.
fn percent_decode(text: &[u8]) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut place = 0;
    while place < text.len() {
        let code = text.get(place + 1..place + 3).filter(|_| text[place] == b'%');
        let byte = code.and_then(|code| u8::from_str_radix(std::str::from_utf8(code).ok()?, 16).ok());
        bytes.push(byte.unwrap_or(text[place]));
        place += if byte.is_some() { 3 } else { 1 };
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// A posted form. The handler checks its key with [`Fields::must_carry`].
#[derive(Debug, Clone)]
pub struct PostedForm(pub Fields);

impl FromRequest for PostedForm {
    type Error = Problem;
    type Future = Pin<Box<dyn Future<Output = Result<Self, Problem>>>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let ours = from_our_pages(request);
        let encoded = request
            .headers()
            .get(CONTENT_TYPE)
            .and_then(|value| value.to_str().ok())
            .is_some_and(|value| value.starts_with("application/x-www-form-urlencoded"));
        let bytes = Bytes::from_request(request, payload);
        Box::pin(async move {
            if !ours {
                return Err(Problem::new(Kind::Forbidden, "foreign_form"));
            }
            let bytes = bytes.await.map_err(|_| Problem::new(Kind::TooLarge, "too_large"))?;
            if bytes.len() > MAX_FORM {
                return Err(Problem::new(Kind::TooLarge, "too_large"));
            }
            Ok(Self(if encoded { Fields::decode(&bytes) } else { Fields::default() }))
        })
    }
}

/// Whether the browser says that a form comes from our own pages; one that says nothing is believed.
pub fn from_our_pages(request: &HttpRequest) -> bool {
    let header = |name: &str| request.headers().get(name).and_then(|value| value.to_str().ok());
    if let Some(site) = header("sec-fetch-site") {
        return matches!(site, "same-origin" | "none");
    }
    match header(ORIGIN.as_str()) {
        // `Referrer-Policy: no-referrer` makes browsers say “null”.
        None | Some("null") => true,
        Some(origin) => {
            let host = request.connection_info().host().to_owned();
            let public = request.app_data::<Data<App>>().map(|app| app.config.http.public_url.clone());
            Some(origin) == public.as_deref() || origin.rsplit("://").next() == Some(host.as_str())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_decoded_and_may_stand_several_times() {
        let fields = Fields::decode("id=a&id=b&t=%E6%97%A5+x%2&empty=&flag".as_bytes());
        assert_eq!(fields.all("id"), ["a", "b"]);
        assert_eq!(fields.text("t"), "日 x%2");
        assert_eq!(fields.filled("empty"), None);
        assert!(fields.has("flag"));
        assert_eq!(fields.number("t"), i32::MIN);
    }
}
