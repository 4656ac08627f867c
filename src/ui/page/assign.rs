//! A practice link to hand out: what it asks, the form as everyone will get it, the link itself.

mod shown;

use std::rc::Rc;

use leptos::prelude::*;

use crate::engine::id::{CategoryId, PackId, Seed};
use crate::engine::index::PackEntry;
use crate::engine::practice::{Format, MAX_COUNT, MAX_TIMER, Mode, Practice};
use crate::shell::entropy;
use crate::ui::dom::{El, View, dynamic, el, view, views};
use crate::ui::part::question;
use crate::ui::state::{Site, State};
use crate::ui::words::{self, Key, t, tf, tn};

/// How many moments are asked at first.
const FIRST_COUNT: u8 = 10;
/// How many minutes a timer has at first.
const FIRST_MINUTES: u16 = 20;

/// What the form says. Of a number that can't be taken there is none, and as long as that is so
/// there is no link.
#[derive(Clone, Copy)]
struct Plan {
    packs: RwSignal<Vec<PackId>>,
    categories: RwSignal<Vec<CategoryId>>,
    count: RwSignal<Option<u8>>,
    format: RwSignal<Format>,
    mode: RwSignal<Mode>,
    sure: RwSignal<bool>,
    is_timed: RwSignal<bool>,
    minutes: RwSignal<Option<u16>>,
    seed: RwSignal<Seed>,
}

impl Plan {
    fn new() -> Self {
        Self {
            packs: RwSignal::new(Vec::new()),
            categories: RwSignal::new(Vec::new()),
            count: RwSignal::new(Some(FIRST_COUNT)),
            format: RwSignal::new(Format::Best),
            mode: RwSignal::new(Mode::Check),
            sure: RwSignal::new(false),
            is_timed: RwSignal::new(false),
            minutes: RwSignal::new(Some(FIRST_MINUTES)),
            seed: RwSignal::new(entropy::seed()),
        }
    }

    /// What the link says; nothing while a number is missing.
    fn practice(self) -> Option<Practice> {
        let timer = if self.is_timed.get() {
            Some(self.minutes.get()?)
        } else {
            None
        };
        Some(Practice {
            packs: self.packs.get(),
            categories: self.categories.get(),
            n: Some(self.count.get()?),
            mode: Some(self.mode.get()),
            format: Some(self.format.get()),
            sure: Some(self.sure.get()),
            timer,
            ..Practice::default()
        })
    }
}

pub fn page() -> View {
    let state = State::get();
    super::title(&t(Key::AssignHeading));
    let plan = Plan::new();
    views![
        el("h1").attr("tabindex", "-1").add(Key::AssignHeading),
        el("p").class("lead").add(Key::AssignLead),
        super::when_loaded(state.site(), move |site| views![
            form(site, plan),
            shown::form(site.clone(), plan)
        ])
    ]
}

fn form(site: &Rc<Site>, plan: Plan) -> El {
    el("form")
        .on("submit", |submitted| submitted.prevent_default())
        .add(packs(site, plan))
        .add(categories(site, plan))
        .add(el("div").class("filters").add(number(
            Number {
                id: "count",
                label: Key::AssignCount,
                wrong: Key::AssignCountWrong,
                most: u16::from(MAX_COUNT),
            },
            Some(u16::from(FIRST_COUNT)),
            move |count| {
                let count = count.and_then(|count| u8::try_from(count).ok());
                plan.count.set(count);
            },
        )))
        .add(
            el("fieldset").add(el("legend").add(Key::AssignFormat)).add(
                Format::ALL
                    .map(|format| {
                        question::choice(
                            "format",
                            plan.format.get_untracked() == format,
                            view(words::format(format)),
                            move || plan.format.set(format),
                        )
                    })
                    .into_iter()
                    .collect::<Vec<_>>(),
            ),
        )
        .add(
            el("fieldset").add(el("legend").add(Key::AssignMode)).add(
                Mode::ALL
                    .map(|mode| {
                        question::choice(
                            "mode",
                            plan.mode.get_untracked() == mode,
                            view(words::mode(mode)),
                            move || plan.mode.set(mode),
                        )
                    })
                    .into_iter()
                    .collect::<Vec<_>>(),
            ),
        )
        .add(
            el("fieldset")
                .add(el("legend").add(Key::AssignMore))
                .add(checkbox(
                    t(Key::AssignSure),
                    Some(t(Key::SettingsSureMore)),
                    move |is_on| plan.sure.set(is_on),
                ))
                .add(checkbox(
                    t(Key::AssignTimer),
                    Some(t(Key::AssignTimerMore)),
                    move |is_on| plan.is_timed.set(is_on),
                ))
                .add(dynamic(move || {
                    plan.is_timed.get().then(|| {
                        // A number that could not be taken is not kept with the field.
                        let first = plan.minutes.get_untracked().or(Some(FIRST_MINUTES));
                        plan.minutes.set(first);
                        number(
                            Number {
                                id: "minutes",
                                label: Key::AssignMinutes,
                                wrong: Key::AssignMinutesWrong,
                                most: MAX_TIMER,
                            },
                            first,
                            move |minutes| plan.minutes.set(minutes),
                        )
                    })
                })),
        )
}

fn packs(site: &Site, plan: Plan) -> El {
    let pack = |pack: &PackEntry| {
        let id = pack.id.clone();
        let moments = pack.scenarios.iter().filter(|s| !s.is_story()).count();
        let stories = pack.scenarios.len() - moments;
        let mut more = Vec::new();
        if moments > 0 {
            more.push(tn(Key::CountMoments, moments));
        }
        if stories > 0 {
            more.push(tn(Key::CountStories, stories));
        }
        checkbox(pack.title.clone(), Some(more.join(", ")), move |is_on| {
            let id = id.clone();
            plan.packs.update(|packs| choose(packs, id, is_on));
        })
    };
    let packs: Vec<_> = site.index.packs.iter().map(pack).collect();
    let chosen = move || plan.packs.with(Vec::len);
    fold(
        Key::AssignPacks,
        Key::AssignPacksMore,
        Key::AssignAll,
        chosen,
        packs,
    )
}

fn categories(site: &Site, plan: Plan) -> El {
    let all = site.frameworks.iter().flat_map(|f| f.categories());
    let categories: Vec<_> = all
        .map(|category| {
            let id = category.id.clone();
            checkbox(category.label.clone(), None, move |is_on| {
                let id = id.clone();
                plan.categories.update(|chosen| choose(chosen, id, is_on));
            })
        })
        .collect();
    let chosen = move || plan.categories.with(Vec::len);
    fold(
        Key::AssignCategories,
        Key::AssignCategoriesMore,
        Key::AssignMixed,
        chosen,
        categories,
    )
}

/// A group of choices that is folded, with how many of them are chosen.
fn fold(
    name: Key,
    more: Key,
    none: Key,
    chosen: impl Fn() -> usize + 'static,
    choices: Vec<El>,
) -> El {
    el("details")
        .class("moment fold")
        .add(
            el("summary")
                .add(el("b").add(name))
                .add(" ")
                .add(dynamic(move || match chosen() {
                    0 => t(none),
                    count => tn(Key::AssignChosen, count),
                })),
        )
        .add(
            el("fieldset")
                .add(el("legend").class("hidden").add(name))
                .add(el("p").class("small").add(more))
                .add(el("div").class("scale wide-scale").add(choices)),
        )
}

fn choose<T: PartialEq>(chosen: &mut Vec<T>, one: T, is_on: bool) {
    chosen.retain(|other| *other != one);
    if is_on {
        chosen.push(one);
    }
}

/// A field for a whole number from 1 on.
#[derive(Clone, Copy)]
struct Number {
    id: &'static str,
    label: Key,
    /// What is said of any other, with the highest as `{n}`.
    wrong: Key,
    most: u16,
}

/// The field, and what is said of a number that can't be taken.
fn number(field: Number, first: Option<u16>, change: impl Fn(Option<u16>) + 'static) -> El {
    let is_wrong = RwSignal::new(false);
    let most = field.most;
    let typed = move |event| {
        let number = event_target_value(&event).trim().parse::<u16>().ok();
        let number = number.filter(|number| (1..=most).contains(number));
        // What is said is said once, and not again with each letter.
        if number.is_none() != is_wrong.get_untracked() {
            is_wrong.set(number.is_none());
        }
        change(number);
    };
    let problem = format!("{}-wrong", field.id);
    el("div")
        .class("number")
        .add(
            el("label")
                .class("label")
                .attr("for", field.id)
                .add(field.label),
        )
        .add(
            el("input")
                .attr("id", field.id)
                .attr("type", "number")
                .attr("inputmode", "numeric")
                .attr("min", "1")
                .attr("max", &most.to_string())
                .attr("value", &first.unwrap_or(1).to_string())
                .attr("aria-describedby", &problem)
                .attr_while("aria-invalid", "true", move || is_wrong.get())
                .on("input", typed),
        )
        .add(el("div").attr("id", &problem).add(dynamic(move || {
            is_wrong.get().then(|| {
                el("p")
                    .class("problem")
                    .attr("role", "alert")
                    .add(tf(field.wrong, &[("n", &most.to_string())]))
            })
        })))
}

fn checkbox(label: String, more: Option<String>, change: impl Fn(bool) + 'static) -> El {
    el("label")
        .class("choice")
        .add(
            el("input")
                .attr("type", "checkbox")
                .on("change", move |changed| {
                    change(event_target_checked(&changed));
                }),
        )
        .add(
            el("span")
                .add(label)
                .add(more.map(|more| el("small").add(more))),
        )
}
