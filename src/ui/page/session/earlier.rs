//! Beside a question: the moments before this one (in check mode, to be read again and not changed),
//! and in a story the path so far.

use super::{At, Play};
use crate::engine::answer::MomentAnswer;
use crate::engine::practice::Mode;
use crate::ui::dom::{View, el, views};
use crate::ui::part::feedback;
use crate::ui::part::story::story;
use crate::ui::state::{Site, State};
use crate::ui::words::Key;

pub fn show(play: Play, at: &At<'_>) -> View {
    let check = at.session.practice().mode() == Mode::Check;
    views![
        check.then(|| moments(play.state, at)),
        feedback::path_so_far(at.scenario, at.session.answered())
    ]
}

fn moments(state: State, at: &At<'_>) -> View {
    let moments = at.session.done().iter();
    let moments: Vec<_> = moments
        .filter_map(|moment| one(state, moment, at.site))
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
