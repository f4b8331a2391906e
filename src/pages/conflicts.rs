//! Conflicts of interest: what waits, and deciding.

use actix_web::web::ServiceConfig;

pub(super) fn routes(_: &mut ServiceConfig) {}
