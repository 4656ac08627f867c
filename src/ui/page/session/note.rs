//! Before a moment: what it touches, and the ways around it.

use leptos::prelude::*;

use super::{Play, Shown};
use crate::engine::practice::Mode;
use crate::engine::session::Event;
use crate::ui::dom::{View, el, views};
use crate::ui::words::{self, Key};

pub fn show(play: Play, shown: &Shown) -> View {
    let topics = shown
        .place
        .as_ref()
        .map(|place| words::topics(&place.topics));
    let mode = play.session.with_untracked(|s| s.practice().mode());
    let swap = (mode == Mode::Learn).then(|| {
        el("button")
            .attr("type", "button")
            .on("click", move |_| play.swap())
            .add(Key::ActionSwap)
    });
    let explanation = match mode {
        Mode::Learn => Key::NoteText,
        Mode::Check => Key::NoteTextCheck,
    };
    views![
        el("h1").attr("tabindex", "-1").add(Key::NoteHeading),
        el("p")
            .class("lead")
            .add(Key::NoteTouches)
            .add(" ")
            .add(el("b").add(topics)),
        el("p").add(explanation),
        el("div")
            .class("row")
            .add(
                el("button")
                    .class("primary")
                    .attr("type", "button")
                    .on("click", move |_| play.send(&Event::Start))
                    .add(Key::ActionStart)
            )
            .add(swap)
            .add(play.skip_button())
    ]
}
