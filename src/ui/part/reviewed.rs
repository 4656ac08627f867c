//! A finished session, answer by answer: the learner's own, or one that was shared.

use super::answer::Seen;
use super::svg::Stroke;
use super::{answer, feedback, figures, story};
use crate::engine::answer::{MomentAnswer, StepAnswer};
use crate::engine::attempt::Attempt;
use crate::engine::id::ResponseId;
use crate::engine::pack::Step;
use crate::engine::session::format_of;
use crate::engine::shelf::Shelf;
use crate::shell::page as browser;
use crate::ui::dom::{View, el, views};
use crate::ui::state::Site;
use crate::ui::words::{self, Key, t, tf};

/// Every answer, with the moment and the reasons where its pack is at hand.
pub fn answers(attempt: &Attempt, shelf: &Shelf, site: &Site, seen: Seen) -> View {
    let order = attempt.review_order();
    let sections: Vec<_> = order
        .iter()
        .filter_map(|index| attempt.moments.get(*index))
        .map(|moment| section(attempt, moment, shelf, site, seen))
        .collect();
    let heading = seen.whose(Key::AttemptAnswers, Key::ResultAnswers);
    views![
        el("h2").add(heading),
        el("p").class("small").add(Key::AttemptAnswersMore),
        sections
    ]
}

/// Printing what is on the screen, folded as it is; and all of it, which is many sheets.
pub fn print_buttons() -> View {
    views![
        el("button")
            .attr("type", "button")
            .on("click", |_| browser::print())
            .add(Key::ActionPrint),
        el("button")
            .attr("type", "button")
            .on("click", |_| browser::print_unfolded())
            .add(Key::ActionPrintReasons)
    ]
}

fn section(
    attempt: &Attempt,
    moment: &MomentAnswer,
    shelf: &Shelf,
    site: &Site,
    seen: Seen,
) -> View {
    let pack = shelf.pack(&moment.name.pack, moment.edition);
    let Some((pack, scenario)) = pack.and_then(|p| Some((p, p.scenario(&moment.name.scenario)?)))
    else {
        let entry = site.index.scenario(&moment.name);
        let name = entry.map_or_else(|| moment.name.to_string(), |entry| entry.title.clone());
        return el("p")
            .add(tf(Key::AttemptPackGone, &[("name", &name)]))
            .view();
    };
    let format = format_of(&attempt.practice, scenario);
    let last = moment.steps.len().saturating_sub(1);
    let steps: Vec<_> = moment
        .steps
        .iter()
        .enumerate()
        .filter_map(|(index, given)| {
            let step = scenario.step(&given.step)?;
            let closing = (index == last).then(|| feedback::closing(scenario, pack));
            let reasons = views![
                answer::reasons(step, given, site, seen),
                feedback::competency_note(step, site, seen),
                closing
            ];
            let number = scenario.is_story().then(|| feedback::step_number(index));
            Some(views![
                number.map(|number| el("h4").add(number)),
                answer::verdict(step, given, format),
                chosen(step, given, site),
                how_sure(given),
                folded(step, reasons, seen)
            ])
        })
        .collect();
    // The steps above are the path itself.
    let path = scenario
        .is_story()
        .then(|| feedback::other_paths(scenario, &moment.steps, seen));
    el("section")
        .add(el("h3").add(scenario.title.clone()))
        .add(steps)
        .add(path)
        .view()
}

/// The moment and the reasons; apart where the reader has not met the moment before.
fn folded(step: &Step, reasons: View, seen: Seen) -> View {
    if seen == Seen::Shared {
        return views![
            el("details")
                .class("moment")
                .add(el("summary").add(Key::ResultMoment))
                .add(story::story(step)),
            el("details")
                .class("moment")
                .add(el("summary").add(Key::ResultReasons))
                .add(reasons)
        ];
    }
    el("details")
        .class("moment")
        .add(el("summary").add(Key::AttemptMomentAndReasons))
        .add(story::story(step))
        .add(reasons)
        .view()
}

/// What was chosen, in its own words.
fn chosen(step: &Step, given: &StepAnswer, site: &Site) -> View {
    let line = |name: String, class: &str, text: String| {
        el("div")
            .add(el("dt").add(name))
            .add(el("dd").class(class).add(text))
    };
    let competency = given
        .competency
        .as_ref()
        .map(|answer| line(t(Key::ReviewCompetency), "", site.label(&answer.chosen)));
    let best = match given.choice.worst {
        Some(_) => Key::FeedbackBest,
        None => Key::ReviewResponse,
    };
    let responses = step.responses.iter().filter_map(|response| {
        let is = |id: &Option<ResponseId>| id.as_ref() == Some(&response.id);
        let rating = given.choice.ratings.get(&response.id);
        let name = match rating {
            Some(fit) => tf(Key::FeedbackRated, &[("fit", &words::fit(fit.value()))]),
            None if is(&given.choice.best) => t(best),
            None if is(&given.choice.worst) => t(Key::FeedbackWorst),
            None => return None,
        };
        Some(line(name, "said", response.text.clone()))
    });
    el("dl")
        .class("choices")
        .add(competency)
        .add(responses.collect::<Vec<_>>())
        .view()
}

/// How sure the learner was, where they were asked.
fn how_sure(given: &StepAnswer) -> View {
    let competency = given.competency.as_ref().and_then(|answer| answer.sure);
    let said = [
        (competency, Key::ReviewSureCompetency),
        (given.sure, Key::ReviewSureResponse),
    ];
    let said = said.into_iter().filter_map(|(sure, key)| {
        let sure = words::certainty(sure?);
        Some(tf(key, &[("sure", &sure)]))
    });
    let said: Vec<String> = said.collect();
    if said.is_empty() {
        return View::none();
    }
    el("p").class("small").add(said.join(" ")).view()
}

/// Both scores by the category that the moments are keyed to.
pub fn by_category(attempt: &Attempt, site: &Site, seen: Seen) -> View {
    let rows: Vec<_> = attempt
        .by_category()
        .into_iter()
        .map(|(id, of)| {
            let label = site
                .category(id.as_str())
                .map(|category| category.label.clone());
            el("tr")
                .add(
                    el("th")
                        .attr("scope", "row")
                        .add(label.unwrap_or_else(|| id.to_string())),
                )
                .add(figures::cell(of.competency, of.count, Stroke::Competency))
                .add(figures::cell(of.response, of.count, Stroke::Response))
        })
        .collect();
    let caption = seen.whose(Key::AttemptByCategoryCaption, Key::ResultByCategoryCaption);
    views![
        el("h2").add(Key::AttemptByCategory),
        el("table")
            .class("bars")
            .add(el("caption").add(caption))
            .add(
                el("thead").add(
                    el("tr")
                        .add(el("th").attr("scope", "col").add(Key::WordCategory))
                        .add(el("th").attr("scope", "col").add(Key::WordCompetency))
                        .add(el("th").attr("scope", "col").add(Key::WordResponse))
                )
            )
            .add(el("tbody").add(rows))
    ]
}
