//! In check mode: the moments before this one, to be read again and not changed.

use crate::engine::answer::MomentAnswer;
use crate::engine::session::Session;
use crate::ui::dom::{View, el, views};
use crate::ui::part::story::story;
use crate::ui::state::{Site, State};
use crate::ui::words::Key;

pub fn show(state: State, session: &Session, site: &Site) -> View {
    let moments = session.done().iter();
    let moments: Vec<_> = moments
        .filter_map(|moment| one(state, moment, site))
        .collect();
    if moments.is_empty() {
        return View::none();
    }
    el("details")
        .class("moment")
        .add(el("summary").add(Key::EarlierSummary))
        .add(moments)
        .view()
}

/// What was read and chosen; not how well it fits.
fn one(state: State, moment: &MomentAnswer, site: &Site) -> Option<View> {
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
            Some(views![
                story(step),
                el("p").add(el("b").add(competency)),
                el("p").class("said").add(response)
            ])
        })
        .collect();
    Some(views![el("h2").add(scenario.title.clone()), steps])
}
