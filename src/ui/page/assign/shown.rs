//! The form of a link as everyone who opens it will get it, and the link to hand out.

use std::rc::Rc;

use leptos::prelude::*;

use super::Plan;
use crate::engine::assign;
use crate::engine::plan::Place;
use crate::engine::practice::{Mode, Practice};
use crate::engine::route::Route;
use crate::engine::topic::Topic;
use crate::shell::{address, entropy, page as browser};
use crate::ui::dom::{El, View, dynamic, el, view, views};
use crate::ui::part::hand_on::{hand_on, text_to_copy};
use crate::ui::state::Site;
use crate::ui::words::{self, Key, tf, tn};

/// How many minutes a moment takes, about.
const MINUTES_EACH: usize = 2;

pub fn form(site: Rc<Site>, plan: Plan) -> View {
    let drawn = move || {
        let Some(practice) = plan.practice() else {
            // The field says what is amiss.
            return View::none();
        };
        let is_of_all = practice.packs.is_empty();
        let drawn = assign::fixed(&practice, plan.seed.get(), &site.index).and_then(|practice| {
            let form = assign::form(&practice, &site.index)?;
            Ok(draw(&site, &practice, &form, is_of_all))
        });
        drawn.unwrap_or_else(|_| view(Key::AssignNothing))
    };
    views![
        el("h2").add(Key::AssignForm),
        el("p").class("small no-print").add(Key::AssignFormMore),
        el("p").class("row tight").add(
            el("button")
                .attr("type", "button")
                .on("click", move |_| plan.seed.set(entropy::seed()))
                .add(Key::AssignDraw)
        ),
        dynamic(drawn)
    ]
}

fn draw(site: &Site, practice: &Practice, form: &[Place], is_of_all: bool) -> View {
    if form.is_empty() {
        return el("p").add(Key::AssignNothing).view();
    }
    let items: Vec<_> = form.iter().map(|place| item(site, place)).collect();
    let short = (form.len() < practice.count())
        .then(|| el("p").class("note").add(tn(Key::AssignShort, form.len())));
    views![
        el("p")
            .class("small")
            .attr("role", "status")
            .add(status(form)),
        short,
        topics(form),
        el("ol").class("form-list").add(items),
        to_hand_out(practice, form.len(), is_of_all),
        el("p")
            .class("row")
            .add(
                el("a")
                    .class("button")
                    .attr("href", &Route::Practice(practice.to_string()).href())
                    .add(Key::AssignTry)
            )
            .add(
                el("button")
                    .attr("type", "button")
                    .on("click", |_| browser::print_soon())
                    .add(Key::ActionPrint)
            )
    ]
}

/// The link, what to send along with it, and its QR code.
fn to_hand_out(practice: &Practice, count: usize, is_of_all: bool) -> View {
    if !address::can_be_handed_on() {
        return el("p").class("note").add(Key::AssignNoLink).view();
    }
    let link = address::whole(&Route::Practice(practice.to_string()));
    let words = invitation(practice, count, &link);
    views![
        el("h2").add(Key::AssignLink),
        el("p").class("small no-print").add(Key::AssignLinkMore),
        is_of_all.then(|| el("p").class("small no-print").add(Key::AssignShorter)),
        el("div")
            .class("to-send")
            .add(hand_on(&link, Key::PracticeTitle))
            .add(text_to_copy("invitation", Key::AssignInvitation, &words)),
        // A field shows what fits into it; on paper all of it has to stand.
        el("p").class("on-paper").add(words)
    ]
}

fn status(form: &[Place]) -> String {
    let count = tn(Key::CountMoments, form.len());
    let minutes = tn(Key::CountMinutes, form.len() * MINUTES_EACH);
    let values = [("moments", &*count), ("minutes", &minutes)];
    tf(Key::AssignStatus, &values)
}

fn item(site: &Site, place: &Place) -> El {
    let entry = site.index.scenario(&place.name);
    let title = entry.map_or_else(|| place.name.to_string(), |entry| entry.title.clone());
    let pack = site.index.pack(&place.name.pack);
    let mut about = vec![pack.map_or_else(String::new, |pack| pack.title.clone())];
    if let Some(entry) = entry.filter(|entry| entry.is_story()) {
        about.push(tn(Key::CountSteps, entry.steps));
    }
    let mut about = format!("{}.", about.join(". "));
    if !place.topics.is_empty() {
        let topics = words::topics(&place.topics);
        about = format!(
            "{about} {}",
            tf(Key::ScenarioTouches, &[("topics", &topics)])
        );
    }
    el("li")
        .add(
            el("a")
                .attr("href", &Route::Scenario(place.name.clone()).href())
                .add(title),
        )
        .add(" ")
        .add(el("small").add(about))
}

/// A word of warning for whoever hands it out.
fn topics(form: &[Place]) -> Option<El> {
    let touches = |topic: &&Topic| form.iter().any(|place| place.topics.contains(topic));
    let topics: Vec<Topic> = Topic::ALL.iter().filter(touches).copied().collect();
    let names = words::topics(&topics);
    (!topics.is_empty()).then(|| {
        el("div")
            .class("notice")
            .add(el("p").add(tf(Key::AssignTopics, &[("topics", &names)])))
            .add(el("p").class("small no-print").add(Key::AssignTopicsMore))
    })
}

/// What to send along with the link.
fn invitation(practice: &Practice, count: usize, link: &str) -> String {
    let moments = tn(Key::CountMoments, count);
    let minutes = tn(Key::CountMinutes, count * MINUTES_EACH);
    let values = [("moments", &*moments), ("minutes", &minutes)];
    let mut lines = vec![tf(Key::InviteStart, &values)];
    let feedback = match practice.mode() {
        Mode::Check => Key::InviteCheck,
        Mode::Learn => Key::InviteLearn,
    };
    lines.push(words::t(feedback));
    if let Some(minutes) = practice.timer {
        lines.push(tn(Key::InviteTimer, minutes.into()));
    }
    lines.push(words::t(Key::InviteShare));
    format!("{}\n\n{link}", lines.join(" "))
}
