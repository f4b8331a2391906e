//! What a reviewer sees behind a link: answer, confidentiality, conflicts, done. No account, no script needed.
//!
//! **Opening a page changes nothing**: mail scanners open every link, also by HEAD. Only a posted form writes.

mod answer;
mod conflicts;
mod decline;
mod done;
mod link;
mod privacy;
mod undertaking;
mod visit;

use actix_web::web::{self, ServiceConfig};
use actix_web::{FromRequest, Handler, Resource, Responder};

pub(super) fn routes(config: &mut ServiceConfig) {
    config
        .service(reads(web::resource("/r/{token}"), answer::show))
        .service(reads(web::resource("/r/{token}/change"), answer::show_again))
        .service(reads(web::resource("/r/{token}/answer"), answer::go_on).route(web::post().to(answer::take)))
        .service(reads(web::resource("/r/{token}/decline"), decline::show).route(web::post().to(decline::take)))
        .service(
            reads(web::resource("/r/{token}/undertaking"), undertaking::show).route(web::post().to(undertaking::take)),
        )
        .service(reads(web::resource("/r/{token}/conflicts"), conflicts::show).route(web::post().to(conflicts::take)))
        .service(reads(web::resource("/r/{token}/done"), done::show))
        .service(reads(web::resource("/r/{token}/privacy"), privacy::show))
        .service(reads(web::resource("/r/{token}/stop"), privacy::show).route(web::post().to(privacy::stop)))
        .service(reads(web::resource("/r/{token}/new-link"), link::show).route(web::post().to(link::take)));
}

/// Answers GET and HEAD alike, so that whoever checks a link before its reader finds it well.
fn reads<F, Args>(resource: Resource, handler: F) -> Resource
where
    F: Handler<Args>,
    Args: FromRequest + 'static,
    F::Output: Responder + 'static,
{
    resource.route(web::get().to(handler.clone())).route(web::head().to(handler))
}
