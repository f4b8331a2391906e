//! The server: layers in their order, and what they are for.

use super::rate_limit::Limits;
use super::{headers, health};
use crate::app::App;
use actix_web::dev::Server;
use actix_web::middleware::from_fn;
use actix_web::web::{self, Data, ServiceConfig};
use actix_web::{App as Actix, HttpServer};
use std::net::{SocketAddr, TcpListener};

/// The largest JSON body, in bytes.
const MAX_JSON: usize = 16 << 20;

/// Serves on a listener that is already bound. `routes` adds API and pages.
pub fn serve(
    app: &App,
    listener: TcpListener,
    routes: fn(&mut ServiceConfig),
) -> std::io::Result<(Server, SocketAddr)> {
    let address = listener.local_addr()?;
    let (state, limits) = (Data::new(app.clone()), Data::new(Limits::new(&app.config.http)));
    let mut server = HttpServer::new(move || {
        Actix::new()
            .app_data(state.clone())
            .app_data(limits.clone())
            .app_data(web::PayloadConfig::new(MAX_JSON))
            .wrap(from_fn(headers::outermost))
            .route("/healthz", web::get().to(health::live))
            .route("/readyz", web::get().to(health::ready))
            .configure(routes)
    });
    if app.config.http.workers > 0 {
        server = server.workers(app.config.http.workers);
    }
    Ok((server.listen(listener)?.shutdown_timeout(10).run(), address))
}
