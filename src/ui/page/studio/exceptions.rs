//! Advice that a moment is let off, each with its reason.

use super::desk::Desk;
use super::{field, step, tools};
use crate::engine::check::allow::ALLOWABLE;
use crate::engine::check::{language, moment, reading, topics, twice};
use crate::engine::draft::{DraftScenario, List, Name, New, Place, Spot};
use crate::ui::dom::{El, View, el, view, views};
use crate::ui::words::{Key, t};

pub fn section(desk: Desk, of: &DraftScenario, m: usize) -> El {
    let spot = Spot::Moment(m);
    let count = of.allow.len();
    let all: Vec<_> = (0..count).map(|n| one(desk, m, n, count)).collect();
    field::fold(
        desk,
        "exceptions",
        "fold",
        count > 0,
        view(Key::StudioExceptions),
    )
    .add(el("p").class("small").add(Key::StudioExceptionsMore))
    .add(all)
    .add(field::problems(
        desk,
        "exceptions-told",
        vec![Place::List(spot, List::Allow)],
    ))
    .add(tools::add(desk, New::Allow(m), Key::StudioAddException))
}

fn one(desk: Desk, m: usize, n: usize, count: usize) -> El {
    let spot = Spot::Allow(m, n);
    let name = step::number(Key::StudioExceptionNumber, spot);
    let check = spot.field(Name::Check);
    el("fieldset")
        .class("part")
        .add(step::heading(spot, &name))
        .add(field::choose(
            desk,
            check,
            Key::StudioException,
            None,
            checks(&desk.get(check)),
        ))
        .add(field::text(
            desk,
            spot.field(Name::Reason),
            Key::StudioExceptionReason,
            Some(Key::StudioExceptionReasonMore),
            2,
        ))
        .add(field::problems(
            desk,
            &format!("{}-told", spot.slug()),
            vec![Place::Spot(spot)],
        ))
        .add(tools::row(desk, spot, &name, count, 0))
}

fn checks(chosen: &str) -> View {
    let all: Vec<_> = ALLOWABLE
        .iter()
        .map(|one| field::option(one, &named(one), chosen))
        .collect();
    let is_known = chosen.is_empty() || ALLOWABLE.contains(&chosen);
    let other = (!is_known).then(|| field::option(chosen, chosen, chosen));
    views![
        el("option").attr("value", "").add(Key::StudioChooseOne),
        other,
        all
    ]
}

/// What a check is about, in plain words.
fn named(check: &str) -> String {
    t(match check {
        moment::FIT_SPREAD => Key::StudioCheckFitSpread,
        moment::MISSING_WHY => Key::StudioCheckMissingWhy,
        moment::ONLY_QUESTION => Key::StudioCheckOnlyQuestion,
        moment::OVERLAP => Key::StudioCheckOverlap,
        moment::WORD_COUNT => Key::StudioCheckWordCount,
        language::LANGUAGE => Key::StudioCheckLanguage,
        reading::READING_GRADE => Key::StudioCheckReadingGrade,
        topics::MISSING_TOPIC => Key::StudioCheckMissingTopic,
        twice::DUPLICATE_TEXT => Key::StudioCheckDuplicateText,
        _ => return check.to_owned(),
    })
}
