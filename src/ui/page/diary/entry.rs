//! One entry, as it is read.

use leptos::prelude::*;

use super::{Diary, Draft, caption};
use crate::engine::diary::{Entry, Field, Words};
use crate::engine::route::{FrameworkItem, Route};
use crate::shell::page as browser;
use crate::ui::dom::{El, View, el, views};
use crate::ui::words::{self, Key, tf, tn};

/// An entry, with `forget` to be called when it is to be deleted.
pub fn show(diary: Diary, entry: &Entry, forget: impl Fn() + 'static) -> El {
    let heading = format!("entry-{}", entry.id);
    let about = entry.moment.as_ref().map(|moment| {
        let about = diary.about(Some(moment));
        el("p").class("small").add(
            el("a")
                .attr("href", &Route::Scenario(moment.clone()).href())
                .add(about),
        )
    });
    let waits = diary.state.records().is_entry_waiting(&entry.id);
    let waits = waits.then(|| el("p").class("small screen").add(Key::DiaryWaiting));
    let draft = Draft {
        id: entry.id.clone(),
        moment: entry.moment.clone(),
        words: entry.now.words.clone(),
        is_new: false,
    };
    el("article")
        .class("entry")
        .attr("aria-labelledby", &heading)
        .add(
            el("h3")
                .attr("id", &heading)
                .attr("tabindex", "-1")
                .attr("dir", "auto")
                .add(entry.beginning()),
        )
        .add(waits)
        .add(about)
        .add(texts(diary, &entry.now.words))
        .add(earlier(diary, entry))
        .add(
            el("p")
                .class("row")
                .add(
                    el("button")
                        .class("quiet")
                        .attr("type", "button")
                        .attr("aria-describedby", &heading)
                        .on("click", move |_| diary.write(draft.clone()))
                        .add(Key::DiaryEdit),
                )
                .add(
                    el("button")
                        .class("quiet")
                        .attr("type", "button")
                        .attr("aria-describedby", &heading)
                        .on("click", move |_| {
                            forget();
                            browser::open_dialog(super::list::DIALOG);
                        })
                        .add(Key::DiaryDelete),
                ),
        )
}

fn texts(diary: Diary, words: &Words) -> El {
    let text = |field: Field| {
        let text = words.get(field).trim();
        (!text.is_empty()).then(|| {
            el("div")
                .add(el("dt").add(caption(field)))
                .add(el("dd").attr("dir", "auto").add(text))
        })
    };
    let competency = words.competency.as_ref().map(|id| {
        let href = Route::FrameworkItem(FrameworkItem::Competency(id.clone())).href();
        let label = diary.site.with(|site| {
            let site = site.as_deref();
            site.map_or_else(|| id.to_string(), |site| site.label(id))
        });
        el("div")
            .add(el("dt").add(Key::DiaryCompetency))
            .add(el("dd").add(el("a").attr("href", &href).add(label)))
    });
    let [before @ .., last] = Field::ALL;
    let before: Vec<_> = before.iter().filter_map(|field| text(*field)).collect();
    el("dl").add(before).add(competency).add(text(last))
}

/// What it said before, the latest first.
fn earlier(diary: Diary, entry: &Entry) -> View {
    if entry.earlier.is_empty() {
        return View::none();
    }
    let versions: Vec<_> = entry
        .earlier
        .iter()
        .rev()
        .map(|version| {
            let day = words::date(version.edited);
            views![
                el("h4").add(tf(Key::DiaryWritten, &[("day", &day)])),
                texts(diary, &version.words)
            ]
        })
        .collect();
    el("details")
        .class("moment")
        .add(el("summary").add(tn(Key::DiaryEarlier, entry.earlier.len())))
        .add(el("p").class("small screen").add(Key::DiaryEarlierMore))
        .add(versions)
        .view()
}
