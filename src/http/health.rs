//! For whoever watches the process.

use crate::app::App;
use crate::people;
use actix_web::HttpResponse;
use actix_web::web::Data;

/// The process runs.
pub async fn live() -> &'static str {
    "ok"
}

/// The process can serve: the database answers.
pub async fn ready(app: Data<App>) -> HttpResponse {
    match app.db.read(people::revision).await {
        Ok(_) => HttpResponse::Ok().body("ready"),
        Err(_) => HttpResponse::ServiceUnavailable().body("the database cannot be reached"),
    }
}
