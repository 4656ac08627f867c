//! Every moment and story: searched, filtered, and a link to each.

use std::rc::Rc;

use leptos::prelude::*;

use crate::engine::id::MomentName;
use crate::engine::index::{PackEntry, ScenarioEntry};
use crate::engine::route::{Route, TrainerPage};
use crate::engine::topic::Topic;
use crate::shell::intl;
use crate::ui::dom::{El, View, dynamic, el, views};
use crate::ui::state::{Site, State};
use crate::ui::words::{self, Key, t, tf, tn};

/// What the list is filtered by; an empty text filters nothing.
#[derive(Clone, Copy)]
struct Filters {
    search: RwSignal<String>,
    category: RwSignal<String>,
    topic: RwSignal<String>,
    length: RwSignal<String>,
    /// Changes when all are cleared: the form is then made anew, with nothing chosen in it.
    cleared: RwSignal<u32>,
}

pub fn page() -> View {
    let state = State::get();
    super::title(&t(Key::LibraryHeading));
    let filters = Filters {
        search: RwSignal::new(String::new()),
        category: RwSignal::new(String::new()),
        topic: RwSignal::new(String::new()),
        length: RwSignal::new(String::new()),
        cleared: RwSignal::new(0),
    };
    views![
        el("h1").attr("tabindex", "-1").add(Key::LibraryHeading),
        super::when_loaded(state.site(), move |site| list(site.clone(), filters))
    ]
}

fn list(site: Rc<Site>, filters: Filters) -> View {
    let categories: Vec<(String, String)> = site
        .frameworks
        .iter()
        .flat_map(|framework| framework.categories())
        .map(|category| (category.id.to_string(), category.label.clone()))
        .collect();
    let used = |topic: &&Topic| {
        site.index
            .scenarios()
            .any(|(_, s)| s.topics.contains(topic))
    };
    let topics = Topic::ALL.iter().filter(used);
    let topics = topics.map(|topic| (topic.slug().to_owned(), words::topic(*topic)));
    let topics: Vec<_> = topics.collect();
    let lengths = [
        ("moment".to_owned(), t(Key::LengthMoment)),
        ("story".to_owned(), t(Key::LengthStory)),
    ];
    let shown = StoredValue::new_local(site);
    views![
        dynamic(move || {
            filters.cleared.track();
            el("form")
                .class("filters")
                .attr("role", "search")
                .on("submit", |submitted| submitted.prevent_default())
                .add(search(filters.search))
                .add(select(
                    "category",
                    Key::WordCategory,
                    filters.category,
                    &categories,
                ))
                .add(select("topic", Key::WordTopic, filters.topic, &topics))
                .add(select("length", Key::WordLength, filters.length, &lengths))
        }),
        dynamic(move || shown.with_value(|site| found(site, filters))),
        el("p").class("small").add(Key::LibraryTry).add(" ").add(
            el("a")
                .attr("href", &TrainerPage::Try(None).href())
                .add(Key::LibraryTryLink)
        )
    ]
}

fn search(typed: RwSignal<String>) -> El {
    el("div")
        .add(
            el("label")
                .class("label")
                .attr("for", "search")
                .add(Key::LibrarySearch),
        )
        .add(
            el("input")
                .attr("id", "search")
                .attr("type", "search")
                .attr("autocomplete", "off")
                .on("input", move |event| typed.set(event_target_value(&event))),
        )
}

fn select(
    id: &'static str,
    label: Key,
    chosen: RwSignal<String>,
    options: &[(String, String)],
) -> El {
    let options: Vec<_> = options
        .iter()
        .map(|(value, label)| el("option").attr("value", value).add(label.as_str()))
        .collect();
    el("div")
        .add(el("label").class("label").attr("for", id).add(label))
        .add(
            el("select")
                .attr("id", id)
                .on("change", move |changed| {
                    chosen.set(event_target_value(&changed))
                })
                .add(el("option").attr("value", "").add(Key::LibraryAny))
                .add(options),
        )
}

fn found(site: &Site, filters: Filters) -> View {
    let search = intl::lower_case(filters.search.get().trim());
    let (category, topic, length) = (
        filters.category.get(),
        filters.topic.get(),
        filters.length.get(),
    );
    let fits = |pack: &PackEntry, scenario: &ScenarioEntry| {
        let titles = intl::lower_case(&format!("{} {}", scenario.title, pack.title));
        let first = scenario.competencies.first();
        let is_of = first.is_some_and(|of| of.category_str() == category);
        let touches = scenario.topics.iter().any(|of| of.slug() == topic);
        (search.is_empty() || titles.contains(&search))
            && (category.is_empty() || is_of)
            && (topic.is_empty() || touches)
            && (length.is_empty() || scenario.is_story() == (length == "story"))
    };
    let all = site.index.scenarios().count();
    let found: Vec<_> = site
        .index
        .scenarios()
        .filter(|(pack, scenario)| fits(pack, scenario))
        .map(|(pack, scenario)| item(pack, scenario))
        .collect();
    let count = found.len().to_string();
    let status = tf(
        Key::LibraryFound,
        &[("n", &count), ("total", &all.to_string())],
    );
    let nothing = found.is_empty().then(|| {
        let clear = move |_| {
            for filter in [
                filters.search,
                filters.category,
                filters.topic,
                filters.length,
            ] {
                filter.set(String::new());
            }
            filters.cleared.update(|count| *count += 1);
        };
        el("p").add(Key::LibraryNothing).add(" ").add(
            el("button")
                .class("quiet")
                .attr("type", "button")
                .on("click", clear)
                .add(Key::LibraryClear),
        )
    });
    views![
        el("p").class("small").attr("role", "status").add(status),
        nothing,
        el("ul").class("list").attr("role", "list").add(found)
    ]
}

fn item(pack: &PackEntry, scenario: &ScenarioEntry) -> El {
    let name = MomentName {
        pack: pack.id.clone(),
        scenario: scenario.id.clone(),
    };
    let length = if scenario.is_story() {
        tn(Key::CountSteps, scenario.steps)
    } else {
        tn(Key::CountWords, scenario.words)
    };
    let mut about = format!("{}. {length}.", pack.title);
    if !scenario.topics.is_empty() {
        let topics = words::topics(&scenario.topics);
        about = format!(
            "{about} {}",
            tf(Key::ScenarioTouches, &[("topics", &topics)])
        );
    }
    el("li").add(
        el("a")
            .attr("href", &Route::Scenario(name).href())
            .add(el("b").add(scenario.title.clone()))
            .add(" ")
            .add(el("small").add(about)),
    )
}
