//! E-mail addresses that do not print themselves.

use std::fmt;
use std::str::FromStr;

/// A parsed e-mail address (RFC 5321 mailbox without quoting). `Debug` keeps it out of the logs.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct EmailAddress(String);

/// The text was not an e-mail address.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not an e-mail address")]
pub struct InvalidEmail;

impl EmailAddress {
    /// The address as it was written.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The key under which addresses compare: lower case. The local part is case-sensitive by the
    /// standard and nowhere in practice.
    pub fn key(&self) -> String {
        self.0.to_lowercase()
    }

    /// With most of the local part hidden, for lists: `m…@ki.example`.
    pub fn masked(&self) -> String {
        mask(&self.0)
    }
}

/// Hides most of the local part of an address: `m…@ki.example`.
pub fn mask(address: &str) -> String {
    match address.rsplit_once('@') {
        Some((local, domain)) => {
            let first: String = local.chars().take(1).collect();
            format!("{first}…@{domain}")
        }
        None => "…".to_owned(),
    }
}

fn label(label: &str) -> bool {
    !label.is_empty()
        && label.len() <= 63
        && label.chars().all(|c| c.is_alphanumeric() || c == '-')
        && !label.starts_with('-')
        && !label.ends_with('-')
}

impl FromStr for EmailAddress {
    type Err = InvalidEmail;

    fn from_str(text: &str) -> Result<Self, InvalidEmail> {
        let text = text.trim();
        let (local, domain) = text.rsplit_once('@').ok_or(InvalidEmail)?;
        let atom = |c: char| c.is_alphanumeric() || "!#$%&'*+-/=?^_`{|}~.".contains(c);
        let local_ok = !local.is_empty()
            && local.len() <= 64
            && local.chars().all(atom)
            && !local.starts_with('.')
            && !local.ends_with('.')
            && !local.contains("..");
        let domain_ok = domain.len() <= 253 && domain.contains('.') && domain.split('.').all(label);
        if local_ok && domain_ok { Ok(Self(text.to_owned())) } else { Err(InvalidEmail) }
    }
}

impl fmt::Debug for EmailAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("EmailAddress(..)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_told_from_other_text() {
        for good in ["a@b.jp", "m.lindqvist+x@ki.example", "o'neil@sub.uni.example"] {
            assert!(good.parse::<EmailAddress>().is_ok(), "{good}");
        }
        for bad in ["", "a", "a@b", "a b@c.d", "a@-b.jp", "a@b..jp", ".a@b.jp", "a@b.jp\r\nBcc: c@d.jp", "<a@b.jp>"] {
            assert!(bad.parse::<EmailAddress>().is_err(), "{bad}");
        }
    }

    #[test]
    fn an_address_does_not_reach_a_log() {
        let address: EmailAddress = "secret@b.jp".parse().unwrap();
        assert_eq!(format!("{address:?}"), "EmailAddress(..)");
        assert_eq!(address.masked(), "s…@b.jp");
    }
}
