//! The work behind a group's report, in slices: between two of them the browser draws and listens,
//! so that a hundred thousand results never hold up a frame.

use std::collections::BTreeSet;
use std::rc::Rc;

use leptos::prelude::*;

use super::slices::{Slices, Stopped, share};
use super::{Desk, Stage};
use crate::engine::code::find::{Step, find_codes};
use crate::engine::code::{Code, CodeError};
use crate::engine::cohort::Cohort;
use crate::engine::cohort::file::{self, FileError, GroupFile};
use crate::engine::cohort::report::{Report, Reporter};
use crate::engine::cohort::who::Scope;
use crate::engine::edition::Edition;
use crate::engine::id::PackId;
use crate::engine::shelf::Shelf;
use crate::shell::fetch::FetchError;
use crate::shell::files::{Handed, Text};
use crate::shell::{intl, pause};
use crate::ui::state::{Site, State, Trouble};

/// How many results a report goes on by before the clock is looked at.
const STEP: usize = 20;

/// How many lines that can't be read are listed.
pub const MOST_UNREAD: usize = 200;

/// The largest file that is read, in bytes: more than half a million results.
pub const MOST_BYTES: usize = 64 << 20;

/// Which share of all work the reading is, and what comes before the people are listed.
const READ: f64 = 0.7;
const REPORTED: f64 = 0.9;

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
    /// It is what a learner took along for themselves.
    LearnersOwn,
    /// It is larger than [`MOST_BYTES`].
    TooLarge,
}

impl From<FileError> for Refused {
    fn from(error: FileError) -> Self {
        match error {
            FileError::Newer(_) => Self::Newer,
            FileError::LearnersOwn => Self::LearnersOwn,
        }
    }
}

/// A report that was made, with what it was made of.
pub struct Made {
    pub taken: Taken,
    pub cohort: Rc<Cohort>,
    pub report: Report,
    /// Those who count, with what they can be sorted by.
    pub lines: Vec<Line>,
    pub site: Rc<Site>,
    /// Whether a pack could not be fetched just now.
    pub is_short: bool,
    /// Files of packs that can't be used.
    pub unusable: Vec<String>,
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

/// The reading of all that was handed in, by which a cohort grows.
struct Reading {
    state: State,
    slices: Slices,
    taken: Taken,
    cohort: Cohort,
    /// Packs that can't be had, so that each is asked for once.
    lacking: BTreeSet<(PackId, Edition)>,
    is_short: bool,
    unusable: Vec<String>,
    /// How many bytes there are, and how many of them were read.
    all: usize,
    done: usize,
}

/// Takes more, and makes the report anew of everything.
pub async fn take(state: State, desk: Desk, turn: u32, handed: Handed, before: Option<Rc<Made>>) {
    // First of all the page tells that it is at work.
    pause::pause().await;
    let slices = Slices::new(desk, turn);
    let made = take_all(state, slices, handed, before).await;
    settle(desk, turn, made).await;
}

async fn take_all(
    state: State,
    slices: Slices,
    handed: Handed,
    before: Option<Rc<Made>>,
) -> Result<Result<Made, Trouble>, Stopped> {
    let site = match state.site().await {
        Ok(site) => site,
        Err(trouble) => return Ok(Err(trouble)),
    };
    // What was amiss before was read; what is amiss with the new ones is news.
    let file = before.map(|made| made.taken.file.clone());
    let mut reading = Reading {
        state,
        slices,
        taken: Taken::default(),
        cohort: Cohort::new(Shelf::default(), in_small_letters),
        lacking: BTreeSet::new(),
        is_short: false,
        unusable: Vec::new(),
        all: handed.bytes() + file.as_ref().map_or(0, |file| file.text().len()),
        done: 0,
    };
    if let Some(file) = file {
        reading.again(&file).await?;
        reading.taken.file = file;
    }
    for one in handed.each() {
        reading.one(one).await?;
    }
    let Reading {
        mut slices,
        taken,
        cohort,
        is_short,
        unusable,
        ..
    } = reading;
    let (report, lines) = report(&mut slices, &cohort, cohort.scope(), READ).await?;
    Ok(Ok(Made {
        taken,
        cohort: Rc::new(cohort),
        report,
        lines,
        site,
        is_short,
        unusable,
    }))
}

impl Reading {
    /// What was read before: a pack that could not be had then may be there by now.
    async fn again(&mut self, file: &GroupFile) -> Result<(), Stopped> {
        for line in file::contents(file.text()).unwrap_or_default().lines() {
            if let Ok(code) = Code::parse(line) {
                self.add(&code).await;
            }
            self.done += line.len() + 1;
            self.breathe(self.done).await?;
        }
        Ok(())
    }

    async fn one(&mut self, handed: Handed) -> Result<(), Stopped> {
        let bytes = handed.bytes();
        if bytes > MOST_BYTES {
            self.taken.refused.push((handed.name(), Refused::TooLarge));
        } else {
            for text in handed.texts().await {
                self.text(text).await?;
            }
        }
        self.done += bytes;
        Ok(())
    }

    /// Finds the codes of one text.
    async fn text(&mut self, text: Text) -> Result<(), Stopped> {
        let Some(all) = text.text else {
            self.taken.refused.push((text.name, Refused::Unreadable));
            return Ok(());
        };
        let body = match file::contents(&all) {
            Ok(body) => body,
            Err(why) => {
                self.taken.refused.push((text.name, why.into()));
                return Ok(());
            }
        };
        let mut finder = find_codes(body);
        let mut has_any = false;
        while let Some(step) = finder.step() {
            if let Step::Found(found) = step {
                has_any = true;
                match found.code {
                    Ok(code) => {
                        self.taken.file.add(&code);
                        self.add(&code).await;
                    }
                    Err(why) => self.taken.note(Unread {
                        source: text.name.clone(),
                        line: found.line,
                        quote: found.quote,
                        why,
                    }),
                }
            }
            self.breathe(self.done + body.len() - finder.left()).await?;
        }
        self.taken.silent += finder.silent_lines();
        if !has_any {
            self.taken.refused.push((text.name, Refused::NoCode));
        }
        Ok(())
    }

    /// Takes a result, once its packs are at hand or can't be had.
    async fn add(&mut self, code: &Code) {
        for answers in code.packs() {
            let (id, edition) = (answers.id(), answers.edition());
            if self.cohort.shelf().pack(id, edition).is_none() {
                self.fetch(id, edition).await;
            }
        }
        self.cohort.add(code);
    }

    async fn fetch(&mut self, id: &PackId, edition: Edition) {
        let wanted = (id.clone(), edition);
        if self.lacking.contains(&wanted) {
            return;
        }
        match self.state.pack(id, edition).await {
            Ok(pack) => return self.cohort.put(edition, pack),
            // Not on this site: its results are counted as such.
            Err(Trouble::NoPack(_) | Trouble::NoEdition(_)) => {}
            Err(
                Trouble::File(file, _)
                | Trouble::Fetch(file, FetchError::Missing | FetchError::NotAFile),
            ) => self.unusable.push(file),
            Err(_) => self.is_short = true,
        }
        self.lacking.insert(wanted);
    }

    async fn breathe(&mut self, done: usize) -> Result<(), Stopped> {
        self.slices.breathe(share(done, self.all, 0.0, READ)).await
    }
}

impl Taken {
    fn note(&mut self, unread: Unread) {
        self.unread_all += 1;
        if self.unread.len() < MOST_UNREAD {
            self.unread.push(unread);
        }
    }
}

/// Makes the report anew on another scope.
pub async fn rescope(desk: Desk, turn: u32, before: Rc<Made>, scope: Scope) {
    let mut slices = Slices::new(desk, turn);
    let reported = report(&mut slices, &before.cohort, scope, 0.0).await;
    let made = reported.map(|(report, lines)| {
        Ok(Made {
            taken: before.taken.clone(),
            cohort: before.cohort.clone(),
            report,
            lines,
            site: before.site.clone(),
            is_short: before.is_short,
            unusable: before.unusable.clone(),
        })
    });
    settle(desk, turn, made).await;
}

async fn settle(desk: Desk, turn: u32, made: Result<Result<Made, Trouble>, Stopped>) {
    let Ok(made) = made else {
        return;
    };
    // Drawing the report is a slice of its own.
    pause::pause().await;
    if desk.turn.try_get_untracked() != Some(turn) {
        return;
    }
    desk.settle(match made {
        Ok(made) => Stage::Made(Rc::new(made)),
        Err(trouble) => Stage::Failed(trouble),
    });
}

async fn report(
    slices: &mut Slices,
    cohort: &Cohort,
    scope: Scope,
    from: f64,
) -> Result<(Report, Vec<Line>), Stopped> {
    let mut reporter = Reporter::new(cohort, scope);
    while reporter.step(cohort, STEP) {
        let done = from + reporter.progress() * (REPORTED - from);
        slices.breathe(done).await?;
    }
    let report = reporter.finish(cohort);
    let mut lines = Vec::with_capacity(report.people.len());
    let all = report.people.len();
    for (at, place) in report.people.iter().enumerate() {
        if let Some(person) = cohort.person(*place) {
            lines.push(Line {
                place: *place,
                label: person.label.map(in_small_letters).unwrap_or_default(),
                competency: person.figures.competency,
                response: person.figures.response,
                unsafe_moments: person.unsafe_moments,
            });
        }
        slices.breathe(share(at, all, REPORTED, 1.0)).await?;
    }
    Ok((report, lines))
}

/// As the browser has it. It is asked only about what has more than the letters of English: asking
/// takes longer than answering.
fn in_small_letters(text: &str) -> String {
    if text.is_ascii() {
        text.to_ascii_lowercase()
    } else {
        intl::lower_case(text)
    }
}
