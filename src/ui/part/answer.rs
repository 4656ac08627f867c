//! One answered step: what was chosen, how well it fits, and the reason for every option.

use leptos::prelude::*;

use super::svg::{Stroke, bar, fit_word};
use crate::engine::answer::StepAnswer;
use crate::engine::mark::{self, Choice};
use crate::engine::pack::{CompetencyOption, Credit, Response, Step};
use crate::engine::practice::Format;
use crate::ui::state::Site;
use crate::ui::words::{self, Key, n, t, tf};

/// The fit that a competency's credit is shown as.
fn credit_fit(credit: Credit) -> u8 {
    match credit {
        Credit::Full => 3,
        Credit::Half => 2,
        Credit::None => 1,
    }
}

/// How well the competency and the response fit, side by side.
pub fn verdict(step: &Step, answer: &StepAnswer, format: Format) -> AnyView {
    let competency = answer.competency.as_ref().map(|chosen| {
        let question = step.competency.as_ref();
        let option = question.and_then(|q| q.options.iter().find(|o| o.id == chosen.chosen));
        let word = match (chosen.credit, option) {
            (Some(_), Some(option)) => fit_word(credit_fit(option.credit)),
            _ => t(Key::ScoreDiscuss).into_any(),
        };
        view! { <div><dt>{t(Key::WordCompetency)}</dt><dd>{word}</dd></div> }
    });
    view! {
        <dl class="pair">
            {competency}
            <div>
                <dt>{t(Key::WordResponse)}</dt>
                <dd>{response_verdict(step, answer, format)}</dd>
            </div>
        </dl>
    }
    .into_any()
}

fn response_verdict(step: &Step, answer: &StepAnswer, format: Format) -> AnyView {
    let Some(credit) = answer.mark.credit else {
        return t(Key::ScoreDiscuss).into_any();
    };
    if answer.mark.is_unsafe {
        return fit_word(0);
    }
    if format == Format::Best {
        let best = answer.choice.best.as_ref();
        let chosen = step.responses.iter().find(|r| Some(&r.id) == best);
        return chosen.map_or_else(|| ().into_any(), |r| fit_word(r.fit.value()));
    }
    let share = tf(Key::ScoreOf, &[("earned", &n(credit)), ("count", &n(1.0))]);
    view! { <span class="figure">{share}</span>{bar(credit, Stroke::Response)} }.into_any()
}

/// The reasons for every option of both questions: what could do harm first, then what was
/// chosen, then the best first.
pub fn reasons(step: &Step, answer: &StepAnswer, site: &Site) -> AnyView {
    let mut responses: Vec<&Response> = step.responses.iter().collect();
    responses.sort_by_key(|response| {
        let is_harm = response.fit.value() == 0;
        let is_chosen = tag(&answer.choice, response).is_some();
        (!is_harm, !is_chosen, std::cmp::Reverse(response.fit))
    });
    let responses: Vec<_> = responses.iter().map(|r| response_reason(r, &answer.choice)).collect();
    let competencies = answer.competency.as_ref().zip(step.competency.as_ref());
    let competencies = competencies.map(|(chosen, question)| {
        let mut options: Vec<&CompetencyOption> = question.options.iter().collect();
        options.sort_by_key(|o| (o.id != chosen.chosen, std::cmp::Reverse(o.credit)));
        let reason = |option: &&CompetencyOption| {
            let is_chosen = option.id == chosen.chosen;
            let tag = is_chosen.then(|| t(Key::FeedbackYouChose));
            let text = site.label(&option.id);
            reason(credit_fit(option.credit), tag, text, &option.why, false)
        };
        let reasons: Vec<_> = options.iter().map(reason).collect();
        view! {
            <h2>{t(Key::FeedbackCompetencies)}</h2>
            <ul class="reasons" role="list">{reasons}</ul>
        }
    });
    view! {
        <h2>{t(Key::FeedbackResponses)}</h2>
        <ul class="reasons" role="list">{responses}</ul>
        {panel(step)}
        {competencies}
    }
    .into_any()
}

/// The reason for one response, marked if it was chosen.
pub fn response_reason(response: &Response, choice: &Choice) -> AnyView {
    let why = match response.drift {
        Some(drift) => format!("{} {}", response.why, slip(words::drift(drift))),
        None => response.why.clone(),
    };
    let fit = response.fit.value();
    reason(fit, tag(choice, response), response.text.clone(), &why, true)
}

fn slip(name: String) -> String {
    tf(Key::FeedbackSlip, &[("slip", &name)])
}

/// What was said of a response: chosen, best, worst, or its rating.
fn tag(choice: &Choice, response: &Response) -> Option<String> {
    let is = |id: &Option<crate::engine::id::ResponseId>| id.as_ref() == Some(&response.id);
    if let Some(rating) = choice.ratings.get(&response.id) {
        let rating = words::fit(rating.value());
        return Some(tf(Key::FeedbackYouRated, &[("fit", &rating)]));
    }
    match (is(&choice.best), is(&choice.worst), choice.worst.is_some()) {
        (true, _, true) => Some(t(Key::FeedbackYourBest)),
        (true, _, false) => Some(t(Key::FeedbackYouChose)),
        (_, true, _) => Some(t(Key::FeedbackYourWorst)),
        _ => None,
    }
}

fn reason(fit: u8, tag: Option<String>, text: String, why: &str, is_said: bool) -> AnyView {
    let is_chosen = tag.is_some();
    let tag = tag.map(|tag| view! { " " <span class="tag">{tag}</span> });
    view! {
        <li>
            <details class="why" class:chosen=is_chosen class:unsafe=fit == 0 open=is_chosen || fit == 0>
                <summary>
                    {fit_word(fit)} {tag} " "
                    <span class="option" class:said=is_said>{text}</span>
                </summary>
                <p>{why.to_owned()}</p>
            </details>
        </li>
    }
    .into_any()
}

/// How a real panel voted, where one did.
fn panel(step: &Step) -> AnyView {
    let Some(panel) = &step.panel else {
        return ().into_any();
    };
    let discuss = mark::responses_are_for_discussion(step).then(|| {
        view! { <p>{t(Key::PanelSplit)}</p> }
    });
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
                    view! {
                        <tr>
                            <th scope="row" class="said">{response.text.clone()}</th>
                            <td>{super::figures::of(share, count)}{bar(share, Stroke::Response)}</td>
                        </tr>
                    }
                })
                .collect();
            let raters = group.raters.to_string();
            let caption = tf(Key::PanelGroup, &[("n", &raters), ("group", &group.name)]);
            view! {
                <table class="bars">
                    <caption>{caption}</caption>
                    <thead>
                        <tr>
                            <th scope="col">{t(Key::WordResponse)}</th>
                            <th scope="col">{t(Key::PanelVotes)}</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            }
        })
        .collect();
    view! { <h2>{t(Key::PanelHeading)}</h2> {discuss} {tables} }.into_any()
}
