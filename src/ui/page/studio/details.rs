//! What a pack is: the fields of its own, folded once they are written.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::desk::Desk;
use super::field;
use crate::engine::draft::{Draft, Edit, List, Name, Place, Spot};
use crate::engine::framework::Framework;
use crate::engine::problem::Problem;
use crate::shell::{files, page as browser};
use crate::ui::dom::{El, View, dynamic, dynamic_on, el, view, views};
use crate::ui::words::{Key, t, tf};

/// The largest file of a framework that is read, in bytes.
const MAX_BYTES: usize = 1 << 20;

pub fn fold(desk: Desk, draft: &Draft) -> El {
    let is_new = draft.title.trim().is_empty();
    let summary = views![
        el("b").add(Key::StudioAbout),
        " ",
        dynamic_on(
            move || desk.checked.with(|checked| checked.count_where(of_pack)),
            |count| super::pack::state(*count),
        )
    ];
    field::fold(desk, "about", "moment fold", is_new, summary).add(fields(desk, draft))
}

/// Whether a problem is with what the pack says of itself. That it has no moments yet is none of it.
fn of_pack(place: &Place) -> bool {
    place.spot() == Spot::Pack && *place != Place::List(Spot::Pack, List::Moments)
}

fn fields(desk: Desk, draft: &Draft) -> View {
    let pack = |name| Spot::Pack.field(name);
    let status = [
        ("author", t(Key::StudioKeyAuthor)),
        ("panel", t(Key::StudioKeyPanel)),
    ];
    views![
        field::line(desk, pack(Name::Title), Key::StudioPackTitle, None),
        field::text(
            desk,
            pack(Name::About),
            Key::StudioPackAbout,
            Some(Key::StudioPackAboutMore),
            2
        ),
        field::text(
            desk,
            pack(Name::Authors),
            Key::StudioAuthors,
            Some(Key::StudioAuthorsMore),
            2
        ),
        framework(desk, draft),
        field::fold(
            desk,
            "more-about",
            "fold",
            false,
            view(Key::StudioMoreDetails)
        )
        .add(field::line(
            desk,
            pack(Name::Lang),
            Key::StudioLang,
            Some(Key::StudioLangMore)
        ))
        .add(field::line(
            desk,
            pack(Name::License),
            Key::StudioLicense,
            Some(Key::StudioLicenseMore)
        ))
        .add(field::line(
            desk,
            pack(Name::Version),
            Key::StudioVersion,
            None
        ))
        .add(field::radios(
            desk,
            pack(Name::KeyStatus),
            Key::StudioKeyStatus,
            &status
        ))
        .add(field::text(
            desk,
            pack(Name::KeyNote),
            Key::StudioKeyNote,
            Some(Key::StudioKeyNoteMore),
            2
        ))
        .add(field::name(
            desk,
            pack(Name::Id),
            Key::StudioPackId,
            Key::StudioPackIdMore
        )),
        field::problems(desk, "pack-told", vec![Place::Spot(Spot::Pack)])
    ]
}

/// The frameworks of the site, the draft's own, and a way to bring one.
fn framework(desk: Desk, draft: &Draft) -> View {
    let of = Spot::Pack.field(Name::Framework);
    let options: Vec<_> = desk.frameworks(|frameworks| {
        let option =
            |one: &&Framework| field::option(one.id().as_str(), one.title(), &draft.framework);
        frameworks.iter().map(option).collect()
    });
    let is_known = desk.framework(|_| ()).is_some();
    let unknown =
        (!is_known).then(|| field::option(&draft.framework, &draft.framework, &draft.framework));
    let refused: RwSignal<Vec<Problem>> = RwSignal::new(Vec::new());
    views![
        el("div")
            .class("field")
            .add(
                el("label")
                    .class("label")
                    .attr("for", &of.slug())
                    .add(Key::StudioFramework)
            )
            .add(
                el("select")
                    .attr("id", &of.slug())
                    .attr("aria-describedby", &format!("{}-told", of.slug()))
                    .on("change", move |event| {
                        let edit = Edit::Set(of, event_target_value(&event));
                        desk.change(edit, Key::StudioRenamed);
                        browser::focus_soon(format!("#{}", of.slug()));
                    })
                    .add(unknown)
                    .add(options)
            )
            .add(field::problems(
                desk,
                &format!("{}-told", of.slug()),
                vec![Place::Field(of)]
            )),
        el("div")
            .class("field")
            .add(
                el("label")
                    .class("label")
                    .attr("for", "own-framework")
                    .add(Key::StudioOwnFramework)
            )
            .add(
                el("p")
                    .class("small")
                    .attr("id", "own-framework-help")
                    .add(Key::StudioOwnFrameworkMore)
            )
            .add(
                el("input")
                    .attr("id", "own-framework")
                    .attr("type", "file")
                    .attr("accept", ".json,application/json")
                    .attr("aria-describedby", "own-framework-help own-framework-told")
                    .on("change", move |event| {
                        if let Some(file) = files::chosen(&event).first() {
                            spawn_local(bring(desk, file, refused));
                        }
                    })
            )
            .add(
                el("div")
                    .attr("id", "own-framework-told")
                    .attr("role", "status")
                    .add(desk.shared_id().map(|id| {
                        el("p")
                            .class("problem")
                            .add(tf(Key::StudioFrameworkShared, &[("id", &id)]))
                    }))
                    .add(dynamic(move || refused.with(|found| lines(found))))
            )
    ]
}

async fn bring(desk: Desk, file: files::Chosen, refused: RwSignal<Vec<Problem>>) {
    let text = if file.bytes() > MAX_BYTES {
        None
    } else {
        file.text().await
    };
    let text = text.unwrap_or_default();
    let reading = Framework::read(&text);
    match reading.thing {
        Some(framework) => {
            let id = framework.id().to_string();
            desk.take_framework(text, framework);
            desk.set(Spot::Pack.field(Name::Framework), id);
            desk.settle();
            desk.shape.update(|count| *count += 1);
            desk.news.set(t(Key::StudioFrameworkTaken));
            browser::focus_soon("#own-framework");
        }
        None => {
            let _ = refused.try_set(reading.problems);
        }
    }
}

fn lines(found: &[Problem]) -> View {
    if found.is_empty() {
        return View::none();
    }
    let count = found.len().to_string();
    let lines: Vec<_> = found
        .iter()
        .filter(|one| one.is_error())
        .take(10)
        .map(|one| el("li").attr("lang", "en").add(one.to_string()))
        .collect();
    views![
        el("p")
            .class("problem")
            .add(tf(Key::StudioFrameworkRefused, &[("n", &count)])),
        el("ul").add(lines)
    ]
}
