//! Creating and changing calls; importing applications.

use super::import::{ApplicationInput, ApplicationOutcome, ApplicationRow, ApplicationsReport, Checked};
use super::model::{Call, CallError, CallSettings};
use super::store;
use crate::audit::{self, Event, EventName};
use crate::db::{Conn, Tx};
use crate::kernel::check::Check;
use crate::kernel::failure::Violation;
use crate::kernel::ids::{ApplicationId, CallId};
use crate::kernel::secret::fingerprint;
use std::collections::{HashMap, HashSet};

/// The largest guideline, in bytes.
const MAX_GUIDELINE: usize = 16 << 20;

/// Creates a call.
pub fn create(tx: &mut Tx<'_>, settings: &CallSettings) -> Result<Call, CallError> {
    tx.actor.must_be_officer()?;
    let id = CallId::new();
    store::insert(tx, id, settings)?;
    audit::record(tx, Event::new(EventName::CallCreated).call(id))?;
    store::call(tx.conn, id)?.ok_or(CallError::NotFound)
}

/// Changes the settings of a call that stands at `version`. The same settings again change nothing.
pub fn update(tx: &mut Tx<'_>, id: CallId, version: i32, settings: &CallSettings) -> Result<Call, CallError> {
    tx.actor.must_be_officer()?;
    let call = store::call(tx.conn, id)?.ok_or(CallError::NotFound)?;
    if call.settings == *settings {
        return Ok(call);
    }
    if !store::update(tx, id, version, settings)? {
        return Err(CallError::ChangedMeanwhile);
    }
    audit::record(tx, Event::new(EventName::CallChanged).call(id).with("version", version + 1))?;
    store::call(tx.conn, id)?.ok_or(CallError::NotFound)
}

/// Attaches the English guideline, in place of an earlier one.
pub fn attach_guideline(tx: &mut Tx<'_>, call: CallId, file_name: &str, content: &[u8]) -> Result<(), CallError> {
    tx.actor.must_be_officer()?;
    store::call(tx.conn, call)?.ok_or(CallError::NotFound)?;
    let mut check = Check::new();
    let file_name = check.line("file_name", file_name, 1..=200);
    if content.is_empty() {
        check.fail("content", "required");
    } else if content.len() > MAX_GUIDELINE {
        check.fail_with("content", "file_too_large", "max", "16 MB");
    }
    check.finish(|| Some(()))?;
    let media_type = media_type(&file_name, content).ok_or(CallError::FileKind)?;
    let sha256 = fingerprint(content);
    store::put_guideline(tx, call, &file_name, media_type, &sha256, content)?;
    audit::record(tx, Event::new(EventName::GuidelineAttached).call(call).with("sha256", sha256))?;
    Ok(())
}

/// The media type by the file's name, where its first bytes agree.
fn media_type(file_name: &str, content: &[u8]) -> Option<&'static str> {
    let ending = file_name.rsplit_once('.')?.1.to_ascii_lowercase();
    let text = std::str::from_utf8(content).is_ok();
    match ending.as_str() {
        "pdf" if content.starts_with(b"%PDF-") => Some("application/pdf"),
        "docx" if content.starts_with(b"PK") => {
            Some("application/vnd.openxmlformats-officedocument.wordprocessingml.document")
        }
        "txt" if text => Some("text/plain; charset=utf-8"),
        "md" if text => Some("text/markdown; charset=utf-8"),
        _ => None,
    }
}

/// Imports applications, all or none; with `dry_run` only tells what would become of each.
pub fn import_applications(
    tx: &mut Tx<'_>,
    call: CallId,
    inputs: &[ApplicationInput],
    dry_run: bool,
) -> Result<ApplicationsReport, CallError> {
    tx.actor.must_be_officer()?;
    store::call(tx.conn, call)?.ok_or(CallError::NotFound)?;
    if inputs.is_empty() {
        return Err(Violation::new("/applications", "required").into());
    }
    let (planned, mut report) = plan(tx.conn, call, inputs)?;
    if dry_run || report.has_rejected() {
        return Ok(report);
    }
    for (known, checked) in &planned {
        match known {
            Some(id) => store::update_application(tx, *id, checked)?,
            None => drop(store::insert_application(tx, call, checked)?),
        }
    }
    if !planned.is_empty() {
        let count = |outcome| report.count(outcome) as u64;
        let event = Event::new(EventName::ApplicationsImported)
            .call(call)
            .with("created", count(ApplicationOutcome::Created))
            .with("updated", count(ApplicationOutcome::Updated));
        audit::record(tx, event)?;
    }
    report.applied = true;
    Ok(report)
}

type Planned = Vec<(Option<ApplicationId>, Checked)>;

/// What would become of each row, and what would be written.
fn plan(
    conn: &mut Conn,
    call: CallId,
    inputs: &[ApplicationInput],
) -> Result<(Planned, ApplicationsReport), CallError> {
    let known: HashMap<String, (ApplicationId, String)> =
        store::known(conn, call)?.into_iter().map(|(number, id, hash)| (number, (id, hash))).collect();
    let mut numbers = HashSet::new();
    let (mut planned, mut rows) = (Vec::new(), Vec::new());
    for (input, row) in inputs.iter().zip(1..) {
        let mut told = ApplicationRow {
            row,
            number: input.number.trim().to_owned(),
            outcome: ApplicationOutcome::Rejected,
            violations: Vec::new(),
        };
        match Checked::parse(input) {
            Err(why) => told.violations = why.0,
            Ok(checked) if !numbers.insert(checked.number.clone()) => {
                told.violations = vec![Violation::new("/number", "number_twice")];
            }
            Ok(checked) => {
                let present = known.get(&checked.number);
                told.outcome = match present {
                    Some((_, hash)) if *hash == checked.content_hash => ApplicationOutcome::Unchanged,
                    Some(_) => ApplicationOutcome::Updated,
                    None => ApplicationOutcome::Created,
                };
                if told.outcome != ApplicationOutcome::Unchanged {
                    planned.push((present.map(|(id, _)| *id), checked));
                }
            }
        }
        rows.push(told);
    }
    Ok((planned, ApplicationsReport { applied: false, rows }))
}
