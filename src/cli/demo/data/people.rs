//! The fictional people: candidates abroad, researchers in Japan, lab members and applicants.

use super::names::{self, Name, NameOrder};
use super::rng::Rng;
use super::{places, topics};
use std::collections::BTreeSet;
use std::ops::Range;

/// How many candidates abroad are generated.
pub(super) const CANDIDATES: usize = 384;
/// How many researchers at Japanese institutions are in the author list.
pub(super) const IN_JAPAN: usize = 26;
const LAB_SIZE: usize = 3;
const CLUSTER: usize = 4;
/// Names are shared by chance only below this number of attempts.
const NAME_ATTEMPTS: usize = 60;

/// The years somebody spent at one institution.
#[derive(Debug, Clone, Copy)]
pub(super) struct Stay {
    /// Number of the institution.
    pub(super) place: usize,
    /// First year.
    pub(super) from: i32,
    /// Last year.
    pub(super) to: i32,
}

/// One fictional person.
#[derive(Debug, Clone)]
pub(super) struct Person {
    /// OpenAlex author address.
    pub(super) author_id: String,
    /// Bare ORCID.
    pub(super) orcid: Option<String>,
    /// The name.
    pub(super) name: Name,
    /// Whether papers carry the family name first.
    pub(super) shown_family_first: bool,
    /// Institutions, the earliest first.
    pub(super) stays: Vec<Stay>,
    /// Main topic.
    pub(super) topic: usize,
    /// Side topic.
    pub(super) side_topic: usize,
    /// Concepts of the main topic the person works on.
    pub(super) focus: Vec<usize>,
    /// Lab members.
    pub(super) lab: Vec<usize>,
    /// Whether the person has several names and addresses.
    pub(super) many_names: bool,
}

impl Person {
    /// The name as papers show it.
    pub(super) fn display_name(&self) -> String {
        if self.shown_family_first { self.name.family_first() } else { self.name.given_first() }
    }

    /// The institution in a year; before the first stay it is the first one.
    pub(super) fn place_in(&self, year: i32) -> usize {
        let started = self.stays.iter().rev().find(|stay| stay.from <= year);
        let stay = started.or(self.stays.first());
        stay.map_or(0, |stay| stay.place)
    }

    /// The present institution.
    pub(super) fn place(&self) -> usize {
        self.stays.last().map_or(0, |stay| stay.place)
    }
}

/// What a new person is made of.
#[derive(Debug)]
pub(super) struct Sketch {
    /// The name.
    pub(super) name: Name,
    /// Present institution.
    pub(super) place: usize,
    /// Main topic.
    pub(super) topic: usize,
    /// Whether the person has an ORCID.
    pub(super) has_orcid: bool,
}

/// Everybody, in the order of creation: candidates, researchers in Japan, then all others.
#[derive(Debug)]
pub(super) struct Cast {
    /// All people.
    pub(super) people: Vec<Person>,
    /// The last year of the data.
    pub(super) this_year: i32,
    taken_names: BTreeSet<String>,
}

impl Cast {
    /// Creates candidates, researchers in Japan and their labs.
    pub(super) fn new(this_year: i32, rng: &mut Rng) -> Self {
        let mut cast = Self { people: Vec::new(), this_year, taken_names: BTreeSet::new() };
        cast.add_candidates(rng);
        cast.add_researchers_in_japan(rng);
        cast.mark_many_names();
        cast
    }

    /// The numbers of the candidates abroad.
    pub(super) const fn candidates() -> Range<usize> {
        0..CANDIDATES
    }

    /// The numbers of everybody who is in the author list.
    pub(super) const fn pool() -> Range<usize> {
        0..CANDIDATES + IN_JAPAN
    }

    /// Candidates whose main topic this is, cluster by cluster.
    pub(super) fn in_topic(topic: usize) -> Vec<usize> {
        Self::candidates().filter(|index| index % topics::count() == topic).collect()
    }

    /// Candidates who work closely with this one.
    pub(super) fn cluster_of(index: usize) -> Vec<usize> {
        let rank = index / topics::count();
        let mut cluster = Self::in_topic(index % topics::count());
        cluster.retain(|other| other / topics::count() / CLUSTER == rank / CLUSTER);
        cluster
    }

    /// Adds a person and returns the number.
    pub(super) fn add(&mut self, sketch: Sketch, rng: &mut Rng) -> usize {
        let index = self.people.len();
        let family_first = sketch.name.order == NameOrder::FamilyFirst;
        let vietnamese = places::get(sketch.place).country == "VN";
        let stay = Stay { place: sketch.place, from: self.this_year - rng.between(8, 14), to: self.this_year };
        self.people.push(Person {
            author_id: author_id(index),
            orcid: sketch.has_orcid.then(|| orcid(index)),
            shown_family_first: family_first && (vietnamese || rng.chance(35)),
            name: sketch.name,
            stays: vec![stay],
            topic: sketch.topic,
            side_topic: sketch.topic,
            focus: Vec::new(),
            lab: Vec::new(),
            many_names: false,
        });
        index
    }

    /// Draws a name nobody has yet, from a country or from one language.
    pub(super) fn new_name(&mut self, country: &str, pool: Option<&str>, rng: &mut Rng) -> Name {
        let draw = |rng: &mut Rng| match pool {
            Some(key) => names::draw_from(key, rng),
            None => names::draw(country, rng),
        };
        let mut name = draw(rng);
        for _ in 0..NAME_ATTEMPTS {
            if self.taken_names.insert(name.given_first()) {
                break;
            }
            name = draw(rng);
        }
        name
    }

    fn add_candidates(&mut self, rng: &mut Rng) {
        let mut seats: Vec<usize> = Vec::new();
        while seats.len() < CANDIDATES {
            seats.extend(0..places::ABROAD);
        }
        seats.truncate(CANDIDATES);
        rng.shuffle(&mut seats);
        for (number, place) in seats.into_iter().enumerate() {
            let japanese = number % 48 == 7;
            let pool = japanese.then_some("ja");
            let mut name = self.new_name(places::get(place).country, pool, rng);
            if japanese {
                name.order = NameOrder::GivenFirst;
            }
            let topic = number % topics::count();
            let sketch = Sketch { name, place, topic, has_orcid: rng.chance(72) };
            let index = self.add(sketch, rng);
            self.give_focus(index, rng);
            self.give_history(index, japanese, rng);
        }
    }

    fn add_researchers_in_japan(&mut self, rng: &mut Rng) {
        let abroad = ["en", "de", "vi", "in", "es", "zh"];
        let japanese_places = places::count() - places::ABROAD;
        for number in 0..IN_JAPAN {
            let pool = if number % 4 == 1 { abroad.get(number / 4).copied() } else { None };
            let name = self.new_name("JP", pool, rng);
            let sketch = Sketch {
                name,
                place: places::ABROAD + number % japanese_places,
                topic: number * 5 % topics::count(),
                has_orcid: rng.chance(72),
            };
            let index = self.add(sketch, rng);
            self.give_focus(index, rng);
        }
    }

    /// Adds the lab members of everybody in the author list.
    pub(super) fn add_labs(&mut self, rng: &mut Rng) {
        for leader in Self::pool() {
            let Some((place, topic)) = self.people.get(leader).map(|one| (one.place(), one.topic)) else {
                continue;
            };
            let members: Vec<usize> = (0..LAB_SIZE).map(|_| self.add_stranger(place, topic, rng)).collect();
            if let Some(person) = self.people.get_mut(leader) {
                person.lab = members;
            }
        }
    }

    /// Adds a person who is not in the author list.
    pub(super) fn add_stranger(&mut self, place: usize, topic: usize, rng: &mut Rng) -> usize {
        let sketch = Sketch {
            name: self.new_name(places::get(place).country, None, rng),
            place,
            topic,
            has_orcid: rng.chance(60),
        };
        self.add(sketch, rng)
    }

    fn give_focus(&mut self, index: usize, rng: &mut Rng) {
        let count = topics::count();
        let Some(person) = self.people.get_mut(index) else {
            return;
        };
        let concepts = topics::get(person.topic).concepts.len();
        let cluster = index / count / CLUSTER;
        let shared = cluster * 4..cluster * 4 + 4;
        let mut focus: Vec<usize> = rng.sample(&shared.collect::<Vec<_>>(), 3);
        let mut others: Vec<usize> = (0..concepts).collect();
        others.retain(|concept| !focus.contains(concept));
        focus.extend(rng.sample(&others, 3));
        focus.retain(|concept| *concept < concepts);
        person.focus = focus;
        person.side_topic = (person.topic + 1 + rng.below(count - 1)) % count;
    }

    fn give_history(&mut self, index: usize, japanese: bool, rng: &mut Rng) {
        let this_year = self.this_year;
        let moved = index % 9 == 4 || (japanese && index % 96 == 7);
        let Some(person) = self.people.get_mut(index).filter(|_| moved) else {
            return;
        };
        let (earlier, left) = if japanese {
            (places::ABROAD + index % 12, this_year - 7)
        } else {
            let step = 1 + rng.below(places::ABROAD - 1);
            let place = (person.place() + step) % places::ABROAD;
            (place, this_year - rng.between(2, 6))
        };
        person.precede_by(earlier, left);
    }

    fn mark_many_names(&mut self) {
        let mut with_script = 0;
        for (index, person) in self.people.iter_mut().enumerate().take(CANDIDATES) {
            let native = person.name.native.is_some();
            let chosen = (native && with_script < 22) || (!native && index % 29 == 3);
            with_script += usize::from(native && chosen);
            person.many_names = chosen;
        }
    }
}

impl Person {
    /// Puts an earlier institution, left in year `left`, before the present one.
    pub(super) fn precede_by(&mut self, place: usize, left: i32) {
        let Some(present) = self.stays.last().copied() else {
            return;
        };
        let earlier = Stay { place, from: present.from.min(left - 1), to: left };
        let present = Stay { from: left + 1, ..present };
        self.stays = vec![earlier, present];
    }
}

fn author_id(index: usize) -> String {
    let digits = (index * 104_729 + 31_337) % 100_000_000;
    format!("https://openalex.org/A{}", 5_900_000_000_u64 + digits as u64)
}

/// An ORCID outside the block that is handed out to real people.
fn orcid(index: usize) -> String {
    let digits = format!("00090090{:07}", (index * 7_919 + 1_234_567) % 10_000_000);
    let sum = digits.chars().filter_map(|digit| digit.to_digit(10)).fold(0, |total, digit| (total + digit) * 2);
    let check = match (12 - sum % 11) % 11 {
        10 => 'X'.to_string(),
        value => value.to_string(),
    };
    let parts = [digits.get(0..4), digits.get(4..8), digits.get(8..12), digits.get(12..15)];
    let joined: Vec<&str> = parts.into_iter().flatten().collect();
    format!("{}{check}", joined.join("-"))
}
