//! What is held about the reader, from where, and what they can ask for (GDPR, Article 14); and asking not to be
//! contacted again.

use super::done::masked;
use super::visit::{Frame, Visit};
use crate::http::form::PostedForm;
use crate::http::problem::Problem;
use crate::http::rate_limit::LinkRequest;
use crate::pages::layout::{Shell, done, page};
use crate::people::{self, Person};
use actix_web::HttpResponse;
use askama::Template;

#[derive(Template)]
#[template(path = "reviewer_privacy.html")]
struct PrivacyPage {
    shell: Shell,
    frame: Frame,
    /// What is held: the name of a field and its value.
    held: Vec<(&'static str, String)>,
    from_public_data: bool,
    /// Whether the reader asked not to be contacted.
    is_stopped: bool,
    stop: String,
    back: String,
}

fn held(person: &Person, shell: &Shell) -> Vec<(&'static str, String)> {
    let addresses: Vec<String> = person.emails.iter().map(|known| masked(&known.address)).collect();
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    let all = [
        ("reviewer-held-name", person.name()),
        ("reviewer-held-institution", text(&person.institution)),
        ("reviewer-held-department", text(&person.department)),
        ("reviewer-held-country", person.country.as_ref().map(|code| shell.country(code.as_str())).unwrap_or_default()),
        ("reviewer-held-addresses", addresses.join(", ")),
        ("reviewer-held-orcid", person.orcid.as_ref().map(ToString::to_string).unwrap_or_default()),
        ("reviewer-held-openalex", text(&person.openalex_id)),
        ("reviewer-held-keywords", person.keywords.join(", ")),
        ("reviewer-held-zone", text(&person.time_zone)),
    ];
    all.into_iter().filter(|(_, value)| !value.is_empty()).collect()
}

/// The notice about the reader's data.
pub(super) async fn show(_: LinkRequest, visit: Visit) -> Result<HttpResponse, Problem> {
    let shell = visit.shell("reviewer-privacy-title");
    page(&PrivacyPage {
        held: held(&visit.view.person, &shell),
        from_public_data: visit.view.person.source == "openalex",
        is_stopped: visit.view.person.do_not_contact,
        stop: visit.path("stop"),
        back: visit.path(""),
        frame: visit.bare_frame(),
        shell,
    })
}

/// Takes the wish not to be contacted again.
pub(super) async fn stop(
    _: LinkRequest,
    visit: Visit,
    PostedForm(fields): PostedForm,
) -> Result<HttpResponse, Problem> {
    fields.must_carry(&visit.form_key())?;
    let person = visit.view.person.id;
    visit.app.db.write(visit.request, move |tx| people::stop_contact(tx, person)).await?;
    Ok(done(&visit.path("privacy"), "reviewer-stopped"))
}
