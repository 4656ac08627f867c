//! The work behind a group's report, in slices: between two of them the browser draws and listens,
//! so that a hundred thousand results never hold up a frame.

use std::rc::Rc;

use leptos::prelude::*;

use super::{Desk, Stage};
use crate::engine::code::find::find_codes;
use crate::engine::code::{Code, CodeError};
use crate::engine::cohort::Cohort;
use crate::engine::cohort::file::{self, GroupFile};
use crate::engine::cohort::report::{Report, Reporter};
use crate::engine::cohort::who::Scope;
use crate::engine::edition::Edition;
use crate::engine::id::PackId;
use crate::engine::shelf::Shelf;
use crate::shell::files::Text;
use crate::shell::{clock, intl, pause};
use crate::ui::state::{Site, State, Trouble};

/// How long a slice takes at most, in milliseconds: half of a frame.
const SLICE: u64 = 8;

/// How many results a report goes on by before the clock is looked at.
const STEP: usize = 100;

/// How many lines that can't be read are listed.
pub const MOST_UNREAD: usize = 200;

/// What was handed in, all of it: to this more can be added.
#[derive(Debug, Clone, Default)]
pub struct Taken {
    /// The codes that can be read.
    pub file: GroupFile,
    /// What could not be read, up to [`MOST_UNREAD`].
    pub unread: Vec<Unread>,
    /// How many there are of these.
    pub unread_all: usize,
    /// How many lines hold no code.
    pub silent: usize,
    /// Files that gave nothing, each with the reason.
    pub refused: Vec<(String, Refused)>,
}

/// A code that can't be read.
#[derive(Debug, Clone)]
pub struct Unread {
    /// The file that it stands in; empty of a pasted text.
    pub source: String,
    pub line: usize,
    pub quote: String,
    pub why: CodeError,
}

/// Why a file gives nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refused {
    /// The browser could not read it.
    Unreadable,
    /// A newer version wrote it.
    Newer,
    /// There is no code in it.
    NoCode,
}

/// A report that was made, with what it was made of.
pub struct Made {
    pub taken: Taken,
    pub cohort: Cohort,
    pub report: Report,
    /// Those who count, with what they can be sorted by.
    pub lines: Vec<Line>,
    pub shelf: Shelf,
    pub site: Rc<Site>,
    /// Whether a pack could not be fetched just now.
    pub is_short: bool,
}

/// One who counts.
#[derive(Debug, Clone)]
pub struct Line {
    /// For [`Cohort::person`].
    pub place: u32,
    /// The label in small letters; empty without one.
    pub label: String,
    pub competency: Option<f64>,
    pub response: Option<f64>,
    pub unsafe_moments: u32,
}

/// It was called off, or the page is gone.
struct Stopped;

/// Turns of work, each of at most [`SLICE`].
struct Slices {
    desk: Desk,
    turn: u32,
    since: u64,
}

impl Slices {
    /// To be called often. `share` says how far all of it is, between 0 and 1.
    async fn breathe(&mut self, share: f64) -> Result<(), Stopped> {
        if clock::now().saturating_sub(self.since) < SLICE {
            return Ok(());
        }
        let _ = self.desk.share.try_set(share);
        pause::pause().await;
        self.since = clock::now();
        let is_on = self.desk.turn.try_get_untracked() == Some(self.turn);
        if is_on { Ok(()) } else { Err(Stopped) }
    }
}

/// Takes more texts, and makes the report anew of everything.
pub async fn take(state: State, desk: Desk, turn: u32, texts: Vec<Text>, before: Option<Rc<Made>>) {
    let mut taken = before.map(|made| made.taken.clone()).unwrap_or_default();
    // What was amiss before was read; what is amiss with the new ones is news.
    taken.unread.clear();
    taken.refused.clear();
    (taken.unread_all, taken.silent) = (0, 0);
    let mut slices = Slices {
        desk,
        turn,
        since: clock::now(),
    };
    for text in texts {
        if read(&mut slices, &mut taken, text).await.is_err() {
            return;
        }
    }
    let made = make(state, &mut slices, taken).await;
    settle(desk, turn, made);
}

/// Makes the report anew on another scope.
pub async fn rescope(desk: Desk, turn: u32, before: Rc<Made>, scope: Scope) {
    let mut slices = Slices {
        desk,
        turn,
        since: clock::now(),
    };
    let cohort = before.cohort.clone();
    let reported = report(&mut slices, &cohort, scope, 0.0).await;
    let made = reported.map(|(report, lines)| {
        Ok(Made {
            taken: before.taken.clone(),
            cohort,
            report,
            lines,
            shelf: before.shelf.clone(),
            site: before.site.clone(),
            is_short: before.is_short,
        })
    });
    settle(desk, turn, made);
}

fn settle(desk: Desk, turn: u32, made: Result<Result<Made, Trouble>, Stopped>) {
    let Ok(made) = made else {
        return;
    };
    if desk.turn.try_get_untracked() != Some(turn) {
        return;
    }
    desk.settle(match made {
        Ok(made) => Stage::Made(Rc::new(made)),
        Err(trouble) => Stage::Failed(trouble),
    });
}

/// Finds the codes of one text.
async fn read(slices: &mut Slices, taken: &mut Taken, text: Text) -> Result<(), Stopped> {
    let Some(all) = text.text else {
        taken.refused.push((text.name, Refused::Unreadable));
        return Ok(());
    };
    let Ok(body) = file::contents(&all) else {
        taken.refused.push((text.name, Refused::Newer));
        return Ok(());
    };
    let lines = body.lines().count().max(1);
    let mut finder = find_codes(body);
    let mut has_any = false;
    for found in finder.by_ref() {
        has_any = true;
        match found.code {
            Ok(code) => taken.file.add(&code),
            Err(why) => {
                taken.unread_all += 1;
                if taken.unread.len() < MOST_UNREAD {
                    taken.unread.push(Unread {
                        source: text.name.clone(),
                        line: found.line,
                        quote: found.quote,
                        why,
                    });
                }
            }
        }
        slices.breathe(share(found.line, lines, 0.0, 0.4)).await?;
    }
    taken.silent += finder.silent_lines();
    if !has_any {
        taken.refused.push((text.name, Refused::NoCode));
    }
    Ok(())
}

/// Marks all codes by their packs, and makes the report.
async fn make(
    state: State,
    slices: &mut Slices,
    taken: Taken,
) -> Result<Result<Made, Trouble>, Stopped> {
    let site = match state.site().await {
        Ok(site) => site,
        Err(trouble) => return Ok(Err(trouble)),
    };
    let lines = taken.file.results().max(1);
    let codes = || {
        file::contents(taken.file.text())
            .unwrap_or_default()
            .lines()
    };
    let mut wanted: Vec<(PackId, Edition)> = Vec::new();
    for (at, line) in codes().enumerate() {
        if let Ok(code) = Code::parse(line) {
            for answers in code.packs() {
                let (id, edition) = (answers.id(), answers.edition());
                if !wanted.iter().any(|(pack, of)| *of == edition && pack == id) {
                    wanted.push((id.clone(), edition));
                }
            }
        }
        slices.breathe(share(at, lines, 0.4, 0.5)).await?;
    }
    let mut shelf = Shelf::default();
    let mut is_short = false;
    for (id, edition) in wanted {
        match state.pack(&id, edition).await {
            Ok(pack) => shelf.put(edition, pack),
            // Not on this site: its results are counted as such.
            Err(Trouble::NoPack(_) | Trouble::NoEdition(_)) => {}
            Err(_) => is_short = true,
        }
    }
    let mut cohort = Cohort::new(shelf.clone(), intl::lower_case);
    for (at, line) in codes().enumerate() {
        if let Ok(code) = Code::parse(line) {
            cohort.add(&code);
        }
        slices.breathe(share(at, lines, 0.5, 0.7)).await?;
    }
    let (report, lines) = report(slices, &cohort, cohort.scope(), 0.7).await?;
    Ok(Ok(Made {
        taken,
        cohort,
        report,
        lines,
        shelf,
        site,
        is_short,
    }))
}

async fn report(
    slices: &mut Slices,
    cohort: &Cohort,
    scope: Scope,
    from: f64,
) -> Result<(Report, Vec<Line>), Stopped> {
    let mut reporter = Reporter::new(cohort, scope);
    while reporter.step(cohort, STEP) {
        let done = from + reporter.progress() * (0.9 - from);
        slices.breathe(done).await?;
    }
    let report = reporter.finish(cohort);
    let mut lines = Vec::with_capacity(report.people.len());
    let all = report.people.len();
    for (at, place) in report.people.iter().enumerate() {
        if let Some(person) = cohort.person(*place) {
            lines.push(Line {
                place: *place,
                label: person.label.map(intl::lower_case).unwrap_or_default(),
                competency: person.figures.competency,
                response: person.figures.response,
                unsafe_moments: person.unsafe_moments,
            });
        }
        slices.breathe(share(at, all, 0.9, 1.0)).await?;
    }
    Ok((report, lines))
}

/// How far all of it is, `at` of `all` between two shares.
#[allow(clippy::cast_precision_loss)] // for a bar on a page
fn share(at: usize, all: usize, from: f64, to: f64) -> f64 {
    from + (to - from) * at as f64 / all.max(1) as f64
}
