//! What an officer does, page by page.

use super::visitor::{Told, Visitor};
use crate::support::data;
use std::{fs, path::PathBuf};
use tempfile::TempDir;
use thirtyfour::prelude::*;

/// What the form of a call is filled with, by the ids of its fields.
const CALL: [(&str, &str); 14] = [
    ("title", "Neurology and oncology"),
    ("title_ja", "神経・がん"),
    ("programme", "Brain and Cancer"),
    ("department", "Division of Research"),
    ("fiscal_year", "2027"),
    ("frame", "A"),
    ("round", "1"),
    ("opens_on", "2026-10-01"),
    ("closes_on", "2026-11-20"),
    ("time_zone", "Asia/Tokyo"),
    ("review_due_at", "2027-02-19T17:00"),
    ("reviewers_per_application", "1"),
    ("max_load", "2"),
    ("answer_days", "7"),
];

/// Creates a call and attaches its guideline; returns its path.
pub(super) async fn creates_a_call(desk: &Visitor) -> WebDriverResult<String> {
    desk.follow("New call").await?;
    desk.press("Create the call").await?;
    desk.sees("There is a problem").await?;
    for (field, value) in CALL {
        desk.fill(&format!("#{field}"), value).await?;
    }
    desk.press("Create the call").await?;
    desk.sees("The call was created.").await?;
    desk.sees("This call cannot invite yet").await?;
    let path = desk.path().await?;
    let call = path.split('?').next().unwrap_or_default().to_owned();

    desk.follow("Attach the guideline").await?;
    let (_folder, file) = file("guideline.md", data::GUIDELINE);
    desk.upload("#file", &file).await?;
    desk.press("Attach").await?;
    desk.sees("The guideline was attached.").await?;
    desk.sees("guideline.md").await?;
    Ok(call)
}

/// Imports the applications and the pool by upload; both are only checked first.
pub(super) async fn imports(desk: &Visitor, call: &str) -> Told {
    let (_folder, applications) = file("applications.json", &data::applications().to_string());
    desk.open(&format!("{call}/import")).await?;
    desk.upload("#file", &applications).await?;
    desk.press("Check only").await?;
    desk.sees("Checked only, nothing was taken: 2 rows without errors.").await?;
    desk.open(&format!("{call}/applications")).await?;
    desk.sees("There is no application yet.").await?;
    desk.follow("Import applications").await?;
    desk.upload("#file", &applications).await?;
    desk.press("Import").await?;
    desk.sees("The file was taken: 2 rows.").await?;

    let files = [
        ("openalex_authors", "authors.jsonl", data::authors()),
        ("openalex_works", "works.jsonl", data::works()),
        ("csv", "addresses.csv", data::ADDRESSES.to_owned()),
    ];
    desk.open("/reviewers").await?;
    desk.sees("The pool is empty.").await?;
    for (source, name, text) in files {
        let (_folder, path) = file(name, &text);
        desk.open("/reviewers/import").await?;
        desk.choose(&format!("input[name=source][value={source}]")).await?;
        desk.upload("#file", &path).await?;
        desk.press("Check only").await?;
        desk.sees("Nothing was written.").await?;
        desk.choose(&format!("input[name=source][value={source}]")).await?;
        desk.upload("#file", &path).await?;
        desk.press("Import").await?;
        desk.sees(&format!("Import of {name}")).await?;
        desk.sees("records were read.").await?;
        desk.does_not_see("refused;").await?;
    }
    desk.open("/reviewers?q=karolina").await?;
    desk.sees("1 person on this page").await?;
    desk.sees("Marta Lindqvist").await
}

/// Finds candidates with reasons, filters them, puts Ingrid on both shortlists and Sophie on one.
pub(super) async fn finds_reviewers(desk: &Visitor, call: &str, scripts: bool) -> Told {
    desk.open(call).await?;
    desk.follow("Candidates 27-NEU-0001").await?;
    desk.sees("Marta Lindqvist").await?;
    desk.sees("Why:").await?;
    desk.sees("Antisense oligonucleotides restore splicing in TDP-43 proteinopathy").await?;
    desk.sees("Wrote a paper with").await?;

    desk.choose("#country-NO").await?;
    apply(desk, scripts).await?;
    desk.sees("1 candidate").await?;
    desk.sees("Ingrid Solberg").await?;
    desk.does_not_see("Marta Lindqvist").await?;
    assert!(desk.path().await?.contains("country=NO"), "{}", desk.path().await?);
    desk.fill("#q", "fjord").await?;
    desk.press_here("Apply filters", scripts).await?;
    desk.sees("Words: fjord").await?;
    desk.sees("Ingrid Solberg").await?;
    desk.fill("#q", "quantum").await?;
    desk.press_here("Apply filters", scripts).await?;
    desk.sees("Nobody matches these filters.").await?;
    desk.follow("Drop the words").await?;
    desk.sees("Ingrid Solberg").await?;
    desk.does_not_see("Nobody matches").await?;
    adds(desk, &["Ingrid Solberg"]).await?;
    desk.sees("One person was added to the shortlist.").await?;

    desk.open(call).await?;
    desk.follow("Candidates 27-ONC-0002").await?;
    adds(desk, &["Ingrid Solberg", "Sophie Martin"]).await?;
    desk.sees("2 people were added to the shortlist.").await?;
    desk.open(call).await?;
    desk.follow("Shortlist 27-ONC-0002").await?;
    let second = if desk.text().await?.find("Ingrid Solberg") < desk.text().await?.find("Sophie Martin") {
        "Sophie Martin"
    } else {
        "Ingrid Solberg"
    };
    desk.press(&format!("Up {second}")).await?;
    desk.sees("The order was changed.").await
}

/// With scripts a chosen filter applies itself.
async fn apply(desk: &Visitor, scripts: bool) -> Told {
    if scripts { Ok(()) } else { desk.press("Apply filters").await }
}

async fn adds(desk: &Visitor, names: &[&str]) -> Told {
    for name in names {
        desk.choose(&format!("input[aria-label='Select: {name}']")).await?;
    }
    desk.press("Add to shortlist").await
}

/// Reads a letter, leaves Sophie out, sends the one to Ingrid.
pub(super) async fn invites(desk: &Visitor, call: &str, scripts: bool) -> Told {
    desk.open(call).await?;
    desk.follow("Prepare invitations").await?;
    desk.sees("2 letters can be sent.").await?;
    desk.follow("See the letter Ingrid Solberg").await?;
    desk.sees("Dear Ingrid Solberg,").await?;
    desk.sees("There are 2 applications for which we thought of you.").await?;
    desk.sees("personal link").await?;
    desk.follow("Back to the check").await?;
    desk.choose("input[aria-label='Send to Sophie Martin']").await?;
    let button = if scripts { "Send 1 letter" } else { "Send 2 letters" };
    desk.press(button).await?;
    desk.sees("1 letter is in the outbox.").await?;
    desk.open(&format!("{call}/invitations")).await?;
    desk.sees("Waiting to leave").await?;
    desk.does_not_see("Sophie Martin").await
}

/// Opens the letter in the trial mailbox; returns the link in it.
pub(super) async fn reads_the_letter(desk: &Visitor) -> WebDriverResult<String> {
    desk.open("/mail/outbox").await?;
    desk.follow("Trial mailbox").await?;
    desk.sees("1 letter, the newest first").await?;
    desk.follow("Invitation to review").await?;
    desk.sees("This is a trial: this letter did not leave.").await?;
    let link = desk.find(".mail a[href*='/r/']").await?;
    Ok(link.attr("href").await?.expect("a link has an address"))
}

/// Decides the conflict that the reviewer is not sure of.
pub(super) async fn decides(desk: &Visitor) -> Told {
    desk.open("/").await?;
    desk.sees("Conflicts to decide (1)").await?;
    desk.open("/coi").await?;
    desk.sees("One waits for a decision").await?;
    desk.follow("Decide").await?;
    desk.sees("“We met at a workshop.”").await?;
    desk.press("Record decision").await?;
    desk.sees("There is a problem").await?;
    desk.choose("input[name=outcome][value=cleared]").await?;
    desk.fill("#reason", "Meeting at a workshop is no tie.").await?;
    desk.press("Record decision").await?;
    desk.sees("The decision was recorded.").await?;
    desk.sees("Conflict cleared").await
}

/// Proposes, applies and hands over. One application stays short: the reviewer takes one only.
pub(super) async fn assigns(desk: &Visitor, call: &str) -> Told {
    desk.open(&format!("{call}/assignments")).await?;
    desk.sees("Nobody is assigned yet").await?;
    desk.press("Propose an assignment").await?;
    desk.sees("1 change").await?;
    desk.sees("Ingrid Solberg").await?;
    desk.sees("Reviewers missing: 1.").await?;
    desk.press("Apply the selected changes").await?;
    desk.sees("1 change was applied.").await?;
    desk.press("Hand over 1 assignment to the review system").await?;
    desk.sees("1 assignment was handed over to the review system.").await?;
    desk.sees("Not opened").await
}

/// Sees the progress of the review and the history, in Japanese too.
pub(super) async fn sees_what_became_of_it(desk: &Visitor, call: &str) -> Told {
    desk.open(&format!("{call}/assignments")).await?;
    desk.sees("In progress").await?;
    desk.open(&format!("{call}/history")).await?;
    for event in [
        "Call created",
        "English guideline attached",
        "Applications imported",
        "Put on the shortlist",
        "Shortlist put in order",
        "Invitation made, letter in the outbox",
        "Letter sent",
        "Accepted",
        "Confidentiality undertaking signed",
        "Interests declared",
        "Conflict of interest decided",
        "Assignment proposed",
        "Proposed assignment applied",
        "Handed to the review system",
        "Progress of the review",
    ] {
        desk.sees(event).await?;
    }
    desk.press("日本語").await?;
    desk.sees("査読").await?;
    desk.press("English").await?;
    desk.sees("History").await?;
    assert_eq!(desk.complaints().await?, [""; 0]);
    desk.press("Sign out").await?;
    desk.open(call).await?;
    desk.sees("Password").await
}

/// A file to upload, in a folder that must live as long.
fn file(name: &str, text: &str) -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join(name);
    fs::write(&path, text).expect("the file is written");
    (folder, path)
}
