//! A proposed assignment as a list of changes: read, choose, apply or discard.

use super::super::forms::FormState;
use super::super::invitations::below_call;
use super::super::layout::{Area, Shell, done, done_n, page, page_with};
use super::{find_call, plan_class};
use crate::app::App;
use crate::assignment::{self, Change, ChangeKind, PlanState, PlanView};
use crate::calls::Call;
use crate::http::auth::SignedIn;
use crate::http::form::PostedForm;
use crate::http::problem::{FORM_AGAIN, Problem};
use crate::http::urls;
use crate::kernel::ids::PlanId;
use crate::search::shown_score;
use actix_web::web::{Data, Path};
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;

#[derive(Template)]
#[template(path = "plan.html")]
struct PlanPage {
    shell: Shell,
    form: FormState,
    created: String,
    class: &'static str,
    state: String,
    closed: Option<String>,
    /// Whether it can be decided on.
    is_open: bool,
    outdated: bool,
    /// Whether its changes can be chosen.
    can_apply: bool,
    assignments: (usize, usize),
    lowest: (String, String),
    total: (String, String),
    changes: Vec<ChangeRow>,
    chosen: usize,
    shortfalls: Vec<ShortfallRow>,
    own: String,
    propose: String,
    board: String,
}

struct ChangeRow {
    place: usize,
    checked: bool,
    class: &'static str,
    row_class: &'static str,
    kind: String,
    number: String,
    application: String,
    name: String,
    invitation: String,
    score: u8,
    load: u32,
}

struct ShortfallRow {
    number: String,
    candidates: String,
    sentence: String,
}

fn change_row(shell: &Shell, view: &PlanView, form: &FormState, place: usize, change: &Change) -> ChangeRow {
    let (class, row_class) = match change.kind {
        ChangeKind::Add => ("ok", "delta-add"),
        ChangeKind::Remove => ("bad", "delta-del"),
    };
    ChangeRow {
        place,
        checked: form.values.0.is_empty() || form.is("change", &place.to_string()),
        class,
        row_class,
        kind: shell.e("plan-change", change.kind),
        number: view.numbers.get(&change.application).cloned().unwrap_or_default(),
        application: urls::application(view.plan.call, change.application),
        name: view.names.get(&change.person).cloned().unwrap_or_default(),
        invitation: urls::invitation(change.invitation),
        score: shown_score(change.score),
        load: view.loads.get(&change.person).copied().unwrap_or_default(),
    }
}

fn shortfall_rows(shell: &Shell, view: &PlanView) -> Vec<ShortfallRow> {
    let shortfalls = &view.plan.content.shortfalls;
    shortfalls
        .iter()
        .map(|short| ShortfallRow {
            number: view.numbers.get(&short.application).cloned().unwrap_or_default(),
            candidates: urls::application_page(view.plan.call, short.application, "candidates"),
            sentence: shell.ab("plan-short", short.missing, short.cleared),
        })
        .collect()
}

fn lowest(shell: &Shell, score: Option<f64>) -> String {
    score.map_or_else(|| shell.t("plan-no-score"), |score| shown_score(score).to_string())
}

async fn plan_page(
    app: &App,
    who: &SignedIn,
    request: &HttpRequest,
    id: PlanId,
    form: FormState,
) -> Result<PlanPage, Problem> {
    let now = app.now();
    let (call, view): (Call, PlanView) = app
        .db
        .read(move |conn| {
            let view = assignment::plan_view(conn, id, now)?;
            Ok::<_, Problem>((find_call(conn, view.plan.call)?, view))
        })
        .await?;
    let shell = Shell::officer(app, who, Area::Calls, "plan-title").at(request);
    let (title, back) = (shell.v("plan-title-of", view.plan.number), shell.t("asg-title"));
    let board = urls::call_page(call.id, "assignments");
    let mut shell = below_call(shell.titled(title), &call).crumb(back, &board);
    shell.path = urls::plan(id);
    shell.has_errors = !form.errors.is_empty();
    Ok(filled(shell, form, &view, board))
}

fn filled(shell: Shell, form: FormState, view: &PlanView, board: String) -> PlanPage {
    let (plan, content) = (&view.plan, &view.plan.content);
    let is_open = plan.state == PlanState::Proposed;
    let changes: Vec<ChangeRow> = content
        .changes
        .iter()
        .enumerate()
        .map(|(place, change)| change_row(&shell, view, &form, place, change))
        .collect();
    PlanPage {
        created: shell.moment(&plan.created_at),
        class: plan_class(plan.state),
        state: shell.e("plan-state", plan.state),
        closed: plan.closed_at.map(|at| shell.moment(&at)),
        is_open,
        outdated: is_open && view.outdated,
        can_apply: is_open && !view.outdated && !changes.is_empty(),
        assignments: content.assignments,
        lowest: (lowest(&shell, content.lowest.0), lowest(&shell, content.lowest.1)),
        // The sum of nothing is minus zero.
        total: (format!("{:.2}", content.total.0 + 0.0), format!("{:.2}", content.total.1 + 0.0)),
        chosen: changes.iter().filter(|change| change.checked).count(),
        changes,
        shortfalls: shortfall_rows(&shell, view),
        own: urls::plan(plan.id),
        propose: urls::call_page(plan.call, "plans"),
        board,
        form,
        shell,
    }
}

pub(super) async fn show(
    app: Data<App>,
    request: HttpRequest,
    who: SignedIn,
    path: Path<PlanId>,
) -> Result<HttpResponse, Problem> {
    page(&plan_page(&app, &who, &request, path.into_inner(), FormState::default()).await?)
}

pub(super) async fn apply(
    app: Data<App>,
    request: HttpRequest,
    who: SignedIn,
    path: Path<PlanId>,
    PostedForm(fields): PostedForm,
) -> Result<HttpResponse, Problem> {
    fields.must_carry(&app.key.form_key(who.token.reveal()))?;
    let id = path.into_inner();
    let places: Vec<usize> = fields.parsed("change")?;
    let form = if places.is_empty() {
        let text = who.language().text("plan-none-chosen");
        FormState { values: fields, errors: vec![("changes".to_owned(), text)] }
    } else {
        let count = places.len();
        match app.db.write(who.request(), move |tx| assignment::apply(tx, id, Some(&places))).await {
            Ok(plan) => {
                return Ok(done_n(&urls::call_page(plan.call, "assignments"), "plan-applied", count));
            }
            Err(error) => FormState::again(fields, error.into(), who.language())?,
        }
    };
    let again = plan_page(&app, &who, &request, id, form).await?;
    page_with(FORM_AGAIN, &again)
}

pub(super) async fn discard(
    app: Data<App>,
    who: SignedIn,
    path: Path<PlanId>,
    PostedForm(fields): PostedForm,
) -> Result<HttpResponse, Problem> {
    fields.must_carry(&app.key.form_key(who.token.reveal()))?;
    let id = path.into_inner();
    let plan = app.db.write(who.request(), move |tx| assignment::discard(tx, id)).await?;
    Ok(done(&urls::call_page(plan.call, "assignments"), "plan-discarded"))
}
