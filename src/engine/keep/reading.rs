//! The history, read turn by turn: years of practice are half a megabyte, and a page must not stand
//! still while they are read.

use super::Shelf;
use super::attempts::of_kind;
use super::records::{ATTEMPT, BUNDLE, Records, SESSION, Trouble};
use super::united::united;
use crate::engine::day::Day;
use crate::engine::history::{Gathering, History};

/// A history that is being read.
#[derive(Debug, Default)]
pub struct Reading {
    gathering: Gathering,
    trouble: Trouble,
    /// The bundles that are still to be read.
    bundles: Vec<String>,
    loose: Vec<String>,
}

impl<S: Shelf> Records<S> {
    /// The history of all attempts, and what was amiss. `local_day` is the day that a minute since
    /// 1970 falls on where the learner is.
    #[must_use]
    pub fn history(&self, local_day: &dyn Fn(u64) -> Day) -> (History, Trouble) {
        let mut reading = self.begin_reading();
        while self.read_on(&mut reading) {}
        self.end_reading(reading, local_day)
    }

    /// Begins to read the history. A browser tells its names one by one: where there is nothing to
    /// be put in order they are asked for once.
    #[must_use]
    pub fn begin_reading(&self) -> Reading {
        let mut names = self.store.names("");
        let of = |kind: &str| names.iter().filter(|name| name.starts_with(kind)).count();
        let mut trouble = Trouble::default();
        if of(SESSION) > 0 || of(ATTEMPT) > 1 || self.store.has_waiting() {
            trouble = self.settle();
            names = self.store.names("");
        }
        let mut bundles = of_kind(BUNDLE, &names);
        bundles.reverse();
        Reading {
            gathering: Gathering::default(),
            trouble,
            bundles,
            loose: of_kind(ATTEMPT, &names),
        }
    }

    /// Reads one bundle of a history, if any is left, and says whether there are more.
    pub fn read_on(&self, reading: &mut Reading) -> bool {
        if let Some(name) = reading.bundles.pop() {
            let text = self.bundle(name.clone(), &mut reading.trouble);
            if let Some((_, text)) = text
                && reading.gathering.bundle(&text).is_none()
            {
                self.set_aside(&name, &mut reading.trouble);
            }
        }
        !reading.bundles.is_empty()
    }

    /// The history that was read, and what was amiss.
    #[must_use]
    pub fn end_reading(
        &self,
        mut reading: Reading,
        local_day: &dyn Fn(u64) -> Day,
    ) -> (History, Trouble) {
        while self.read_on(&mut reading) {}
        let Reading {
            mut gathering,
            mut trouble,
            loose,
            ..
        } = reading;
        let loose = loose.into_iter();
        let loose = loose.filter_map(|name| self.loose(name, &mut trouble));
        let loose = loose.map(|loose| loose.attempt).collect();
        gathering.attempts(&united(loose, Vec::new()));
        if gathering.is_of_one_session_twice() {
            // What is one, and which id each has, takes a look at all that was answered.
            gathering = Gathering::default();
            gathering.attempts(&self.all(&mut trouble));
        }
        (gathering.done(local_day), trouble)
    }
}
