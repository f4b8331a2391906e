//! The funder's own list of candidates as CSV (RFC 4180), in UTF-8 with or without a byte order mark.

use super::super::model::{PeopleError, split_name};
use super::record::{AffiliationRecord, Content, PersonRecord, Record};
use crate::kernel::check::Check;
use crate::kernel::failure::{Violation, Violations};
use crate::kernel::place;
use crate::kernel::secret::fingerprint;
use crate::kernel::text::name_key;
use csv::StringRecord;
use std::io::BufRead;

/// The columns; only a name is needed in each row.
const COLUMNS: [&str; 15] = [
    "openalex_id",
    "orcid",
    "name",
    "family_name",
    "given_name",
    "name_order",
    "native_name",
    "other_names",
    "email",
    "other_emails",
    "institution",
    "department",
    "country",
    "keywords",
    "time_zone",
];

/// The records of a list; fails where the heading cannot be used.
pub(super) fn records<'a>(input: &'a mut dyn BufRead) -> Result<Box<dyn Iterator<Item = Record> + 'a>, PeopleError> {
    skip_byte_order_mark(input)?;
    let mut reader = csv::ReaderBuilder::new().flexible(true).trim(csv::Trim::All).from_reader(input);
    let heading: Vec<String> = reader
        .headers()
        .map_err(|_| PeopleError::Unreadable)?
        .iter()
        .map(|column| column.trim().to_lowercase().replace(' ', "_"))
        .collect();
    check_heading(&heading)?;
    Ok(Box::new(reader.into_records().map(move |row| match row {
        Ok(row) => {
            let line = row.position().map_or(0, csv::Position::line);
            let content = person(&Row { heading: &heading, row: &row });
            let label = match &content {
                Ok(Content::Person(person)) => format!("{} {}", person.given_name, person.family_name),
                _ => row.iter().take(3).collect::<Vec<_>>().join(" "),
            };
            Record { line, label: label.trim().to_owned(), content }
        }
        Err(error) => {
            let line = error.position().map_or(0, csv::Position::line);
            let code = if matches!(error.kind(), csv::ErrorKind::Utf8 { .. }) { "not_utf8" } else { "file_unreadable" };
            Record { line, label: String::new(), content: Err(Violation::new("", code).into()) }
        }
    })))
}

fn skip_byte_order_mark(input: &mut dyn BufRead) -> Result<(), PeopleError> {
    let start = input.fill_buf().map_err(|_| PeopleError::Unreadable)?;
    if start.starts_with(&[0xef, 0xbb, 0xbf]) {
        input.consume(3);
    }
    Ok(())
}

fn check_heading(heading: &[String]) -> Result<(), Violations> {
    let mut check = Check::new();
    for column in heading.iter().filter(|column| !COLUMNS.contains(&column.as_str())) {
        check.fail_with(column, "unknown_column", "known", COLUMNS.join(", "));
    }
    if !heading.iter().any(|column| column == "name" || column == "family_name") {
        check.fail("family_name", "missing_column");
    }
    check.finish(|| Some(()))
}

struct Row<'a> {
    heading: &'a [String],
    row: &'a StringRecord,
}

impl Row<'_> {
    /// The cell of a column; none where it is empty or missing.
    fn cell(&self, column: &str) -> Option<&str> {
        let place = self.heading.iter().position(|known| known == column)?;
        self.row.get(place).map(str::trim).filter(|cell| !cell.is_empty())
    }

    /// The parts of a cell between semicolons.
    fn parts(&self, column: &str) -> impl Iterator<Item = &str> {
        self.cell(column).unwrap_or_default().split(';').map(str::trim).filter(|part| !part.is_empty())
    }
}

fn person(row: &Row<'_>) -> Result<Content, Violations> {
    let mut check = Check::new();
    let (family, given) = match row.cell("family_name") {
        Some(family) => (family.to_owned(), row.cell("given_name").unwrap_or_default().to_owned()),
        None => split_name(row.cell("name").unwrap_or_default()),
    };
    let family_name = check.line("family_name", &family, 1..=100);
    let given_name = check.line("given_name", &given, 0..=100);
    let name_order = check.parse_optional("name_order", row.cell("name_order"), "name_order").unwrap_or_default();
    let orcid = check.orcid("orcid", row.cell("orcid"));
    let country = check.country("country", row.cell("country"));
    let openalex_id = row.cell("openalex_id").map(|id| id.rsplit('/').next().unwrap_or(id).to_ascii_uppercase());
    let time_zone = row.cell("time_zone").map(str::to_owned);
    if time_zone.as_deref().is_some_and(|zone| place::time_zone(zone).is_err()) {
        check.fail("time_zone", "time_zone");
    }
    let mut emails = Vec::new();
    emails.extend(row.cell("email").and_then(|email| check.email("email", email)));
    emails.extend(row.parts("other_emails").filter_map(|email| check.email("other_emails", email)));
    let institution = row.cell("institution").map(|name| check.line("institution", name, 1..=300));
    let department = row.cell("department").map(|name| check.line("department", name, 1..=300));
    let native_name = row.cell("native_name").map(|name| check.line("native_name", name, 1..=200));
    let other_names = row.parts("other_names").map(|name| check.line("other_names", name, 1..=200)).collect();
    let keywords = row.parts("keywords").map(|word| check.line("keywords", word, 1..=100)).collect();

    let affiliations = institution
        .iter()
        .map(|institution| AffiliationRecord {
            institution: institution.clone(),
            ror: None,
            department: department.clone(),
            country: country.clone(),
            start_year: None,
            end_year: None,
            is_current: true,
        })
        .collect();
    let record = record_key(
        openalex_id.as_deref(),
        orcid.as_ref().map(place::Orcid::as_str),
        &emails,
        &format!("{family_name} {given_name}"),
        institution.as_deref(),
    );
    let cells: Vec<&str> = row.heading.iter().map(|column| row.cell(column).unwrap_or_default()).collect();
    check.finish(|| {
        Some(Content::Person(Box::new(PersonRecord {
            source: "csv",
            record,
            content_hash: fingerprint(cells.join("\u{1f}").as_bytes()),
            own: true,
            family_name,
            given_name,
            name_order,
            native_name,
            other_names,
            orcid,
            openalex_id,
            emails,
            institution,
            department,
            country,
            time_zone,
            keywords,
            affiliations,
        })))
    })
}

/// What makes a row of a list the same row next time: the strongest identifier it has.
fn record_key(
    openalex: Option<&str>,
    orcid: Option<&str>,
    emails: &[crate::kernel::email::EmailAddress],
    name: &str,
    institution: Option<&str>,
) -> String {
    openalex
        .or(orcid)
        .map(str::to_owned)
        .or_else(|| emails.first().map(|email| fingerprint(email.key().as_bytes())))
        .unwrap_or_else(|| format!("{}|{}", name_key(name), name_key(institution.unwrap_or_default())))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<Record> {
        records(&mut text.as_bytes()).unwrap().collect()
    }

    #[test]
    fn a_list_is_read_with_its_line_numbers() {
        let rows = read("\u{feff}Family name,Given name,email\nLindqvist,Marta,m@ki.example\nX,Y,not-an-address\n");
        assert_eq!((rows[0].line, rows[0].label.as_str()), (2, "Marta Lindqvist"));
        let why = rows[1].content.as_ref().err().unwrap();
        assert_eq!((why.0[0].field.as_str(), why.0[0].code), ("/email", "email"));
    }

    #[test]
    fn a_heading_we_do_not_know_is_refused_by_name() {
        let Err(PeopleError::Invalid(why)) = records(&mut "surname,mail\n".as_bytes()).map(drop) else {
            panic!("refused")
        };
        assert_eq!(why.0[0].field, "/surname");
        assert_eq!(why.0.last().map(|v| v.code), Some("missing_column"));
    }
}
