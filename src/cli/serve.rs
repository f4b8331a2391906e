//! Serving, and working in the background, until the process is told to end.

use super::{CliError, say};
use crate::app::App;
use crate::worker::Worker;
use crate::{api, http, pages};
use actix_web::web::ServiceConfig;
use std::net::{SocketAddr, TcpListener};

/// API first: the pages answer for everything else.
pub fn routes(config: &mut ServiceConfig) {
    api::routes(config);
    pages::routes(config);
}

/// Serves until a signal to end.
pub(super) fn run(app: &App, with_worker: bool) -> Result<(), CliError> {
    let listener = TcpListener::bind(&app.config.http.address)?;
    serve_on(app, listener, with_worker, |address| {
        say(format!("Mekiki serves on http://{address}, for browsers at {}", app.config.http.public_url))
    })
}

/// Serves on a listener; `started` is called when requests are answered.
pub(super) fn serve_on(
    app: &App,
    listener: TcpListener,
    with_worker: bool,
    started: impl FnOnce(SocketAddr) -> std::io::Result<()>,
) -> Result<(), CliError> {
    let worker = with_worker.then(|| Worker::start(app));
    let served = actix_web::rt::System::new().block_on(async {
        let (server, address) = http::server::serve(app, listener, routes)?;
        started(address)?;
        server.await
    });
    if let Some(worker) = worker {
        worker.stop();
    }
    Ok(served?)
}

/// Works in the background until a signal to end.
pub(super) fn work(app: &App) -> Result<(), CliError> {
    let worker = Worker::start(app);
    say("Mekiki works in the background")?;
    actix_web::rt::System::new().block_on(told_to_end())?;
    worker.stop();
    Ok(())
}

/// Waits for Ctrl-C, and where there is one for SIGTERM: what service managers and containers send first.
async fn told_to_end() -> std::io::Result<()> {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        let mut terminate = signal(SignalKind::terminate())?;
        tokio::select! {
            ended = tokio::signal::ctrl_c() => ended,
            _ = terminate.recv() => Ok(()),
        }
    }
    #[cfg(not(unix))]
    tokio::signal::ctrl_c().await
}
