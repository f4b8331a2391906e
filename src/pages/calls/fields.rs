//! The fields of a call's settings: as a form shows them, as it sends them.

use crate::calls::{Call, RawSettings};
use crate::config::Funder;
use crate::http::form::Fields;
use crate::kernel::time::{FiscalYear, UtcTime};
use crate::pages::forms::FormState;
use crate::pages::layout::Shell;

/// Name, kind of input, whether it must be filled in, whether it has a hint.
type Spec = (&'static str, &'static str, bool, bool);

/// The groups of fields in their order.
const GROUPS: [(&str, &[Spec]); 3] = [
    (
        "call-group-about",
        &[
            ("title", "text", true, true),
            ("title_ja", "text", false, false),
            ("programme", "text", true, false),
            ("department", "text", true, false),
            ("fiscal_year", "number", true, true),
            ("frame", "text", false, false),
            ("round", "number", true, false),
        ],
    ),
    (
        "call-group-dates",
        &[
            ("opens_on", "date", true, false),
            ("closes_on", "date", true, false),
            ("time_zone", "text", true, true),
            ("review_due_at", "datetime-local", true, true),
            ("answer_days", "number", true, true),
        ],
    ),
    ("call-group-numbers", &[("reviewers_per_application", "number", true, false), ("max_load", "number", true, true)]),
];

/// A group of fields.
pub(super) struct Group {
    pub legend: String,
    pub fields: Vec<Field>,
}

/// One field with all that its form shows of it.
pub(super) struct Field {
    pub name: &'static str,
    pub kind: &'static str,
    pub is_required: bool,
    pub label: String,
    pub hint: Option<String>,
    pub value: String,
    pub error: Option<String>,
    /// What somebody else saved meanwhile.
    pub saved: Option<String>,
}

impl Field {
    /// What describes the field, for assistive technology.
    pub(super) fn described_by(&self) -> String {
        let parts = [("h", self.hint.is_some()), ("s", self.saved.is_some()), ("e", self.error.is_some())];
        let there = parts.iter().filter(|(_, there)| *there).map(|(part, _)| format!("{}-{part}", self.name));
        there.collect::<Vec<_>>().join(" ")
    }

    /// Whether the field takes a short value.
    pub(super) fn is_short(&self) -> bool {
        self.kind != "text" || self.name == "time_zone"
    }
}

/// The fields as a form shows them; `saved` is what stands in the database where that differs.
pub(super) fn groups(shell: &Shell, form: &FormState, saved: Option<&Call>) -> Vec<Group> {
    let saved = saved.map(values).unwrap_or_default();
    let field = |(name, kind, is_required, has_hint): &Spec| {
        let key = format!("call-{}", name.replace('_', "-"));
        let other = saved.iter().find(|(known, _)| known == name).map(|(_, value)| value.clone());
        Field {
            name,
            kind,
            is_required: *is_required,
            label: shell.t(&key),
            hint: has_hint.then(|| shell.t(&format!("{key}-hint"))),
            value: form.value(name).to_owned(),
            error: form.error(name).map(str::to_owned),
            saved: other.filter(|value| value != form.value(name).trim()),
        }
    };
    let group = |(legend, fields): &(&str, &[Spec])| Group {
        legend: shell.t(legend),
        fields: fields.iter().map(field).collect(),
    };
    GROUPS.iter().map(group).collect()
}

/// What a new call starts with.
pub(super) fn defaults(funder: &Funder, now: UtcTime) -> FormState {
    let year = FiscalYear::of(now.day_in(&funder.zone())).0;
    FormState::new(vec![
        ("fiscal_year", year.to_string()),
        ("round", "1".to_owned()),
        ("time_zone", funder.time_zone.clone()),
        ("reviewers_per_application", "3".to_owned()),
        ("max_load", "3".to_owned()),
        ("answer_days", "7".to_owned()),
    ])
}

/// The settings of a call as fields. The due date is the wall clock of the call's zone.
pub(super) fn values(call: &Call) -> Vec<(&'static str, String)> {
    let settings = &call.settings;
    let due = settings.review_due_at.in_zone(&call.zone());
    let pattern = if due.second() == 0 { "%Y-%m-%dT%H:%M" } else { "%Y-%m-%dT%H:%M:%S" };
    vec![
        ("title", settings.title.clone()),
        ("title_ja", settings.title_ja.clone()),
        ("programme", settings.programme.clone()),
        ("department", settings.department.clone()),
        ("fiscal_year", settings.fiscal_year.to_string()),
        ("frame", settings.frame.clone()),
        ("round", settings.round.to_string()),
        ("opens_on", settings.opens_on.to_string()),
        ("closes_on", settings.closes_on.to_string()),
        ("time_zone", settings.time_zone.clone()),
        ("review_due_at", due.strftime(pattern).to_string()),
        ("reviewers_per_application", settings.reviewers_per_application.to_string()),
        ("max_load", settings.max_load.to_string()),
        ("answer_days", settings.answer_days.to_string()),
        ("version", call.version.to_string()),
    ]
}

/// The fields as they were sent.
pub(super) fn raw(fields: &Fields) -> RawSettings<'_> {
    RawSettings {
        title: fields.text("title"),
        title_ja: fields.text("title_ja"),
        programme: fields.text("programme"),
        department: fields.text("department"),
        fiscal_year: fields.number("fiscal_year"),
        frame: fields.text("frame"),
        round: fields.number("round"),
        opens_on: fields.text("opens_on"),
        closes_on: fields.text("closes_on"),
        time_zone: fields.text("time_zone"),
        review_due_at: fields.text("review_due_at"),
        reviewers_per_application: fields.number("reviewers_per_application"),
        max_load: fields.number("max_load"),
        answer_days: fields.number("answer_days"),
    }
}
