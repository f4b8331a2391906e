//! A letter and the states of its sending.

use crate::kernel::ids::{LinkId, MessageId};
use crate::kernel::time::UtcTime;

/// Stands in the text of a letter where the reader's link will be.
pub const LINK_MARK: &str = "[[link]]";

context_error! {
    /// Why something cannot be done with a letter.
    MailError {
        /// Only a letter that is uncertain or failed can be settled by hand.
        NotOpen = Conflict "letter_not_open": "this letter needs no decision",
    }
}

text_enum! {
    /// How far the sending of a letter is.
    pub enum State {
        /// In the outbox.
        Queued = "queued",
        /// A worker has it and has not begun to hand it over.
        Leased = "leased",
        /// The mail server may be taking it right now.
        HandingOver = "handing_over",
        /// The mail server took it.
        Sent = "sent",
        /// The mail server refused it for good, or all attempts are used up.
        Failed = "failed",
        /// Taken back before it left.
        Cancelled = "cancelled",
        /// Sending was cut off at the one moment where nobody can know; an officer settles it.
        Uncertain = "uncertain",
    }
}

text_enum! {
    /// What an officer says of a letter that did not simply leave.
    pub enum Settlement {
        /// It did arrive.
        Arrived = "arrived",
        /// Send it again.
        SendAgain = "send_again",
    }
}

/// What a context wants to be written to somebody. The contexts define the concrete letters.
pub trait Letter {
    /// A stable name, such as `invitation`.
    fn kind(&self) -> &'static str;
    /// The id of what it is about; with kind and sequence it makes the letter unique.
    fn subject_id(&self) -> String;
    /// Which of several letters of this kind about the same thing: 0, 1, 2 …
    fn sequence(&self) -> i32 {
        0
    }
    /// The name of the reader, for the address line.
    fn to_name(&self) -> String;
    /// The address of the reader.
    fn to_address(&self) -> String;
    /// `en` or `ja`.
    fn language(&self) -> &'static str {
        "en"
    }
    /// The subject line.
    fn subject(&self) -> String;
    /// The text, with [`LINK_MARK`] where the link belongs.
    fn body(&self) -> String;
    /// The link it carries.
    fn link(&self) -> Option<LinkId> {
        None
    }
}

/// A letter in the outbox.
#[derive(Debug, Clone)]
pub struct Message {
    /// Its id.
    pub id: MessageId,
    /// What kind of letter.
    pub kind: String,
    /// What it is about.
    pub subject_id: String,
    /// Which of several.
    pub sequence: i32,
    /// The reader's name.
    pub to_name: String,
    /// The reader's address.
    pub to_address: String,
    /// The subject line.
    pub subject: String,
    /// The text, with [`LINK_MARK`] for the link.
    pub body: String,
    /// The link it carries.
    pub link: Option<LinkId>,
    /// The first letter of the thread.
    pub in_reply_to: Option<String>,
    /// The `Message-ID` without brackets.
    pub message_id: String,
    /// How far the sending is.
    pub state: State,
    /// Attempts so far.
    pub attempts: i32,
    /// Not sent before this instant.
    pub due_at: UtcTime,
    /// Why the last attempt failed, in the mail server's words.
    pub last_error: Option<String>,
    /// When it was enqueued.
    pub created_at: UtcTime,
    /// When the mail server took it.
    pub sent_at: Option<UtcTime>,
}

/// Seconds to wait before attempt number `attempts + 1`; none where 48 hours are used up.
pub(super) fn back_off(attempts: i32) -> Option<i64> {
    const MINUTES: [i64; 12] = [1, 5, 15, 60, 240, 240, 360, 360, 480, 480, 600, 720];
    let place = usize::try_from(attempts.max(1) - 1).ok()?;
    MINUTES.get(place).map(|minutes| minutes * 60)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn attempts_are_given_up_after_two_days() {
        let total: i64 = (1..).map_while(back_off).sum();
        assert!((46 * 3600..=60 * 3600).contains(&total), "{total}");
        assert_eq!(back_off(1), Some(60));
        assert_eq!(back_off(13), None);
    }
}
