//! Author profiles, counted from the papers.

#![expect(clippy::cast_possible_truncation, clippy::cast_possible_wrap, reason = "invented figures are small")]

use super::people::{Cast, Person};
use super::topics;
use super::works::{Paper, YEARS};
use super::{names, places};
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// The profiles of everybody in the author list.
pub(super) fn profiles(cast: &Cast, papers: &[Paper]) -> Vec<Value> {
    let mut by_person: BTreeMap<usize, Vec<&Paper>> = BTreeMap::new();
    for paper in papers {
        for author in &paper.authors {
            by_person.entry(author.person).or_default().push(paper);
        }
    }
    let none = Vec::new();
    Cast::pool()
        .filter_map(|index| Some((index, cast.people.get(index)?)))
        .map(|(index, person)| {
            let own = by_person.get(&index).unwrap_or(&none);
            profile(person, own, cast.this_year)
        })
        .collect()
}

/// Other ways in which a person's name is printed.
pub(super) fn other_names(person: &Person) -> Vec<String> {
    let name = &person.name;
    let reversed = if person.shown_family_first { name.given_first() } else { name.family_first() };
    let mut found = vec![name.with_initials(), reversed];
    let ascii = names::to_ascii(&name.given_first());
    if ascii != name.given_first() {
        found.push(ascii);
    }
    found
}

fn profile(person: &Person, papers: &[&Paper], this_year: i32) -> Value {
    let orcid = person.orcid.as_ref().map(|orcid| format!("https://orcid.org/{orcid}"));
    let cited: i32 = papers.iter().map(|paper| paper.cited_by).sum();
    let mut ids = json!({"openalex": person.author_id});
    if let Some(orcid) = &orcid {
        ids["orcid"] = json!(orcid);
    }
    let shown = if person.many_names { 3 } else { 1 };
    let alternatives: Vec<String> = other_names(person).into_iter().take(shown).collect();
    json!({
        "id": person.author_id,
        "ids": ids,
        "orcid": orcid,
        "display_name": person.display_name(),
        "display_name_alternatives": alternatives,
        "affiliations": affiliations(person, this_year),
        "last_known_institutions": [places::to_json(person.place())],
        "topics": topic_counts(papers),
        "works_count": papers.len(),
        "cited_by_count": cited,
        "summary_stats": {
            "2yr_mean_citedness": mean_citedness(papers, this_year),
            "h_index": h_index(papers),
            "i10_index": papers.iter().filter(|paper| paper.cited_by >= 10).count(),
        },
        "counts_by_year": counts_by_year(papers, this_year),
        "updated_date": format!("{this_year}-03-01T04:12:07.000000"),
    })
}

fn affiliations(person: &Person, this_year: i32) -> Vec<Value> {
    let first_year = this_year - YEARS - 2;
    let shown = person.stays.iter().rev().map(|stay| {
        let years: Vec<i32> = (stay.from.max(first_year)..=stay.to).rev().collect();
        json!({"institution": places::to_json(stay.place), "years": years})
    });
    shown.collect()
}

fn topic_counts(papers: &[&Paper]) -> Vec<Value> {
    let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
    for paper in papers {
        *counts.entry(paper.topic).or_default() += 1;
    }
    let mut ranked: Vec<(usize, usize)> = counts.into_iter().collect();
    ranked.sort_by_key(|(topic, count)| (usize::MAX - count, *topic));
    let shown = ranked.into_iter().map(|(topic, count)| {
        let mut value = topics::get(topic).to_json(topic);
        value["count"] = json!(count);
        value
    });
    shown.collect()
}

fn counts_by_year(papers: &[&Paper], this_year: i32) -> Vec<Value> {
    let years = (this_year - YEARS + 1..=this_year).rev();
    let shown = years.map(|year| {
        let own: Vec<_> = papers.iter().filter(|paper| paper.year == year).collect();
        let cited: i32 = own.iter().map(|paper| paper.cited_by).sum();
        json!({"year": year, "works_count": own.len(), "cited_by_count": cited})
    });
    shown.collect()
}

fn h_index(papers: &[&Paper]) -> usize {
    let mut cited: Vec<i32> = papers.iter().map(|paper| paper.cited_by).collect();
    cited.sort_unstable_by(|left, right| right.cmp(left));
    cited.iter().zip(1..).take_while(|(cited, rank)| *cited >= rank).count()
}

fn mean_citedness(papers: &[&Paper], this_year: i32) -> f64 {
    let recent: Vec<i32> =
        papers.iter().filter(|paper| paper.year >= this_year - 2).map(|paper| paper.cited_by).collect();
    let total: i32 = recent.iter().sum();
    let tenths = total * 10 / (recent.len() as i32).max(1);
    f64::from(tenths) / 10.0
}
