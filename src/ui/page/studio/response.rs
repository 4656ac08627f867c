//! One response.

use super::desk::Desk;
use super::{field, step, tools};
use crate::engine::draft::{DraftScenario, DraftStep, Name, Place, Spot};
use crate::engine::topic::Drift;
use crate::ui::dom::{El, View, el, view, views};
use crate::ui::words::{self, Key};

pub fn show(desk: Desk, moment: &DraftScenario, of: &DraftStep, spot: Spot) -> El {
    let name = step::number(Key::StudioResponseNumber, spot);
    let fits =
        [("3", 3), ("2", 2), ("1", 1), ("0", 0)].map(|(value, fit)| (value, words::fit(fit)));
    let fewest = match spot.step() {
        Some((_, 0)) => 2,
        _ => 0,
    };
    let next = moment.is_story().then(|| next(desk, moment, spot));
    el("fieldset")
        .class("part")
        .add(step::heading(spot, &name))
        .add(field::text(
            desk,
            spot.field(Name::Text),
            Key::StudioSaid,
            None,
            2,
        ))
        .add(field::radios(
            desk,
            spot.field(Name::Fit),
            Key::StudioFit,
            &fits,
        ))
        .add(field::text(
            desk,
            spot.field(Name::Why),
            Key::StudioWhy,
            None,
            2,
        ))
        .add(next)
        .add(more(desk, spot))
        .add(field::problems(
            desk,
            &format!("{}-told", spot.slug()),
            vec![Place::Spot(spot), Place::Field(spot.field(Name::Id))],
        ))
        .add(tools::row(desk, spot, &name, of.responses.len(), fewest))
}

/// What most responses do without.
fn more(desk: Desk, spot: Spot) -> El {
    let drift = spot.field(Name::Drift);
    let marks = [Name::Drift, Name::Unsafe, Name::Voice];
    let is_marked = marks
        .iter()
        .any(|name| !desk.get(spot.field(*name)).is_empty());
    let name = spot.slug() + "-more";
    field::fold(
        desk,
        &name,
        "fold",
        is_marked,
        view(Key::StudioResponseMore),
    )
    .add(field::choose(
        desk,
        drift,
        Key::StudioSlip,
        Some(Key::StudioSlipMore),
        slips(&desk.get(drift)),
    ))
    .add(field::flag(
        desk,
        spot.field(Name::Unsafe),
        Key::StudioUnsafe,
        Some(Key::StudioUnsafeMore),
    ))
    .add(field::flag(
        desk,
        spot.field(Name::Voice),
        Key::StudioPoor,
        Some(Key::StudioPoorMore),
    ))
}

/// The step that follows, or the end of the story.
fn next(desk: Desk, moment: &DraftScenario, spot: Spot) -> El {
    let of = spot.field(Name::Next);
    let chosen = desk.get(of);
    let steps: Vec<_> = moment
        .steps
        .iter()
        .map(|one| field::option(&one.id, &step::named(one), &chosen))
        .collect();
    let is_known = chosen.is_empty() || moment.steps.iter().any(|one| one.id == chosen);
    let other = (!is_known).then(|| field::option(&chosen, &chosen, &chosen));
    field::choose(
        desk,
        of,
        Key::StudioLeadsTo,
        None,
        views![
            el("option").attr("value", "").add(Key::StudioEndsHere),
            other,
            steps
        ],
    )
}

fn slips(chosen: &str) -> View {
    let all: Vec<_> = Drift::ALL
        .iter()
        .map(|one| field::option(one.slug(), &words::drift(*one), chosen))
        .collect();
    let is_known = chosen.is_empty() || Drift::from_slug(chosen).is_some();
    let other = (!is_known).then(|| field::option(chosen, chosen, chosen));
    views![
        el("option").attr("value", "").add(Key::StudioNoSlip),
        other,
        all
    ]
}
