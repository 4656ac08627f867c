//! One answered step: what was chosen, how well it fits, and the reason for every option.

use super::svg::{Stroke, bar, fit_word};
use crate::engine::answer::StepAnswer;
use crate::engine::id::ResponseId;
use crate::engine::mark::{self, Choice};
use crate::engine::order;
use crate::engine::pack::{CompetencyOption, Credit, Response, Step};
use crate::engine::practice::Format;
use crate::ui::dom::{El, View, classes, el, view, views};
use crate::ui::state::Site;
use crate::ui::words::{self, Key, t, tf};

/// Where answers are looked at: it decides whose they are, and which headings they stand beneath.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Seen {
    /// In the session, right after answering.
    Now,
    /// Among all answers of one of the person's own attempts.
    Later,
    /// Among all answers of a result that somebody shared.
    Shared,
}

impl Seen {
    /// The words for the person's own answers, or those for somebody else's.
    pub fn whose(self, own: Key, of_other: Key) -> Key {
        match self {
            Self::Now | Self::Later => own,
            Self::Shared => of_other,
        }
    }

    /// A heading of what belongs to one step.
    pub fn heading(self) -> El {
        el(match self {
            Self::Now => "h2",
            Self::Later | Self::Shared => "h4",
        })
    }

    /// A heading beneath such a heading.
    pub fn subheading(self) -> El {
        el(match self {
            Self::Now => "h3",
            Self::Later | Self::Shared => "h5",
        })
    }
}

/// The fit that a competency's credit is shown as.
fn credit_fit(credit: Credit) -> u8 {
    match credit {
        Credit::Full => 3,
        Credit::Half => 2,
        Credit::None => 1,
    }
}

/// How well the competency and the response fit, side by side.
pub fn verdict(step: &Step, answer: &StepAnswer, format: Format) -> View {
    let competency = answer.competency.as_ref().map(|chosen| {
        let question = step.competency.as_ref();
        let option = question.and_then(|q| q.options.iter().find(|o| o.id == chosen.chosen));
        let word = match (chosen.credit, option) {
            (Some(_), Some(option)) => fit_word(credit_fit(option.credit)).view(),
            _ => view(Key::ScoreDiscuss),
        };
        el("div")
            .add(el("dt").add(Key::WordCompetency))
            .add(el("dd").add(word))
    });
    el("dl")
        .class("pair")
        .add(competency)
        .add(
            el("div")
                .class("two")
                .add(el("dt").add(Key::WordResponse))
                .add(el("dd").add(response_verdict(step, answer, format))),
        )
        .view()
}

/// In words, whatever the format: at a single moment a share of 1 says nothing that they don't.
fn response_verdict(step: &Step, answer: &StepAnswer, format: Format) -> View {
    if answer.mark.credit.is_none() {
        return view(Key::ScoreDiscuss);
    }
    let fit_of = |id: &Option<ResponseId>| {
        let found = step.responses.iter().find(|r| Some(&r.id) == id.as_ref());
        found.map(|response| fit_word(response.fit.value()))
    };
    let choice = &answer.choice;
    match format {
        Format::Best => view(fit_of(&choice.best)),
        Format::BestWorst => views![
            el("p")
                .add(el("small").add(Key::VerdictBest))
                .add(" ")
                .add(fit_of(&choice.best)),
            el("p")
                .add(el("small").add(Key::VerdictWorst))
                .add(" ")
                .add(fit_of(&choice.worst))
        ],
        Format::Rate => {
            let rated =
                |response: &&Response| choice.ratings.get(&response.id) == Some(&response.fit);
            let alike = step.responses.iter().filter(rated).count();
            let total = step.responses.len().to_string();
            let line = tf(
                Key::VerdictRated,
                &[("n", &alike.to_string()), ("total", &total)],
            );
            let harm = answer.mark.is_unsafe.then(|| el("p").add(fit_word(0)));
            // It is what progress goes by: rating all alike would seem to be right in much.
            let counts = answer.mark.over_chance.map(|share| {
                let share = words::percent(share);
                el("p").add(el("small").add(tf(Key::VerdictCounts, &[("share", &share)])))
            });
            views![harm, line, counts]
        }
    }
}

/// The reasons for every option of both questions: what could do harm first, then what was
/// chosen, then the best first.
pub fn reasons(step: &Step, answer: &StepAnswer, site: &Site, seen: Seen) -> View {
    let responses = order::sorted(step.responses.iter().collect(), |response: &&Response| {
        let fit = response.fit.value();
        let is_chosen = tag(&answer.choice, response, seen).is_some();
        let group = match (fit, is_chosen) {
            (0, _) => 0,
            (_, true) => 1,
            (_, false) => 2,
        };
        (10 * group + 3 - u64::from(fit), String::new())
    });
    let responses: Vec<_> = responses
        .iter()
        .map(|r| response_reason(r, &answer.choice, seen))
        .collect();
    let competencies = answer.competency.as_ref().zip(step.competency.as_ref());
    let competencies = competencies.map(|(chosen, question)| {
        let options = order::sorted(
            question.options.iter().collect(),
            |o: &&CompetencyOption| {
                let not_chosen = u64::from(o.id != chosen.chosen);
                (
                    10 * not_chosen + 3 - u64::from(credit_fit(o.credit)),
                    String::new(),
                )
            },
        );
        let reason = |option: &&CompetencyOption| {
            let is_chosen = option.id == chosen.chosen;
            let tag = is_chosen.then(|| t(chosen_key(seen)));
            let text = site.label(&option.id);
            reason(credit_fit(option.credit), tag, text, &option.why, false)
        };
        let reasons: Vec<_> = options.iter().map(reason).collect();
        views![
            seen.heading().add(Key::FeedbackCompetencies),
            el("ul").class("reasons").attr("role", "list").add(reasons)
        ]
    });
    views![
        seen.heading().add(Key::FeedbackResponses),
        el("ul")
            .class("reasons")
            .attr("role", "list")
            .add(responses),
        panel(step, seen),
        competencies
    ]
}

/// The reason for one response, marked if it was chosen.
pub fn response_reason(response: &Response, choice: &Choice, seen: Seen) -> View {
    let why = match response.drift {
        Some(drift) => format!("{} {}", response.why, slip(words::drift(drift))),
        None => response.why.clone(),
    };
    let fit = response.fit.value();
    reason(
        fit,
        tag(choice, response, seen),
        response.text.clone(),
        &why,
        true,
    )
}

fn chosen_key(seen: Seen) -> Key {
    seen.whose(Key::FeedbackYouChose, Key::FeedbackChosen)
}

fn slip(name: String) -> String {
    tf(Key::FeedbackSlip, &[("slip", &name)])
}

/// What was said of a response: chosen, best, worst, or its rating.
fn tag(choice: &Choice, response: &Response, seen: Seen) -> Option<String> {
    let is = |id: &Option<ResponseId>| id.as_ref() == Some(&response.id);
    if let Some(rating) = choice.ratings.get(&response.id) {
        let rating = words::fit(rating.value());
        let key = seen.whose(Key::FeedbackYouRated, Key::FeedbackRated);
        return Some(tf(key, &[("fit", &rating)]));
    }
    let best = seen.whose(Key::FeedbackYourBest, Key::FeedbackBest);
    let worst = seen.whose(Key::FeedbackYourWorst, Key::FeedbackWorst);
    match (is(&choice.best), is(&choice.worst), choice.worst.is_some()) {
        (true, _, true) => Some(t(best)),
        (true, _, false) => Some(t(chosen_key(seen))),
        (_, true, _) => Some(t(worst)),
        _ => None,
    }
}

fn reason(fit: u8, tag: Option<String>, text: String, why: &str, is_said: bool) -> View {
    let is_chosen = tag.is_some();
    let tag = tag.map(|tag| views![" ", el("span").class("tag").add(tag)]);
    el("li")
        .add(
            el("details")
                .class(&classes(
                    "why",
                    &[("chosen", is_chosen), ("unsafe", fit == 0)],
                ))
                .flag("open", is_chosen || fit == 0)
                .add(
                    el("summary").add(fit_word(fit)).add(tag).add(" ").add(
                        el("span")
                            .class(&classes("option", &[("said", is_said)]))
                            .add(text),
                    ),
                )
                .add(el("p").add(why.to_owned())),
        )
        .view()
}

/// How a real panel voted, where one did.
fn panel(step: &Step, seen: Seen) -> View {
    let Some(panel) = &step.panel else {
        return View::none();
    };
    let discuss = mark::responses_are_for_discussion(step).then(|| el("p").add(Key::PanelSplit));
    let tables: Vec<_> = panel
        .groups
        .iter()
        .map(|group| {
            let rows: Vec<_> = step
                .responses
                .iter()
                .map(|response| {
                    let votes = group.responses.get(&response.id).copied().unwrap_or(0);
                    let share = votes as f64 / group.raters.max(1) as f64;
                    let count = usize::try_from(group.raters).unwrap_or(usize::MAX);
                    el("tr")
                        .add(
                            el("th")
                                .class("said")
                                .attr("scope", "row")
                                .add(response.text.clone()),
                        )
                        .add(
                            el("td")
                                .add(super::figures::of(share, count))
                                .add(bar(share, Stroke::Response)),
                        )
                })
                .collect();
            let raters = group.raters.to_string();
            let caption = tf(Key::PanelGroup, &[("n", &raters), ("group", &group.name)]);
            el("table")
                .class("bars")
                .add(el("caption").add(caption))
                .add(
                    el("thead").add(
                        el("tr")
                            .add(el("th").attr("scope", "col").add(Key::WordResponse))
                            .add(el("th").attr("scope", "col").add(Key::PanelVotes)),
                    ),
                )
                .add(el("tbody").add(rows))
        })
        .collect();
    views![seen.heading().add(Key::PanelHeading), discuss, tables]
}
