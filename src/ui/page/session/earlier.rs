//! In check mode: the moments before this one, to be read again and not changed.

use leptos::prelude::*;

use crate::engine::answer::MomentAnswer;
use crate::engine::session::Session;
use crate::ui::part::story::story;
use crate::ui::state::{Site, State};
use crate::ui::words::{Key, t};

pub fn view(state: State, session: &Session, site: &Site) -> AnyView {
    let moments = session.done().iter();
    let moments: Vec<_> = moments.filter_map(|moment| one(state, moment, site)).collect();
    if moments.is_empty() {
        return ().into_any();
    }
    view! {
        <details class="moment">
            <summary>{t(Key::EarlierSummary)}</summary>
            {moments}
        </details>
    }
    .into_any()
}

/// What was read and chosen; not how well it fits.
fn one(state: State, moment: &MomentAnswer, site: &Site) -> Option<AnyView> {
    let pack = state.pack_at_hand(&moment.name.pack, moment.edition)?;
    let scenario = pack.scenario(&moment.name.scenario)?;
    let steps: Vec<_> = moment
        .steps
        .iter()
        .filter_map(|answer| {
            let step = scenario.step(&answer.step)?;
            let competency = answer.competency.as_ref().map(|c| site.label(&c.chosen));
            let best = answer.choice.best.as_ref();
            let response = step.responses.iter().find(|r| Some(&r.id) == best);
            let response = response.map(|response| response.text.clone());
            Some(view! {
                {story(step)}
                <p><b>{competency}</b></p>
                <p class="said">{response}</p>
            })
        })
        .collect();
    Some(view! { <h2>{scenario.title.clone()}</h2>{steps} }.into_any())
}
