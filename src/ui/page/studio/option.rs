//! One option of the competency question.

use super::desk::Desk;
use super::{field, step, tools};
use crate::engine::draft::{DraftStep, Name, Place, Spot};
use crate::engine::framework::Framework;
use crate::ui::dom::{El, View, el, views};
use crate::ui::words::{Key, t};

pub fn show(desk: Desk, of: &DraftStep, spot: Spot, fewest: usize) -> El {
    let id = spot.field(Name::Id);
    let name = step::number(Key::StudioOptionNumber, spot);
    let credits = [
        ("1", t(Key::StudioCreditFull)),
        ("0.5", t(Key::StudioCreditHalf)),
        ("0", t(Key::StudioCreditNone)),
    ];
    el("fieldset")
        .class("part")
        .add(step::heading(spot, &name))
        .add(field::choose(
            desk,
            id,
            Key::WordCompetency,
            None,
            competencies(desk, &desk.get(id)),
        ))
        .add(field::radios(
            desk,
            spot.field(Name::Credit),
            Key::StudioCredit,
            &credits,
        ))
        .add(field::text(
            desk,
            spot.field(Name::Why),
            Key::StudioWhy,
            None,
            2,
        ))
        .add(field::problems(
            desk,
            &format!("{}-told", spot.slug()),
            vec![Place::Spot(spot)],
        ))
        .add(tools::row(desk, spot, &name, of.competency.len(), fewest))
}

/// The framework's competencies by category, in plain words.
fn competencies(desk: Desk, chosen: &str) -> View {
    let groups = desk.framework(|framework: &Framework| {
        let group = |category: &crate::engine::framework::Category| {
            let options: Vec<_> = category
                .competencies
                .iter()
                .map(|one| field::option(one.id.as_str(), &one.label, chosen))
                .collect();
            el("optgroup").attr("label", &category.label).add(options)
        };
        framework.categories().iter().map(group).collect::<Vec<_>>()
    });
    let is_known = desk.framework(|framework| {
        let id = chosen.parse().ok();
        id.is_some_and(|id| framework.competency(&id).is_some())
    });
    let other = (!chosen.is_empty() && is_known != Some(true))
        .then(|| field::option(chosen, chosen, chosen));
    views![
        el("option").attr("value", "").add(Key::StudioChooseOne),
        other,
        groups
    ]
}
