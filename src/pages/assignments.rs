//! Assignments, proposals as lists of changes, hand-off.

use actix_web::web::ServiceConfig;

pub(super) fn routes(_: &mut ServiceConfig) {}
