//! Lists in pages: which one is asked for, and the way to the next.

use crate::http::form::Fields;
use crate::kernel::page::{Page, PageRequest};
use actix_web::HttpRequest;

/// The way through a list; `pager.html` shows it.
#[derive(Debug, Clone)]
pub(super) struct Pager {
    /// The path of the list.
    pub path: String,
    /// The cursor of the next page.
    pub next: Option<String>,
    /// Whether this is the first page.
    pub is_first: bool,
}

impl Pager {
    /// Of a page that was found for a request.
    pub(super) fn of<T>(path: impl Into<String>, asked: &PageRequest, found: &Page<T>) -> Self {
        Self { path: path.into(), next: found.next.clone(), is_first: asked.after.is_none() }
    }

    /// Whether there is more than this page.
    pub(super) fn is_needed(&self) -> bool {
        self.next.is_some() || !self.is_first
    }
}

/// The page that `?after=` asks for.
pub(super) fn asked(request: &HttpRequest, limit: i64) -> PageRequest {
    let query = Fields::decode(request.query_string().as_bytes());
    PageRequest { limit, after: query.filled("after").map(str::to_owned) }
}
