//! The API for programs: JSON over HTTP, described by an `OpenAPI` 3.1 document that it serves itself.

mod docs;
mod envelope;
mod v1;

pub use v1::{document, routes};
