//! The story of a step, told and spoken.

use leptos::prelude::*;

use crate::engine::pack::{Block, Step};

/// A step's story.
pub fn story(step: &Step) -> AnyView {
    let blocks: Vec<_> = step.story.iter().map(block).collect();
    view! { <div class="story">{blocks}</div> }.into_any()
}

fn block(block: &Block) -> AnyView {
    match block {
        Block::Told { text, .. } => view! { <p>{text.clone()}</p> }.into_any(),
        Block::Spoken { who, says, .. } => {
            let who = format!("{who} ");
            let says = format!("“{says}”");
            view! { <p><b>{who}</b>{says}</p> }.into_any()
        }
    }
}

/// A step's story, which can be folded away.
pub fn folding_story(step: &Step, summary: String, is_open: bool) -> AnyView {
    view! {
        <details class="moment" open=is_open>
            <summary>{summary}</summary>
            {story(step)}
        </details>
    }
    .into_any()
}
