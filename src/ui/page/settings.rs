//! What a person can set. Every change holds at once.

mod nothing;

use std::cell::Cell;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::later;
use crate::engine::settings::{Settings, TextSize, Theme};
use crate::engine::topic::Topic;
use crate::engine::words::Language;
use crate::shell::{intl, page as browser};
use crate::ui::dom::{El, View, dynamic, dynamic_on, el, view, views};
use crate::ui::languages;
use crate::ui::part::question;
use crate::ui::state::{State, Trouble};
use crate::ui::words::{self, Key, t, tf};

const DIALOG: &str = "delete-everything";
const TYPED: &str = "#delete-typed";

/// What can be chosen, as the page shows it. Cheap to copy.
#[derive(Clone, Copy)]
struct Choices {
    state: State,
    /// The settings that the page shows.
    shown: StoredValue<Settings>,
}

pub fn page() -> View {
    let state = State::get();
    super::title(&t(Key::SettingsHeading));
    let choices = Choices {
        state,
        shown: StoredValue::new(state.settings.get_untracked()),
    };
    let drawn = Cell::new(0);
    views![
        el("h1").attr("tabindex", "-1").add(Key::SettingsHeading),
        el("p").class("small").add(Key::SettingsText),
        languages(state),
        // Drawn anew when another tab sets something, and not for what is set here.
        dynamic_on(
            move || {
                drawn.set(drawn.get() + u32::from(choices.take_up()));
                drawn.get()
            },
            move |_| choices.show()
        ),
        kept(state)
    ]
}

impl Choices {
    /// Whether the settings are others than the page shows; from now on it shows these.
    fn take_up(self) -> bool {
        self.state.changes.track();
        untrack(|| self.state.take_up_settings());
        let settings = self.state.settings.get();
        let is_other = self.shown.with_value(|shown| *shown != settings);
        self.shown.set_value(settings);
        is_other
    }

    fn change(self, change: impl Fn(&mut Settings)) {
        self.shown.update_value(&change);
        self.state.change_settings(change);
    }

    fn show(self) -> View {
        let settings = self.shown.get_value();
        let texts: Vec<_> = TextSize::ALL
            .iter()
            .map(|size| {
                let size = *size;
                let choose = move || self.change(|settings| settings.text = size);
                let is_chosen = settings.text == size;
                question::choice("text", is_chosen, view(words::text_size(size)), choose)
            })
            .collect();
        let themes: Vec<_> = Theme::ALL
            .iter()
            .map(|theme| {
                let theme = *theme;
                let choose = move || self.change(|settings| settings.theme = theme);
                let is_chosen = settings.theme == theme;
                question::choice("theme", is_chosen, view(words::theme(theme)), choose)
            })
            .collect();
        let topics: Vec<_> = Topic::ALL
            .iter()
            .map(|topic| {
                let topic = *topic;
                let is_avoided = settings.avoided.contains(topic);
                checkbox(words::topic(topic), None, is_avoided, move |is_on| {
                    self.change(|settings| {
                        if is_on {
                            settings.avoided.insert(topic);
                        } else {
                            settings.avoided.remove(topic);
                        }
                    });
                })
            })
            .collect();
        let sure = checkbox(
            t(Key::SettingsSure),
            Some(t(Key::SettingsSureMore)),
            settings.sure,
            move |is_on| self.change(|settings| settings.sure = is_on),
        );
        let marks = checkbox(
            t(Key::SettingsMarks),
            Some(t(Key::SettingsMarksMore)),
            settings.marks,
            move |is_on| self.change(|settings| settings.marks = is_on),
        );
        views![
            el("fieldset")
                .add(el("legend").add(Key::SettingsTextSize))
                .add(el("div").class("scale few").add(texts)),
            el("fieldset")
                .add(el("legend").add(Key::SettingsTheme))
                .add(el("div").class("scale few").add(themes)),
            el("fieldset")
                .add(el("legend").add(Key::SettingsTopics))
                .add(el("p").class("small").add(Key::SettingsTopicsMore))
                .add(el("div").class("scale topics").add(topics)),
            el("fieldset")
                .add(el("legend").add(Key::SettingsPractising))
                .add(sure)
                .add(marks)
        ]
    }
}

fn kept(state: State) -> View {
    let done = RwSignal::new(false);
    let typed = RwSignal::new(String::new());
    let refused = RwSignal::new(false);
    let opened = RwSignal::new(0);
    let open = move |_| {
        typed.set(String::new());
        refused.set(false);
        opened.update(|count| *count += 1);
        browser::open_dialog(DIALOG);
    };
    let delete = move |_| {
        // Small letters will do: it is to be meant, not to be spelt.
        let word = |text: &str| intl::lower_case(text.trim());
        if word(&typed.get_untracked()) != word(&t(Key::DeleteWord)) {
            refused.set(true);
            browser::focus(TYPED);
            return;
        }
        browser::close_dialog(DIALOG);
        refused.set(false);
        state.records().forget_all();
        state.changes.update(|count| *count += 1);
        state.settings.set(Settings::default());
        browser::set_look(None, None);
        done.set(true);
        browser::focus("#deleted");
    };
    views![
        el("fieldset")
            .add(el("legend").add(Key::SettingsKept))
            .add(nothing::show(state)),
        own_data(state),
        el("fieldset")
            .add(el("legend").add(Key::DeleteLegend))
            .add(el("p").class("small").add(Key::DeleteText))
            .add(
                el("p").class("row").add(
                    el("button")
                        .class("danger")
                        .attr("type", "button")
                        .on("click", open)
                        .add(Key::SettingsDelete)
                )
            ),
        el("p")
            .attr("id", "deleted")
            .attr("role", "status")
            .attr("tabindex", "-1")
            .add(dynamic(move || done.get().then(|| t(Key::SettingsDeleted)))),
        el("dialog")
            .attr("id", DIALOG)
            .attr("aria-labelledby", "delete-heading")
            .add(
                el("h2")
                    .attr("id", "delete-heading")
                    .add(Key::DeleteHeading)
            )
            .add(el("p").add(Key::DeleteText))
            // Each time it opens the word is to be typed anew.
            .add(dynamic(move || {
                opened.track();
                word_field(typed)
            }))
            .add(dynamic(move || refused.get().then(|| {
                el("p")
                    .class("problem")
                    .attr("role", "alert")
                    .add(Key::DeleteTypeFirst)
            })))
            .add(
                el("div")
                    .class("row")
                    .add(
                        el("button")
                            .class("danger")
                            .attr("type", "button")
                            .on("click", delete)
                            .add(Key::DeleteYes)
                    )
                    .add(
                        el("button")
                            .attr("type", "button")
                            .flag("autofocus", true)
                            .on("click", |_| browser::close_dialog(DIALOG))
                            .add(Key::DeleteNo)
                    )
            )
    ]
}

fn word_field(typed: RwSignal<String>) -> El {
    let id = TYPED.trim_start_matches('#');
    let word = t(Key::DeleteWord);
    el("p")
        .add(
            el("label")
                .class("label")
                .attr("for", id)
                .add(tf(Key::DeleteType, &[("word", &word)])),
        )
        .add(
            el("input")
                .attr("id", id)
                .attr("type", "text")
                .attr("autocomplete", "off")
                .attr("autocapitalize", "none")
                .on("input", move |event| typed.set(event_target_value(&event))),
        )
}

/// What can be taken along and brought back. The rest of the page is of use without it.
fn own_data(state: State) -> View {
    let load = async { Ok::<_, Trouble>(later::own().await.ok()) };
    super::when_loaded(load, move |own| match own {
        Some(own) => untrack(|| (own.data)(state)),
        None => el("p").add(Key::TroubleProgramText).view(),
    })
}

/// The languages that the site has; nothing to choose where there is one only.
fn languages(state: State) -> View {
    let load = async move { Ok::<Vec<Language>, Trouble>(languages::offered().await) };
    super::when_loaded(load, move |languages| {
        if languages.len() < 2 {
            return View::none();
        }
        let chosen = state.settings.get_untracked().lang;
        let options: Vec<_> = languages
            .iter()
            .map(|language| {
                let is_chosen = chosen.as_ref() == Some(&language.code);
                let (code, name) = (language.code.clone(), language.name.clone());
                el("option")
                    .attr("value", &code.clone())
                    .attr("lang", &code)
                    .flag("selected", is_chosen)
                    .add(name)
            })
            .collect();
        el("p")
            .add(
                el("label")
                    .class("label")
                    .attr("for", "language")
                    .add(Key::SettingsLanguage),
            )
            .add(
                el("select")
                    .attr("id", "language")
                    .on("change", move |changed| {
                        let code = event_target_value(&changed);
                        let lang = (!code.is_empty()).then_some(code);
                        state.change_settings(|settings| settings.lang = lang);
                        spawn_local(state.load_language());
                    })
                    .add(
                        el("option")
                            .attr("value", "")
                            .add(Key::SettingsLanguageBrowser),
                    )
                    .add(options),
            )
            .view()
    })
}

fn checkbox(
    label: String,
    more: Option<String>,
    is_on: bool,
    change: impl Fn(bool) + 'static,
) -> El {
    let label = match more {
        Some(more) => views![el("b").add(label), " ", el("small").add(more)],
        None => view(label),
    };
    el("label")
        .class("choice")
        .add(
            el("input")
                .attr("type", "checkbox")
                .flag("checked", is_on)
                .on("change", move |changed| {
                    change(event_target_checked(&changed))
                }),
        )
        .add(el("span").add(label))
}
