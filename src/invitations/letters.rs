//! The letters of this context.

use super::model::{Invitation, Status};
use crate::calls::Call;
use crate::config::Funder;
use crate::i18n::{self, Language};
use crate::kernel::ids::LinkId;
use crate::kernel::time::UtcTime;
use crate::mail::{LINK_MARK, Letter};
use jiff::tz::TimeZone;

/// Who writes: what every letter says of the funder.
#[derive(Debug, Clone)]
pub struct Office {
    /// The funder as configured.
    pub funder: Funder,
    /// The key that links derive from.
    pub key: crate::kernel::secret::MasterKey,
    /// Days after the reply date on which a link still opens.
    pub link_grace_days: i64,
}

/// A deadline as a reader abroad understands it: in the call's zone and in their own.
pub(super) fn deadline(time: UtcTime, call: &Call, reader: Option<&str>) -> String {
    let zone = call.zone();
    let line = i18n::moment_line(Language::En, time, &zone);
    match reader.and_then(|name| TimeZone::get(name).ok().map(|zone| (name, zone))) {
        Some((name, theirs)) if name != call.settings.time_zone => {
            let local = time.in_zone(&theirs).strftime("%-d %B, %H:%M");
            let city = name.rsplit('/').next().unwrap_or(name).replace('_', " ");
            format!("{line} ({local} in {city})")
        }
        _ => line,
    }
}

/// The letter that asks somebody to review.
#[derive(Debug)]
pub(super) struct InvitationLetter<'a> {
    pub office: &'a Office,
    pub call: &'a Call,
    pub invitation: &'a Invitation,
    pub to_name: &'a str,
    pub time_zone: Option<&'a str>,
    pub applications: usize,
    pub link: LinkId,
}

impl Letter for InvitationLetter<'_> {
    fn kind(&self) -> &'static str {
        "invitation"
    }
    fn subject_id(&self) -> String {
        self.invitation.id.to_string()
    }
    fn to_name(&self) -> String {
        self.to_name.to_owned()
    }
    fn to_address(&self) -> String {
        self.invitation.to_address.clone()
    }
    fn subject(&self) -> String {
        Language::En.text_with("letter-invitation-subject", &[("funder", self.office.funder.name.as_str().into())])
    }
    fn body(&self) -> String {
        let settings = &self.call.settings;
        let zone = self.time_zone;
        Language::En.text_with(
            "letter-invitation-body",
            &[
                ("name", self.to_name.into()),
                ("funder", self.office.funder.name.as_str().into()),
                ("office", self.office.funder.office.as_str().into()),
                ("programme", settings.programme.as_str().into()),
                ("call", settings.title.as_str().into()),
                ("why", self.invitation.why.as_str().into()),
                ("applications", self.applications.into()),
                ("load", self.invitation.offered_load.into()),
                ("due", deadline(settings.review_due_at, self.call, zone).into()),
                ("reply", deadline(self.invitation.reply_by, self.call, zone).into()),
                ("honorarium", self.office.funder.honorarium.as_str().into()),
                ("verify", self.office.funder.verify_url.as_str().into()),
                ("link", LINK_MARK.into()),
            ],
        )
    }
    fn link(&self) -> Option<LinkId> {
        Some(self.link)
    }
}

/// The letter that confirms an answer and says how to change it.
#[derive(Debug)]
pub(super) struct AnswerReceived<'a> {
    pub office: &'a Office,
    pub call: &'a Call,
    pub invitation: &'a Invitation,
    pub to_name: &'a str,
    pub link: LinkId,
}

impl Letter for AnswerReceived<'_> {
    fn kind(&self) -> &'static str {
        "answer_received"
    }
    fn subject_id(&self) -> String {
        self.invitation.id.to_string()
    }
    fn sequence(&self) -> i32 {
        self.invitation.version
    }
    fn to_name(&self) -> String {
        self.to_name.to_owned()
    }
    fn to_address(&self) -> String {
        self.invitation.to_address.clone()
    }
    fn subject(&self) -> String {
        let first =
            Language::En.text_with("letter-invitation-subject", &[("funder", self.office.funder.name.as_str().into())]);
        format!("Re: {first}")
    }
    fn body(&self) -> String {
        let answer = match self.invitation.status {
            Status::Accepted => "letter-answer-accepted",
            Status::Deferred => "letter-answer-deferred",
            _ => "letter-answer-declined",
        };
        let load = self.invitation.accepted_load.unwrap_or_default();
        let from = self.invitation.available_from.map(|day| i18n::day_line(Language::En, day)).unwrap_or_default();
        let answer = Language::En.text_with(answer, &[("load", load.into()), ("from", from.into())]);
        Language::En.text_with(
            "letter-answer-body",
            &[
                ("name", self.to_name.into()),
                ("call", self.call.settings.title.as_str().into()),
                ("answer", answer.into()),
                ("office", self.office.funder.office.as_str().into()),
                ("funder", self.office.funder.name.as_str().into()),
                ("link", LINK_MARK.into()),
            ],
        )
    }
    fn link(&self) -> Option<LinkId> {
        Some(self.link)
    }
}

/// The letter that carries a fresh link to the address that is known.
#[derive(Debug)]
pub(super) struct FreshLink<'a> {
    pub office: &'a Office,
    pub invitation: &'a Invitation,
    pub to_name: &'a str,
    pub link: LinkId,
    /// The hour in which it was asked for, so that asking ten times sends one letter.
    pub hour: i32,
}

impl Letter for FreshLink<'_> {
    fn kind(&self) -> &'static str {
        "fresh_link"
    }
    fn subject_id(&self) -> String {
        self.invitation.id.to_string()
    }
    fn sequence(&self) -> i32 {
        self.hour
    }
    fn to_name(&self) -> String {
        self.to_name.to_owned()
    }
    fn to_address(&self) -> String {
        self.invitation.to_address.clone()
    }
    fn subject(&self) -> String {
        Language::En.text("letter-link-subject")
    }
    fn body(&self) -> String {
        Language::En.text_with(
            "letter-link-body",
            &[
                ("name", self.to_name.into()),
                ("office", self.office.funder.office.as_str().into()),
                ("funder", self.office.funder.name.as_str().into()),
                ("link", LINK_MARK.into()),
            ],
        )
    }
    fn link(&self) -> Option<LinkId> {
        Some(self.link)
    }
}
