//! Fields of a form, each with what the checker says of it.

use leptos::prelude::*;

use super::desk::Desk;
use crate::engine::draft::{Checked, Edit, Field, Name, Place};
use crate::engine::problem::Problem;
use crate::shell::page as browser;
use crate::ui::dom::{El, View, dynamic_on, el, view, views};
use crate::ui::words::{Key, t};

/// A fold of that name, which stays open or closed when the page is drawn anew.
pub fn fold(desk: Desk, name: &str, class: &str, is_open: bool, summary: View) -> El {
    let of = name.to_owned();
    el("details")
        .class(class)
        .flag("open", desk.is_open(name).unwrap_or(is_open))
        .on("toggle", move |event| {
            desk.folded(&of, browser::is_open(&event))
        })
        .add(el("summary").attr("id", &format!("{name}-at")).add(summary))
}

/// What the checker says at some places, in a part of that id.
pub fn problems(desk: Desk, id: &str, places: Vec<Place>) -> El {
    let told = move || {
        let empty = desk
            .checked
            .with(|checked| is_empty(desk, checked, &places));
        match empty {
            Some(field) => Told::Empty(field),
            None => Told::Said(desk.told(&places)),
        }
    };
    el("div")
        .class("told")
        .attr("id", id)
        .add(dynamic_on(told, |told| match told {
            Told::Empty(name) => el("p")
                .class("to-write")
                .add(match name {
                    Name::Id | Name::Credit | Name::Fit | Name::Check => Key::StudioStillToChoose,
                    _ => Key::StudioStillToWrite,
                })
                .view(),
            Told::Said(told) => {
                let lines = told
                    .iter()
                    .map(|(is_error, sentence)| said(*is_error, sentence));
                view(lines.collect::<Vec<_>>())
            }
        }))
}

/// What stands beneath a field.
#[derive(Clone, PartialEq, Eq)]
enum Told {
    /// It has to be written or chosen yet: the checker's sentence would be longer and say no more.
    Empty(Name),
    /// The checker's sentences, and whether each is an error.
    Said(Vec<(bool, String)>),
}

/// The field among some places that must be filled in and is not.
fn is_empty(desk: Desk, checked: &Checked, places: &[Place]) -> Option<Name> {
    places.iter().find_map(|place| match place {
        Place::Field(field) => {
            let is_wanted = checked.at(*place).any(Problem::is_error);
            (is_wanted && desk.get(*field).trim().is_empty()).then_some(field.name)
        }
        _ => None,
    })
}

fn said(is_error: bool, sentence: &str) -> El {
    let (class, word) = if is_error {
        ("to-mend", Key::StudioToMend)
    } else {
        ("advice", Key::StudioAdvice)
    };
    el("p")
        .class(class)
        .add(el("b").add(word))
        .add(" ")
        .add(el("span").attr("lang", "en").add(sentence))
}

fn of(field: Field) -> Vec<Place> {
    vec![Place::Field(field)]
}

/// The ids that describe a field: its help, and its problems.
fn described(id: &str, help: Option<Key>) -> String {
    match help {
        Some(_) => format!("{id}-help {id}-told"),
        None => format!("{id}-told"),
    }
}

fn framed(desk: Desk, field: Field, label: Key, help: Option<Key>, control: El) -> El {
    let id = field.slug();
    el("div")
        .class("field")
        .add(el("label").class("label").attr("for", &id).add(label))
        .add(help.map(|help| {
            el("p")
                .class("small")
                .attr("id", &format!("{id}-help"))
                .add(help)
        }))
        .add(
            control
                .attr("id", &id)
                .attr("aria-describedby", &described(&id, help)),
        )
        .add(problems(desk, &format!("{id}-told"), of(field)))
}

/// A text of one line.
pub fn line(desk: Desk, field: Field, label: Key, help: Option<Key>) -> El {
    let control = el("input")
        .attr("type", "text")
        .attr("dir", "auto")
        .attr("autocomplete", "off")
        .attr("value", &desk.get(field))
        .on("input", move |event| {
            desk.set(field, event_target_value(&event))
        })
        .on("change", move |_| desk.settle());
    framed(desk, field, label, help, control)
}

/// A text of several lines.
pub fn text(desk: Desk, field: Field, label: Key, help: Option<Key>, rows: u8) -> El {
    let control = el("textarea")
        .attr("rows", &rows.to_string())
        .attr("dir", "auto")
        .on("input", move |event| {
            desk.set(field, event_target_value(&event))
        })
        .on("change", move |_| desk.settle())
        .add(desk.get(field));
    framed(desk, field, label, help, control)
}

/// An id: it is made to be one when it is done with, and what refers to it follows.
pub fn name(desk: Desk, field: Field, label: Key, help: Key) -> El {
    let control = el("input")
        .attr("type", "text")
        .attr("autocomplete", "off")
        .attr("autocapitalize", "none")
        .attr("spellcheck", "false")
        .attr("value", &desk.get(field))
        .on("change", move |event| {
            let edit = Edit::Set(field, event_target_value(&event));
            if desk.change(edit, Key::StudioRenamed).is_none() {
                // What can't be a name is not taken.
                desk.shape.update(|count| *count += 1);
            }
            browser::focus_soon(format!("#{}", field.slug()));
        });
    framed(desk, field, label, Some(help), control)
}

/// One of several values in a list that unfolds.
pub fn choose(desk: Desk, field: Field, label: Key, help: Option<Key>, options: View) -> El {
    let control = el("select")
        .on("change", move |event| {
            desk.set(field, event_target_value(&event));
            desk.settle();
        })
        .add(options);
    framed(desk, field, label, help, control)
}

/// An option of such a list.
pub fn option(value: &str, label: &str, chosen: &str) -> El {
    el("option")
        .attr("value", value)
        .flag("selected", value == chosen)
        .add(label)
}

/// One of a few values, all of them in sight.
pub fn radios(desk: Desk, field: Field, legend: Key, values: &[(&'static str, String)]) -> El {
    let id = field.slug();
    let now = desk.get(field);
    let radio = |(value, label): &(&'static str, String)| {
        let value = *value;
        el("label")
            .class("choice")
            .add(
                el("input")
                    .attr("type", "radio")
                    .attr("name", &id)
                    .attr("aria-describedby", &format!("{id}-told"))
                    .flag("checked", now == value)
                    .on("change", move |_| {
                        desk.set(field, value.to_owned());
                        desk.settle();
                    }),
            )
            .add(el("span").add(label.as_str()))
    };
    el("fieldset")
        .class("field small-legend")
        .attr("id", &id)
        .add(el("legend").add(legend))
        .add(
            el("div")
                .class("scale")
                .add(values.iter().map(radio).collect::<Vec<_>>()),
        )
        .add(problems(desk, &format!("{id}-told"), of(field)))
}

/// Something that is so or not.
pub fn flag(desk: Desk, field: Field, label: Key, more: Option<Key>) -> El {
    let id = field.slug();
    el("div")
        .class("field")
        .add(check(
            desk.get(field) == ON,
            t(label),
            more,
            Some(&format!("{id}-told")),
            move |is_on| {
                desk.set(field, if is_on { ON } else { "" }.to_owned());
                desk.settle();
            },
        ))
        .add(problems(desk, &format!("{id}-told"), of(field)))
}

const ON: &str = "true";

/// Some of several values: they stand in the field one to a line.
pub fn several(
    desk: Desk,
    field: Field,
    legend: Key,
    help: Key,
    values: &[(String, String)],
) -> El {
    let id = field.slug();
    let now = desk.get(field);
    let all: Vec<String> = values.iter().map(|(value, _)| value.clone()).collect();
    let boxes = values.iter().map(|(value, label)| {
        let is_on = now.lines().any(|one| one == value);
        let (value, all) = (value.clone(), all.clone());
        check(is_on, label.clone(), None, None, move |is_on| {
            let now = desk.get(field);
            let mut chosen: Vec<&str> = now.lines().filter(|one| *one != value).collect();
            if is_on {
                chosen.push(&value);
            }
            // In their own order; what is not among them stays.
            let known = all.iter().map(String::as_str);
            let known = known.filter(|one| chosen.contains(one));
            let others = chosen
                .iter()
                .copied()
                .filter(|one| !all.iter().any(|k| k == one));
            let text: Vec<&str> = known.chain(others).collect();
            desk.set(field, text.join("\n"));
            desk.settle();
        })
    });
    el("fieldset")
        .class("field small-legend")
        .attr("id", &id)
        .attr("aria-describedby", &described(&id, Some(help)))
        .add(el("legend").add(legend))
        .add(
            el("p")
                .class("small")
                .attr("id", &format!("{id}-help"))
                .add(help),
        )
        .add(
            el("div")
                .class("scale wide-scale")
                .add(boxes.collect::<Vec<_>>()),
        )
        .add(problems(desk, &format!("{id}-told"), of(field)))
}

fn check(
    is_on: bool,
    label: String,
    more: Option<Key>,
    told: Option<&str>,
    change: impl Fn(bool) + 'static,
) -> El {
    let more = more.map(|more| views![" ", el("small").add(more)]);
    el("label")
        .class("choice")
        .add(
            el("input")
                .attr("type", "checkbox")
                .maybe("aria-describedby", told)
                .flag("checked", is_on)
                .on("change", move |event| change(event_target_checked(&event))),
        )
        .add(el("span").add(label).add(more))
}
