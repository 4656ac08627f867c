//! What was chosen in a moment: every option with how often, folded until it is wanted.

use std::rc::Rc;

use leptos::prelude::*;

use super::report::{head, small_region};
use super::work::Made;
use crate::engine::cohort::item::{ItemReport, StepReport};
use crate::engine::pack::{Credit, Scenario, Step};
use crate::ui::dom::{El, View, dynamic_on, el, view, views};
use crate::ui::part::svg::fit_word;
use crate::ui::words::{Key, tf};

fn scenario<'m>(made: &'m Made, item: &ItemReport) -> Option<&'m Scenario> {
    let pack = made.cohort.shelf().pack(&item.name.pack, item.edition)?;
    pack.scenario(&item.name.scenario)
}

/// One moment; `place` is that among the items of the report.
pub fn fold(made: &Rc<Made>, place: usize, paper: RwSignal<bool>) -> Option<El> {
    let item = made.report.items.get(place)?;
    let category = item.category.as_ref();
    let category = category.and_then(|id| made.site.category(id.as_str()));
    let (title, category) = (item.title.clone(), category.map(|of| of.label.clone()));
    let is_wanted = RwSignal::new(false);
    let made = made.clone();
    let unfolded = move |is_due: &bool| {
        let item = made.report.items.get(place).filter(|_| *is_due);
        item.map_or_else(View::none, |item| steps(&made, item))
    };
    Some(
        el("details")
            .class("moment")
            .on("toggle", move |_| {
                if !is_wanted.get_untracked() {
                    is_wanted.set(true);
                }
            })
            .add(
                el("summary")
                    .add(el("b").add(title))
                    .add(category.map(|label| el("small").add(label))),
            )
            .add(dynamic_on(move || is_wanted.get() || paper.get(), unfolded)),
    )
}

fn steps(made: &Made, item: &ItemReport) -> View {
    let scenario = scenario(made, item);
    let is_story = scenario.is_some_and(Scenario::is_story);
    let steps = item.steps.iter().enumerate().filter_map(|(at, report)| {
        let step = scenario?.step(&report.step)?;
        let name =
            is_story.then(|| el("h4").add(tf(Key::StoryStep, &[("n", &(at + 1).to_string())])));
        Some(views![
            name,
            competencies(made, report),
            responses(step, report)
        ])
    });
    view(steps.collect::<Vec<_>>())
}

fn competencies(made: &Made, report: &StepReport) -> Option<View> {
    let mut options = report.competencies.iter();
    let has_remark = options.any(|option| option.works == Some(false));
    let rows: Vec<_> = report
        .competencies
        .iter()
        .map(|option| {
            let fit = match option.credit {
                Credit::Full => 3,
                Credit::Half => 2,
                Credit::None => 1,
            };
            el("tr")
                .add(
                    el("th")
                        .attr("scope", "row")
                        .add(made.site.label(&option.id)),
                )
                .add(el("td").add(option.chosen.to_string()))
                .add(el("td").add(fit_word(fit)))
                .add(has_remark.then(|| el("td").add(works(option.works))))
        })
        .collect();
    let mut columns = vec![Key::WordCompetency, Key::GroupChosen, Key::GroupKey];
    columns.extend(has_remark.then_some(Key::GroupRemark));
    (!rows.is_empty()).then(|| {
        let table = el("table")
            .class("wide options")
            .add(el("caption").add(Key::QuestionCompetency))
            .add(head(&columns))
            .add(el("tbody").add(rows));
        view(small_region(Key::FeedbackCompetencies, table))
    })
}

fn responses(step: &Step, report: &StepReport) -> El {
    let is_rated = report.responses.iter().any(|r| r.ratings != [0; 4]);
    let has_worst = report.responses.iter().any(|r| r.worst > 0);
    let mut found = report.responses.iter();
    let has_remark = found.any(|found| found.is_unsafe || found.works == Some(false));
    // How often each was chosen is what the table is for: it stands where nothing hides it.
    let mut columns = vec![Key::WordResponse];
    if is_rated {
        columns.extend([Key::FitWell, Key::FitPartly, Key::FitMisses, Key::FitHarm]);
    } else if has_worst {
        columns.extend([Key::GroupBest, Key::GroupWorst]);
    } else {
        columns.push(Key::GroupChosen);
    }
    columns.push(Key::GroupKey);
    columns.extend(has_remark.then_some(Key::GroupRemark));
    let rows: Vec<_> = report
        .responses
        .iter()
        .filter_map(|found| {
            let response = step.responses.iter().find(|r| r.id == found.id)?;
            let counts: Vec<u32> = if is_rated {
                found.ratings.iter().rev().copied().collect()
            } else if has_worst {
                vec![found.best, found.worst]
            } else {
                vec![found.best]
            };
            let counts: Vec<_> = counts
                .iter()
                .map(|count| el("td").add(count.to_string()))
                .collect();
            let remark = if found.is_unsafe {
                view(el("span").class("harm").add(Key::GroupUnsafeOption))
            } else {
                view(works(found.works))
            };
            Some(
                el("tr")
                    .add(el("th").attr("scope", "row").add(response.text.clone()))
                    .add(counts)
                    .add(el("td").add(fit_word(found.fit.value())))
                    .add(has_remark.then(|| el("td").add(remark))),
            )
        })
        .collect();
    let table = el("table")
        .class("wide options")
        .add(el("caption").add(Key::QuestionResponse))
        .add(head(&columns))
        .add(el("tbody").add(rows));
    small_region(Key::FeedbackResponses, table)
}

fn works(works: Option<bool>) -> Option<Key> {
    (works == Some(false)).then_some(Key::GroupNotWorking)
}

/// The responses of a moment by which someone could come to harm, that someone chose.
pub fn unsafe_responses(made: &Made, item: &ItemReport) -> View {
    let scenario = scenario(made, item);
    let quotes = item.steps.iter().flat_map(|report| {
        let step = scenario.and_then(|scenario| scenario.step(&report.step));
        let chosen = report.responses.iter().filter(|found| {
            let endorsed = found.best + found.ratings[2] + found.ratings[3];
            found.is_unsafe && endorsed > 0
        });
        chosen.filter_map(move |found| {
            let response = step?.responses.iter().find(|r| r.id == found.id)?;
            Some(el("p").class("said").add(format!("“{}”", response.text)))
        })
    });
    view(quotes.collect::<Vec<_>>())
}
