//! What this is and is not, and where data is kept.

use leptos::prelude::*;

use crate::ui::state::{Site, State};
use crate::ui::words::{Key, t, tf};

pub fn page() -> impl IntoView {
    let state = State::get();
    super::title(&t(Key::AboutHeading));
    let version = env!("CARGO_PKG_VERSION");
    view! {
        <h1 tabindex="-1">{t(Key::AboutHeading)}</h1>
        <p class="lead">{t(Key::AboutLead)}</p>
        <h2>{t(Key::AboutIs)}</h2>
        <p>{t(Key::AboutIsText)}</p>
        <h2>{t(Key::AboutIsNot)}</h2>
        <p>{t(Key::AboutIsNotText)}</p>
        <h2>{t(Key::AboutData)}</h2>
        <p>{t(Key::AboutDataText)}</p>
        <h2>{t(Key::AboutSources)}</h2>
        {super::when_loaded(state.site(), |site| sources(site))}
        <ul>
            <li>{t(Key::AboutStudy)}</li>
            <li>{t(Key::AboutLicence)}</li>
        </ul>
        <p class="small">{tf(Key::AboutVersion, &[("version", version)])}</p>
    }
}

/// What each framework says of its own wording and where it was found.
fn sources(site: &Site) -> AnyView {
    let frameworks = site.frameworks.iter().map(|framework| {
        let notes = framework.notes().iter();
        let notes: Vec<_> = notes.map(|note| view! { <p class="small">{note.clone()}</p> }).collect();
        let sources = framework.sources().iter();
        let sources: Vec<_> = sources.map(|source| view! { <li>{source.clone()}</li> }).collect();
        view! {
            <p>{framework.title().to_owned()}". "{framework.publisher().to_owned()}"."</p>
            {notes}
            <details class="moment">
                <summary>{t(Key::AboutWording)}</summary>
                <ul class="small">{sources}</ul>
            </details>
        }
    });
    frameworks.collect_view().into_any()
}
