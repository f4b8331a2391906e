//! OpenAlex authors and works, one JSON object a line, as the snapshot and the API send them.

use super::super::model::{NameOrder, split_name};
use super::record::{AffiliationRecord, AuthorRecord, Content, PersonRecord, Record, WorkRecord};
use crate::kernel::failure::{Violation, Violations};
use crate::kernel::secret::fingerprint;
use crate::kernel::text::{one_line, prose};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::io::BufRead;

/// The largest record that is read, in bytes; a longer line is refused without being kept.
const MAX_LINE: u64 = 8 << 20;

/// OpenAlex's stand-ins for “no author” and “deleted author”.
const NOBODY: [&str; 2] = ["A9999999999", "A5317838346"];

type Parse = fn(&str) -> Result<Content, Violations>;

/// The records of a file of JSON Lines.
pub(super) fn records<'a>(input: &'a mut dyn BufRead, parse: Parse) -> Box<dyn Iterator<Item = Record> + 'a> {
    let mut line = 0;
    let mut first = true;
    Box::new(std::iter::from_fn(move || {
        loop {
            line += 1;
            let text = match read_line(input) {
                Ok(Some(text)) => text,
                Ok(None) => return None,
                Err(code) => {
                    let content = Err(Violation::new("", code).into());
                    return Some(Record { line, label: String::new(), content });
                }
            };
            let text = if std::mem::take(&mut first) { text.trim_start_matches('\u{feff}') } else { &text };
            if text.trim().is_empty() {
                continue;
            }
            let content = parse(text);
            return Some(Record { line, label: label(&content), content });
        }
    }))
}

/// One line without its end; none at the end of the file.
fn read_line(input: &mut dyn BufRead) -> Result<Option<String>, &'static str> {
    use std::io::Read as _;
    let mut bytes = Vec::new();
    let read = (&mut *input).take(MAX_LINE).read_until(b'\n', &mut bytes).map_err(|_| "file_unreadable")?;
    if read == 0 {
        return Ok(None);
    }
    if read as u64 == MAX_LINE && bytes.last() != Some(&b'\n') {
        skip_line(input);
        return Err("record_too_long");
    }
    String::from_utf8(bytes).map(Some).map_err(|_| "not_utf8")
}

fn skip_line(input: &mut dyn BufRead) {
    while let Ok(buffer) = input.fill_buf() {
        let end = buffer.iter().position(|byte| *byte == b'\n');
        let (used, done) = end.map_or((buffer.len(), buffer.is_empty()), |place| (place + 1, true));
        input.consume(used);
        if done {
            break;
        }
    }
}

fn label(content: &Result<Content, Violations>) -> String {
    match content {
        Ok(Content::Person(person)) => format!("{} {}", person.given_name, person.family_name).trim().to_owned(),
        Ok(Content::Work(work)) => work.title.chars().take(120).collect(),
        Err(_) => String::new(),
    }
}

#[derive(Deserialize)]
struct Author {
    id: Option<String>,
    display_name: Option<String>,
    #[serde(default)]
    display_name_alternatives: Vec<Option<String>>,
    orcid: Option<String>,
    #[serde(default)]
    affiliations: Vec<AuthorAffiliation>,
    #[serde(default)]
    last_known_institutions: Option<Vec<Institution>>,
    #[serde(default)]
    topics: Vec<Named>,
}

#[derive(Deserialize)]
struct AuthorAffiliation {
    institution: Institution,
    #[serde(default)]
    years: Vec<i32>,
}

#[derive(Deserialize, Clone)]
struct Institution {
    ror: Option<String>,
    display_name: Option<String>,
    country_code: Option<String>,
}

#[derive(Deserialize)]
struct Named {
    display_name: Option<String>,
}

#[derive(Deserialize)]
struct Work {
    id: Option<String>,
    doi: Option<String>,
    title: Option<String>,
    display_name: Option<String>,
    publication_year: Option<i32>,
    abstract_inverted_index: Option<BTreeMap<String, Vec<usize>>>,
    #[serde(default)]
    authorships: Vec<Authorship>,
}

#[derive(Deserialize)]
struct Authorship {
    author: Option<AuthorRef>,
    raw_author_name: Option<String>,
    #[serde(default)]
    institutions: Vec<Institution>,
}

#[derive(Deserialize)]
struct AuthorRef {
    id: Option<String>,
    display_name: Option<String>,
    orcid: Option<String>,
}

/// `https://openalex.org/A123` as `A123`.
fn bare(url: &str) -> String {
    url.trim().rsplit('/').next().unwrap_or_default().to_ascii_uppercase()
}

fn openalex_id(id: Option<&str>, letter: char) -> Option<String> {
    let id = bare(id?);
    let number = id.strip_prefix(letter)?;
    (!number.is_empty() && number.bytes().all(|b| b.is_ascii_digit())).then_some(id)
}

fn author_id(id: Option<&str>) -> Option<String> {
    openalex_id(id, 'A').filter(|id| !NOBODY.contains(&id.as_str()))
}

fn affiliation(institution: &Institution) -> Option<AffiliationRecord> {
    let name = one_line(institution.display_name.as_deref()?);
    (!name.is_empty()).then(|| AffiliationRecord {
        institution: name,
        ror: institution.ror.as_deref().map(|ror| one_line(ror).to_ascii_lowercase()),
        department: None,
        country: institution.country_code.as_deref().and_then(|code| code.parse().ok()),
        start_year: None,
        end_year: None,
        is_current: false,
    })
}

fn json<'a, T: Deserialize<'a>>(text: &'a str) -> Result<T, Violations> {
    serde_json::from_str(text).map_err(|error| Violation::new("", "not_the_expected_json").with("detail", error).into())
}

/// One line of OpenAlex authors.
pub(super) fn author(text: &str) -> Result<Content, Violations> {
    let author: Author = json(text)?;
    let id = author_id(author.id.as_deref()).ok_or_else(|| Violation::new("/id", "openalex_id"))?;
    let name = one_line(author.display_name.as_deref().unwrap_or_default());
    if name.is_empty() {
        return Err(Violation::new("/display_name", "required").into());
    }
    let (family_name, given_name) = split_name(&name);
    let last = author.last_known_institutions.unwrap_or_default();
    let mut affiliations: Vec<AffiliationRecord> = author
        .affiliations
        .iter()
        .filter_map(|known| {
            let mut record = affiliation(&known.institution)?;
            record.start_year = known.years.iter().min().copied();
            record.end_year = known.years.iter().max().copied();
            Some(record)
        })
        .collect();
    for institution in last.iter().filter_map(affiliation) {
        match affiliations.iter_mut().find(|known| known.institution == institution.institution) {
            Some(known) => known.is_current = true,
            None => affiliations.push(AffiliationRecord { is_current: true, ..institution }),
        }
    }
    let present = last.first().and_then(affiliation);
    Ok(Content::Person(Box::new(PersonRecord {
        source: "openalex",
        record: id.clone(),
        content_hash: fingerprint(text.trim().as_bytes()),
        own: false,
        family_name,
        given_name,
        name_order: NameOrder::GivenFirst,
        native_name: None,
        other_names: author.display_name_alternatives.into_iter().flatten().map(|name| one_line(&name)).collect(),
        orcid: author.orcid.and_then(|orcid| orcid.parse().ok()),
        openalex_id: Some(id),
        emails: Vec::new(),
        institution: present.as_ref().map(|record| record.institution.clone()),
        department: None,
        country: present.and_then(|record| record.country),
        time_zone: None,
        keywords: author
            .topics
            .into_iter()
            .filter_map(|topic| topic.display_name)
            .map(|name| one_line(&name))
            .take(8)
            .collect(),
        affiliations,
    })))
}

/// One line of OpenAlex works.
pub(super) fn work(text: &str) -> Result<Content, Violations> {
    let work: Work = json(text)?;
    let id = openalex_id(work.id.as_deref(), 'W').ok_or_else(|| Violation::new("/id", "openalex_id"))?;
    let title = one_line(work.title.or(work.display_name).as_deref().unwrap_or_default());
    if title.is_empty() {
        return Err(Violation::new("/title", "required").into());
    }
    let authors = work.authorships.iter().map(authorship).collect();
    Ok(Content::Work(Box::new(WorkRecord {
        source: "openalex",
        record: id.clone(),
        content_hash: fingerprint(text.trim().as_bytes()),
        openalex_id: id,
        doi: work.doi.map(|doi| one_line(&doi).trim_start_matches("https://doi.org/").to_lowercase()),
        title,
        abstract_text: work.abstract_inverted_index.map(|index| uninvert(&index)).unwrap_or_default(),
        year: work.publication_year,
        authors,
    })))
}

fn authorship(authorship: &Authorship) -> AuthorRecord {
    let author = authorship.author.as_ref();
    let shown = author.and_then(|author| author.display_name.as_deref());
    AuthorRecord {
        name: one_line(shown.or(authorship.raw_author_name.as_deref()).unwrap_or_default()),
        orcid: author.and_then(|author| author.orcid.as_deref()).and_then(|orcid| orcid.parse().ok()),
        openalex_id: author.and_then(|author| author_id(author.id.as_deref())),
        institution: authorship.institutions.first().and_then(affiliation),
    }
}

/// The abstract from OpenAlex's inverted index: word → its positions. Positions beyond any real abstract are left out.
fn uninvert(index: &BTreeMap<String, Vec<usize>>) -> String {
    const LONGEST: usize = 20_000;
    let mut words: Vec<(usize, &str)> = index
        .iter()
        .flat_map(|(word, places)| places.iter().map(move |place| (*place, word.as_str())))
        .filter(|(place, _)| *place < LONGEST)
        .collect();
    words.sort_unstable();
    prose(&words.into_iter().map(|(_, word)| word).collect::<Vec<_>>().join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_abstract_is_put_back_in_order() {
        let index = serde_json::from_str(r#"{"the":[0,2],"cat":[1],"mat":[3]}"#).unwrap();
        assert_eq!(uninvert(&index), "the cat the mat");
    }

    #[test]
    fn stand_ins_for_nobody_are_not_authors() {
        assert_eq!(author_id(Some("https://openalex.org/A9999999999")), None);
        assert_eq!(author_id(Some("https://openalex.org/a5023888391")), Some("A5023888391".into()));
    }

    #[test]
    fn a_bad_line_tells_what_is_wrong_and_the_next_is_read() {
        let mut input = "\u{feff}{\"id\":\"https://openalex.org/A1\",\"display_name\":\"Ada Byron\"}\n\nnot json\n{\"id\":\"https://openalex.org/A2\"}".as_bytes();
        let records: Vec<Record> = records(&mut input, author).collect();
        let lines: Vec<_> = records.iter().map(|record| (record.line, record.content.is_ok())).collect();
        assert_eq!(lines, [(1, true), (3, false), (4, false)]);
        assert_eq!(records[0].label, "Ada Byron");
    }
}
