//! Who reviews what: the board of a call, and handing over to the review system.

mod plan;

use super::invitations::below_call;
use super::layout::{Area, Shell, done_n, page, see_other};
use crate::app::App;
use crate::assignment::{
    self, AssignmentLine, AssignmentState, HandoffOutcome, HandoffRow, Plan, PlanState, ReviewState,
};
use crate::calls::{self, Call};
use crate::db::Conn;
use crate::http::auth::SignedIn;
use crate::http::form::PostedForm;
use crate::http::problem::Problem;
use crate::http::urls;
use crate::kernel::ids::{AssignmentId, CallId};
use crate::search::shown_score;
use actix_web::web::{self, Data, Path, ServiceConfig};
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;
use std::collections::HashMap;

pub(super) fn routes(config: &mut ServiceConfig) {
    config
        .service(web::resource("/calls/{call}/assignments").get(board))
        .service(web::resource("/calls/{call}/plans").post(propose))
        .service(web::resource("/calls/{call}/handoff").post(hand_over))
        .service(web::resource("/plans/{plan}").get(plan::show))
        .service(web::resource("/plans/{plan}/apply").post(plan::apply))
        .service(web::resource("/plans/{plan}/discard").post(plan::discard));
}

#[derive(Template)]
#[template(path = "assignments.html")]
struct BoardPage {
    shell: Shell,
    rows: Vec<Row>,
    planned: usize,
    handed_off: usize,
    submitted: usize,
    plans: Vec<PlanRow>,
    propose: String,
    handoff: String,
}

struct Row {
    number: String,
    application: String,
    name: String,
    invitation: String,
    country: String,
    score: u8,
    class: &'static str,
    state: String,
    review_class: &'static str,
    /// How far the review is, and since when; none before hand-off.
    review: Option<String>,
    review_at: Option<String>,
    public_ref: String,
}

struct PlanRow {
    path: String,
    number: i32,
    created: String,
    class: &'static str,
    state: String,
    changes: usize,
}

fn review_class(state: ReviewState) -> &'static str {
    match state {
        ReviewState::NotOpened => "",
        ReviewState::Opened | ReviewState::InProgress => "info",
        ReviewState::Submitted => "ok",
    }
}

fn row(shell: &Shell, line: &AssignmentLine) -> Row {
    let known = &line.assignment;
    let handed_off = known.state == AssignmentState::HandedOff;
    Row {
        number: line.number.clone(),
        application: urls::application(known.call, known.application),
        name: line.name.clone(),
        invitation: urls::invitation(known.invitation),
        country: line.country.as_ref().map(|code| shell.country(code.as_str())).unwrap_or_default(),
        score: shown_score(known.score),
        class: if handed_off { "ok" } else { "info" },
        state: shell.e("asg-state", known.state),
        review_class: review_class(known.review_state),
        review: handed_off.then(|| shell.e("asg-review", known.review_state)),
        review_at: known.review_state_at.map(|at| shell.stamp(&at)),
        public_ref: known.public_ref.clone(),
    }
}

/// The kind of tag for the state of a plan.
fn plan_class(state: PlanState) -> &'static str {
    match state {
        PlanState::Proposed => "info",
        PlanState::Applied => "ok",
        PlanState::Discarded => "",
    }
}

fn plan_row(shell: &Shell, plan: &Plan) -> PlanRow {
    PlanRow {
        path: urls::plan(plan.id),
        number: plan.number,
        created: shell.stamp(&plan.created_at),
        class: plan_class(plan.state),
        state: shell.e("plan-state", plan.state),
        changes: plan.content.changes.len(),
    }
}

fn find_call(conn: &mut Conn, id: CallId) -> Result<Call, Problem> {
    calls::call(conn, id)?.ok_or_else(Problem::not_found)
}

async fn board(
    app: Data<App>,
    request: HttpRequest,
    who: SignedIn,
    call: Path<CallId>,
) -> Result<HttpResponse, Problem> {
    let id = call.into_inner();
    let (call, mut lines, plans) = app
        .db
        .read(move |conn| {
            let call = find_call(conn, id)?;
            Ok::<_, Problem>((call, assignment::assignments_of(conn, id)?, assignment::plans_of(conn, id)?))
        })
        .await?;
    lines.retain(|line| line.assignment.state != AssignmentState::Released);
    let shell = below_call(Shell::officer(&app, &who, Area::Calls, "asg-title").at(&request), &call);
    let count = |state| lines.iter().filter(|line| line.assignment.state == state).count();
    let submitted = lines.iter().filter(|line| line.assignment.review_state == ReviewState::Submitted).count();
    page(&BoardPage {
        rows: lines.iter().map(|line| row(&shell, line)).collect(),
        planned: count(AssignmentState::Planned),
        handed_off: count(AssignmentState::HandedOff),
        submitted,
        plans: plans.iter().map(|plan| plan_row(&shell, plan)).collect(),
        propose: urls::call_page(id, "plans"),
        handoff: urls::call_page(id, "handoff"),
        shell,
    })
}

async fn propose(
    app: Data<App>,
    who: SignedIn,
    call: Path<CallId>,
    PostedForm(fields): PostedForm,
) -> Result<HttpResponse, Problem> {
    fields.must_carry(&app.key.form_key(who.token.reveal()))?;
    let (id, finder) = (call.into_inner(), app.finder.clone());
    let plan = app
        .db
        .write(who.request(), move |tx| {
            let index = finder.index(tx.conn)?;
            assignment::propose(tx, &index, id)
        })
        .await?;
    Ok(see_other(&urls::plan(plan.id)))
}

#[derive(Template)]
#[template(path = "handoff_result.html")]
struct HandoffPage {
    shell: Shell,
    handed_over: usize,
    board: String,
    rows: Vec<HeldRow>,
}

/// An assignment that was not handed over.
struct HeldRow {
    number: String,
    name: String,
    invitation: String,
    word: String,
    sentence: String,
}

fn held_row(shell: &Shell, names: &HashMap<AssignmentId, &AssignmentLine>, row: &HandoffRow) -> Option<HeldRow> {
    let why = row.not_ready?;
    let line = names.get(&row.assignment.id)?;
    Some(HeldRow {
        number: line.number.clone(),
        name: line.name.clone(),
        invitation: urls::invitation(row.assignment.invitation),
        word: shell.e("asg-not-ready", why),
        sentence: shell.e("asg-mend", why),
    })
}

async fn hand_over(
    app: Data<App>,
    request: HttpRequest,
    who: SignedIn,
    call: Path<CallId>,
    PostedForm(fields): PostedForm,
) -> Result<HttpResponse, Problem> {
    fields.must_carry(&app.key.form_key(who.token.reveal()))?;
    let id = call.into_inner();
    let board = urls::call_page(id, "assignments");
    let outcome: HandoffOutcome = app.db.write(who.request(), move |tx| assignment::hand_over(tx, id)).await?;
    let handed_over = outcome.handed_over();
    if handed_over == outcome.rows.len() {
        return Ok(done_n(&board, "handed-over", handed_over));
    }
    let (call, lines) = app
        .db
        .read(move |conn| Ok::<_, Problem>((find_call(conn, id)?, assignment::assignments_of(conn, id)?)))
        .await?;
    let names = lines.iter().map(|line| (line.assignment.id, line)).collect();
    let mut shell = below_call(Shell::officer(&app, &who, Area::Calls, "asg-result-title").at(&request), &call);
    // The address was posted to; changing the language comes back to the board.
    shell.path.clone_from(&board);
    let back = shell.t("asg-title");
    let shell = shell.crumb(back, &board);
    let rows = outcome.rows.iter().filter_map(|row| held_row(&shell, &names, row)).collect();
    page(&HandoffPage { shell, handed_over, board, rows })
}
