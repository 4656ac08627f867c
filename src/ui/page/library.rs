//! Every moment and story: searched, filtered, and a link to each.

use std::rc::Rc;

use leptos::prelude::*;

use crate::engine::id::MomentName;
use crate::engine::index::{PackEntry, ScenarioEntry};
use crate::engine::route::Route;
use crate::engine::topic::Topic;
use crate::ui::state::{Site, State};
use crate::ui::words::{self, Key, t, tf, tn};

/// What the list is filtered by; an empty text filters nothing.
#[derive(Clone, Copy)]
struct Filters {
    search: RwSignal<String>,
    category: RwSignal<String>,
    topic: RwSignal<String>,
    length: RwSignal<String>,
}

pub fn page() -> impl IntoView {
    let state = State::get();
    super::title(&t(Key::LibraryHeading));
    let filters = Filters {
        search: RwSignal::new(String::new()),
        category: RwSignal::new(String::new()),
        topic: RwSignal::new(String::new()),
        length: RwSignal::new(String::new()),
    };
    view! {
        <h1 tabindex="-1">{t(Key::LibraryHeading)}</h1>
        {super::when_loaded(state.site(), move |site| list(site.clone(), filters))}
    }
}

fn list(site: Rc<Site>, filters: Filters) -> AnyView {
    let categories: Vec<(String, String)> = site
        .frameworks
        .iter()
        .flat_map(|framework| framework.categories())
        .map(|category| (category.id.to_string(), category.label.clone()))
        .collect();
    let used = |topic: &&Topic| site.index.scenarios().any(|(_, s)| s.topics.contains(topic));
    let topics = Topic::ALL.iter().filter(used);
    let topics = topics.map(|topic| (topic.slug().to_owned(), words::topic(*topic)));
    let topics: Vec<_> = topics.collect();
    let lengths = [
        ("moment".to_owned(), t(Key::LengthMoment)),
        ("story".to_owned(), t(Key::LengthStory)),
    ];
    let site = StoredValue::new_local(site);
    view! {
        <form class="filters" role="search" on:submit=|submitted| submitted.prevent_default()>
            <div>
                <label class="label" for="search">{t(Key::LibrarySearch)}</label>
                <input
                    id="search"
                    type="search"
                    autocomplete="off"
                    prop:value=move || filters.search.get()
                    on:input=move |typed| filters.search.set(event_target_value(&typed))
                />
            </div>
            {select("category", Key::WordCategory, filters.category, categories)}
            {select("topic", Key::WordTopic, filters.topic, topics)}
            {select("length", Key::WordLength, filters.length, lengths.into())}
        </form>
        {move || site.with_value(|site| found(site, filters))}
    }
    .into_any()
}

fn select(
    id: &'static str,
    label: Key,
    chosen: RwSignal<String>,
    options: Vec<(String, String)>,
) -> impl IntoView {
    let options: Vec<_> = options
        .into_iter()
        .map(|(value, label)| view! { <option value=value>{label}</option> })
        .collect();
    view! {
        <div>
            <label class="label" for=id>{t(label)}</label>
            <select
                id=id
                prop:value=move || chosen.get()
                on:change=move |changed| chosen.set(event_target_value(&changed))
            >
                <option value="">{t(Key::LibraryAny)}</option>
                {options}
            </select>
        </div>
    }
}

fn found(site: &Site, filters: Filters) -> AnyView {
    let search = filters.search.get().trim().to_lowercase();
    let (category, topic, length) = (
        filters.category.get(),
        filters.topic.get(),
        filters.length.get(),
    );
    let fits = |pack: &PackEntry, scenario: &ScenarioEntry| {
        let titles = format!("{} {}", scenario.title, pack.title).to_lowercase();
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
    let status = tf(Key::LibraryFound, &[("n", &count), ("total", &all.to_string())]);
    let nothing = found.is_empty().then(|| {
        let clear = move |_| {
            for filter in [filters.search, filters.category, filters.topic, filters.length] {
                filter.set(String::new());
            }
        };
        view! {
            <p>
                {t(Key::LibraryNothing)} " "
                <button class="quiet" type="button" on:click=clear>{t(Key::LibraryClear)}</button>
            </p>
        }
    });
    view! {
        <p class="small" role="status">{status}</p>
        {nothing}
        <ul role="list" class="list">{found}</ul>
    }
    .into_any()
}

fn item(pack: &PackEntry, scenario: &ScenarioEntry) -> impl IntoView + use<> {
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
        about = format!("{about} {}", tf(Key::ScenarioTouches, &[("topics", &topics)]));
    }
    view! {
        <li>
            <a href=Route::Scenario(name).href()>
                <b>{scenario.title.clone()}</b> " " <small>{about}</small>
            </a>
        </li>
    }
}
