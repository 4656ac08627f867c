//! The pages that the first question does not wait for. Each group is a part of the program of its
//! own, which the build cuts out of it (tools/finish.mjs) and the browser fetches when it is wanted.
//!
//! A part hands over a function and not a page: what a page is made of has to belong to the place
//! where it stands, which is known only when it is drawn.

use std::pin::Pin;
use std::rc::Rc;

#[cfg(feature = "parts")]
use leptos::wasm_split::wasm_split;

use super::practice::{self, Choice, Former};
use super::session::{self, At, Play};
use crate::engine::attempt::Attempt;
use crate::engine::framework::Framework;
use crate::engine::id::{MomentName, PackId, Seed, SessionId};
use crate::engine::pack::Scenario;
use crate::engine::plan::{Candidate, Place};
use crate::engine::practice::{Note, Practice};
use crate::engine::problem::Problem;
use crate::engine::read::read_pack;
use crate::engine::route::{Route, TrainerPage};
use crate::engine::session::{Event, Refusal, Session};
use crate::engine::shelf::Shelf;
use crate::engine::words::Words;
use crate::ui::dom::View;
use crate::ui::languages;
use crate::ui::part::{explain, version};
use crate::ui::state::{InEdition, State, Trouble};

/// A part of the program and the function that fetches it. Without the feature `parts` it is there
/// from the start: tests and a page in one file have nothing to fetch it from.
macro_rules! part {
    ($(#[$doc:meta])* $part:ident: fn $name:ident() -> $thing:ty $body:block) => {
        $(#[$doc])*
        #[cfg(feature = "parts")]
        #[wasm_split($part, wasm_split_path = leptos::wasm_split, fallible)]
        pub fn $name() -> Result<$thing, Trouble> $body

        $(#[$doc])*
        #[cfg(not(feature = "parts"))]
        pub async fn $name() -> Result<$thing, Trouble> $body
    };
}

/// Draws the page of a route.
pub type Draw = fn(Route) -> View;

/// A form of a learner's own choice: the plan that says it, the seed of its options, the moments.
pub type Drawn = (Practice, Seed, Vec<Place>);

/// Such a form on its way: what it goes by may have to be fetched.
pub type Drawing<'c> = Pin<Box<dyn Future<Output = Drawn> + 'c>>;

/// Home, and what depends on what a learner did before.
#[derive(Clone, Copy)]
pub struct Home {
    /// The page.
    pub page: fn() -> View,
    /// Draws the form of a learner's own choice.
    pub own: for<'c> fn(State, Practice, &'c [Candidate]) -> Drawing<'c>,
    /// Draws another moment in place of the one at hand.
    pub swap: fn(State, &Session, &[Candidate]) -> Option<Place>,
    /// Tries once more to keep what could not be kept.
    pub try_again: fn(State),
    /// What became of a link when it was opened before.
    pub former: fn(State, &Practice) -> Former,
    /// A link that was begun before.
    pub begun: fn(Choice<'_>) -> View,
    /// A link that was finished before, and how to begin it anew.
    pub done: fn(&SessionId, Box<dyn Fn()>) -> View,
    /// A link of which nothing is left to practise.
    pub nothing_left: fn() -> View,
}

part!(
/// Home. boot.js asks for it at once where it is what the address means.
home: fn home() -> Home {
    Ok(Home {
        page: super::home::page,
        own: practice::own::own,
        swap: practice::own::swap,
        try_again: |state| state.note_storage(state.records().try_again()),
        former: practice::own::former,
        begun: practice::aside::begun,
        done: practice::aside::done,
        nothing_left: practice::aside::nothing_left,
    })
});

/// What a learner's history says of what to practise now. Whoever is here for the first time has
/// none, and does not wait for it.
#[derive(Clone, Copy)]
pub struct Now {
    /// The moments of *Practise now*.
    pub form: fn(State, &Practice, Seed, &[Candidate]) -> Vec<Place>,
    /// Why these moments, in a line.
    pub lines: fn(State, &[Candidate]) -> View,
}

part!(
/// What to practise now.
home: fn now() -> Now {
    Ok(Now {
        form: super::now::form,
        lines: super::now::lines,
    })
});

part!(
/// The learner's progress.
look: fn progress() -> fn() -> View {
    Ok(super::progress::page)
});

/// What is a person's own: what they write, and what they take along.
#[derive(Clone, Copy)]
pub struct Own {
    /// The diary; with a moment, a new entry about it.
    pub diary: fn(Option<MomentName>) -> View,
    /// In the settings: export, import, what is damaged.
    pub data: fn(State) -> View,
}

part!(
/// The diary, and taking everything along.
look: fn own() -> Own {
    Ok(Own {
        diary: super::diary::page,
        data: super::data::show,
    })
});

part!(
/// Looking around: the library, the framework, settings, about.
look: fn look() -> Draw {
    Ok(|route| {
        version::keep_a_copy(State::get());
        match route {
            Route::Library => super::library::page(),
            Route::Scenario(name) => super::scenario::page(name),
            Route::Framework => super::framework::page(),
            Route::FrameworkItem(item) => super::framework_item::page(item),
            Route::Settings => super::settings::page(),
            Route::About => super::about::page(),
            _ => super::not_found::page(),
        }
    })
});

/// Does what a learner did, or refuses to.
pub type Apply = fn(&mut Session, &Event, Option<&Scenario>, u64) -> Result<(), Refusal>;

/// What a session shows once something was answered.
#[derive(Clone, Copy)]
pub struct Review {
    /// After an answer: its feedback, or the ending of a story.
    pub outcome: fn(Play, &At<'_>) -> View,
    /// Beside a question: what came before it.
    pub before: fn(Play, &At<'_>) -> View,
    /// Of a story: which step it is at, and how far it is, in hundredths.
    pub so_far: fn(&At<'_>) -> (Option<String>, usize),
    /// The timer, where a trainer set one.
    pub timer: fn(Play) -> View,
    /// Does anything that a learner can do, marking included.
    pub apply: Apply,
    /// Makes an attempt of a session that is over, and shows it.
    pub finish: fn(Play),
}

part!(
/// Feedback and endings. Fetched while the first question is read.
review: fn review() -> Review {
    Ok(Review {
        outcome: session::outcome::show,
        before: session::earlier::show,
        so_far: session::so_far::show,
        timer: session::timer::show,
        apply: Session::apply,
        finish: session::outcome::finish,
    })
});

part!(
/// How a session went.
review: fn result() -> Draw {
    Ok(|route| match route {
        Route::Attempt(id) => super::attempt::page(id),
        _ => super::not_found::page(),
    })
});

/// Results that travel.
#[derive(Clone, Copy)]
pub struct Share {
    /// The page of a result code.
    pub page: fn(&str) -> View,
    /// Beside one of the learner's own attempts: its link, and what the link shows.
    pub section: fn(&Rc<Attempt>, Rc<Shelf>) -> View,
}

part!(
/// A shared result, and sharing one.
review: fn share() -> Share {
    Ok(Share {
        page: super::result::page,
        section: super::result::share::section,
    })
});

part!(
/// The trainer's pages, with all the statistics: no learner waits for them.
trainer: fn trainer() -> fn(&str) -> View {
    Ok(|below| {
        version::keep_a_copy(State::get());
        super::trainer::show(below)
    })
});

part!(
/// Writing, trying and publishing packs: with all the checks, and the formats of others.
studio: fn studio() -> fn(TrainerPage) -> View {
    Ok(super::trainer::show_studio)
});

/// What can be drawn from, on its way.
pub type Finding = Pin<Box<dyn Future<Output = Result<Vec<Candidate>, Trouble>>>>;

/// What is amiss with a link or a file, at length, and what is out of the ordinary.
#[derive(Clone, Copy)]
pub struct Explain {
    /// Of a pack (if frameworks are given) or a framework.
    pub problems: fn(&str, Option<&[&Framework]>) -> Vec<Problem>,
    /// What can be drawn from a pack in an edition of before, or from one that is not of the site.
    pub other: fn(State, PackId, Option<String>) -> Finding,
    /// A pack that is not of the site and is kept on the device.
    pub guest: fn(State, &PackId, Option<&str>) -> Result<InEdition, Trouble>,
    /// In place of a page.
    pub trouble: fn(&Trouble) -> View,
    /// What was left out of a link.
    pub link_notes: fn(&[Note]) -> View,
}

part!(
/// The sentences about links and files that can't be used.
look: fn explain() -> Explain {
    Ok(Explain {
        problems: |text, frameworks| match frameworks {
            Some(frameworks) => read_pack(text, frameworks).problems,
            None => Framework::read(text).problems,
        },
        other: |state, id, prefix| Box::pin(super::guest::candidates(state, id, prefix)),
        guest: super::guest::open,
        trouble: explain::trouble,
        link_notes: explain::link_notes,
    })
});

/// The words of the first of some languages that the site has.
pub type FetchWords = fn(Vec<String>) -> Pin<Box<dyn Future<Output = Option<Words>>>>;

part!(
/// Languages other than the one that is built in.
look: fn languages() -> FetchWords {
    Ok(|wanted| Box::pin(languages::fetch_words(wanted)))
});
