//! Attempts come together: from bundles as they are kept, and from attempts that are loose.

use litemap::LiteMap;

use super::{Answer, Done, History, Newness, Row, SlipRow};
use crate::engine::attempt::Attempt;
use crate::engine::bundle::{self, Lists, Reading, StepLine};
use crate::engine::day::Day;
use crate::engine::id::{CategoryId, CompetencyId};
use crate::engine::order;
use crate::engine::topic::Drift;

/// A history that is being put together.
#[derive(Debug, Default)]
pub struct Gathering {
    history: History,
    /// Attempt by attempt, as they came: those of a bundle are in their order of time.
    heaps: Vec<Vec<Done>>,
}

/// How many moments an attempt usually has.
const USUAL: usize = 5;

/// Where in the history's lists those of a bundle begin.
#[derive(Clone, Copy)]
struct Offsets {
    heads: usize,
    competencies: usize,
    responses: usize,
    steps: usize,
    plans: usize,
}

impl Gathering {
    /// Adds the attempts of a bundle's text, all or none.
    ///
    /// Gives `None` if the text is not as it was written.
    #[must_use]
    pub fn bundle(&mut self, text: &str) -> Option<()> {
        let (lists, lines) = bundle::split(text)?;
        self.add(&lists, &lines)
    }

    /// Adds attempts.
    pub fn attempts(&mut self, attempts: &[Attempt]) {
        let mut lists = Lists::default();
        let lines: Vec<String> = attempts.iter().map(|one| lists.write(one)).collect();
        let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
        // What was just written can be read.
        let _ = self.add(&lists, &lines);
    }

    /// Whether several of the texts have attempts of one session.
    #[must_use]
    pub fn is_of_one_session_twice(&self) -> bool {
        let mut tokens: LiteMap<u32, usize> = LiteMap::new();
        let heaps = self.heaps.iter().enumerate();
        let mut of_heap =
            heaps.flat_map(|(heap, all)| all.iter().map(move |done| (done.token, heap)));
        of_heap.any(|(token, heap)| {
            tokens
                .insert(token, heap)
                .is_some_and(|other| other != heap)
        })
    }

    fn add(&mut self, lists: &Lists, lines: &[&str]) -> Option<()> {
        let offsets = self.take_names(lists);
        // About as many as there will be: else what is there is moved each time that it doubles.
        self.history.answers.reserve(USUAL * lines.len());
        self.history.steps.reserve(USUAL * lines.len());
        // Rows of a line that broke off belong to no attempt.
        let heap: Option<Vec<Done>> = lines
            .iter()
            .map(|line| self.line(lists, offsets, line))
            .collect();
        self.heaps.push(heap?);
        Some(())
    }

    fn take_names(&mut self, lists: &Lists) -> Offsets {
        let names = &mut self.history.names;
        let offsets = Offsets {
            heads: names.heads.len(),
            competencies: names.competencies.len(),
            responses: names.responses.len(),
            steps: names.steps.len(),
            plans: names.plans.len(),
        };
        for moment in &lists.moments {
            let known = names.moments.get(&moment.name).copied();
            let number = known.unwrap_or(names.moments.len());
            if known.is_none() {
                names.moments.insert(moment.name.clone(), number);
            }
            names.heads.push((moment.clone(), number));
        }
        for competency in &lists.competencies {
            let category = category(&mut names.categories, competency);
            names.competencies.push((competency.clone(), category));
        }
        names.responses.extend_from_slice(&lists.responses);
        names.steps.extend_from_slice(&lists.steps);
        names.plans.extend_from_slice(&lists.plans);
        offsets
    }

    fn line(&mut self, lists: &Lists, offsets: Offsets, line: &str) -> Option<Done> {
        let (head, mut reading) = Reading::of(line)?;
        let _told = reading.number()?;
        let plan = offsets.plans + reading.place(&lists.plans)?;
        let from = self.history.answers.len();
        for _ in 0..reading.number()? {
            self.answer(lists, offsets, &mut reading)?;
        }
        let to = self.history.answers.len();
        (reading.is_done() && to > from).then_some(Done {
            id: head.id,
            token: head.token,
            finished: head.finished,
            seconds: head.seconds,
            day: Day(0),
            plan,
            answers: (from, to),
        })
    }

    fn answer(&mut self, lists: &Lists, offsets: Offsets, reading: &mut Reading) -> Option<()> {
        let head = offsets.heads + reading.place(&lists.moments)?;
        let from = self.history.steps.len();
        for _ in 0..reading.number()? {
            let line = StepLine::read(lists, reading)?;
            let row = self.row(lists, offsets, &line);
            self.history.steps.push(row);
        }
        let rows = self
            .history
            .steps
            .get(from..)
            .filter(|rows| !rows.is_empty())?;
        let keyed = rows[0].competency.map(|(keyed, _)| keyed);
        let competencies = &self.history.names.competencies;
        let answer = Answer {
            head,
            newness: Newness::Fresh,
            category: keyed.map(|keyed| competencies[keyed].1),
            competency: mean(rows, |row| row.competency_credit),
            response: mean(rows, |row| row.over_chance.or(row.credit)),
            steps: (from, self.history.steps.len()),
        };
        self.history.answers.push(answer);
        Some(())
    }

    fn row(&mut self, lists: &Lists, offsets: Offsets, line: &StepLine) -> Row {
        let drift = |place: usize| lists.drifts.get(place).copied();
        let slips = &mut self.history.slips;
        let from = slips.len();
        for (response, of, is_unsafe) in &line.slips {
            slips.push(SlipRow {
                response: offsets.responses + response,
                drift: of.and_then(drift),
                is_unsafe: *is_unsafe,
            });
        }
        let competency = |place: usize| offsets.competencies + place;
        let drifts = line.drift.iter().filter_map(|place| drift(*place));
        Row {
            step: offsets.steps + line.step,
            competency: line
                .competency
                .map(|(keyed, chosen)| (competency(keyed), competency(chosen))),
            competency_credit: line.competency_credit,
            competency_sure: line.competency_sure,
            best: line.best.map(|best| offsets.responses + best),
            credit: line.credit,
            over_chance: line.over_chance,
            sure: line.sure,
            is_unsafe: line.is_unsafe,
            drifts: drifts.fold(0, |bits, drift| bits | bit(drift)),
            slips: (from, slips.len()),
        }
    }

    /// The history of all of them. `local_day` is the day that a minute since 1970 falls on where
    /// the learner is.
    #[must_use]
    pub fn done(self, local_day: &dyn Fn(u64) -> Day) -> History {
        let mut history = self.history;
        history.last = vec![None; history.names.moments.len()];
        let first = |heap: &Vec<Done>| heap.first().map_or(0, |done| done.finished);
        let heaps = order::sorted(self.heaps, |heap| (first(heap), String::new()));
        let all: Vec<Done> = heaps.into_iter().flatten().collect();
        let all = order::sorted(all, |done| (done.finished, done.id.to_string()));
        for mut done in all {
            let minute = done.finished;
            let mut same = history.attempts.iter().rev();
            let mut same = same.by_ref().take_while(|other| other.finished == minute);
            if same.any(|other| other.id == done.id) {
                continue;
            }
            done.day = local_day(minute);
            for at in done.answers.0..done.answers.1 {
                history.meet(at, done.day, minute);
            }
            history.attempts.push(done);
        }
        history
    }
}

impl History {
    fn meet(&mut self, at: usize, day: Day, minute: u64) {
        let answer = &mut self.answers[at];
        let number = self.names.heads[answer.head].1;
        if let Some(met) = self.last.get_mut(number) {
            answer.newness = met.map_or(Newness::Fresh, |(last, _)| newness(day.since(last)));
            *met = Some((day, minute));
        }
    }
}

pub(super) fn bit(drift: Drift) -> u16 {
    1 << (drift as u16)
}

fn newness(days: i64) -> Newness {
    match days {
        super::FRESH_DAYS.. => Newness::Fresh,
        1.. => Newness::Again,
        // A clock that was set back, or a journey to the west, is no new day.
        _ => Newness::SameDay,
    }
}

/// The number of a competency's category.
fn category(known: &mut Vec<CategoryId>, competency: &CompetencyId) -> usize {
    let id = competency.category_str();
    let place = known.iter().position(|one| one.as_str() == id);
    place.unwrap_or_else(|| {
        known.push(competency.category());
        known.len() - 1
    })
}

pub(super) fn mean(rows: &[Row], credit: impl Fn(&Row) -> Option<f64>) -> Option<f64> {
    let credits = || rows.iter().filter_map(&credit);
    credits().next()?;
    Some(crate::engine::score::mean(credits()))
}
