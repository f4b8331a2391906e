//! The promises of the demo data, checked on the data as it is handed out.

use super::applications::{Kind, Plan, Planted};
use super::people::Cast;
use super::{DemoData, build, generate};
use serde_json::Value;
use std::collections::BTreeSet;
use std::sync::LazyLock;

const YEAR: i32 = 2026;

static DATA: LazyLock<(DemoData, Vec<Vec<Plan>>, Cast)> = LazyLock::new(|| build(YEAR));

fn text<'a>(value: &'a Value, key: &str) -> &'a str {
    value[key].as_str().unwrap_or_default()
}

fn list<'a>(value: &'a Value, key: &str) -> &'a [Value] {
    value[key].as_array().map_or(&[], Vec::as_slice)
}

fn applications(data: &DemoData) -> Vec<&Value> {
    let calls = data.calls.iter();
    calls.flat_map(|call| list(&call.applications, "applications")).collect()
}

fn bare_orcid(value: &Value) -> &str {
    text(value, "orcid").trim_start_matches("https://orcid.org/")
}

fn has_valid_check_digit(orcid: &str) -> bool {
    let mut digits: Vec<char> = orcid.chars().filter(|digit| *digit != '-').collect();
    let check = digits.pop();
    let mut total = 0;
    for digit in &digits {
        total = (total + digit.to_digit(10).unwrap_or(99)) * 2 % 11;
    }
    let expected = match (12 - total) % 11 {
        10 => Some('X'),
        value => char::from_digit(value, 10),
    };
    digits.len() == 15 && check == expected
}

fn country(author: &Value) -> &str {
    text(&author["last_known_institutions"][0], "country_code")
}

/// The works that both of these people signed, found by id.
fn joint<'a>(data: &'a DemoData, left: &str, right: &str) -> Vec<&'a Value> {
    let signed = |work: &Value, id: &str| list(work, "authorships").iter().any(|one| text(&one["author"], "id") == id);
    data.works.iter().filter(|work| signed(work, left) && signed(work, right)).collect()
}

#[test]
fn counts_are_as_promised() {
    let data = &DATA.0;
    let abroad: Vec<&Value> = data.authors.iter().filter(|one| country(one) != "JP").collect();
    let countries: BTreeSet<&str> = abroad.iter().map(|one| country(one)).collect();
    let moved = abroad.iter().filter(|one| list(one, "affiliations").len() > 1);
    assert!(abroad.len() >= 360 && countries.len() >= 34);
    assert_eq!(data.authors.len() - abroad.len(), 26);
    assert!(moved.count() >= 12);
    assert!(data.works.len() >= 3_600);
    assert_eq!(data.candidates_csv.lines().count(), 1 + abroad.len() + 12);
    let sizes: Vec<usize> = data.calls.iter().map(|call| list(&call.applications, "applications").len()).collect();
    assert_eq!(sizes, [10, 8, 6]);
    assert!(data.calls.iter().all(|call| call.fiscal_year == YEAR + 1));
}

#[test]
fn same_year_gives_the_same_data() {
    assert!(generate(YEAR) == DATA.0);
    assert!(generate(YEAR + 1) != DATA.0);
}

#[test]
fn orcids_are_valid_and_unique() {
    let data = &DATA.0;
    let orcids: Vec<&str> = data.authors.iter().filter(|one| one["orcid"].is_string()).map(bare_orcid).collect();
    let different: BTreeSet<&&str> = orcids.iter().collect();
    assert_eq!(different.len(), orcids.len());
    assert!(orcids.iter().all(|orcid| has_valid_check_digit(orcid)));
    let share = orcids.len() * 100 / data.authors.len();
    assert!((60..=80).contains(&share), "{share}");
    for application in applications(data) {
        let people = list(application, "people").iter();
        let mut with_orcid = people.filter(|one| one["orcid"].is_string());
        assert!(with_orcid.all(|one| has_valid_check_digit(bare_orcid(one))));
    }
}

#[test]
fn works_are_well_formed() {
    let data = &DATA.0;
    let titles: BTreeSet<&str> = data.works.iter().map(|work| text(work, "title")).collect();
    assert_eq!(titles.len(), data.works.len());
    for work in &data.works {
        let words = work["abstract_inverted_index"].as_object();
        let places = words.into_iter().flat_map(|words| words.values());
        let length: usize = places.map(|list| list.as_array().map_or(0, Vec::len)).sum();
        assert!((90..=160).contains(&length), "{length}: {}", text(work, "title"));
        let authors = list(work, "authorships").len();
        assert!((2..=6).contains(&authors) || authors > 25);
        let year = work["publication_year"].as_i64().unwrap_or_default();
        assert!((i64::from(YEAR) - 7..=i64::from(YEAR)).contains(&year));
    }
}

#[test]
fn applications_are_well_formed() {
    let data = &DATA.0;
    let numbers: BTreeSet<&str> = applications(data).iter().map(|one| text(one, "number")).collect();
    assert_eq!(numbers.len(), 24);
    for application in applications(data) {
        let words = |key: &str| text(application, key).split(' ').count();
        assert!((90..=160).contains(&words("abstract")), "{}", words("abstract"));
        let science = words("scientific_part");
        assert!((200..=300).contains(&science), "{science}");
        assert!((2..=5).contains(&list(application, "people").len()));
        assert!(list(application, "excluded_reviewers").len() <= 2);
        assert!(list(application, "keywords").len() >= 5);
    }
}

#[test]
fn every_core_concept_exists() {
    for call in &super::calls::CALLS {
        for spec in call.applications {
            let topic = super::topics::get(super::topics::index_of(spec.topic));
            assert_eq!(topic.key, spec.topic);
            let known = spec.core.iter().filter(|core| topic.concepts.contains(core));
            assert_eq!(known.count(), 3, "{}", spec.title);
        }
    }
}

#[test]
fn texts_have_no_control_characters_or_open_places() {
    let data = &DATA.0;
    let clean = |text: &str| !text.contains(|c: char| c.is_control() || c == '{' || c == '\u{ad}');
    assert!(data.candidates_csv.lines().all(clean));
    for call in &data.calls {
        for one in list(&call.applications, "applications") {
            assert!(["title", "abstract", "scientific_part"].iter().all(|key| clean(text(one, key))));
        }
    }
    for work in &data.works {
        assert!(clean(text(work, "title")));
        let words = work["abstract_inverted_index"].as_object();
        assert!(words.into_iter().flat_map(|words| words.keys()).all(|word| clean(word) && !word.is_empty()));
    }
}

#[test]
fn addresses_are_unique_and_fictional() {
    let data = &DATA.0;
    let is_address = |cell: &&str| cell.contains('@');
    let addresses: Vec<&str> =
        data.candidates_csv.lines().flat_map(|line| line.split([',', ';'])).filter(is_address).collect();
    let different: BTreeSet<&&str> = addresses.iter().collect();
    assert_eq!(different.len(), addresses.len());
    assert!(addresses.len() > 396 + 30);
    assert!(addresses.iter().all(|one| one.is_ascii() && one.ends_with(".example")));
}

#[test]
fn every_planted_conflict_is_there() {
    let (data, plans, cast) = &*DATA;
    let mut kinds = [0; 8];
    for plan in plans.iter().flatten() {
        let found = applications(data).into_iter().find(|one| text(one, "number") == plan.number);
        assert!(found.is_some(), "{}", plan.number);
        for planted in &plan.planted {
            let application = found.unwrap_or(&Value::Null);
            let there = is_there(data, cast, application, planted);
            assert!(there, "{} {:?}", plan.number, planted.kind);
            kinds[planted.kind as usize] += 1;
        }
    }
    assert!(kinds.iter().all(|count| *count >= 3), "{kinds:?}");
}

fn is_there(data: &DemoData, cast: &Cast, application: &Value, planted: &Planted) -> bool {
    let (Some(candidate), Some(applicant)) = (cast.people.get(planted.candidate), cast.people.get(planted.applicant))
    else {
        return false;
    };
    let works = joint(data, &candidate.author_id, &applicant.author_id);
    let only = works.first().filter(|_| works.len() == 1);
    let years_ago = only.and_then(|work| work["publication_year"].as_i64());
    let years_ago = years_ago.map(|year| i64::from(YEAR) - year);
    let authors = only.map_or(0, |work| list(work, "authorships").len());
    let member = list(application, "people").iter().find(|one| text(one, "name") == applicant.name.family_capitals());
    let author = data.authors.iter().find(|one| text(one, "id") == candidate.author_id);
    let by_orcid = member.is_some_and(|one| one["orcid"].is_string());
    match planted.kind {
        Kind::RecentPaper => by_orcid && years_ago == Some(1) && authors <= 6,
        Kind::NameOnly => {
            let signature = only.and_then(|work| {
                let mut all = list(work, "authorships").iter();
                all.find(|one| text(&one["author"], "id") == applicant.author_id)
            });
            let named = signature.is_some_and(|one| {
                one["author"]["orcid"].is_null()
                    && text(&one["author"], "display_name") == applicant.name.given_first()
                    && text(one, "raw_author_name") == applicant.name.with_initials()
            });
            member.is_some() && !by_orcid && named && years_ago == Some(1)
        }
        Kind::Consortium => member.is_some() && years_ago == Some(2) && authors >= 25,
        Kind::OldPaper => by_orcid && years_ago == Some(7),
        Kind::SameInstitution => member.is_some_and(|one| {
            let place = author.map(|author| &author["last_known_institutions"][0]);
            place.is_some_and(|place| place["ror"] == one["ror"] && country_is_abroad(place))
        }),
        Kind::ExcludedReviewer => list(application, "excluded_reviewers")
            .iter()
            .any(|one| text(one, "name") == candidate.name.given_first() && author.is_some()),
        Kind::FormerlyInJapan => author.is_some_and(was_in_japan_lately),
        Kind::CoInvestigator => by_orcid && author.is_some_and(|one| country(one) != "JP"),
    }
}

fn country_is_abroad(place: &Value) -> bool {
    text(place, "country_code") != "JP"
}

fn was_in_japan_lately(author: &Value) -> bool {
    list(author, "affiliations").iter().any(|stay| {
        let recent = list(stay, "years").iter().any(|year| year.as_i64() >= Some(i64::from(YEAR) - 5));
        !country_is_abroad(&stay["institution"]) && recent
    }) && country(author) != "JP"
}

#[test]
fn only_planted_candidates_were_in_japan_lately() {
    let (data, plans, _) = &*DATA;
    let planted = plans.iter().flatten().flat_map(|plan| &plan.planted);
    let expected = planted.filter(|one| one.kind == Kind::FormerlyInJapan).count();
    let found = data.authors.iter().filter(|one| was_in_japan_lately(one)).count();
    assert_eq!(found, expected);
}
