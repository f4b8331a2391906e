//! How a call stands: what needs somebody, figures, each application.

use super::{call_language, call_title};
use crate::app::App;
use crate::calls::Missing;
use crate::http::auth::SignedIn;
use crate::http::problem::Problem;
use crate::http::urls;
use crate::i18n;
use crate::invitations::Status;
use crate::kernel::ids::CallId;
use crate::pages::attention::{self, AttentionGroup};
use crate::pages::layout::{Area, Shell, page};
use crate::reports::{self, ApplicationCoverage, Coverage};
use actix_web::web::{Data, Path};
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;

/// A figure with its name; `of` stands small behind it.
struct Tile {
    figure: usize,
    of: Option<usize>,
    label: String,
}

/// What the call lacks, and where it is mended.
struct Lack {
    text: String,
    mend: String,
    path: String,
}

/// One step of the way from shortlist to review.
struct Step {
    label: String,
    count: usize,
    /// Width of the bar, of 100.
    width: String,
    /// Percent of the step before.
    share: Option<usize>,
}

struct Row {
    coverage: ApplicationCoverage,
    path: String,
    candidates: String,
    shortlist: String,
    /// Class and word.
    state: (&'static str, String),
}

#[derive(Template)]
#[template(path = "call.html")]
struct CallPage {
    shell: Shell,
    language: &'static str,
    about: String,
    due: String,
    due_iso: String,
    path: String,
    lacks: Vec<Lack>,
    /// How many things need somebody.
    attention: usize,
    groups: Vec<AttentionGroup>,
    tiles: Vec<Tile>,
    steps: Vec<Step>,
    rows: Vec<Row>,
}

pub(super) async fn show(
    app: Data<App>,
    request: HttpRequest,
    who: SignedIn,
    id: Path<CallId>,
) -> Result<HttpResponse, Problem> {
    let (id, now) = (*id, app.now());
    let report = app.db.read(move |conn| reports::coverage(conn, id, now)).await?.ok_or_else(Problem::not_found)?;
    let shell = Shell::officer(&app, &who, Area::Calls, "nav-calls")
        .titled(call_title(who.language(), &report.call))
        .at(&request)
        .crumb(who.language().text("nav-calls"), urls::CALLS);
    page(&call_page(shell, report))
}

fn call_page(shell: Shell, report: Coverage) -> CallPage {
    let (call, settings) = (&report.call, &report.call.settings);
    let about = [
        settings.programme.clone(),
        shell.ab("call-year-round", settings.fiscal_year, settings.round),
        shell.ab("call-window-long", shell.day(&settings.opens_on), shell.day(&settings.closes_on)),
    ];
    CallPage {
        language: call_language(shell.language, call),
        about: about.join(" · "),
        due: i18n::moment_line(shell.language, settings.review_due_at, &call.zone()),
        due_iso: settings.review_due_at.to_string(),
        path: urls::call(call.id),
        lacks: report.missing.iter().map(|missing| lack(&shell, call.id, *missing)).collect(),
        attention: report.attention.len(),
        groups: attention::groups(&shell, call.id, &report.attention),
        tiles: tiles(&shell, &report),
        steps: steps(&shell, &report.applications),
        rows: report.applications.iter().map(|one| row(&shell, call.id, one)).collect(),
        shell,
    }
}

fn lack(shell: &Shell, call: CallId, missing: Missing) -> Lack {
    let place = match missing {
        Missing::Guideline => "settings#guideline",
        Missing::Applications => "import",
        Missing::ReviewDuePast => "settings#review_due_at",
    };
    Lack {
        text: shell.e("call-missing", missing),
        mend: shell.e("call-mend", missing),
        path: urls::call_page(call, place),
    }
}

fn tiles(shell: &Shell, report: &Coverage) -> Vec<Tile> {
    let with = |statuses: &[Status]| statuses.iter().filter_map(|status| report.invitations.get(status)).sum::<usize>();
    let covered = report.applications.iter().filter(|one| one.is_covered()).count();
    let tile = |key: &str, figure, of: Option<usize>| Tile { figure, of: of.filter(|of| *of > 0), label: shell.t(key) };
    let invited = report.invitations.values().sum();
    vec![
        tile("call-tile-applications", report.applications.len(), None),
        tile("call-tile-covered", covered, Some(report.applications.len())),
        tile("call-tile-invited", invited, None),
        tile("call-tile-accepted", with(&[Status::Accepted]), Some(invited)),
        tile("call-tile-waiting", with(&[Status::Queued, Status::Sent]), Some(invited)),
        tile("call-tile-declined", with(&[Status::Declined, Status::Deferred]), Some(invited)),
        tile("call-tile-lost", with(&[Status::Bounced, Status::Expired, Status::Withdrawn]), Some(invited)),
    ]
}

/// The steps over all applications: somebody who is asked for two counts twice.
fn steps(shell: &Shell, applications: &[ApplicationCoverage]) -> Vec<Step> {
    let sum = |figure: fn(&ApplicationCoverage) -> usize| applications.iter().map(figure).sum::<usize>();
    let counts = [
        ("call-step-shortlisted", sum(|one| one.shortlisted)),
        ("call-step-invited", sum(|one| one.pending + one.accepted + one.lost)),
        ("call-step-accepted", sum(|one| one.accepted)),
        ("call-step-cleared", sum(|one| one.cleared)),
        ("call-step-assigned", sum(|one| one.assigned)),
        ("call-step-submitted", sum(|one| one.submitted)),
    ];
    let most = counts.iter().map(|(_, count)| *count).max().unwrap_or_default().max(1);
    let mut before: Option<usize> = None;
    let mut step = |(key, count): &(&str, usize)| {
        let tenths = count * 1000 / most;
        let share = before.replace(*count).filter(|before| *before > 0).map(|before| percent(*count, before));
        Step { label: shell.t(key), count: *count, width: format!("{}.{}", tenths / 10, tenths % 10), share }
    };
    counts.iter().map(&mut step).collect()
}

/// Percent of what must not be 0, rounded half up.
fn percent(count: usize, of: usize) -> usize {
    (count * 200 + of) / (of * 2)
}

fn row(shell: &Shell, call: CallId, one: &ApplicationCoverage) -> Row {
    let asked = one.pending + one.accepted;
    let (class, key) = if one.is_covered() {
        ("ok", "call-state-covered")
    } else if i32::try_from(asked).unwrap_or(i32::MAX) < one.wanted {
        ("warn", "call-state-too-few")
    } else if one.pending > 0 {
        ("info", "call-state-waiting")
    } else {
        ("info", "call-state-to-assign")
    };
    Row {
        path: urls::application(call, one.id),
        candidates: urls::application_page(call, one.id, "candidates"),
        shortlist: urls::application_page(call, one.id, "shortlist"),
        state: (class, shell.t(key)),
        coverage: one.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_step_is_a_share_of_the_one_before() {
        assert_eq!((percent(96, 120), percent(71, 96), percent(1, 3), percent(1, 200)), (80, 74, 33, 1));
    }
}
