//! What a person can set. Every change holds at once.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::engine::settings::{TextSize, Theme};
use crate::engine::topic::Topic;
use crate::engine::words::Language;
use crate::shell::page as browser;
use crate::ui::state::{State, Trouble};
use crate::ui::words::{self, Key, t};

const DIALOG: &str = "delete-everything";

pub fn page() -> impl IntoView {
    let state = State::get();
    super::title(&t(Key::SettingsHeading));
    let settings = state.settings.get_untracked();
    let texts: Vec<_> = TextSize::ALL
        .iter()
        .map(|size| {
            let size = *size;
            let choose = move || state.change_settings(|settings| settings.text = size);
            radio("text", words::text_size(size), settings.text == size, choose)
        })
        .collect();
    let themes: Vec<_> = Theme::ALL
        .iter()
        .map(|theme| {
            let theme = *theme;
            let choose = move || state.change_settings(|settings| settings.theme = theme);
            radio("theme", words::theme(theme), settings.theme == theme, choose)
        })
        .collect();
    let topics: Vec<_> = Topic::ALL
        .iter()
        .map(|topic| {
            let topic = *topic;
            let is_avoided = settings.avoided.contains(&topic);
            checkbox(words::topic(topic), None, is_avoided, move |is_on| {
                state.change_settings(|settings| {
                    if is_on {
                        settings.avoided.insert(topic);
                    } else {
                        settings.avoided.remove(&topic);
                    }
                });
            })
        })
        .collect();
    let sure = checkbox(
        t(Key::SettingsSure),
        Some(t(Key::SettingsSureMore)),
        settings.sure,
        move |is_on| state.change_settings(|settings| settings.sure = is_on),
    );
    view! {
        <h1 tabindex="-1">{t(Key::SettingsHeading)}</h1>
        <p class="small">{t(Key::SettingsText)}</p>
        {languages(state)}
        <fieldset>
            <legend>{t(Key::SettingsTextSize)}</legend>
            <div class="scale">{texts}</div>
        </fieldset>
        <fieldset>
            <legend>{t(Key::SettingsTheme)}</legend>
            <div class="scale">{themes}</div>
        </fieldset>
        <fieldset>
            <legend>{t(Key::SettingsTopics)}</legend>
            <p class="small">{t(Key::SettingsTopicsMore)}</p>
            <div class="scale">{topics}</div>
        </fieldset>
        <fieldset>
            <legend>{t(Key::SettingsPractising)}</legend>
            {sure}
        </fieldset>
        {kept(state)}
    }
}

fn kept(state: State) -> impl IntoView {
    let keeps_nothing = state.records().store.keeps_nothing();
    let nothing = checkbox(
        t(Key::SettingsNothing),
        Some(t(Key::SettingsNothingMore)),
        keeps_nothing,
        move |is_on| {
            let records = state.records();
            if is_on {
                records.store.keep_nothing();
            } else {
                state.note_storage(records.store.keep_again());
            }
        },
    );
    let done = RwSignal::new(false);
    let delete = move |_| {
        browser::close_dialog(DIALOG);
        state.records().forget_all();
        state.settings.set(crate::engine::settings::Settings::default());
        browser::set_look(None, None);
        done.set(true);
        browser::focus("#deleted");
    };
    view! {
        <fieldset>
            <legend>{t(Key::SettingsKept)}</legend>
            {nothing}
            <p class="row">
                <button class="danger" type="button" on:click=|_| browser::open_dialog(DIALOG)>
                    {t(Key::SettingsDelete)}
                </button>
            </p>
        </fieldset>
        <p id="deleted" role="status" tabindex="-1">
            {move || done.get().then(|| t(Key::SettingsDeleted))}
        </p>
        <dialog id=DIALOG aria-labelledby="delete-heading">
            <h2 id="delete-heading">{t(Key::DeleteHeading)}</h2>
            <p>{t(Key::DeleteText)}</p>
            <div class="row">
                <button class="danger" type="button" on:click=delete>{t(Key::DeleteYes)}</button>
                <button type="button" autofocus=true on:click=|_| browser::close_dialog(DIALOG)>
                    {t(Key::DeleteNo)}
                </button>
            </div>
        </dialog>
    }
}

/// The languages that the site has; nothing to choose where there is one only.
fn languages(state: State) -> AnyView {
    let load = async move { Ok::<Vec<Language>, Trouble>(state.languages().await) };
    super::when_loaded(load, move |languages| {
        if languages.len() < 2 {
            return ().into_any();
        }
        let chosen = state.settings.get_untracked().lang;
        let options: Vec<_> = languages
            .iter()
            .map(|language| {
                let is_chosen = chosen.as_ref() == Some(&language.code);
                let (code, name) = (language.code.clone(), language.name.clone());
                view! { <option value=code.clone() lang=code selected=is_chosen>{name}</option> }
            })
            .collect();
        view! {
            <p>
                <label class="label" for="language">{t(Key::SettingsLanguage)}</label>
                <select
                    id="language"
                    on:change=move |changed| {
                        let code = event_target_value(&changed);
                        let lang = (!code.is_empty()).then_some(code);
                        state.change_settings(|settings| settings.lang = lang);
                        spawn_local(state.load_language());
                    }
                >
                    <option value="">{t(Key::SettingsLanguageBrowser)}</option>
                    {options}
                </select>
            </p>
        }
        .into_any()
    })
}

fn radio(
    name: &'static str,
    label: String,
    is_chosen: bool,
    choose: impl Fn() + 'static,
) -> impl IntoView {
    view! {
        <label class="choice">
            <input type="radio" name=name checked=is_chosen on:change=move |_| choose() />
            <span>{label}</span>
        </label>
    }
}

fn checkbox(
    label: String,
    more: Option<String>,
    is_on: bool,
    change: impl Fn(bool) + 'static,
) -> impl IntoView {
    let label = match more {
        Some(more) => view! { <b>{label}</b> " " <small>{more}</small> }.into_any(),
        None => label.into_any(),
    };
    view! {
        <label class="choice">
            <input
                type="checkbox"
                checked=is_on
                on:change=move |changed| change(event_target_checked(&changed))
            />
            <span>{label}</span>
        </label>
    }
}
