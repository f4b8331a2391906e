//! The pages: the same use cases as the API, for people.
//!
//! Every page works without scripts, in English and Japanese, on a phone, by keyboard and in the dark.
//! A form posts, the answer is a redirect (303) with a message, or the form again (422) with its errors.

mod admin;
mod applications;
mod assets;
mod assignments;
mod batch;
mod calls;
mod candidates;
mod conflicts;
mod error;
mod forms;
mod history;
mod home;
mod invitations;
mod layout;
mod mail;
mod pool;
mod respond;
mod shortlist;
mod sign_in;

use crate::http::problem::Problem;
use actix_web::middleware::from_fn;
use actix_web::web::{self, PathConfig, ServiceConfig};

/// Adds the pages to the server.
pub fn routes(config: &mut ServiceConfig) {
    config.service(
        web::scope("")
            .wrap(from_fn(error::as_page))
            .app_data(PathConfig::default().error_handler(|_, _| Problem::not_found().into()))
            .configure(assets::routes)
            .configure(sign_in::routes)
            .configure(batch::routes)
            .configure(invitations::routes)
            .configure(assignments::routes)
            .configure(mail::routes)
            .configure(admin::routes),
    );
}
