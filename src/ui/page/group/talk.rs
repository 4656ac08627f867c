//! What to talk about first, and what was chosen by which someone could come to harm.

use super::options;
use super::work::Made;
use crate::engine::answer::Question;
use crate::engine::cohort::talk::{Talk, Why};
use crate::ui::dom::{El, View, el, views};
use crate::ui::part::{story, svg};
use crate::ui::words::{Key, t, tf, tn};

pub fn section(made: &Made) -> View {
    let talk = &made.report.talk;
    let cards: Vec<_> = talk.iter().filter_map(|talk| card(made, talk)).collect();
    if cards.is_empty() {
        return views![
            el("h2").add(Key::GroupTalk),
            el("p").add(Key::GroupTalkNone)
        ];
    }
    let people = made.report.unsafe_people as usize;
    let harm = (people > 0).then(|| {
        el("p")
            .class("fit harm")
            .add(svg::fit(0))
            .add(tn(Key::GroupUnsafeMore, people))
    });
    views![
        el("h2").add(Key::GroupTalk),
        el("p").class("small").add(Key::GroupTalkMore),
        harm,
        el("ol").class("talk").add(cards),
        more_unsafe(made)
    ]
}

fn card(made: &Made, talk: &Talk) -> Option<El> {
    let item = made.report.items.get(talk.item)?;
    let (why, quotes) = match talk.why {
        Why::Unsafe { people } => (
            el("p")
                .class("harm")
                .add(tn(Key::GroupWhyUnsafe, people as usize)),
            Some(options::unsafe_responses(made, item)),
        ),
        Why::Short {
            question,
            people,
            of,
        } => {
            let key = match question {
                Question::Competency => Key::GroupWhyCompetency,
                Question::Response => Key::GroupWhyResponse,
            };
            let (people, of) = (people.to_string(), of.to_string());
            let why = tf(key, &[("n", &people), ("of", &of)]);
            (el("p").add(why), None)
        }
    };
    let pack = made.cohort.shelf().pack(&item.name.pack, item.edition);
    let step = pack
        .and_then(|pack| pack.scenario(&item.name.scenario))
        .and_then(|scenario| scenario.first());
    Some(
        el("li")
            .add(el("b").add(item.title.clone()))
            .add(why)
            .add(quotes)
            .add(step.map(|step| {
                el("details")
                    .class("moment")
                    .add(el("summary").add(Key::MomentSummary))
                    .add(story::story(step))
            })),
    )
}

/// The other moments in which someone chose such a response.
fn more_unsafe(made: &Made) -> Option<View> {
    let is_told = |place: &usize| made.report.talk.iter().any(|talk| talk.item == *place);
    let mut places = made.report.unsafe_items();
    places.retain(|place| !is_told(place));
    let listed: Vec<_> = places
        .iter()
        .filter_map(|place| made.report.items.get(*place))
        .map(|item| {
            el("li")
                .add(el("b").add(item.title.clone()))
                .add(el("p").add(tn(Key::GroupWhyUnsafe, item.unsafe_people as usize)))
                .add(options::unsafe_responses(made, item))
        })
        .collect();
    (!listed.is_empty()).then(|| {
        views![
            el("h3").add(t(Key::GroupUnsafe)),
            el("ul").class("talk").add(listed)
        ]
    })
}
