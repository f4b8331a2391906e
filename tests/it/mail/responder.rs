//! A mail server of few words, which behaves as badly as a story wants.

use std::{
    io::{BufRead, BufReader, Write},
    net::{TcpListener, TcpStream},
    sync::{Arc, Mutex, PoisonError},
    thread::{self, JoinHandle},
    time::Duration,
};

/// How it treats the next letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Habit {
    /// Takes the letter.
    Takes,
    /// Knows no such reader.
    KnowsNobody,
    /// Wants to be asked again later.
    AsksForPatience,
    /// Refuses the text for good.
    DislikesTheText,
    /// Reads the whole text and hangs up without a word.
    HangsUpAfterTheText,
    /// Hangs up when asked for a reader.
    HangsUpBefore,
}

#[derive(Debug)]
struct State {
    habit: Habit,
    ended: bool,
    /// What was asked of it: one entry a conversation.
    conversations: usize,
    /// The texts that it read to their end.
    texts: Vec<String>,
}

/// It listens until it is dropped.
pub(super) struct Responder {
    pub(super) port: u16,
    state: Arc<Mutex<State>>,
    thread: Option<JoinHandle<()>>,
}

impl Responder {
    pub(super) fn start(habit: Habit) -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).expect("a free port");
        let port = listener.local_addr().expect("an address").port();
        let state = Arc::new(Mutex::new(State { habit, ended: false, conversations: 0, texts: Vec::new() }));
        let shared = Arc::clone(&state);
        let thread = thread::spawn(move || {
            for stream in listener.incoming().map_while(Result::ok) {
                if look(&shared, |state| state.ended) {
                    break;
                }
                look(&shared, |state| state.conversations += 1);
                // Who hangs up on us has nothing more to say.
                converse(&stream, &shared).ok();
            }
        });
        Self { port, state, thread: Some(thread) }
    }

    /// From now on it behaves so.
    pub(super) fn now(&self, habit: Habit) {
        look(&self.state, |state| state.habit = habit);
    }

    /// How often somebody wanted to hand something over.
    pub(super) fn conversations(&self) -> usize {
        look(&self.state, |state| state.conversations)
    }

    /// How many texts it read to the end, taken or not.
    pub(super) fn texts(&self) -> usize {
        look(&self.state, |state| state.texts.len())
    }
}

impl Drop for Responder {
    fn drop(&mut self) {
        look(&self.state, |state| state.ended = true);
        drop(TcpStream::connect(("127.0.0.1", self.port)));
        if let Some(thread) = self.thread.take() {
            thread.join().ok();
        }
    }
}

fn look<T>(state: &Mutex<State>, work: impl FnOnce(&mut State) -> T) -> T {
    work(&mut state.lock().unwrap_or_else(PoisonError::into_inner))
}

fn converse(mut stream: &TcpStream, state: &Mutex<State>) -> std::io::Result<()> {
    stream.set_read_timeout(Some(Duration::from_secs(20)))?;
    let habit = look(state, |state| state.habit);
    let mut lines = BufReader::new(stream.try_clone()?).lines();
    stream.write_all(b"220 responder.example ESMTP\r\n")?;
    while let Some(line) = lines.next().transpose()? {
        let command = line.to_ascii_uppercase();
        let answer = if command.starts_with("RCPT") {
            match habit {
                Habit::KnowsNobody => "550 5.1.1 <someone>: no such user here",
                Habit::AsksForPatience => "451 4.7.1 Greylisted, come back later",
                Habit::HangsUpBefore => return Ok(()),
                _ => "250 2.1.5 Fine",
            }
        } else if command == "DATA" {
            stream.write_all(b"354 Go on\r\n")?;
            let mut text = String::new();
            for line in lines.by_ref().map_while(Result::ok).take_while(|line| line != ".") {
                text.push_str(&line);
                text.push('\n');
            }
            look(state, |state| state.texts.push(text));
            match habit {
                Habit::HangsUpAfterTheText => return Ok(()),
                Habit::DislikesTheText => "554 5.7.1 Looks like advertising",
                _ => "250 2.0.0 Taken",
            }
        } else if command == "QUIT" {
            stream.write_all(b"221 Bye\r\n")?;
            return Ok(());
        } else {
            "250 Fine"
        };
        stream.write_all(format!("{answer}\r\n").as_bytes())?;
    }
    Ok(())
}
