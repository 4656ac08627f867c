//! The timer that a trainer may set: minutes in words, and more of them for whoever needs them.

use std::time::Duration;

use leptos::prelude::*;

use super::Play;
use crate::engine::session::{Event, Session};
use crate::shell::{clock, page as browser};
use crate::ui::dom::{View, dynamic, el, views};
use crate::ui::words::{Key, tn};

const DIALOG: &str = "time-is-up";
/// How many minutes a person may take more, as often as they like.
const MORE_MINUTES: u16 = 5;
/// How often the time is looked at.
const LOOK_EVERY: Duration = Duration::from_secs(5);

pub fn show(play: Play) -> View {
    let left = move || {
        let session = play.session;
        session.try_with_untracked(|session: &Session| session.time_left(clock::now()))
    };
    let Some(first) = left().flatten() else {
        return View::none();
    };
    let minutes = RwSignal::new(first.div_ceil(60_000));
    let look = move || {
        let Some(now) = left().flatten() else {
            return;
        };
        let _ = minutes.try_set(now.div_ceil(60_000));
        if now == 0 {
            browser::open_dialog(DIALOG);
        }
    };
    if let Ok(handle) = set_interval_with_handle(look, LOOK_EVERY) {
        on_cleanup(move || handle.clear());
    }
    let take_more = move |_| {
        browser::close_dialog(DIALOG);
        play.send(&Event::Extend(MORE_MINUTES));
        minutes.set(MORE_MINUTES.into());
    };
    let finish = move |_| {
        browser::close_dialog(DIALOG);
        play.send(&Event::Finish);
    };
    views![
        el("p").class("small").add(dynamic(move || tn(
            Key::TimerLeft,
            usize::try_from(minutes.get()).unwrap_or(0)
        ))),
        el("dialog")
            .attr("id", DIALOG)
            .attr("aria-labelledby", "time-is-up-heading")
            .add(
                el("h2")
                    .attr("id", "time-is-up-heading")
                    .add(Key::TimerHeading)
            )
            .add(el("p").add(Key::TimerText))
            .add(
                el("div")
                    .class("row")
                    .add(
                        el("button")
                            .class("primary")
                            .attr("type", "button")
                            .on("click", take_more)
                            .add(Key::TimerMore)
                    )
                    .add(
                        el("button")
                            .attr("type", "button")
                            .on("click", finish)
                            .add(Key::TimerFinish)
                    )
            )
    ]
}
