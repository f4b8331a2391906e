//! The pages: the same use cases as the API, for people.
//!
//! Every page works without scripts, in English and Japanese, on a phone, by keyboard and in the dark.
//! A form posts, the answer is a redirect (303) with a message, or the form again (422) with its errors.

mod admin;
mod applications;
mod assets;
mod assignments;
mod attention;
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
mod pager;
mod pool;
mod respond;
mod shortlist;
mod sign_in;

use crate::http::problem::Problem;
use actix_web::middleware::from_fn;
use actix_web::web::{self, PathConfig, ServiceConfig};

/// Adds the pages to the server.
pub fn routes(config: &mut ServiceConfig) {
    let pages = web::scope("")
        .wrap(from_fn(error::as_page))
        .app_data(PathConfig::default().error_handler(|_, _| Problem::not_found().into()))
        .configure(assets::routes)
        .configure(sign_in::routes)
        .configure(home::routes)
        .configure(calls::routes)
        .configure(applications::routes)
        .configure(history::routes)
        .configure(candidates::routes)
        .configure(shortlist::routes)
        .configure(pool::routes)
        .configure(conflicts::routes)
        .configure(batch::routes)
        .configure(invitations::routes)
        .configure(assignments::routes)
        .configure(mail::routes)
        .configure(admin::routes)
        .configure(respond::routes)
        .default_service(web::route().to(error::not_found));
    config.service(pages);
}
