//! Calls: list, new, settings, guideline, dashboard.

mod dashboard;
mod fields;
mod guideline;
mod list;
mod settings;

use crate::calls::Call;
use crate::http::urls;
use crate::i18n::Language;
use actix_web::web::{self, ServiceConfig};

pub(super) fn routes(config: &mut ServiceConfig) {
    config
        .service(web::resource(urls::CALLS).get(list::show))
        .service(web::resource(urls::NEW_CALL).get(settings::blank).post(settings::create))
        .service(web::resource("/calls/{call}/settings").get(settings::show).post(settings::update))
        .service(web::resource("/calls/{call}/guideline").get(guideline::download).post(guideline::attach))
        .service(web::resource("/calls/{call}").get(dashboard::show));
}

/// The title of a call in the reader's language, or in English where it has none.
pub(super) fn call_title(language: Language, call: &Call) -> String {
    let settings = &call.settings;
    if call_language(language, call) == "ja" { settings.title_ja.clone() } else { settings.title.clone() }
}

/// The language of [`call_title`].
pub(super) fn call_language(language: Language, call: &Call) -> &'static str {
    if language == Language::Ja && !call.settings.title_ja.is_empty() { "ja" } else { "en" }
}
