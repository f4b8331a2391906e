//! Administration: keys of programs and accounts of people.

mod accounts;
mod keys;

use crate::http::urls;
use actix_web::web::{self, ServiceConfig};

pub(super) fn routes(config: &mut ServiceConfig) {
    config
        .service(web::resource(urls::API_KEYS).get(keys::list).post(keys::issue))
        .service(web::resource("/admin/keys/{key}/revocation").post(keys::revoke))
        .service(web::resource(urls::ACCOUNTS).get(accounts::list).post(accounts::create));
}
