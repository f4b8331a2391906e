//! One letter over SMTP (RFC 5321), with a stop just before the server can take it.

use super::deliver::Outcome;
use crate::config::{Encryption, Mail};
use lettre::address::Address;
use lettre::transport::smtp::authentication::{Credentials, DEFAULT_MECHANISMS};
use lettre::transport::smtp::client::{SmtpConnection, TlsParameters};
use lettre::transport::smtp::commands::{Data, Mail as MailFrom, Rcpt};
use lettre::transport::smtp::extension::ClientId;
use std::time::Duration;

/// Sends `raw` from the configured sender to `to`. `before_handing_over` is called when everything but
/// the text is agreed; if it says no, nothing was sent.
pub(super) fn send(mail: &Mail, to: &str, raw: &[u8], before_handing_over: &mut dyn FnMut() -> bool) -> Outcome {
    let prepared = Address::try_from(to.to_owned())
        .map_err(|_| Outcome::refused("the address is not one", true))
        .and_then(|to| prepare(mail, to));
    let mut connection = match prepared {
        Ok(connection) => connection,
        Err(outcome) => return outcome,
    };
    if !before_handing_over() {
        connection.abort();
        return Outcome::Lost;
    }
    let outcome = match connection.message(raw) {
        Ok(_) => Outcome::Sent,
        Err(error) if error.is_permanent() => Outcome::refused(&error.to_string(), false),
        Err(error) if error.is_transient() => Outcome::Later(error.to_string()),
        // No reply: the server may or may not have it.
        Err(error) => Outcome::Unknown(error.to_string()),
    };
    // The letter is settled; how the conversation ends does not matter.
    let _bye = connection.quit();
    outcome
}

/// Greets the server and agrees on sender and reader, up to where it waits for the text.
fn prepare(mail: &Mail, to: Address) -> Result<SmtpConnection, Outcome> {
    let mut connection = connect(mail).map_err(|error| later(&error))?;
    let from = mail.from_address.parse::<Address>().ok();
    let agreed = connection
        .command(MailFrom::new(from, Vec::new()))
        .map_err(|error| told(&error, false))
        .and_then(|_| connection.command(Rcpt::new(to, Vec::new())).map_err(|error| told(&error, true)))
        .and_then(|_| connection.command(Data).map_err(|error| told(&error, false)));
    match agreed {
        Ok(_) => Ok(connection),
        Err(outcome) => {
            connection.abort();
            Err(outcome)
        }
    }
}

fn connect(mail: &Mail) -> Result<SmtpConnection, lettre::transport::smtp::Error> {
    let hello = ClientId::default();
    let timeout = Some(Duration::from_secs(mail.timeout_seconds));
    let tls = match mail.encryption {
        Encryption::None => None,
        Encryption::Starttls | Encryption::Tls => Some(TlsParameters::new(mail.host.clone())?),
    };
    let wrapped = tls.as_ref().filter(|_| mail.encryption == Encryption::Tls);
    let server = (mail.host.as_str(), mail.port);
    let mut connection = SmtpConnection::connect(server, timeout, &hello, wrapped, None)?;
    if let (Encryption::Starttls, Some(tls)) = (mail.encryption, &tls) {
        connection.starttls(tls, &hello)?;
    }
    if !mail.username.is_empty() {
        let credentials = Credentials::new(mail.username.clone(), mail.password.reveal().to_owned());
        connection.auth(DEFAULT_MECHANISMS, &credentials)?;
    }
    Ok(connection)
}

/// Before the text was handed over every failure but a permanent refusal is worth another attempt.
fn told(error: &lettre::transport::smtp::Error, of_the_reader: bool) -> Outcome {
    if error.is_permanent() { Outcome::refused(&error.to_string(), of_the_reader) } else { later(error) }
}

fn later(error: &lettre::transport::smtp::Error) -> Outcome {
    Outcome::Later(error.to_string())
}
