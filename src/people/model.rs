//! A person of the pool.

use crate::kernel::ids::{PersonId, PublicationId};
use crate::kernel::place::{CountryCode, Orcid};

context_error! {
    /// Why something cannot be done in the pool.
    PeopleError {
        /// The file cannot be read as what it should be.
        Unreadable = Invalid "file_unreadable": "the file cannot be read",
    }
}

text_enum! {
    /// In which order somebody's names are said.
    #[derive(Default)]
    pub enum NameOrder {
        /// “Marta Lindqvist”.
        #[default]
        GivenFirst = "given_first",
        /// “Nguyễn Thanh Hà”, “SASAKI Hina”.
        FamilyFirst = "family_first",
    }
}

text_enum! {
    /// What is known of an address.
    pub enum EmailState {
        /// Nothing.
        Unverified = "unverified",
        /// Its owner answered from a link sent there.
        Verified = "verified",
        /// A letter came back.
        Bounced = "bounced",
    }
}

text_enum! {
    /// Whether somebody may be asked at all: reviewers work outside Japan, whatever their nationality.
    pub enum Eligibility {
        /// Works outside Japan.
        Eligible = "eligible",
        /// Where they work is not known; to be checked before asking.
        CountryUnknown = "country_unknown",
        /// Has a current affiliation in Japan, perhaps beside another.
        InJapan = "in_japan",
        /// Asked never to be written to.
        DoNotContact = "do_not_contact",
    }
}

impl Eligibility {
    /// By the countries of all current affiliations.
    pub fn of(countries: &[CountryCode], do_not_contact: bool) -> Self {
        if do_not_contact {
            Self::DoNotContact
        } else if countries.iter().any(CountryCode::is_japan) {
            Self::InJapan
        } else if countries.is_empty() {
            Self::CountryUnknown
        } else {
            Self::Eligible
        }
    }

    /// Whether it forbids asking.
    pub fn forbids(self) -> bool {
        matches!(self, Self::InJapan | Self::DoNotContact)
    }
}

/// An address of a person.
#[derive(Debug, Clone)]
pub struct Email {
    /// The address.
    pub address: String,
    /// Whether letters go there first.
    pub is_primary: bool,
    /// What is known of it.
    pub state: EmailState,
}

/// Where somebody works or worked.
#[derive(Debug, Clone)]
pub struct Affiliation {
    /// The institution as its source names it.
    pub institution: String,
    /// Its ROR id.
    pub ror: Option<String>,
    /// The department.
    pub department: Option<String>,
    /// The country or region.
    pub country: Option<CountryCode>,
    /// The first year known.
    pub start_year: Option<i32>,
    /// The last year known.
    pub end_year: Option<i32>,
    /// Whether the source says that it lasts.
    pub is_current: bool,
    /// Which source says so.
    pub source: String,
}

/// Somebody in the pool, as officers see them.
#[derive(Debug, Clone)]
pub struct Person {
    /// The person.
    pub id: PersonId,
    /// Family name.
    pub family_name: String,
    /// Given names.
    pub given_name: String,
    /// In which order they are said.
    pub name_order: NameOrder,
    /// The name in its own script.
    pub native_name: Option<String>,
    /// Other names in publications and lists.
    pub other_names: Vec<String>,
    /// ORCID iD.
    pub orcid: Option<Orcid>,
    /// OpenAlex author id, bare: `A5023888391`.
    pub openalex_id: Option<String>,
    /// Present institution.
    pub institution: Option<String>,
    /// Present department.
    pub department: Option<String>,
    /// Country or region of the present affiliation.
    pub country: Option<CountryCode>,
    /// IANA time zone.
    pub time_zone: Option<String>,
    /// Declared expertise.
    pub keywords: Vec<String>,
    /// Never to be written to.
    pub do_not_contact: bool,
    /// Addresses, the first to use first.
    pub emails: Vec<Email>,
    /// Affiliations, the latest first.
    pub affiliations: Vec<Affiliation>,
    /// Where the shown values come from.
    pub source: String,
}

impl Person {
    /// Whether they may be asked at all.
    pub fn eligibility(&self) -> Eligibility {
        let current = self.affiliations.iter().filter(|known| known.is_current);
        let mut countries: Vec<CountryCode> = current.filter_map(|known| known.country.clone()).collect();
        countries.extend(self.country.clone());
        Eligibility::of(&countries, self.do_not_contact)
    }

    /// The name as it is said.
    pub fn name(&self) -> String {
        full_name(&self.family_name, &self.given_name, self.name_order)
    }
}

/// A name as it is said: family name first or last.
pub fn full_name(family: &str, given: &str, order: NameOrder) -> String {
    let name = match order {
        NameOrder::GivenFirst => format!("{given} {family}"),
        NameOrder::FamilyFirst => format!("{family} {given}"),
    };
    name.trim().to_owned()
}

/// A publication, as lists and reasons show it.
#[derive(Debug, Clone)]
pub struct Publication {
    /// The publication.
    pub id: PublicationId,
    /// Title.
    pub title: String,
    /// Year of publication.
    pub year: Option<i32>,
    /// DOI, bare.
    pub doi: Option<String>,
    /// How many authors it has.
    pub author_count: i32,
}

/// Splits a name of which only the spoken form is known. Particles stay with the family name; the order
/// is a guess that the funder's own list corrects.
pub fn split_name(name: &str) -> (String, String) {
    const PARTICLES: [&str; 19] = [
        "van", "von", "der", "den", "de", "da", "dos", "das", "del", "della", "di", "du", "la", "le", "al", "el",
        "bin", "ten", "ter",
    ];
    let words: Vec<&str> = name.split_whitespace().collect();
    if let Some((family, given)) = name.split_once(", ") {
        return (family.trim().to_owned(), given.trim().to_owned());
    }
    let mut start = words.len().saturating_sub(1);
    while start > 1 && PARTICLES.contains(&words[start - 1].to_lowercase().as_str()) {
        start -= 1;
    }
    (words[start..].join(" "), words[..start].join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn particles_stay_with_the_family_name() {
        assert_eq!(split_name("Willem van der Berg"), ("van der Berg".into(), "Willem".into()));
        assert_eq!(split_name("Lindqvist, Marta"), ("Lindqvist".into(), "Marta".into()));
        assert_eq!(split_name("Suharto"), ("Suharto".into(), String::new()));
        assert_eq!(split_name(""), (String::new(), String::new()));
    }
}
