//! A visit by link: who came, where they are, and the frame of their pages.

use super::link;
use crate::app::App;
use crate::db::Request;
use crate::http::auth;
use crate::http::problem::{Problem, request_id};
use crate::http::urls;
use crate::i18n::{self, Language};
use crate::invitations::{self, LinkState, ReviewerView, Status};
use crate::kernel::failure::Kind;
use crate::kernel::ids::InvitationId;
use crate::kernel::secret::Token;
use crate::kernel::time::{Day, UtcTime};
use crate::pages::error::browser_language;
use crate::pages::layout::{Shell, done, see_other};
use actix_web::dev::Payload;
use actix_web::error::InternalError;
use actix_web::web::Data;
use actix_web::{FromRequest, HttpRequest, HttpResponse};
use jiff::tz::TimeZone;
use std::future::Future;
use std::pin::Pin;

/// Somebody whose link opens. In a handler's signature it answers every other link by itself.
pub(super) struct Visit {
    pub app: Data<App>,
    pub language: Language,
    pub view: ReviewerView,
    /// The request on behalf of who holds the link.
    pub request: Request,
    token: String,
    http: HttpRequest,
}

/// Where a visitor is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
    Answer,
    Decline,
    Undertaking,
    Conflicts,
    Done,
}

impl Step {
    /// The last part of the path.
    fn page(self) -> &'static str {
        match self {
            Self::Answer => "",
            Self::Decline => "decline",
            Self::Undertaking => "undertaking",
            Self::Conflicts => "conflicts",
            Self::Done => "done",
        }
    }
}

/// The step that is open.
fn open_step(view: &ReviewerView) -> Step {
    if view.handed_off {
        return Step::Done;
    }
    let invitation = &view.invitation;
    let explained =
        invitation.decline_reason.is_some() || !invitation.decline_note.is_empty() || !invitation.suggestion.is_empty();
    match invitation.status {
        Status::Queued | Status::Sent | Status::Bounced | Status::Expired => Step::Answer,
        Status::Declined if !explained => Step::Decline,
        Status::Accepted if view.signed.is_none() => Step::Undertaking,
        Status::Accepted if view.declarations_missing() => Step::Conflicts,
        Status::Accepted | Status::Declined | Status::Deferred | Status::Withdrawn => Step::Done,
    }
}

/// One step in the list of steps.
pub(super) struct Mark {
    pub text: String,
    pub is_done: bool,
    pub is_here: bool,
}

/// What the frame of a reviewer's page shows beside the shell.
pub(super) struct Frame {
    pub steps: Vec<Mark>,
    /// Whom to write to.
    pub contact: String,
    /// Where a reader can verify that we are who we say.
    pub verify: String,
    /// The path of the page about their data.
    pub privacy: Option<String>,
}

impl Frame {
    /// A frame without steps.
    pub(super) fn bare(app: &App) -> Self {
        Self {
            steps: Vec::new(),
            contact: app.config.mail.from_address.clone(),
            verify: app.config.funder.verify_url.clone(),
            privacy: None,
        }
    }
}

/// An instant as the reader understands it.
pub(super) struct When {
    /// For machines.
    pub iso: String,
    /// In the call's zone.
    pub line: String,
    /// The zones that are shown already, for the script that adds the browser's.
    pub zone: String,
    /// In the reader's own zone, as far as it is known and another.
    pub local: Option<String>,
}

/// The wall clock in the reader's zone and its city: the time alone where the day is the same.
fn local_reading(language: Language, time: UtcTime, zone: &TimeZone, reader: &str) -> Option<(String, String)> {
    let theirs = TimeZone::get(reader).ok()?;
    let (here, there) = (time.in_zone(zone), time.in_zone(&theirs));
    if here.offset() == there.offset() {
        return None;
    }
    let clock = there.strftime("%H:%M").to_string();
    let city = reader.rsplit('/').next().unwrap_or(reader).replace('_', " ");
    if here.date() == there.date() {
        return Some((clock, city));
    }
    let day = i18n::day_line(language, Day::from(there.date()));
    Some((if language == Language::Ja { format!("{day} {clock}") } else { format!("{day}, {clock}") }, city))
}

impl Visit {
    pub(super) fn id(&self) -> InvitationId {
        self.view.invitation.id
    }

    /// The path of a page of this link.
    pub(super) fn path(&self, page: &str) -> String {
        urls::respond(&self.token, page)
    }

    /// The key that the forms of this link carry.
    pub(super) fn form_key(&self) -> String {
        self.app.key.form_key(&self.token)
    }

    pub(super) fn step(&self) -> Step {
        open_step(&self.view)
    }

    /// On to the step that is open.
    pub(super) fn go_on(&self) -> HttpResponse {
        see_other(&self.path(self.step().page()))
    }

    /// On to the step that is open after something was written, with a sentence that says what.
    pub(super) fn go_on_after(&self, view: &ReviewerView, key: &str) -> HttpResponse {
        done(&self.path(open_step(view).page()), key)
    }

    /// What to do with a refusal that only means that the visitor is elsewhere by now; others are passed on.
    pub(super) async fn elsewhere(&self, problem: Problem) -> Result<HttpResponse, Problem> {
        if !matches!(problem.code, "already_handed_off" | "step_missing") {
            return Err(problem);
        }
        let id = self.id();
        let view = self.app.db.read(move |conn| invitations::reviewer_view(conn, id)).await?;
        Ok(see_other(&self.path(open_step(&view).page())))
    }

    /// The shell of a page.
    pub(super) fn shell(&self, title_key: &str) -> Shell {
        let mut shell = Shell::open(&self.app, self.language).titled(self.language.text(title_key)).at(&self.http);
        shell.csrf = self.form_key();
        shell
    }

    /// The frame of a page that is one of the steps.
    pub(super) fn frame(&self, here: Step) -> Frame {
        let all = [
            (Step::Answer, "reviewer-step-answer"),
            (Step::Undertaking, "reviewer-step-undertaking"),
            (Step::Conflicts, "reviewer-step-conflicts"),
            (Step::Done, "reviewer-step-done"),
        ];
        let place = all.iter().position(|(step, _)| *step == here).unwrap_or_default();
        let mark = |(at, (_, key)): (usize, &(Step, &str))| Mark {
            text: self.language.text(key),
            is_done: at < place,
            is_here: at == place,
        };
        Frame { steps: all.iter().enumerate().map(mark).collect(), ..self.bare_frame() }
    }

    /// The frame of a page that is none of the steps.
    pub(super) fn bare_frame(&self) -> Frame {
        Frame { privacy: Some(self.path("privacy")), ..Frame::bare(&self.app) }
    }

    /// An instant for this reader.
    pub(super) fn when(&self, time: UtcTime) -> When {
        let call = &self.view.call;
        let reader = self.view.person.time_zone.as_deref();
        let local = reader.and_then(|name| local_reading(self.language, time, &call.zone(), name));
        When {
            iso: time.to_string(),
            line: i18n::moment_line(self.language, time, &call.zone()),
            zone: reader.unwrap_or(&call.settings.time_zone).to_owned(),
            local: local.map(|(clock, city)| {
                self.language.text_with("reviewer-local", &[("a", clock.into()), ("b", city.into())])
            }),
        }
    }
}

impl FromRequest for Visit {
    type Error = actix_web::Error;
    type Future = Pin<Box<dyn Future<Output = Result<Self, actix_web::Error>>>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let request = request.clone();
        Box::pin(async move {
            match enter(request).await? {
                Ok(visit) => Ok(visit),
                Err(closed) => Err(InternalError::from_response("the link opens nothing", closed).into()),
            }
        })
    }
}

/// Opens a link, or makes the page that says why it does not open.
async fn enter(http: HttpRequest) -> Result<Result<Visit, HttpResponse>, Problem> {
    let app = http.app_data::<Data<App>>().cloned();
    let app = app.ok_or_else(|| Problem::new(Kind::Internal, "internal_error"))?;
    let token = http.match_info().get("token").unwrap_or_default().to_owned();
    let language = browser_language(&http);
    let state = auth::open(&app, Token::presented(&token)).await?;
    let LinkState::Open(invitation) = &state else {
        return Ok(Err(link::closed(&app, language, &token, &state)?));
    };
    let (id, actor) = (invitation.id, state.actor()?);
    let view = app.db.read(move |conn| invitations::reviewer_view(conn, id)).await?;
    let request = Request { actor, id: request_id(&http) };
    Ok(Ok(Visit { app, language, view, request, token, http }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reader_abroad_sees_their_own_clock_and_the_day_where_it_differs() {
        let tokyo = TimeZone::get("Asia/Tokyo").unwrap();
        let due: UtcTime = "2027-02-19T08:00:00Z".parse().unwrap();
        let read = |zone| local_reading(Language::En, due, &tokyo, zone);
        assert_eq!(read("Europe/Stockholm"), Some(("09:00".into(), "Stockholm".into())));
        let early: UtcTime = "2027-02-19T01:00:00Z".parse().unwrap();
        let reading = local_reading(Language::En, early, &tokyo, "America/Los_Angeles");
        assert_eq!(reading, Some(("Thursday 18 February 2027, 17:00".into(), "Los Angeles".into())));
        assert_eq!(read("Asia/Seoul"), None);
        assert_eq!(read("Nowhere/Land"), None);
    }
}
