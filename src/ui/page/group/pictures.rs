//! The group by categories: what was earned, which was taken for which; slips; how reliable it is.

use super::items::{interval, question_word};
use super::report::{head, region};
use super::work::Made;
use crate::engine::answer::Question;
use crate::engine::cohort::category::by_category;
use crate::engine::cohort::form::Reliability;
use crate::engine::cohort::{MIN_MOMENTS, MIN_RELIABILITY, QUESTIONS};
use crate::engine::framework::Category;
use crate::ui::dom::{El, View, el, views};
use crate::ui::part::figures;
use crate::ui::part::heat::{legend, level};
use crate::ui::part::svg::Stroke;
use crate::ui::words::{self, Key, hundredths, n, tf, tn};

/// How many mix-ups are listed.
const MIX_UPS: usize = 10;
/// In how many moments a slip is shown.
const PLACES: usize = 3;

fn all(made: &Made) -> Vec<Category> {
    let all = made.site.frameworks.iter().flat_map(|f| f.categories());
    all.cloned().collect()
}

/// What the group earned in each category.
pub fn categories(made: &Made) -> View {
    let found = by_category(&made.report.items);
    let rows: Vec<_> = all(made)
        .iter()
        .filter_map(|category| {
            let of = found.get(&category.id)?;
            let cell = |question, stroke| {
                let credits = of.of(question);
                figures::cell(credits.mean(), credits.count as usize, stroke)
            };
            Some(
                el("tr")
                    .add(el("th").attr("scope", "row").add(category.label.clone()))
                    .add(cell(Question::Competency, Stroke::Competency))
                    .add(cell(Question::Response, Stroke::Response)),
            )
        })
        .collect();
    views![
        el("h2").add(Key::AttemptByCategory),
        el("table")
            .class("bars")
            .add(el("caption").add(Key::GroupByCategoryCaption))
            .add(head(&[
                Key::WordCategory,
                Key::WordCompetency,
                Key::WordResponse
            ]))
            .add(el("tbody").add(rows))
    ]
}

/// How reliable the form is, in words.
pub fn reliability(made: &Made) -> View {
    let [competency, response] = QUESTIONS.map(|of| told(made.report.reliability.of(of)));
    let lines = if competency == response {
        el("p").add(competency)
    } else {
        let lines = QUESTIONS.into_iter().zip([competency, response]);
        let lines = lines.map(|(question, told)| {
            el("div")
                .add(el("dt").add(question_word(question)))
                .add(el("dd").add(told))
        });
        el("dl").class("plain").add(lines.collect::<Vec<_>>())
    };
    views![
        el("h2").add(Key::GroupReliability),
        el("p").class("small").add(Key::GroupReliabilityMore),
        lines
    ]
}

fn told(reliability: &Reliability) -> String {
    match reliability {
        Reliability::Shown(form) => {
            let alpha = &form.alpha;
            let values = [
                ("alpha", &*interval(&alpha.alpha)),
                ("people", &alpha.rows.to_string()),
                ("moments", &tn(Key::CountMoments, form.items.len())),
                ("error", &hundredths(alpha.error)),
                ("mean", &n(alpha.mean)),
            ];
            tf(Key::GroupAlpha, &values)
        }
        Reliability::FewPeople { people } => tf(
            Key::GroupFewPeople,
            &[
                ("n", &MIN_RELIABILITY.to_string()),
                ("people", &people.to_string()),
            ],
        ),
        Reliability::NotOneForm { rows, of } => tf(
            Key::GroupNotOneForm,
            &[("n", &rows.to_string()), ("of", &of.to_string())],
        ),
        Reliability::FewMoments { moments } => tf(
            Key::GroupFewMoments,
            &[
                ("n", &MIN_MOMENTS.to_string()),
                ("moments", &moments.to_string()),
            ],
        ),
        Reliability::NoSpread => words::t(Key::GroupNoSpread),
    }
}

/// Which category was chosen where which is called for.
pub fn confusion(made: &Made) -> View {
    let categories = all(made);
    let confusion = &made.report.confusion;
    let columns: Vec<_> = categories
        .iter()
        .map(|category| el("th").attr("scope", "col").add(category.id.to_string()))
        .collect();
    let rows: Vec<_> = categories
        .iter()
        .map(|keyed| confusion_row(made, keyed, &categories))
        .collect();
    let mix_ups: Vec<_> = confusion
        .mistaken()
        .into_iter()
        .take(MIX_UPS)
        .map(|(keyed, chosen, count)| {
            let label = |id: &str| {
                let category = made.site.category(id);
                category.map_or_else(|| id.to_owned(), |category| category.label.clone())
            };
            el("tr")
                .add(el("td").add(label(keyed.as_str())))
                .add(el("td").add(label(chosen.as_str())))
                .add(el("td").add(count.to_string()))
        })
        .collect();
    let table = el("table")
        .class("wide heat square")
        .add(
            el("thead").add(
                el("tr")
                    .add(el("th").attr("scope", "col").add(Key::GroupKeyed))
                    .add(columns),
            ),
        )
        .add(el("tbody").add(rows));
    let listed = if mix_ups.is_empty() {
        el("p").add(Key::GroupNoMixUps)
    } else {
        el("table")
            .class("mixed-up")
            .add(el("caption").add(Key::GroupMixUps))
            .add(head(&[
                Key::GroupKeyed,
                Key::GroupTakenFor,
                Key::GroupTimes,
            ]))
            .add(el("tbody").add(mix_ups))
    };
    views![
        el("h2").add(Key::GroupConfusion),
        el("p").class("small").add(Key::GroupConfusionMore),
        listed,
        el("p").class("small").add(Key::GroupConfusionCaption),
        region(Key::GroupConfusion, table),
        legend(categories.iter())
    ]
}

fn confusion_row(made: &Made, keyed: &Category, categories: &[Category]) -> El {
    let count = |chosen: &Category| made.report.confusion.count(&keyed.id, &chosen.id);
    let all: u32 = categories.iter().map(count).sum();
    let cells: Vec<_> = categories
        .iter()
        .map(|chosen| {
            let times = count(chosen);
            let is_right = chosen.id == keyed.id;
            let cell = if times == 0 {
                el("td").class(if is_right { "right" } else { "" })
            } else {
                let class = level(f64::from(times) / f64::from(all.max(1)));
                let right = if is_right { " right" } else { "" };
                el("td").class(&format!("{class}{right}"))
            };
            cell.add((times > 0).then(|| times.to_string()))
        })
        .collect();
    el("tr")
        .add(el("th").attr("scope", "row").add(keyed.id.to_string()))
        .add(cells)
}

/// Which slips were made, by how many, and where.
pub fn slips(made: &Made) -> View {
    let rows: Vec<_> = made
        .report
        .slips
        .iter()
        .map(|slip| {
            let places = slip.items.iter().take(PLACES);
            let titles: Vec<_> = places
                .filter_map(|(place, _)| made.report.items.get(*place))
                .map(|item| item.title.clone())
                .collect();
            el("tr")
                .add(el("th").attr("scope", "row").add(words::drift(slip.drift)))
                .add(el("td").add(slip.people.to_string()))
                .add(el("td").add(slip.times.to_string()))
                .add(el("td").add(titles.join(", ")))
        })
        .collect();
    let shown: El = if rows.is_empty() {
        el("p").add(Key::GroupNoSlips)
    } else {
        let table = el("table")
            .class("wide")
            .add(head(&[
                Key::GroupSlip,
                Key::GroupSlipPeople,
                Key::GroupTimes,
                Key::GroupSlipWhere,
            ]))
            .add(el("tbody").add(rows));
        region(Key::GroupSlips, table)
    };
    views![
        el("h2").add(Key::GroupSlips),
        el("p").class("small").add(Key::GroupSlipsMore),
        shown
    ]
}
