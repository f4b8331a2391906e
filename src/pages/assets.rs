//! Style, scripts: compiled in, named by their content, cached for ever.

use crate::http::problem::Problem;
use crate::kernel::secret::fingerprint;
use actix_web::HttpResponse;
use actix_web::http::header::CACHE_CONTROL;
use actix_web::web::{self, Path, ServiceConfig};
use std::collections::HashMap;
use std::sync::LazyLock;

type Asset = (&'static str, &'static str, &'static [u8]);

const ASSETS: [Asset; 3] = [
    ("app.css", "text/css; charset=utf-8", include_bytes!("assets/app.css")),
    ("app.js", "text/javascript; charset=utf-8", include_bytes!("assets/app.js")),
    ("htmx.min.js", "text/javascript; charset=utf-8", include_bytes!("assets/htmx.min.js")),
];

/// Name → path with a part that changes with the content.
static PATHS: LazyLock<HashMap<&'static str, String>> = LazyLock::new(|| {
    let path = |name: &str, content: &[u8]| format!("/assets/{}/{name}", &fingerprint(content)[..12]);
    ASSETS.iter().map(|(name, _, content)| (*name, path(name, content))).collect()
});

/// The path of a file by its name.
pub(super) fn path(name: &str) -> &'static str {
    PATHS.get(name).map_or("/assets/missing", String::as_str)
}

pub(super) fn routes(config: &mut ServiceConfig) {
    config.route("/assets/{hash}/{name}", web::get().to(serve));
}

async fn serve(request: Path<(String, String)>) -> Result<HttpResponse, Problem> {
    let (hash, name) = request.into_inner();
    let (_, media_type, content) = ASSETS.iter().find(|(known, _, _)| *known == name).ok_or_else(Problem::not_found)?;
    Ok(HttpResponse::Ok()
        .insert_header((
            CACHE_CONTROL,
            if path(&name).contains(&hash) { "public, max-age=31536000, immutable" } else { "no-cache" },
        ))
        .insert_header(("content-type", *media_type))
        .body(*content))
}
