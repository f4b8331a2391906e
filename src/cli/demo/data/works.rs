//! Papers: who writes with whom, and how OpenAlex shows the result.

use super::applications::{Plan, Planted};
use super::people::{Cast, Person};
use super::rng::Rng;
use super::texts::{self, PaperText};
use super::{places, topics};
use serde_json::{Map, Value, json};
use std::collections::BTreeSet;

const TITLE_ATTEMPTS: usize = 30;
/// Years covered, the last one included.
pub(super) const YEARS: i32 = 8;

/// One author of one paper.
#[derive(Debug, Clone)]
pub(super) struct Byline {
    /// Number of the person.
    pub(super) person: usize,
    /// The name as printed.
    pub(super) raw_name: String,
}

/// One paper before it becomes JSON.
#[derive(Debug, Clone)]
pub(super) struct Paper {
    /// Running number.
    pub(super) number: usize,
    /// Year of publication.
    pub(super) year: i32,
    /// Date of publication.
    pub(super) date: String,
    /// Topic.
    pub(super) topic: usize,
    /// Words.
    pub(super) text: PaperText,
    /// Authors in order; the last one is the corresponding author.
    pub(super) authors: Vec<Byline>,
    /// Citations.
    pub(super) cited_by: i32,
}

/// Writes papers one after the other.
struct Press<'a> {
    cast: &'a Cast,
    papers: Vec<Paper>,
    titles: BTreeSet<String>,
}

/// Writes the papers of everybody and those that plant conflicts.
pub(super) fn write_all<'a>(cast: &Cast, plans: impl IntoIterator<Item = &'a Plan>, rng: &mut Rng) -> Vec<Paper> {
    let mut press = Press { cast, papers: Vec::new(), titles: BTreeSet::new() };
    for leader in Cast::pool() {
        let count = rng.between(5, 16);
        for _ in 0..count {
            press.write_lab_paper(leader, rng);
        }
    }
    for plan in plans {
        for planted in &plan.planted {
            press.write_planted(planted, plan.topic, rng);
        }
    }
    press.papers
}

impl Press<'_> {
    fn write_lab_paper(&mut self, leader: usize, rng: &mut Rng) {
        let Some(person) = self.cast.people.get(leader) else {
            return;
        };
        let year = self.cast.this_year - rng.between(0, YEARS - 1);
        let authors = lab_authors(self.cast, leader, rng);
        let aside = rng.chance(12);
        let concepts: Vec<usize> = (0..16).collect();
        let (topic, focus) =
            if aside { (person.side_topic, rng.sample(&concepts, 5)) } else { (person.topic, person.focus.clone()) };
        self.print(topic, &focus, year, authors, rng);
    }

    fn write_planted(&mut self, planted: &Planted, topic: usize, rng: &mut Rng) {
        let Some(paper) = planted.paper(self.cast) else {
            return;
        };
        let focus = self.cast.people.get(planted.candidate).map(|person| person.focus.clone());
        let focus = focus.unwrap_or_default();
        let mut authors: Vec<Byline> = paper
            .authors
            .iter()
            .filter_map(|index| Some((*index, self.cast.people.get(*index)?)))
            .map(|(index, person)| byline(index, person, rng))
            .collect();
        if let Some(author) = authors.iter_mut().find(|author| paper.initials_for == Some(author.person))
            && let Some(person) = self.cast.people.get(author.person)
        {
            author.raw_name = person.name.with_initials();
        }
        self.print(topic, &focus, paper.year, authors, rng);
    }

    fn print(&mut self, topic: usize, focus: &[usize], year: i32, authors: Vec<Byline>, rng: &mut Rng) {
        let mut text = texts::paper(topics::get(topic), focus, rng);
        for _ in 0..TITLE_ATTEMPTS {
            if self.titles.insert(text.title.clone()) {
                break;
            }
            text = texts::paper(topics::get(topic), focus, rng);
        }
        let last_month = if year == self.cast.this_year { 2 } else { 12 };
        let (month, day) = (rng.between(1, last_month), rng.between(1, 28));
        let age = self.cast.this_year - year;
        self.papers.push(Paper {
            number: self.papers.len(),
            year,
            date: format!("{year}-{month:02}-{day:02}"),
            topic,
            text,
            authors,
            cited_by: rng.between(0, 4 + age * 9) + if rng.chance(4) { age * 40 } else { 0 },
        });
    }
}

/// Two to six authors: lab members first, then colleagues, the leader last.
fn lab_authors(cast: &Cast, leader: usize, rng: &mut Rng) -> Vec<Byline> {
    let Some(person) = cast.people.get(leader) else {
        return Vec::new();
    };
    let helpers = 1 + rng.below(3);
    let mut chosen = rng.sample(&person.lab, helpers);
    let room = rng.below(4 - helpers + 1).min(2);
    for _ in 0..room {
        let colleagues = colleagues_of(cast, leader, rng);
        for colleague in rng.sample(&colleagues, 1) {
            if colleague != leader && !chosen.contains(&colleague) {
                chosen.push(colleague);
            }
        }
    }
    chosen.push(leader);
    chosen
        .into_iter()
        .filter_map(|index| Some((index, cast.people.get(index)?)))
        .map(|(index, person)| byline(index, person, rng))
        .collect()
}

/// Those a leader may ask to join a paper: mostly the cluster, at times the topic or the house.
fn colleagues_of(cast: &Cast, leader: usize, rng: &mut Rng) -> Vec<usize> {
    let Some(person) = cast.people.get(leader) else {
        return Vec::new();
    };
    let draw = rng.below(100);
    if !Cast::candidates().contains(&leader) {
        return if draw < 12 { Cast::in_topic(person.topic) } else { Vec::new() };
    }
    match draw {
        0..55 => Cast::cluster_of(leader),
        55..75 => Cast::in_topic(person.topic),
        _ => {
            let same_house = |index: &usize| {
                let other = cast.people.get(*index);
                other.is_some_and(|other| other.place() == person.place())
            };
            Cast::candidates().filter(same_house).collect()
        }
    }
}

fn byline(index: usize, person: &Person, rng: &mut Rng) -> Byline {
    let raw_name = match rng.below(10) {
        0 | 1 => person.name.with_initials(),
        2 => super::names::to_ascii(&person.display_name()),
        _ => person.display_name(),
    };
    Byline { person: index, raw_name }
}

impl Paper {
    /// The paper as an OpenAlex work.
    pub(super) fn to_json(&self, cast: &Cast) -> Value {
        let id = format!("https://openalex.org/W{}", 9_900_000_000 + self.number * 389);
        let doi = format!("https://doi.org/10.5555/mekiki.{}.{:05}", self.year, self.number + 1);
        let mut topic = topics::get(self.topic).to_json(self.topic);
        topic["score"] = json!(0.97);
        let keywords: Vec<Value> = self.text.keywords.iter().zip(0..).map(keyword).collect();
        let last = self.authors.len().saturating_sub(1);
        let authorships: Vec<Value> = self
            .authors
            .iter()
            .enumerate()
            .filter_map(|(place, author)| authorship(cast, author, self.year, place, last))
            .collect();
        json!({
            "id": id,
            "doi": doi,
            "ids": {"openalex": id, "doi": doi},
            "title": self.text.title,
            "display_name": self.text.title,
            "type": "article",
            "language": "en",
            "publication_date": self.date,
            "publication_year": self.year,
            "abstract_inverted_index": inverted(&self.text.abstract_text),
            "authorships": authorships,
            "primary_topic": topic,
            "topics": [topic],
            "keywords": keywords,
            "cited_by_count": self.cited_by,
            "is_retracted": false,
            "is_paratext": false,
            "updated_date": format!("{}-03-01T04:12:07.000000", cast.this_year),
        })
    }
}

fn keyword((word, rank): (&&str, i32)) -> Value {
    let score = f64::from(92 - rank * 9) / 100.0;
    json!({"display_name": topics::capitalised(word), "score": score})
}

fn authorship(cast: &Cast, author: &Byline, year: i32, rank: usize, last: usize) -> Option<Value> {
    let person = cast.people.get(author.person)?;
    let number = person.place_in(year);
    let place = places::get(number);
    let position = match rank {
        0 => "first",
        rank if rank == last => "last",
        _ => "middle",
    };
    let department = topics::get(person.topic).subfield;
    let raw_affiliation = format!("Department of {department}, {}, {}", place.name, place.city);
    Some(json!({
        "author_position": position,
        "author": {
            "id": person.author_id,
            "display_name": person.display_name(),
            "orcid": person.orcid.as_ref().map(|orcid| format!("https://orcid.org/{orcid}")),
        },
        "institutions": [places::to_json(number)],
        "countries": [place.country],
        "is_corresponding": rank == last,
        "raw_author_name": author.raw_name,
        "raw_affiliation_strings": [raw_affiliation],
    }))
}

fn inverted(text: &str) -> Value {
    let mut index: Map<String, Value> = Map::new();
    for (position, word) in text.split(' ').enumerate() {
        let places = index.entry(word).or_insert_with(|| json!([]));
        if let Some(places) = places.as_array_mut() {
            places.push(json!(position));
        }
    }
    Value::Object(index)
}
