//! From a row of the outbox to the bytes on the wire.

use super::message::{LINK_MARK, Message};
use crate::config::Mail;
use crate::kernel::ids::LinkId;
use crate::kernel::secret::{MasterKey, Token};
use crate::kernel::text::one_line;
use crate::kernel::time::UtcTime;
use lettre::message::{Mailbox, MultiPart, header};
use std::time::{Duration, SystemTime};

/// The token in the link of a letter, derived from the installation's key.
pub fn letter_link(key: &MasterKey, link: LinkId) -> Token {
    key.derive_token("respond", &link.to_string())
}

/// What composing needs to know of this installation.
#[derive(Debug, Clone)]
pub struct Sender {
    /// Sender's name and address.
    pub mail: Mail,
    /// The start of links.
    pub public_url: String,
    /// The key that links derive from.
    pub key: MasterKey,
}

/// A letter cannot be composed: an address or a name is not fit for a header.
#[derive(Debug, thiserror::Error)]
#[error("cannot compose: {0}")]
pub struct ComposeError(String);

impl Sender {
    /// The text as the reader gets it, the link in its place.
    pub fn text(&self, message: &Message) -> String {
        let Some(link) = message.link else { return message.body.clone() };
        let token = letter_link(&self.key, link);
        message.body.replace(LINK_MARK, &format!("{}/r/{}", self.public_url, token.reveal()))
    }

    /// The letter as bytes: text first, simple HTML beside it (RFC 2046, 5.1.4), no remote images, no tracking.
    pub fn compose(&self, message: &Message, now: UtcTime) -> Result<Vec<u8>, ComposeError> {
        let text = self.text(message);
        let html = html_of(&text);
        let date = SystemTime::UNIX_EPOCH + Duration::from_secs(now.seconds().unsigned_abs());
        let mut builder = lettre::Message::builder()
            .from(mailbox(&self.mail.from_name, &self.mail.from_address)?)
            .to(mailbox(&message.to_name, &message.to_address)?)
            .subject(one_line(&message.subject))
            .date(date)
            .message_id(Some(format!("<{}>", message.message_id)))
            .header(AutoSubmitted);
        if let Some(first) = &message.in_reply_to {
            builder = builder.in_reply_to(format!("<{first}>")).references(format!("<{first}>"));
        }
        let letter = builder
            .multipart(MultiPart::alternative_plain_html(text, html))
            .map_err(|error| ComposeError(error.to_string()))?;
        Ok(letter.formatted())
    }
}

fn mailbox(name: &str, address: &str) -> Result<Mailbox, ComposeError> {
    // lettre panics on control characters in a name.
    let name = Some(one_line(name)).filter(|name| !name.is_empty());
    let address = address.parse().map_err(|_| ComposeError("the address is not fit for a header".to_owned()))?;
    Ok(Mailbox::new(name, address))
}

/// `Auto-Submitted: auto-generated` (RFC 3834, 5): holiday answers stay quiet towards machines, but not towards us.
#[derive(Debug, Clone, Copy)]
struct AutoSubmitted;

impl header::Header for AutoSubmitted {
    fn name() -> header::HeaderName {
        header::HeaderName::new_from_ascii_str("Auto-Submitted")
    }
    fn parse(_: &str) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        Ok(Self)
    }
    fn display(&self) -> header::HeaderValue {
        header::HeaderValue::new(Self::name(), "auto-generated".to_owned())
    }
}

/// Plain text as simple HTML: paragraphs, line breaks, addresses of the web as links.
pub fn html_of(text: &str) -> String {
    let mut html = String::from(
        "<!doctype html><html><head><meta charset=\"utf-8\"></head><body style=\"font-family:sans-serif;line-height:1.5;max-width:40em\">",
    );
    for paragraph in text.split("\n\n") {
        let lines: Vec<String> = paragraph.lines().map(|line| linked(line.trim_end())).collect();
        html.push_str("<p>");
        html.push_str(&lines.join("<br>\n"));
        html.push_str("</p>\n");
    }
    html.push_str("</body></html>");
    html
}

fn linked(line: &str) -> String {
    line.split(' ')
        .map(|word| {
            let safe = escape(word);
            let bare = safe.trim_end_matches(['.', ',', ')']);
            if word.starts_with("https://") || word.starts_with("http://") {
                format!("<a href=\"{bare}\">{bare}</a>{}", &safe[bare.len()..])
            } else {
                safe
            }
        })
        .collect::<Vec<_>>()
        .join(" ")
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn html_shows_markup_as_text_and_links_as_links() {
        let html = html_of("Dear <b>you</b>,\n\nopen https://m.example/r/x.\nBye");
        assert!(html.contains("Dear &lt;b&gt;you&lt;/b&gt;,"));
        assert!(html.contains("<a href=\"https://m.example/r/x\">https://m.example/r/x</a>.<br>\nBye"));
    }
}
