//! A long page, drawn part by part, so that no part holds up the one before.

use leptos::prelude::*;
use leptos::task::{spawn_local, tick};

use crate::shell::{clock, page as browser};
use crate::ui::dom::{View, dynamic_on};

/// For how long parts are drawn before the browser shows them, in milliseconds. Showing a long page
/// takes a browser as long as drawing it does, so that a part at a time would take twice as long.
const SLICE: u64 = 16;

/// The turns that the parts of a page take. Cheap to copy.
#[derive(Clone, Copy)]
pub struct Turns {
    /// How many parts are due.
    due: RwSignal<usize>,
    /// How many there are.
    all: StoredValue<usize>,
    /// Whether the page is to be printed: then all of them are due.
    paper: RwSignal<bool>,
}

/// When a part is drawn: once those before it are painted, and from then on at once.
#[derive(Clone, Copy)]
pub struct Turn {
    at: usize,
    turns: Turns,
}

impl Turns {
    pub fn new(paper: RwSignal<bool>) -> Self {
        let turns = Self {
            // What stands before all parts is painted first.
            due: RwSignal::new(0),
            all: StoredValue::new(0),
            paper,
        };
        turns.go_on();
        turns
    }

    /// The turn behind those that were given before.
    pub fn next(self) -> Turn {
        let at = self.all.get_value();
        self.all.set_value(at + 1);
        Turn { at, turns: self }
    }

    fn go_on(self) {
        browser::after_painting(move || spawn_local(self.draw()));
    }

    /// Draws parts for one slice.
    async fn draw(self) {
        let since = clock::now();
        // None, if the page was left meanwhile.
        while let Some(due) = self.due.try_update(|due| {
            *due += 1;
            *due
        }) {
            // The part is drawn before this comes back.
            tick().await;
            if self.all.try_get_value().is_none_or(|all| due >= all) {
                return;
            }
            if clock::now().saturating_sub(since) >= SLICE {
                return self.go_on();
            }
        }
    }
}

impl Turn {
    /// A part of the page.
    pub fn part(self, draw: impl Fn() -> View + 'static) -> View {
        let Self { at, turns } = self;
        dynamic_on(
            move || at < turns.due.get() || turns.paper.get(),
            move |is_due| if *is_due { draw() } else { View::none() },
        )
    }
}
