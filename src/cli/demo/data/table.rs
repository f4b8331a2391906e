//! The table with names and addresses of the candidates.

use super::authors::other_names;
use super::names::{Name, NameOrder, address_part};
use super::people::{Cast, Person, Sketch};
use super::rng::Rng;
use super::{places, topics};
use std::collections::BTreeSet;

/// How many candidates without any paper the table has.
pub(super) const WITHOUT_PAPERS: usize = 12;

const HEADER: &str = "openalex_id,orcid,family_name,given_name,name_order,native_name,other_names,\
email,other_emails,institution,department,country,keywords,time_zone";

/// Writes the table; candidates without papers come last.
pub(super) fn table(cast: &mut Cast, rng: &mut Rng) -> String {
    let mut taken = BTreeSet::new();
    let mut lines = vec![HEADER.to_owned()];
    for index in Cast::candidates() {
        if let Some(person) = cast.people.get(index) {
            lines.push(row(person, index, true, &mut taken));
        }
    }
    for number in 0..WITHOUT_PAPERS {
        let index = add_newcomer(cast, number, rng);
        if let Some(person) = cast.people.get(index) {
            lines.push(row(person, index, false, &mut taken));
        }
    }
    lines.push(String::new());
    lines.join("\n")
}

fn add_newcomer(cast: &mut Cast, number: usize, rng: &mut Rng) -> usize {
    let place = number * 17 % places::ABROAD;
    let sketch = Sketch {
        name: cast.new_name(places::get(place).country, None, rng),
        place,
        topic: number * 2 % topics::count(),
        has_orcid: number.is_multiple_of(2),
    };
    let index = cast.add(sketch, rng);
    let concepts: Vec<usize> = (0..16).collect();
    if let Some(person) = cast.people.get_mut(index) {
        person.focus = rng.sample(&concepts, 5);
    }
    index
}

fn row(person: &Person, index: usize, published: bool, taken: &mut BTreeSet<String>) -> String {
    let place = places::get(person.place());
    let topic = topics::get(person.topic);
    let name = &person.name;
    let id = if published { person.author_id.as_str() } else { "" };
    let native = name.native.clone().filter(|_| person.many_names);
    let (names, addresses) = if person.many_names {
        (many_names(person, index), other_addresses(person, index, taken))
    } else {
        (Vec::new(), Vec::new())
    };
    let order = match name.order {
        NameOrder::GivenFirst => "given_first",
        NameOrder::FamilyFirst => "family_first",
    };
    let cells = [
        id.to_owned(),
        person.orcid.clone().unwrap_or_default(),
        name.family.clone(),
        name.given.clone(),
        order.to_owned(),
        native.unwrap_or_default(),
        names.join(";"),
        address(name, place.domain, index, taken),
        addresses.join(";"),
        place.name.to_owned(),
        format!("Department of {}", topic.subfield),
        place.country.to_owned(),
        topic.concepts_at(&person.focus).join(";"),
        place.time_zone.to_owned(),
    ];
    cells.map(|cell| quoted(&cell)).join(",")
}

/// Printed variants, and for some women a name from before a marriage.
fn many_names(person: &Person, index: usize) -> Vec<String> {
    let mut found = other_names(person);
    if person.name.female && index % 3 != 2 {
        let mut rng = Rng::new(index as u64);
        let earlier = (0..8)
            .map(|_| super::names::draw_from(person.name.pool, &mut rng))
            .find(|other| other.female)
            .unwrap_or_else(|| person.name.clone());
        if earlier.family != person.name.family {
            found.push(format!("{} {}", person.name.given, earlier.family));
        }
    }
    found
}

fn other_addresses(person: &Person, index: usize, taken: &mut BTreeSet<String>) -> Vec<String> {
    let private = address(&person.name, "postbox", index + 1, taken);
    let mut found = vec![private];
    if person.stays.len() > 1 {
        let earlier = person.stays.first().map_or(0, |stay| stay.place);
        found.push(address(&person.name, places::get(earlier).domain, index, taken));
    } else if index.is_multiple_of(2) {
        let house = format!("med.{}", places::get(person.place()).domain);
        found.push(address(&person.name, &house, index + 2, taken));
    }
    found
}

/// An address nobody else has, in the style of the institution.
fn address(name: &Name, domain: &str, style: usize, taken: &mut BTreeSet<String>) -> String {
    let given = address_part(&name.given);
    let family = address_part(&name.family);
    let initial: String = given.chars().take(1).collect();
    let first = match style % 3 {
        0 => format!("{initial}.{family}"),
        1 => format!("{given}.{family}"),
        _ => format!("{family}.{initial}"),
    };
    let long = format!("{given}.{family}");
    let numbered = (2..).map(|number| format!("{long}{number}"));
    let mut wanted = [first, long.clone()].into_iter().chain(numbered);
    let free = wanted.find(|local| taken.insert(format!("{local}@{domain}.example")));
    format!("{}@{domain}.example", free.unwrap_or(long))
}

fn quoted(cell: &str) -> String {
    if cell.contains([',', '"']) { format!("\"{}\"", cell.replace('"', "\"\"")) } else { cell.to_owned() }
}
