//! Making the copy: files are fetched a few at a time, each is held to the site's list, and what is
//! amiss stops it with a sentence.

use std::collections::VecDeque;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::{Desk, choose, look};
use crate::engine::day::Day;
use crate::engine::id::DraftId;
use crate::engine::publish::{Assembly, CopyError, Look, MAX_BYTES, Plan, PlanError, Stamp, plan};
use crate::shell::fetch::{self, FetchError};
use crate::shell::{clock, files, page as browser};
use crate::ui::dom::{El, View, dynamic, dynamic_on, el, views};
use crate::ui::page::studio;
use crate::ui::words::{Key, n, t, tf};

/// How many files are on their way at a time.
const AT_A_TIME: usize = 6;

const OUTCOME: &str = "#copy-outcome";

/// How far it has come.
#[derive(Debug, Clone, PartialEq)]
pub enum Work {
    Nothing,
    /// So many of so many files are there.
    Fetching(usize, usize),
    /// It stopped, and why.
    Failed(String),
    /// The zip was handed to the browser: how many files, how many bytes, and whether packs of the
    /// trainer's own are in it.
    Done(usize, usize, bool),
}

pub fn view(desk: Desk) -> View {
    // While it comes along, what is drawn stays: whoever wants to give up must be able to.
    let stage = move || match desk.work.get() {
        Work::Fetching(..) => Work::Fetching(0, 0),
        other => other,
    };
    views![
        el("p")
            .class("small")
            .add(dynamic(move || choose::count(desk))),
        el("p")
            .attr("role", "status")
            .add(dynamic(move || match stage() {
                Work::Fetching(..) => t(Key::PublishWorking),
                Work::Nothing | Work::Failed(_) | Work::Done(..) => String::new(),
            })),
        dynamic_on(stage, move |stage| match stage {
            Work::Nothing => View::none(),
            Work::Fetching(..) => fetching(desk),
            Work::Failed(why) => outcome(
                "notice",
                Key::PublishFailed,
                el("p").add(why.as_str()).view()
            ),
            Work::Done(files, bytes, has_own) => {
                outcome("note", Key::PublishDone, done(*files, *bytes, *has_own))
            }
        })
    ]
}

fn fetching(desk: Desk) -> View {
    let progress = move || {
        let (done, all) = match desk.work.get() {
            Work::Fetching(done, all) => (done, all),
            _ => (0, 1),
        };
        let values = [("n", &*done.to_string()), ("total", &*all.to_string())];
        views![
            el("progress")
                .attr("max", &all.to_string())
                .attr("value", &done.to_string())
                .worded("aria-label", Key::PublishWorking),
            el("p")
                .class("small")
                .add(tf(Key::PublishProgress, &values))
        ]
    };
    let give_up = move |_| {
        desk.run.update(|run| *run += 1);
        desk.work.set(Work::Failed(t(Key::PublishGivenUp)));
        browser::focus_soon(OUTCOME);
    };
    views![
        dynamic(progress),
        el("p").class("row").add(
            el("button")
                .attr("type", "button")
                .on("click", give_up)
                .add(Key::PublishGiveUp)
        )
    ]
}

fn outcome(class: &str, heading: Key, inside: View) -> View {
    el("section")
        .class(class)
        .attr("id", OUTCOME.trim_start_matches('#'))
        .attr("tabindex", "-1")
        .attr("aria-labelledby", "copy-outcome-heading")
        .add(el("h2").attr("id", "copy-outcome-heading").add(heading))
        .add(inside)
        .view()
}

#[allow(clippy::cast_precision_loss)] // a size to be read
fn done(files: usize, bytes: usize, has_own: bool) -> View {
    let size = n(bytes as f64 / 1_000_000.0);
    let values = [("files", &*files.to_string()), ("size", &*size)];
    let steps = [
        Key::PublishNextUnzip,
        Key::PublishNextHost,
        Key::PublishNextFolder,
        Key::PublishNextOpen,
    ];
    let own = has_own.then_some(Key::PublishNextFind);
    let steps: Vec<El> = steps
        .into_iter()
        .chain(own)
        .map(|step| el("li").add(step))
        .collect();
    views![
        el("p").add(tf(Key::PublishDoneText, &values)),
        el("ol").add(steps)
    ]
}

/// Begins a copy, if what was written and chosen can be one.
pub fn begin(desk: Desk) {
    let wanted = desk.given.with_untracked(Look::of);
    let wanted = match wanted {
        Ok(wanted) => wanted,
        Err(errors) => {
            if let Some(field) = look::first_wrong(&errors) {
                browser::focus_soon(field);
            }
            return;
        }
    };
    let chosen = choose::chosen(desk);
    let planned = desk.found.with_value(|found| {
        let list = found.list.as_ref()?;
        Some(plan(list, &found.site.index, &chosen))
    });
    match planned {
        None => {}
        Some(Err(why)) => stop(desk, not_planned(&why)),
        Some(Ok(plan)) => {
            let mut run = 0;
            desk.run.update(|count| {
                *count += 1;
                run = *count;
            });
            desk.work.set(Work::Fetching(0, plan.carried.len()));
            let has_own = !chosen.brought.is_empty();
            let drafts = choose::drafts(desk);
            spawn_local(async move {
                let made = make(desk, run, &plan, wanted).await;
                if desk.run.try_get_untracked() != Some(run) {
                    return;
                }
                match made {
                    Ok((count, zip)) => hand_over(desk, count, &zip, has_own, &drafts),
                    Err(why) => stop(desk, why),
                }
            });
        }
    }
}

/// The zip and how many files it has; or why there is none.
async fn make(desk: Desk, run: u32, plan: &Plan, look: Look) -> Result<(usize, Vec<u8>), String> {
    let minute = clock::now() / 60_000;
    let stamp = Stamp::of(minute, clock::east(minute));
    let mut assembly = Assembly::new(plan, look, stamp);
    let mut left = plan.carried.iter();
    let mut on_their_way = VecDeque::new();
    let all = plan.carried.len();
    for done in 0..all {
        while on_their_way.len() < AT_A_TIME
            && let Some(carried) = left.next()
        {
            on_their_way.push_back((carried, fetch::ask(&carried.address)));
        }
        let Some((carried, Some(asked))) = on_their_way.pop_front() else {
            return Err(t(Key::TryNoSite));
        };
        let content = asked.bytes().await;
        // Whoever gave up or left waits for nothing.
        if desk.run.try_get_untracked() != Some(run) {
            return Err(String::new());
        }
        let content = content.map_err(|why| not_fetched(&carried.path, why))?;
        assembly
            .put(carried, &content)
            .map_err(|why| not_copied(&why))?;
        desk.work.set(Work::Fetching(done + 1, all));
    }
    let count = assembly.count();
    let zip = assembly.finish().map_err(|why| not_copied(&why))?;
    Ok((count, zip))
}

fn hand_over(desk: Desk, count: usize, zip: &[u8], has_own: bool, drafts: &[DraftId]) {
    let minute = clock::now() / 60_000;
    let today = Day::of(minute, clock::east(minute)).to_string();
    let name = tf(Key::PublishFileName, &[("day", &today)]);
    if files::save_bytes(&name, "application/zip", zip) {
        desk.work.set(Work::Done(count, zip.len(), has_own));
        for draft in drafts {
            studio::settle(desk.state, draft);
        }
        browser::focus_soon(OUTCOME);
    } else {
        stop(desk, t(Key::DataNotSaved));
    }
}

fn stop(desk: Desk, why: String) {
    desk.work.set(Work::Failed(why));
    browser::focus_soon(OUTCOME);
}

#[allow(clippy::cast_precision_loss)] // a size to be read
fn not_planned(why: &PlanError) -> String {
    match why {
        PlanError::Nothing => t(Key::PublishNothing),
        PlanError::Twice(id) => tf(Key::PublishTwice, &[("id", id)]),
        PlanError::Name(path) => tf(Key::PublishBadName, &[("file", path)]),
        PlanError::Missing(path) => tf(Key::TroubleMissingText, &[("file", path)]),
        PlanError::TooLarge => {
            let most = n(MAX_BYTES as f64 / 1_000_000.0);
            tf(Key::PublishTooLarge, &[("size", &most)])
        }
    }
}

fn not_copied(why: &CopyError) -> String {
    match why {
        CopyError::Changed(path) => tf(Key::PublishChanged, &[("file", path)]),
        CopyError::Unexpected(path) => tf(Key::PublishUnexpected, &[("file", path)]),
        CopyError::TooLarge => not_planned(&PlanError::TooLarge),
    }
}

fn not_fetched(file: &str, why: FetchError) -> String {
    match why {
        FetchError::Unreachable => tf(Key::TroubleUnreachableText, &[("file", file)]),
        FetchError::Missing | FetchError::NotAFile => {
            tf(Key::TroubleMissingText, &[("file", file)])
        }
        FetchError::Status(status) => {
            let values = [("file", file), ("status", &*status.to_string())];
            tf(Key::TroubleStatusText, &values)
        }
    }
}
