//! A pack that is not of this site: what it is and where it comes from is shown first, then it is
//! practised without being installed.

mod intake;
mod kept;
mod preview;

use std::rc::Rc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::guest::{self, Looked, Offer};
use crate::engine::guest::{AddressError, Origin, address};
use crate::engine::json;
use crate::engine::read::MAX_PACK_BYTES;
use crate::engine::route::TrainerPage;
use crate::shell::fetch::{self, FetchError};
use crate::shell::files::Handed;
use crate::shell::{address as here, page as browser};
use crate::ui::dom::{View, dynamic, dynamic_on, el, views};
use crate::ui::state::State;
use crate::ui::words::{Key, t, tf};

pub use preview::counts;

/// What became of what was handed over.
const OUTCOME: &str = "#outcome";

/// The page. Cheap to copy.
#[derive(Clone, Copy)]
struct Desk {
    state: State,
    step: RwSignal<Step, LocalStorage>,
    /// Counts the changes to what is kept.
    changes: RwSignal<u32>,
    /// What was done last.
    said: RwSignal<String>,
    pasted: StoredValue<String>,
    address: StoredValue<String>,
}

/// How far it has come.
#[derive(Clone)]
enum Step {
    Nothing,
    Looking,
    /// It was not looked at, and why.
    Refused(String),
    Looked(Rc<Looked>),
}

pub fn page(from: Option<String>) -> View {
    let state = State::get();
    super::title(&t(Key::TryHeading));
    let desk = Desk {
        state,
        step: RwSignal::new_local(Step::Nothing),
        changes: RwSignal::new(0),
        said: RwSignal::new(String::new()),
        pasted: StoredValue::new(String::new()),
        address: StoredValue::new(from.clone().unwrap_or_default()),
    };
    if from.is_some() {
        desk.fetch();
    }
    views![
        el("h1").attr("tabindex", "-1").add(Key::TryHeading),
        el("p").class("lead").add(Key::TryLead),
        intake::form(desk),
        el("p")
            .attr("role", "status")
            .add(dynamic(move || desk.said.get())),
        dynamic(move || desk.outcome()),
        dynamic_on(
            move || (desk.changes.get(), state.changes.get()),
            move |_| kept::list(desk)
        )
    ]
}

impl Desk {
    fn outcome(self) -> View {
        match self.step.get() {
            Step::Nothing => View::none(),
            Step::Looking => crate::ui::part::notice::loading(),
            Step::Refused(why) => el("section")
                .class("notice")
                .attr("id", OUTCOME.trim_start_matches('#'))
                .attr("tabindex", "-1")
                .attr("aria-labelledby", "outcome-heading")
                .add(el("h2").attr("id", "outcome-heading").add(Key::TryRefused))
                .add(el("p").add(why))
                .view(),
            Step::Looked(looked) => untrack(|| preview::show(self, &looked)),
        }
    }

    /// Files and texts that were chosen or dropped: a pack, and a framework of its own beside it.
    fn take(self, handed: Handed) {
        if handed.bytes() > 2 * MAX_PACK_BYTES {
            self.refuse(t(Key::TryTooLarge));
            return;
        }
        self.begin();
        spawn_local(async move {
            let (mut pack, mut framework) = (None, None);
            let mut others = 0;
            for text in handed.texts().await {
                let Some(content) = text.text else {
                    continue;
                };
                let origin = match text.name.is_empty() {
                    true => Origin::Pasted,
                    false => Origin::File(text.name),
                };
                if is_framework(&content) {
                    framework = Some(content);
                } else if pack.is_none() {
                    pack = Some((content, origin));
                } else {
                    others += 1;
                }
            }
            match pack {
                Some(_) if others > 0 => self.refuse(t(Key::TryOneAtATime)),
                Some((text, origin)) => {
                    self.look(Offer {
                        text,
                        framework,
                        origin,
                    })
                    .await;
                }
                None if framework.is_some() => self.refuse(t(Key::TryFrameworkAlone)),
                None => self.refuse(t(Key::TryUnreadable)),
            }
        });
    }

    fn take_pasted(self) {
        let text = self.pasted.get_value();
        if text.trim().is_empty() {
            self.refuse(t(Key::TryNothingPasted));
            return;
        }
        self.begin();
        spawn_local(self.look(Offer {
            text,
            framework: None,
            origin: Origin::Pasted,
        }));
    }

    /// Fetches the address that stands in its field, if it is one on this host.
    fn fetch(self) {
        let given = self.address.get_value();
        let whole = match address(&here::folder(), &given) {
            Ok(whole) => whole,
            Err(why) => {
                self.refuse(t(match why {
                    AddressError::Empty => Key::TryNoAddress,
                    AddressError::OtherHost => Key::TryOtherHost,
                    AddressError::NoHost => Key::TryNoHost,
                }));
                return;
            }
        };
        // The page's own address says it from now on, so that it can be handed on.
        here::replace(&TrainerPage::Try(Some(given.trim().to_owned())).into());
        self.begin();
        spawn_local(async move {
            match fetch::json(&whole).await {
                Ok(text) => {
                    self.look(Offer {
                        text,
                        framework: None,
                        origin: Origin::Address(given.trim().to_owned()),
                    })
                    .await;
                }
                Err(why) => self.refuse(not_fetched(given.trim(), why)),
            }
        });
    }

    async fn look(self, offer: Offer) {
        let step = match guest::look(self.state, offer).await {
            Ok(looked) => Step::Looked(Rc::new(looked)),
            Err(_) => Step::Refused(t(Key::TryNoSite)),
        };
        // The page may have been left meanwhile.
        if self.step.try_set(step).is_none() {
            browser::focus_soon(OUTCOME);
        }
    }

    fn begin(self) {
        self.said.set(String::new());
        self.step.set(Step::Looking);
    }

    fn refuse(self, why: String) {
        if self.step.try_set(Step::Refused(why)).is_none() {
            browser::focus_soon(OUTCOME);
        }
    }
}

/// Whether a text is a framework's file and not a pack's.
fn is_framework(text: &str) -> bool {
    let value = json::parse(text.trim_start_matches('\u{feff}')).ok();
    value.is_some_and(|value| {
        value
            .get("categories")
            .is_some_and(|list| list.as_array().is_some())
    })
}

fn not_fetched(file: &str, why: FetchError) -> String {
    match why {
        FetchError::Unreachable => tf(Key::TroubleUnreachableText, &[("file", file)]),
        FetchError::Missing => tf(Key::TroubleMissingText, &[("file", file)]),
        FetchError::NotAFile => tf(Key::TroubleNotAFileText, &[("file", file)]),
        FetchError::Status(status) => {
            let values = [("file", file), ("status", &*status.to_string())];
            tf(Key::TroubleStatusText, &values)
        }
    }
}
