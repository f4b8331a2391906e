//! A call and its applications.

use crate::kernel::check::Check;
use crate::kernel::failure::Violations;
use crate::kernel::ids::{ApplicationId, CallId};
use crate::kernel::place::{self, Orcid};
use crate::kernel::secret::fingerprint;
use crate::kernel::time::{Day, UtcTime};
use jiff::tz::TimeZone;

context_error! {
    /// Why something cannot be done with a call.
    CallError {
        /// Somebody else changed the call since it was read.
        ChangedMeanwhile = Stale "changed_meanwhile": "somebody else changed the call meanwhile",
        /// The file is none of the kinds that are taken.
        FileKind = Invalid "file_kind": "attach a PDF, Word, text or Markdown file",
    }
}

/// What an officer sets of a call.
#[derive(Debug, Clone, PartialEq)]
pub struct CallSettings {
    /// Title in English.
    pub title: String,
    /// Title in Japanese; may be empty.
    pub title_ja: String,
    /// Programme (事業).
    pub programme: String,
    /// Department or division (部・課).
    pub department: String,
    /// Funding fiscal year, which need not be that of the window.
    pub fiscal_year: i32,
    /// Call frame (公募枠).
    pub frame: String,
    /// Round: 1 for the first.
    pub round: i32,
    /// First day of the call window.
    pub opens_on: Day,
    /// Last day of the call window.
    pub closes_on: Day,
    /// IANA zone of the deadlines.
    pub time_zone: String,
    /// When reviews are due.
    pub review_due_at: UtcTime,
    /// Reviewers wanted for each application.
    pub reviewers_per_application: i32,
    /// Applications that one reviewer takes at the most.
    pub max_load: i32,
    /// Days that a reviewer has to answer an invitation.
    pub answer_days: i32,
}

/// What somebody typed for a call, before it is checked.
#[derive(Debug, Clone, Default)]
pub struct RawSettings<'a> {
    /// See [`CallSettings::title`].
    pub title: &'a str,
    /// See [`CallSettings::title_ja`].
    pub title_ja: &'a str,
    /// See [`CallSettings::programme`].
    pub programme: &'a str,
    /// See [`CallSettings::department`].
    pub department: &'a str,
    /// See [`CallSettings::fiscal_year`].
    pub fiscal_year: i32,
    /// See [`CallSettings::frame`].
    pub frame: &'a str,
    /// See [`CallSettings::round`].
    pub round: i32,
    /// ISO 8601 day.
    pub opens_on: &'a str,
    /// ISO 8601 day.
    pub closes_on: &'a str,
    /// IANA name.
    pub time_zone: &'a str,
    /// Instant (RFC 3339), or a wall clock in the zone: `2027-02-19T17:00`.
    pub review_due_at: &'a str,
    /// See [`CallSettings::reviewers_per_application`].
    pub reviewers_per_application: i32,
    /// See [`CallSettings::max_load`].
    pub max_load: i32,
    /// See [`CallSettings::answer_days`].
    pub answer_days: i32,
}

impl CallSettings {
    /// Checks what somebody typed; tells every broken rule at once.
    pub fn parse(raw: &RawSettings<'_>) -> Result<Self, Violations> {
        let mut check = Check::new();
        let title = check.line("title", raw.title, 1..=300);
        let title_ja = check.line("title_ja", raw.title_ja, 0..=300);
        let programme = check.line("programme", raw.programme, 1..=200);
        let department = check.line("department", raw.department, 1..=200);
        let frame = check.line("frame", raw.frame, 0..=200);
        let fiscal_year = check.number("fiscal_year", raw.fiscal_year, 2000..=2100);
        let round = check.number("round", raw.round, 1..=99);
        let opens_on: Option<Day> = check.parse("opens_on", raw.opens_on, "day");
        let closes_on: Option<Day> = check.parse("closes_on", raw.closes_on, "day");
        let zone = place::time_zone(raw.time_zone).ok();
        if zone.is_none() {
            check.fail("time_zone", "time_zone");
        }
        let review_due_at = due(&mut check, raw.review_due_at, zone.as_ref());
        let reviewers_per_application =
            check.number("reviewers_per_application", raw.reviewers_per_application, 1..=20);
        let max_load = check.number("max_load", raw.max_load, 1..=50);
        let answer_days = check.number("answer_days", raw.answer_days, 1..=60);
        if let (Some(opens), Some(closes)) = (opens_on, closes_on)
            && closes < opens
        {
            check.fail("closes_on", "closes_before_opens");
        }
        if let (Some(closes), Some(due), Some(zone)) = (closes_on, review_due_at, &zone)
            && due.day_in(zone) < closes
        {
            check.fail("review_due_at", "due_before_close");
        }
        check.finish(|| {
            Some(Self {
                title,
                title_ja,
                programme,
                department,
                fiscal_year,
                frame,
                round,
                opens_on: opens_on?,
                closes_on: closes_on?,
                time_zone: raw.time_zone.trim().to_owned(),
                review_due_at: review_due_at?,
                reviewers_per_application,
                max_load,
                answer_days,
            })
        })
    }
}

fn due(check: &mut Check, text: &str, zone: Option<&TimeZone>) -> Option<UtcTime> {
    let text = text.trim();
    if let Ok(instant) = text.parse() {
        return Some(instant);
    }
    let Ok(wall) = text.parse::<jiff::civil::DateTime>() else {
        check.fail("review_due_at", if text.is_empty() { "required" } else { "moment" });
        return None;
    };
    let zoned = wall.to_zoned(zone?.clone()).ok()?;
    Some(zoned.timestamp().into())
}

/// A call.
#[derive(Debug, Clone)]
pub struct Call {
    /// The call.
    pub id: CallId,
    /// What an officer set.
    pub settings: CallSettings,
    /// Rises with every change.
    pub version: i32,
    /// When it was created.
    pub created_at: UtcTime,
}

impl Call {
    /// The zone of its deadlines.
    pub fn zone(&self) -> TimeZone {
        place::time_zone(&self.settings.time_zone).unwrap_or(TimeZone::UTC)
    }

    /// The date by which an invitation sent now is to be answered: the end of the day so many days on, in the call's zone.
    pub fn reply_by(&self, now: UtcTime) -> UtcTime {
        let zone = self.zone();
        let day = now.day_in(&zone).plus_days(self.settings.answer_days);
        day.at(23, 59, &zone).unwrap_or(now)
    }
}

/// The English guideline of a call, without its content.
#[derive(Debug, Clone)]
pub struct Guideline {
    /// Its file name.
    pub file_name: String,
    /// Its media type.
    pub media_type: String,
    /// SHA-256 of the content.
    pub sha256: String,
    /// When it was attached.
    pub uploaded_at: UtcTime,
}

text_enum! {
    /// What a call lacks before it can invite.
    pub enum Missing {
        /// No English guideline is attached.
        Guideline = "guideline",
        /// There is no application yet.
        Applications = "applications",
        /// Reviews would be due in the past.
        ReviewDuePast = "review_due_past",
    }
}

/// What a call lacks before it can invite; nothing means ready.
pub fn readiness(call: &Call, has_guideline: bool, applications: usize, now: UtcTime) -> Vec<Missing> {
    let mut missing = Vec::new();
    if !has_guideline {
        missing.push(Missing::Guideline);
    }
    if applications == 0 {
        missing.push(Missing::Applications);
    }
    if call.settings.review_due_at <= now {
        missing.push(Missing::ReviewDuePast);
    }
    missing
}

text_enum! {
    /// What somebody does on an application.
    pub enum ApplicationRole {
        /// Principal investigator (研究開発代表者).
        PrincipalInvestigator = "principal_investigator",
        /// Co-investigator (研究開発分担者).
        CoInvestigator = "co_investigator",
        /// Another member of the team.
        Member = "member",
        /// A mentor of the applicant.
        Mentor = "mentor",
    }
}

/// A person named on an application.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ApplicationPerson {
    /// The name as the application gives it.
    pub name: String,
    /// What they do on it.
    pub role: ApplicationRole,
    /// ORCID iD.
    pub orcid: Option<Orcid>,
    /// e-Rad researcher number, eight digits.
    pub erad_no: Option<String>,
    /// Institution.
    pub institution: Option<String>,
    /// Its ROR id.
    pub ror: Option<String>,
}

/// Somebody whom the applicants ask to leave out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exclusion {
    /// The name.
    pub name: String,
    /// ORCID iD.
    pub orcid: Option<Orcid>,
    /// Institution.
    pub institution: Option<String>,
    /// Why.
    pub reason: String,
}

/// An application with everything an officer sees.
#[derive(Debug, Clone)]
pub struct Application {
    /// The application.
    pub id: ApplicationId,
    /// The call it answers.
    pub call: CallId,
    /// Its number within the call.
    pub number: String,
    /// Title.
    pub title: String,
    /// English abstract.
    pub abstract_text: String,
    /// English scientific part.
    pub scientific_part: String,
    /// Keywords.
    pub keywords: Vec<String>,
    /// The people on it, in order.
    pub people: Vec<ApplicationPerson>,
    /// Whom the applicants ask to leave out.
    pub exclusions: Vec<Exclusion>,
}

impl Application {
    /// What a reviewer may see before the review.
    pub fn snapshot(&self) -> Snapshot {
        let people: Vec<(String, Option<String>)> =
            self.people.iter().map(|person| (person.name.clone(), person.institution.clone())).collect();
        let told = format!("{}\u{1f}{}\u{1f}{people:?}", self.number, self.title);
        Snapshot {
            id: self.id,
            number: self.number.clone(),
            title: self.title.clone(),
            keywords: self.keywords.clone(),
            people,
            hash: fingerprint(told.as_bytes()),
        }
    }
}

/// What a reviewer sees of an application when declaring interests: enough to know the people, nothing of the science.
#[derive(Debug, Clone)]
pub struct Snapshot {
    /// The application.
    pub id: ApplicationId,
    /// Its number.
    pub number: String,
    /// Title.
    pub title: String,
    /// Keywords.
    pub keywords: Vec<String>,
    /// Names and institutions.
    pub people: Vec<(String, Option<String>)>,
    /// SHA-256 of what is shown, so that a declaration tells what it was made on.
    pub hash: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn raw() -> RawSettings<'static> {
        RawSettings {
            title: "Neurology",
            programme: "P",
            department: "D",
            fiscal_year: 2027,
            round: 1,
            opens_on: "2026-11-01",
            closes_on: "2026-12-20",
            time_zone: "Asia/Tokyo",
            review_due_at: "2027-02-19T17:00",
            reviewers_per_application: 3,
            max_load: 3,
            answer_days: 7,
            ..RawSettings::default()
        }
    }

    #[test]
    fn a_due_date_may_be_a_wall_clock_of_the_zone_or_an_instant() {
        assert_eq!(CallSettings::parse(&raw()).unwrap().review_due_at.to_string(), "2027-02-19T08:00:00Z");
        let instant = RawSettings { review_due_at: "2027-02-19T08:00:00Z", ..raw() };
        assert_eq!(CallSettings::parse(&instant).unwrap().review_due_at.to_string(), "2027-02-19T08:00:00Z");
    }

    #[test]
    fn dates_must_follow_each_other() {
        let wrong = RawSettings { closes_on: "2026-10-01", review_due_at: "2026-09-01T00:00", title: "", ..raw() };
        let codes: Vec<_> = CallSettings::parse(&wrong).unwrap_err().0.iter().map(|v| v.code).collect();
        assert_eq!(codes, ["required", "closes_before_opens", "due_before_close"]);
    }
}
