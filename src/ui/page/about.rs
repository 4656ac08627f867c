//! What this is and is not, and where data is kept.

use crate::ui::dom::{View, el, view, views};
use crate::ui::state::{Site, State};
use crate::ui::words::{Key, t, tf};

pub fn page() -> View {
    let state = State::get();
    super::title(&t(Key::AboutHeading));
    let version = env!("CARGO_PKG_VERSION");
    views![
        el("h1").attr("tabindex", "-1").add(Key::AboutHeading),
        el("p").class("lead").add(Key::AboutLead),
        el("h2").add(Key::AboutIs),
        el("p").add(Key::AboutIsText),
        el("h2").add(Key::AboutIsNot),
        el("p").add(Key::AboutIsNotText),
        el("h2").add(Key::AboutData),
        el("p").add(Key::AboutDataText),
        // A file is without a network as it is.
        (!cfg!(feature = "single")).then(|| el("p").add(Key::AboutOffline)),
        el("h2").add(Key::AboutSources),
        super::when_loaded(state.site(), |site| sources(site)),
        el("ul")
            .add(el("li").add(Key::AboutStudy))
            .add(el("li").add(Key::AboutLicence)),
        el("p")
            .class("small")
            .add(tf(Key::AboutVersion, &[("version", version)]))
    ]
}

/// What each framework says of its own wording and where it was found.
fn sources(site: &Site) -> View {
    let frameworks = site.frameworks.iter().map(|framework| {
        let notes = framework.notes().iter();
        let notes: Vec<_> = notes
            .map(|note| el("p").class("small").add(note.clone()))
            .collect();
        let sources = framework.sources().iter();
        let sources: Vec<_> = sources.map(|source| el("li").add(source.clone())).collect();
        views![
            el("p")
                .add(framework.title().to_owned())
                .add(". ")
                .add(framework.publisher().to_owned())
                .add("."),
            (!framework.notes().is_empty()).then(|| el("p").add(Key::FrameworkRestated)),
            el("details")
                .class("moment")
                .add(el("summary").add(Key::AboutWording))
                .add(notes)
                .add(el("ul").class("small").add(sources))
        ]
    });
    view(frameworks.collect::<Vec<_>>())
}
