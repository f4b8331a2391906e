//! The frame of the pages: head, navigation, messages; and the answers that carry them.

use super::assets;
use crate::app::App;
use crate::config::Transport;
use crate::http::auth::SignedIn;
use crate::http::problem::Problem;
use crate::http::urls;
use crate::i18n::{self, FluentValue, Language};
use crate::kernel::failure::Kind;
use crate::kernel::time::{Day, UtcTime};
use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::http::header::LOCATION;
use askama::Template;
use jiff::tz::TimeZone;

/// Where an officer is, for the navigation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Area {
    Home,
    Calls,
    Pool,
    Conflicts,
    Mail,
    Admin,
}

impl Area {
    /// How the frame's template names it.
    fn as_str(self) -> &'static str {
        match self {
            Self::Home => "home",
            Self::Calls => "calls",
            Self::Pool => "pool",
            Self::Conflicts => "conflicts",
            Self::Mail => "mail",
            Self::Admin => "admin",
        }
    }
}

/// What every page needs: language, title, who is signed in. Templates call its methods for texts.
#[derive(Debug, Clone)]
pub(super) struct Shell {
    pub language: Language,
    /// The title of the page; also its `h1`.
    pub title: String,
    pub area: Option<Area>,
    pub account: Option<String>,
    pub is_administrator: bool,
    pub has_mailbox: bool,
    pub funder: String,
    pub office: String,
    pub zone: TimeZone,
    /// The key that forms of this page carry.
    pub csrf: String,
    /// The path of this page, to come back to after changing the language.
    pub path: String,
    /// What was just done, as a sentence.
    pub done: Option<String>,
    /// The way here: text and path.
    pub crumbs: Vec<(String, String)>,
    /// Whether the page shows a form with errors.
    pub has_errors: bool,
}

impl Shell {
    /// For a page of somebody who signed in.
    pub(super) fn officer(app: &App, who: &SignedIn, area: Area, title_key: &str) -> Self {
        let language = who.language();
        Self {
            title: language.text(title_key),
            area: Some(area),
            account: Some(who.account.display_name.clone()),
            is_administrator: who.is_administrator(),
            csrf: app.key.form_key(who.token.reveal()),
            ..Self::open(app, language)
        }
    }

    /// For a page that anybody sees.
    pub(super) fn open(app: &App, language: Language) -> Self {
        let funder = &app.config.funder;
        Self {
            language,
            title: String::new(),
            area: None,
            account: None,
            is_administrator: false,
            has_mailbox: app.config.mail.transport == Transport::Mailbox,
            funder: if language == Language::Ja { funder.name_ja.clone() } else { funder.name.clone() },
            office: funder.office.clone(),
            zone: funder.zone(),
            csrf: String::new(),
            path: String::new(),
            done: None,
            crumbs: Vec::new(),
            has_errors: false,
        }
    }

    /// With another title, for pages that are about one thing.
    #[must_use]
    pub(super) fn titled(mut self, title: impl Into<String>) -> Self {
        self.title = title.into();
        self
    }

    /// With a step of the way here.
    #[must_use]
    pub(super) fn crumb(mut self, text: impl Into<String>, path: impl Into<String>) -> Self {
        self.crumbs.push((text.into(), path.into()));
        self
    }

    /// With where we are and what was just done: `?done=key` names a text `done-key`.
    #[must_use]
    pub(super) fn at(mut self, request: &actix_web::HttpRequest) -> Self {
        request.path().clone_into(&mut self.path);
        let query = crate::http::form::Fields::decode(request.query_string().as_bytes());
        let key = query.text("done");
        let known = !key.is_empty() && key.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-');
        if known {
            let n: i64 = query.text("n").parse().unwrap_or_default();
            let text = self.language.text_with(&format!("done-{key}"), &[("n", n.into())]);
            self.done = Some(text).filter(|text| !text.starts_with("done-"));
        }
        self
    }

    /// The text of a key.
    pub(super) fn t(&self, key: &str) -> String {
        self.language.text(key)
    }

    /// A text with a number `$n` in it.
    pub(super) fn n(&self, key: &str, n: impl Into<FluentValue<'static>>) -> String {
        self.language.text_with(key, &[("n", n.into())])
    }

    /// A text with a value `$v` in it.
    pub(super) fn v(&self, key: &str, value: impl std::fmt::Display) -> String {
        self.language.text_with(key, &[("v", value.to_string().into())])
    }

    /// A text with values `$a` and `$b` in it.
    pub(super) fn ab(&self, key: &str, a: impl std::fmt::Display, b: impl std::fmt::Display) -> String {
        self.language.text_with(key, &[("a", a.to_string().into()), ("b", b.to_string().into())])
    }

    /// The text `{prefix}-{value}` of an enum's stable text.
    pub(super) fn e(&self, prefix: &str, value: impl std::fmt::Display) -> String {
        self.language.text(&format!("{prefix}-{value}").replace(['_', '.'], "-"))
    }

    /// The name of a country or region.
    pub(super) fn country(&self, code: impl AsRef<str>) -> String {
        i18n::country_name(self.language, code.as_ref()).into_owned()
    }

    /// An instant with weekday, in the funder's zone.
    pub(super) fn moment(&self, time: &UtcTime) -> String {
        i18n::moment_line(self.language, *time, &self.zone)
    }

    /// An instant for tables, in the funder's zone.
    pub(super) fn stamp(&self, time: &UtcTime) -> String {
        i18n::date_line(*time, &self.zone)
    }

    /// A day.
    pub(super) fn day(&self, day: &Day) -> String {
        i18n::day_line(self.language, *day)
    }

    /// The path of a style or script.
    pub(super) fn asset(&self, name: &str) -> &'static str {
        assets::path(name)
    }

    /// The language of the other button.
    pub(super) fn other_language(&self) -> Language {
        match self.language {
            Language::En => Language::Ja,
            Language::Ja => Language::En,
        }
    }

    /// Whether the navigation marks this area.
    pub(super) fn is(&self, area: &str) -> bool {
        self.area.is_some_and(|here| here.as_str() == area)
    }

    /// The title as the browser shows it: an error first, so that a screen reader says it first.
    pub(super) fn page_title(&self) -> String {
        let error = if self.has_errors { self.t("error-prefix") } else { String::new() };
        format!("{error}{} — {}", self.title, self.t("product"))
    }
}

/// A page.
pub(super) fn page(template: &impl Template) -> Result<HttpResponse, Problem> {
    page_with(StatusCode::OK, template)
}

/// A page with another status: 422 for a form with errors.
pub(super) fn page_with(status: StatusCode, template: &impl Template) -> Result<HttpResponse, Problem> {
    let text = template.render().map_err(|error| {
        tracing::error!(%error, "A page could not be rendered");
        Problem::new(Kind::Internal, "internal_error")
    })?;
    Ok(HttpResponse::build(status).content_type("text/html; charset=utf-8").body(text))
}

/// On to another page, by GET.
pub(super) fn see_other(path: &str) -> HttpResponse {
    HttpResponse::SeeOther().insert_header((LOCATION, path)).finish()
}

/// On to another page that says what was done: the text `done-{key}`.
pub(super) fn done(path: &str, key: &str) -> HttpResponse {
    see_other(&with_query(path, &format!("done={key}")))
}

/// The same with a number in the sentence.
pub(super) fn done_n(path: &str, key: &str, n: usize) -> HttpResponse {
    see_other(&with_query(path, &format!("done={key}&n={n}")))
}

fn with_query(path: &str, query: &str) -> String {
    let (path, anchor) = path.split_once('#').map_or((path, None), |(path, anchor)| (path, Some(anchor)));
    let mark = if path.contains('?') { '&' } else { '?' };
    format!("{path}{mark}{query}{}", anchor.map(|anchor| format!("#{anchor}")).unwrap_or_default())
}

/// A path of ours that somebody gave, or the start page: never an address elsewhere.
pub(super) fn safe_path(path: &str) -> &str {
    let ours =
        path.starts_with('/') && !path.starts_with("//") && !path.starts_with("/\\") && !path.contains(['\r', '\n']);
    if ours { path } else { urls::HOME }
}
