//! A letter as a mail client shows it: head, text, its links.

use crate::config::Mail;
use crate::kernel::email::mask;
use crate::mail::LINK_MARK;

/// A letter on a page.
#[derive(Debug, Clone)]
pub(in crate::pages) struct LetterView {
    pub to: String,
    pub from: String,
    pub subject: String,
    pub parts: Vec<Part>,
}

/// A piece of a letter's text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::pages) struct Part {
    pub text: String,
    /// Whether it is an address of the web.
    pub is_link: bool,
    /// Whether the reader's link will stand here.
    pub is_mark: bool,
}

impl Part {
    fn text(text: &str) -> Self {
        Self { text: text.to_owned(), is_link: false, is_mark: false }
    }

    fn link(text: &str) -> Self {
        Self { is_link: true, ..Self::text(text) }
    }

    fn mark() -> Self {
        Self { is_mark: true, ..Self::text("") }
    }
}

impl LetterView {
    /// A letter that has not left: the link shows as a mark, the address is masked.
    pub(in crate::pages) fn draft(mail: &Mail, name: &str, address: Option<&str>, subject: &str, body: &str) -> Self {
        Self {
            to: format!("{name} <{}>", mask(address.unwrap_or_default())),
            from: sender(mail),
            subject: subject.to_owned(),
            parts: marked(body),
        }
    }

    /// A letter that was kept with its link.
    pub(in crate::pages) fn kept(mail: &Mail, address: &str, subject: &str, body: &str) -> Self {
        Self { to: address.to_owned(), from: sender(mail), subject: subject.to_owned(), parts: linked(body) }
    }
}

fn sender(mail: &Mail) -> String {
    format!("{} <{}>", mail.from_name, mail.from_address)
}

fn marked(body: &str) -> Vec<Part> {
    let mut parts = Vec::new();
    for (place, text) in body.split(LINK_MARK).enumerate() {
        if place > 0 {
            parts.push(Part::mark());
        }
        parts.push(Part::text(text));
    }
    parts
}

/// Splits out the addresses of the web: up to the next white space, without the full stop behind them.
fn linked(body: &str) -> Vec<Part> {
    let (mut parts, mut rest) = (Vec::new(), body);
    while let Some(start) = [rest.find("https://"), rest.find("http://")].into_iter().flatten().min() {
        let end = rest[start..].find(char::is_whitespace).map_or(rest.len(), |length| start + length);
        let address = rest[start..end].trim_end_matches(['.', ',', ';', ')', '>']);
        parts.push(Part::text(&rest[..start]));
        parts.push(Part::link(address));
        rest = &rest[start + address.len()..];
    }
    parts.push(Part::text(rest));
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_address_in_a_letter_is_split_out() {
        let parts = linked("Open https://m.example/r/x.\nBye");
        assert_eq!(parts, [Part::text("Open "), Part::link("https://m.example/r/x"), Part::text(".\nBye")]);
    }

    #[test]
    fn the_mark_of_a_link_becomes_a_part_of_its_own() {
        let parts = marked("Open [[link]] now");
        assert_eq!(parts, [Part::text("Open "), Part::mark(), Part::text(" now")]);
    }
}
