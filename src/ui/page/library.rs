//! Every moment and story: searched, filtered, and a link to each.

use std::rc::Rc;

use leptos::prelude::*;

use crate::engine::id::MomentName;
use crate::engine::index::{PackEntry, ScenarioEntry};
use crate::engine::route::{Route, TrainerPage};
use crate::engine::topic::Topic;
use crate::shell::{intl, page as browser};
use crate::ui::dom::{El, View, dynamic, el, views};
use crate::ui::state::{Site, State};
use crate::ui::words::{self, Key, t, tf, tn};

/// How many are listed at once: all of them would be twenty screens on a phone.
const SHOWN: usize = 30;

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
                .add(Key::LibrarySearchWhat),
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

fn found(site: &Rc<Site>, filters: Filters) -> View {
    let typed = filters.search.get().trim().to_owned();
    let search = intl::lower_case(&typed);
    let (category, topic, length) = (
        filters.category.get(),
        filters.topic.get(),
        filters.length.get(),
    );
    let fits = |pack: &PackEntry, scenario: &ScenarioEntry| {
        let first = scenario.competencies.first();
        let is_of = first.is_some_and(|of| of.category_str() == category);
        let touches = scenario.topics.iter().any(|of| of.slug() == topic);
        (category.is_empty() || is_of)
            && (topic.is_empty() || touches)
            && (length.is_empty() || scenario.is_story() == (length == "story"))
            && (search.is_empty() || says(site, pack, scenario, &search))
    };
    let all = site.index.scenarios().count();
    // By their places, so that the list can be drawn anew when more of it is wanted.
    let found: Vec<usize> = site
        .index
        .scenarios()
        .enumerate()
        .filter(|(_, (pack, scenario))| fits(pack, scenario))
        .map(|(place, _)| place)
        .collect();
    let count = found.len().to_string();
    let status = tf(
        Key::LibraryFound,
        &[("n", &count), ("total", &all.to_string())],
    );
    let nothing = found.is_empty().then(|| nothing(filters, &typed));
    views![
        el("p").class("small").attr("role", "status").add(status),
        nothing,
        listed(site.clone(), found)
    ]
}

/// Whether a moment has all of these words in its title or its pack's, in what it asks for or in
/// what it touches.
fn says(site: &Site, pack: &PackEntry, scenario: &ScenarioEntry, search: &str) -> bool {
    let mut text = vec![
        scenario.title.clone(),
        pack.title.clone(),
        pack.about.clone(),
        words::topics(&scenario.topics),
    ];
    for id in &scenario.competencies {
        text.push(site.label(id));
        let category = site.category(id.category_str());
        text.extend(category.map(|category| category.label.clone()));
    }
    let text = intl::lower_case(&text.join(" "));
    // From a word's beginning: “our” is not meant to find “your”.
    let begins = |at: usize| !text[..at].ends_with(|before: char| before.is_ascii_alphanumeric());
    search
        .split_whitespace()
        .all(|word| text.match_indices(word).any(|(at, _)| begins(at)))
}

fn nothing(filters: Filters, typed: &str) -> El {
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
        browser::focus_soon("#search");
    };
    let sentence = if typed.is_empty() {
        t(Key::LibraryNothing)
    } else {
        tf(Key::LibraryNothingSaid, &[("words", typed)])
    };
    el("p").add(sentence).add(" ").add(
        el("button")
            .class("quiet")
            .attr("type", "button")
            .on("click", clear)
            .add(Key::LibraryClear),
    )
}

/// The first of what was found, and as many more as are wanted.
fn listed(site: Rc<Site>, found: Vec<usize>) -> View {
    let most = RwSignal::new(SHOWN);
    dynamic(move || {
        let most_now = most.get();
        let items: Vec<_> = site
            .index
            .scenarios()
            .enumerate()
            .filter(|(place, _)| found.contains(place))
            .take(most_now)
            .map(|(_, (pack, scenario))| item(pack, scenario))
            .collect();
        let more = move |_| {
            most.set(most_now + SHOWN);
            browser::focus_soon(format!("#found > :nth-child({}) a", most_now + 1));
        };
        let more = (found.len() > most_now).then(|| {
            el("p").class("row").add(
                el("button")
                    .attr("type", "button")
                    .on("click", more)
                    .add(Key::LibraryMore),
            )
        });
        views![
            el("ul")
                .class("list")
                .attr("id", "found")
                .attr("role", "list")
                .add(items),
            more
        ]
    })
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
