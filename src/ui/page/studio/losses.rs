//! What became of each thing in a file that was taken in or written out, thing by thing.

mod said;

use crate::engine::exchange::loss::{Fate, Loss, Place, Report};
use crate::ui::dom::{El, View, el, view, views};
use crate::ui::words::{Key, tf, tn};

/// The report on a file that was read.
pub fn of_import(report: &Report) -> View {
    views![counts(report), list(report, Key::StudioLossLine, true)]
}

/// The report on a file that was written: only what is not in it as it was.
pub fn of_export(report: &Report) -> View {
    let amiss = report.losses.iter().any(|loss| loss.fate() != Fate::Taken);
    if !amiss {
        return el("p").class("small").add(Key::StudioLossNone).view();
    }
    el("details")
        .class("moment fold")
        .add(
            el("summary")
                .add(el("b").add(Key::StudioLossHeading))
                .add(" ")
                .add(tn(
                    Key::StudioLossCount,
                    report.count(Fate::Changed) + report.count(Fate::Dropped),
                )),
        )
        .add(list(report, Key::StudioLossNumber, false))
        .view()
}

fn counts(report: &Report) -> El {
    let count = |fate| report.count(fate).to_string();
    let (taken, changed, dropped) = (
        count(Fate::Taken),
        count(Fate::Changed),
        count(Fate::Dropped),
    );
    el("p").add(tf(
        Key::StudioLossCounts,
        &[
            ("taken", &taken),
            ("changed", &changed),
            ("dropped", &dropped),
        ],
    ))
}

/// One group for each question or moment, with a line for each thing in it.
fn list(report: &Report, line: Key, with_taken: bool) -> View {
    let mut groups: Vec<(&Place, Vec<&Loss>)> = Vec::new();
    let shown = |loss: &&Loss| with_taken || loss.fate() != Fate::Taken;
    for loss in report.losses.iter().filter(shown) {
        match groups.last_mut() {
            Some((at, losses)) if **at == loss.at => losses.push(loss),
            _ => groups.push((&loss.at, vec![loss])),
        }
    }
    let groups: Vec<_> = groups
        .iter()
        .map(|(at, losses)| {
            let lines: Vec<_> = losses.iter().map(|loss| item(loss)).collect();
            el("li")
                .add(el("b").add(place(at, line)))
                .add(el("ul").add(lines))
        })
        .collect();
    let more = (report.more > 0).then(|| el("p").add(tn(Key::StudioAndMore, report.more)));
    views![
        el("ol").class("losses").attr("role", "list").add(groups),
        more
    ]
}

fn place(at: &Place, line: Key) -> String {
    let n = at.line.to_string();
    match (at.line, at.title.is_empty()) {
        (0, true) => crate::ui::words::t(Key::StudioWholeFile),
        (0, false) => at.title.clone(),
        (_, true) => tf(line, &[("n", &n)]),
        (_, false) => {
            let line = tf(line, &[("n", &n)]);
            let values = [("line", line.as_str()), ("title", at.title.as_str())];
            tf(Key::StudioLossAt, &values)
        }
    }
}

fn item(loss: &Loss) -> El {
    let fate = match loss.fate() {
        Fate::Taken => Key::StudioLossTaken,
        Fate::Changed => Key::StudioLossChanged,
        Fate::Dropped => Key::StudioLossDropped,
    };
    let said = (!loss.said.is_empty())
        .then(|| views![" ", el("q").class("quoted-text").add(loss.said.as_str())]);
    el("li")
        .add(said::what(loss.what))
        .add(". ")
        .add(el("span").class("fate").add(fate))
        .add(" ")
        .add(view(said::why(&loss.why)))
        .add(said)
}
