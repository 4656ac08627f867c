//! The story of a step, told and spoken.

use crate::engine::pack::{Block, Step};
use crate::ui::dom::{View, el};
use crate::ui::words::Key;

/// A step's story.
pub fn story(step: &Step) -> View {
    let blocks: Vec<_> = step.story.iter().map(block).collect();
    el("div").class("story").add(blocks).view()
}

fn block(block: &Block) -> View {
    match block {
        Block::Told { text, .. } => el("p").add(text.clone()).view(),
        Block::Spoken { who, says, .. } => {
            let who = format!("{who} ");
            let says = format!("“{says}”");
            el("p").add(el("b").add(who)).add(says).view()
        }
    }
}

/// A step's story, which can be folded away. Where it is folded, its name says what is to be had.
pub fn folding_story(step: &Step, is_open: bool) -> View {
    let summary = if is_open {
        Key::MomentSummary
    } else {
        Key::MomentAgain
    };
    el("details")
        .class("moment")
        .flag("open", is_open)
        .add(el("summary").add(summary))
        .add(story(step))
        .view()
}
