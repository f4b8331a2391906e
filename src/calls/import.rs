//! Applications from a file: JSON or CSV, checked row by row.

use super::model::{ApplicationPerson, ApplicationRole, CallError, Exclusion};
use crate::kernel::check::Check;
use crate::kernel::failure::{Violation, Violations};
use crate::kernel::secret::fingerprint;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// An application as a file or a program gives it.
#[derive(Debug, Clone, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ApplicationInput {
    /// Number within the call; the same number again is the same application.
    #[schema(min_length = 1, max_length = 50, example = "27-NEU-0142")]
    pub number: String,
    /// Title in English.
    #[schema(min_length = 1, max_length = 500)]
    pub title: String,
    /// Abstract in English.
    #[serde(rename = "abstract")]
    #[schema(min_length = 1, max_length = 20_000)]
    pub abstract_text: String,
    /// Scientific part in English.
    #[serde(default)]
    #[schema(max_length = 200_000)]
    pub scientific_part: String,
    /// Keywords.
    #[serde(default)]
    #[schema(max_items = 50)]
    pub keywords: Vec<String>,
    /// The people on it; at least the principal investigator.
    #[schema(min_items = 1, max_items = 200)]
    pub people: Vec<PersonInput>,
    /// Whom the applicants ask to leave out.
    #[serde(default)]
    #[schema(max_items = 50)]
    pub excluded_reviewers: Vec<ExclusionInput>,
}

/// A person on an application.
#[derive(Debug, Clone, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PersonInput {
    /// Name.
    #[schema(min_length = 1, max_length = 200, example = "SASAKI Hina")]
    pub name: String,
    /// `principal_investigator`, `co_investigator`, `member` or `mentor`.
    #[schema(example = "principal_investigator")]
    pub role: String,
    /// ORCID iD, bare or as a URL.
    #[serde(default)]
    pub orcid: Option<String>,
    /// e-Rad researcher number, eight digits.
    #[serde(default)]
    pub erad_no: Option<String>,
    /// Institution.
    #[serde(default)]
    pub institution: Option<String>,
    /// ROR id of the institution, as a URL.
    #[serde(default)]
    pub ror: Option<String>,
}

/// Somebody whom the applicants ask to leave out.
#[derive(Debug, Clone, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ExclusionInput {
    /// Name.
    #[schema(min_length = 1, max_length = 200)]
    pub name: String,
    /// ORCID iD, bare or as a URL.
    #[serde(default)]
    pub orcid: Option<String>,
    /// Institution.
    #[serde(default)]
    pub institution: Option<String>,
    /// Why.
    #[serde(default)]
    pub reason: String,
}

text_enum! {
    /// What became of one application of a file, or would become of it.
    pub enum ApplicationOutcome {
        /// It is new.
        Created = "created",
        /// It is known and says something new.
        Updated = "updated",
        /// It is known as it is.
        Unchanged = "unchanged",
        /// It was refused.
        Rejected = "rejected",
    }
}

/// One application of a file and what became of it.
#[derive(Debug, Clone)]
pub struct ApplicationRow {
    /// Its place in the file, from 1.
    pub row: usize,
    /// Its number.
    pub number: String,
    /// What became of it.
    pub outcome: ApplicationOutcome,
    /// Why it was refused.
    pub violations: Vec<Violation>,
}

/// What became of a file of applications. Where a row was refused, nothing was written.
#[derive(Debug, Clone)]
pub struct ApplicationsReport {
    /// Whether anything was written.
    pub applied: bool,
    /// Every row.
    pub rows: Vec<ApplicationRow>,
}

impl ApplicationsReport {
    /// Whether a row was refused.
    pub fn has_rejected(&self) -> bool {
        self.rows.iter().any(|row| row.outcome == ApplicationOutcome::Rejected)
    }

    /// How many rows had this outcome.
    pub fn count(&self, outcome: ApplicationOutcome) -> usize {
        self.rows.iter().filter(|row| row.outcome == outcome).count()
    }
}

/// An application that was checked.
#[derive(Debug, Clone)]
pub(super) struct Checked {
    pub number: String,
    pub title: String,
    pub abstract_text: String,
    pub scientific_part: String,
    pub keywords: Vec<String>,
    pub people: Vec<ApplicationPerson>,
    pub exclusions: Vec<Exclusion>,
    pub content_hash: String,
}

impl Checked {
    pub(super) fn parse(input: &ApplicationInput) -> Result<Self, Violations> {
        let mut check = Check::new();
        let number = check.line("number", &input.number, 1..=50);
        let title = check.line("title", &input.title, 1..=500);
        let abstract_text = check.prose("abstract", &input.abstract_text, 1..=20_000);
        let scientific_part = check.prose("scientific_part", &input.scientific_part, 0..=200_000);
        let keywords = input.keywords.iter().map(|word| check.line("keywords", word, 1..=100)).collect();
        let people: Vec<_> = input
            .people
            .iter()
            .enumerate()
            .filter_map(|(place, person)| checked_person(&mut check, place, person))
            .collect();
        let exclusions = input
            .excluded_reviewers
            .iter()
            .enumerate()
            .map(|(place, exclusion)| checked_exclusion(&mut check, place, exclusion))
            .collect();
        if !check.failed() && !people.iter().any(|person| person.role == ApplicationRole::PrincipalInvestigator) {
            check.fail("people", "no_principal_investigator");
        }
        let content_hash = fingerprint(serde_json::to_string(input).unwrap_or_default().as_bytes());
        check.finish(|| {
            Some(Self { number, title, abstract_text, scientific_part, keywords, people, exclusions, content_hash })
        })
    }
}

fn checked_person(check: &mut Check, place: usize, input: &PersonInput) -> Option<ApplicationPerson> {
    let mut part = Check::below(format!("/people/{place}"));
    let name = part.line("name", &input.name, 1..=200);
    let role = part.parse("role", &input.role, "application_role");
    let orcid = part.orcid("orcid", input.orcid.as_deref());
    let erad_no = optional(input.erad_no.as_deref());
    if erad_no.as_deref().is_some_and(|number| number.len() != 8 || !number.bytes().all(|b| b.is_ascii_digit())) {
        part.fail("erad_no", "erad_no");
    }
    let institution = optional(input.institution.as_deref()).map(|name| part.line("institution", &name, 1..=300));
    let ror = optional(input.ror.as_deref()).map(|ror| part.line("ror", &ror, 1..=100).to_ascii_lowercase());
    check.absorb(part);
    Some(ApplicationPerson { name, role: role?, orcid, erad_no, institution, ror })
}

fn checked_exclusion(check: &mut Check, place: usize, input: &ExclusionInput) -> Exclusion {
    let mut part = Check::below(format!("/excluded_reviewers/{place}"));
    let exclusion = Exclusion {
        name: part.line("name", &input.name, 1..=200),
        orcid: part.orcid("orcid", input.orcid.as_deref()),
        institution: optional(input.institution.as_deref()).map(|name| part.line("institution", &name, 1..=300)),
        reason: part.prose("reason", &input.reason, 0..=2000),
    };
    check.absorb(part);
    exclusion
}

fn optional(text: Option<&str>) -> Option<String> {
    text.map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned)
}

/// The columns of a CSV file of applications.
const COLUMNS: [&str; 7] =
    ["number", "title", "abstract", "scientific_part", "keywords", "people", "excluded_reviewers"];

/// Reads applications from CSV. `keywords` are separated by semicolons; `people` and `excluded_reviewers`
/// too, each with its parts between bars:
/// `name|role|orcid|erad_no|institution|ror` and `name|orcid|institution|reason`.
pub fn from_csv(text: &str) -> Result<Vec<ApplicationInput>, CallError> {
    let text = text.trim_start_matches('\u{feff}');
    let mut reader = csv::ReaderBuilder::new().flexible(true).trim(csv::Trim::All).from_reader(text.as_bytes());
    let heading: Vec<String> = match reader.headers() {
        Ok(row) => row.iter().map(|column| column.trim().to_lowercase().replace(' ', "_")).collect(),
        Err(_) => return Err(Violation::new("", "file_unreadable").into()),
    };
    let mut check = Check::new();
    for column in heading.iter().filter(|column| !COLUMNS.contains(&column.as_str())) {
        check.fail_with(column, "unknown_column", "known", COLUMNS.join(", "));
    }
    for needed in ["number", "title", "abstract", "people"] {
        if !heading.iter().any(|column| column == needed) {
            check.fail(needed, "missing_column");
        }
    }
    check.finish(|| Some(()))?;
    let cell = |row: &csv::StringRecord, column: &str| -> String {
        let place = heading.iter().position(|known| known == column);
        place.and_then(|place| row.get(place)).unwrap_or_default().to_owned()
    };
    reader
        .records()
        .map(|row| {
            let row = row.map_err(|_| Violation::new("", "file_unreadable"))?;
            Ok(ApplicationInput {
                number: cell(&row, "number"),
                title: cell(&row, "title"),
                abstract_text: cell(&row, "abstract"),
                scientific_part: cell(&row, "scientific_part"),
                keywords: parts(&cell(&row, "keywords"), ';'),
                people: parts(&cell(&row, "people"), ';').iter().map(|person| person_of(person)).collect(),
                excluded_reviewers: parts(&cell(&row, "excluded_reviewers"), ';')
                    .iter()
                    .map(|text| exclusion_of(text))
                    .collect(),
            })
        })
        .collect()
}

fn parts(text: &str, separator: char) -> Vec<String> {
    text.split(separator).map(str::trim).filter(|part| !part.is_empty()).map(str::to_owned).collect()
}

fn person_of(text: &str) -> PersonInput {
    let mut parts = text.split('|').map(str::trim);
    let name = parts.next().unwrap_or_default().to_owned();
    let role = parts.next().unwrap_or_default().to_owned();
    let mut next = || parts.next().filter(|part| !part.is_empty()).map(str::to_owned);
    PersonInput { name, role, orcid: next(), erad_no: next(), institution: next(), ror: next() }
}

fn exclusion_of(text: &str) -> ExclusionInput {
    let mut parts = text.split('|').map(str::trim);
    let name = parts.next().unwrap_or_default().to_owned();
    let mut next = || parts.next().filter(|part| !part.is_empty()).map(str::to_owned);
    ExclusionInput { name, orcid: next(), institution: next(), reason: next().unwrap_or_default() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_csv_row_becomes_an_application() {
        let text = "\u{feff}Number,Title,Abstract,People,Keywords\n27-1,T,A,SASAKI Hina|principal_investigator||12345678|Univ; LEE M|member,x; y\n";
        let rows = from_csv(text).unwrap();
        let checked = Checked::parse(&rows[0]).unwrap();
        assert_eq!(checked.people[0].erad_no.as_deref(), Some("12345678"));
        assert_eq!((checked.people.len(), checked.keywords.len()), (2, 2));
    }

    #[test]
    fn what_is_wrong_is_told_by_its_place() {
        let input = ApplicationInput {
            number: "1".into(),
            title: "T".into(),
            people: vec![PersonInput { name: "A".into(), role: "boss".into(), ..PersonInput::default() }],
            ..ApplicationInput::default()
        };
        let told: Vec<_> = Checked::parse(&input).unwrap_err().0.into_iter().map(|v| (v.field, v.code)).collect();
        assert_eq!(told, [("/abstract".into(), "required"), ("/people/0/role".into(), "application_role")]);
    }
}
