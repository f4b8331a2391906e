//! What an officer filters candidates by, as it stands in the address.

use crate::http::form::Fields;
use crate::http::urls::encode;
use crate::kernel::page::PageRequest;
use crate::kernel::place::CountryCode;
use crate::kernel::text::one_line;
use crate::search::{FindFilter, Show};

/// Candidates on one page.
pub(super) const ON_PAGE: usize = 20;

/// The filters, and where in the list the page starts.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Filters {
    pub words: String,
    pub countries: Vec<CountryCode>,
    pub show: Show,
    pub after: usize,
}

impl Filters {
    /// Reads an address or a form; what is no filter is none.
    pub(super) fn read(fields: &Fields) -> Self {
        let mut countries: Vec<CountryCode> =
            fields.all("country").into_iter().filter_map(|code| code.parse().ok()).collect();
        countries.sort();
        countries.dedup();
        Self {
            words: one_line(fields.text("q")),
            countries,
            show: fields.text("show").parse().unwrap_or_default(),
            after: fields.text("after").parse().unwrap_or_default(),
        }
    }

    /// The fields of the address, the page aside.
    pub(super) fn pairs(&self) -> Vec<(&'static str, String)> {
        let words = Some(("q", self.words.clone())).filter(|_| !self.words.is_empty());
        let show = Some(("show", self.show.to_string())).filter(|_| self.show != Show::default());
        let countries = self.countries.iter().map(|code| ("country", code.to_string()));
        words.into_iter().chain(countries).chain(show).collect()
    }

    /// The address at `path` with these filters.
    pub(super) fn at(&self, path: &str) -> String {
        let page = Some(("after", self.after.to_string())).filter(|_| self.after > 0);
        let pairs: Vec<String> =
            self.pairs().into_iter().chain(page).map(|(name, value)| format!("{name}={}", encode(&value))).collect();
        if pairs.is_empty() { path.to_owned() } else { format!("{path}?{}", pairs.join("&")) }
    }

    /// The same with another start.
    pub(super) fn from(&self, after: usize) -> Self {
        Self { after, ..self.clone() }
    }

    /// Without the words.
    pub(super) fn without_words(&self) -> Self {
        Self { words: String::new(), after: 0, ..self.clone() }
    }

    /// Without one country.
    pub(super) fn without_country(&self, code: &CountryCode) -> Self {
        let countries = self.countries.iter().filter(|known| *known != code).cloned().collect();
        Self { countries, after: 0, ..self.clone() }
    }

    /// Without any country.
    pub(super) fn without_countries(&self) -> Self {
        Self { countries: Vec::new(), after: 0, ..self.clone() }
    }

    /// With all candidates, whether they may be asked or not.
    pub(super) fn without_show(&self) -> Self {
        Self { show: Show::default(), after: 0, ..self.clone() }
    }

    /// Whether nothing is filtered.
    pub(super) fn is_empty(&self) -> bool {
        self.pairs().is_empty()
    }

    /// What the search takes.
    pub(super) fn wanted(&self) -> FindFilter {
        FindFilter { words: self.words.clone(), countries: self.countries.clone(), show: self.show }
    }

    /// What part of the list.
    pub(super) fn part(&self) -> PageRequest {
        let limit = i64::try_from(ON_PAGE).unwrap_or(PageRequest::MAX);
        PageRequest { limit, after: Some(self.after.to_string()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_reads_back_and_drops_one_filter_at_a_time() {
        let fields = Fields::decode(b"q=TDP-43+%26&country=SE&country=DE&country=??&show=askable&after=20");
        let filters = Filters::read(&fields);
        let address = filters.at("/x");
        assert_eq!(address, "/x?q=TDP-43%20%26&country=DE&country=SE&show=askable&after=20");
        let query = address.split_once('?').unwrap().1;
        assert_eq!(Filters::read(&Fields::decode(query.as_bytes())), filters);
        let sweden = filters.countries[1].clone();
        assert_eq!(filters.without_country(&sweden).at("/x"), "/x?q=TDP-43%20%26&country=DE&show=askable");
        assert_eq!(filters.without_words().without_countries().without_show().at("/x"), "/x");
    }
}
