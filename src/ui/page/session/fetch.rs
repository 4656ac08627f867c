//! What a session's page waits for: the packs of its moments, and what shows feedback.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::Play;
use crate::engine::plan::Place;
use crate::engine::session::{Phase, Session};
use crate::shell::page as browser;
use crate::ui::page::later::{self, Review};
use crate::ui::state::{Trouble, scenario_of};

impl Play {
    pub(super) fn fetch_packs(self) {
        let places = self.session.with_untracked(|session| {
            let left = session.form().iter().skip(session.done().len());
            left.cloned().collect::<Vec<Place>>()
        });
        self.trouble.set(None);
        spawn_local(async move {
            for (index, place) in places.iter().enumerate() {
                let result = self.state.pack(&place.name.pack, place.edition).await;
                match result {
                    Ok(pack) if index == 0 && scenario_of(&pack, place).is_none() => {
                        let _ = self
                            .trouble
                            .try_set(Some(Trouble::NoMoment(place.name.clone())));
                    }
                    Err(trouble) if index == 0 => {
                        let _ = self.trouble.try_set(Some(trouble));
                    }
                    _ => {}
                }
                if index == 0 {
                    self.arrived();
                    // Asking for it takes a slow phone as long as drawing the question does, and
                    // the question is to stand there first, frame and all.
                    browser::after_drawing(move || {
                        browser::after_painting(move || spawn_local(self.fetch_review()));
                    });
                }
            }
        });
    }

    /// What shows feedback comes while the first question is read; who answers before it is there
    /// waits for it.
    pub(super) async fn fetch_review(self) {
        if self.review.try_get_untracked().flatten().is_some() {
            return;
        }
        let review = later::review().await;
        let is_awaited =
            |session: &Session| matches!(session.phase(), Phase::Feedback | Phase::Ending);
        let awaited = self.session.try_with_untracked(is_awaited) == Some(true);
        match review {
            Ok(review) => drop(self.review.try_set(Some(review))),
            Err(trouble) if awaited => drop(self.trouble.try_set(Some(trouble))),
            // It is asked for again when it is needed.
            Err(_) => {}
        }
        if awaited {
            self.arrived();
        }
    }

    /// Does something with the part that shows feedback, at once or as soon as it is there.
    pub(super) fn with_review(self, then: fn(Self, Review)) {
        if let Some(review) = self.review.get_untracked() {
            return then(self, review);
        }
        spawn_local(async move {
            match later::review().await {
                Ok(review) => {
                    let _ = self.review.try_set(Some(review));
                    then(self, review);
                }
                Err(trouble) => {
                    let _ = self.trouble.try_set(Some(trouble));
                    self.arrived();
                }
            }
        });
    }

    /// Something came that the page may be waiting for: it is drawn anew.
    pub(super) fn arrived(self) {
        let _ = self.arrivals.try_update(|count| *count += 1);
        browser::mend_focus();
    }
}
