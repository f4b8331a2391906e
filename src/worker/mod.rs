//! Work in the background: letters leave, invitations expire, old keys are forgotten.
//!
//! Each loop is thin and calls a use case. Several processes may run them: what must happen once is
//! guarded in the database.

use crate::app::App;
use crate::db::{DbError, Request, Tx, once};
use crate::invitations::{self, InvitationError};
use crate::kernel::actor::Actor;
use crate::mail::{Courier, Delivered};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::{self, JoinHandle};
use std::time::Duration;

/// Letters leased at a time.
const BATCH: i64 = 10;
/// How long an `Idempotency-Key` is remembered.
const KEY_DAYS: i64 = 7;

/// The running loops; they end when this is dropped or stopped.
#[derive(Debug)]
pub struct Worker {
    stop: Arc<AtomicBool>,
    threads: Vec<JoinHandle<()>>,
}

impl Worker {
    /// Starts the loops on threads of their own.
    pub fn start(app: &App) -> Self {
        let stop = Arc::new(AtomicBool::new(false));
        let pause = Duration::from_millis(60_000 / u64::from(app.config.mail.per_minute));
        let mail = looping(&stop, Duration::from_secs(1), {
            let (app, courier) = (app.clone(), courier(app));
            move |stop| deliver(&app, &courier, pause, stop).handled
        });
        let upkeep = looping(&stop, Duration::from_mins(1), {
            let app = app.clone();
            move |_| upkeep(&app)
        });
        Self { stop, threads: vec![mail, upkeep] }
    }

    /// Ends the loops after what they are doing.
    pub fn stop(mut self) {
        self.stop.store(true, Ordering::SeqCst);
        for thread in self.threads.drain(..) {
            let _ended = thread.join();
        }
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        self.stop.store(true, Ordering::SeqCst);
    }
}

/// Does everything that is due now, once; for tests and the command line. Returns how many letters left.
pub fn drain(app: &App) -> usize {
    let courier = courier(app);
    let stop = AtomicBool::new(false);
    let mut sent = 0;
    loop {
        let batch = deliver(app, &courier, Duration::ZERO, &stop);
        if batch.handled == 0 {
            break;
        }
        sent += batch.sent;
    }
    upkeep(app);
    sent
}

/// What became of the letters of one lease.
#[derive(Debug, Clone, Copy, Default)]
struct Batch {
    /// Handed over, refused or put off.
    handled: usize,
    /// Handed over.
    sent: usize,
}

fn courier(app: &App) -> Courier {
    Courier::new(app.db.clone(), app.sender())
}

fn request(job: &'static str) -> Request {
    Request::by(Actor::System(job))
}

/// Repeats `work` until told to stop; pauses where there was nothing to do.
fn looping(
    stop: &Arc<AtomicBool>,
    pause: Duration,
    mut work: impl FnMut(&AtomicBool) -> usize + Send + 'static,
) -> JoinHandle<()> {
    let stop = Arc::clone(stop);
    thread::spawn(move || {
        while !stop.load(Ordering::SeqCst) {
            if work(&stop) == 0 {
                // In short steps, so that stopping does not wait for the whole pause.
                let steps = pause.as_millis() / 100;
                for _ in 0..steps {
                    if stop.load(Ordering::SeqCst) {
                        return;
                    }
                    thread::sleep(Duration::from_millis(100));
                }
            }
        }
    })
}

/// Leases letters that are due and hands them over.
fn deliver(app: &App, courier: &Courier, pause: Duration, stop: &AtomicBool) -> Batch {
    let job = request("mail");
    let letters = match courier.lease(job, BATCH, &invitations::letter_outcome) {
        Ok(letters) => letters,
        Err(error) => {
            tracing::warn!(%error, "Letters could not be leased");
            return Batch::default();
        }
    };
    let mut batch = Batch::default();
    for letter in &letters {
        if stop.load(Ordering::SeqCst) {
            break;
        }
        let outcome: Result<Delivered, InvitationError> = courier.deliver(job, letter, &invitations::letter_outcome);
        match outcome {
            Ok(delivered) => {
                tracing::info!(message.id = %letter.id, mail.outcome = ?delivered, "A letter was handled");
                batch.handled += 1;
                batch.sent += usize::from(delivered == Delivered::Sent);
            }
            Err(error) => tracing::error!(message.id = %letter.id, %error, "A letter's outcome could not be written"),
        }
        if app.config.mail.transport == crate::config::Transport::Smtp {
            thread::sleep(pause);
        }
    }
    batch
}

/// Expires invitations and forgets old keys; returns 0, so that it is not repeated at once.
fn upkeep(app: &App) -> usize {
    let expired = app.db.write_blocking(request("expiry"), &invitations::expire_due);
    if let Err(error) = expired {
        tracing::warn!(%error, "Invitations could not be expired");
    }
    let forgotten: Result<usize, DbError> = app
        .db
        .write_blocking(request("retention"), &|tx: &mut Tx<'_>| once::forget_before(tx, tx.now.plus_days(-KEY_DAYS)));
    if let Err(error) = forgotten {
        tracing::warn!(%error, "Old keys could not be forgotten");
    }
    0
}
