//! Turns of work: between two of them the browser draws and listens.

use leptos::prelude::*;

use super::Desk;
use crate::shell::{clock, pause};

/// How long a slice takes at most, in milliseconds. A browser lets some four pass between two, so
/// that shorter ones would mostly wait.
const SLICE: u64 = 20;

/// It was called off, or the page is gone.
pub struct Stopped;

/// Turns of work, each of at most [`SLICE`].
pub struct Slices {
    desk: Desk,
    turn: u32,
    since: u64,
}

impl Slices {
    pub fn new(desk: Desk, turn: u32) -> Self {
        Self {
            desk,
            turn,
            since: clock::now(),
        }
    }

    /// To be called often. `share` says how far all of it is, between 0 and 1.
    pub async fn breathe(&mut self, share: f64) -> Result<(), Stopped> {
        if clock::now().saturating_sub(self.since) < SLICE {
            return Ok(());
        }
        let _ = self.desk.share.try_set(share);
        pause::pause().await;
        self.since = clock::now();
        let is_on = self.desk.turn.try_get_untracked() == Some(self.turn);
        if is_on { Ok(()) } else { Err(Stopped) }
    }
}

/// How far all of it is, `at` of `all` between two shares.
#[allow(clippy::cast_precision_loss)] // for a bar on a page
pub fn share(at: usize, all: usize, from: f64, to: f64) -> f64 {
    from + (to - from) * at as f64 / all.max(1) as f64
}
