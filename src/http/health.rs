//! For whoever watches the process.

use crate::app::App;
use crate::db::DbError;
use actix_web::HttpResponse;
use actix_web::web::Data;

/// The process runs.
pub async fn live() -> &'static str {
    "ok"
}

/// The process can serve: a connection to the database can be had, and on PostgreSQL it answered.
pub async fn ready(app: Data<App>) -> HttpResponse {
    match app.db.read(|_| Ok::<_, DbError>(())).await {
        Ok(()) => HttpResponse::Ok().body("ready"),
        Err(_) => HttpResponse::ServiceUnavailable().body("the database cannot be reached"),
    }
}
