//! What became of everything that was handed in, and who counts.

use super::work::{MOST_BYTES, Made, Refused, Taken, Unread};
use crate::engine::code::CodeError;
use crate::engine::cohort::who::Who;
use crate::ui::dom::{El, View, el, views};
use crate::ui::words::{Key, t, tf, tn};

/// Who counts, as it is told before anything was read.
pub fn rules() -> View {
    views![
        el("h2").add(Key::GroupRules),
        el("ul")
            .add(el("li").add(Key::GroupRuleDuplicates))
            .add(el("li").add(Key::GroupRuleLabels))
            .add(el("li").add(Key::GroupRuleEditions))
            .add(el("li").add(Key::GroupRuleSkips)),
        el("p").class("small").add(Key::AttemptSelfReported)
    ]
}

/// What could not be read, if there is any.
pub fn unread(made: &Made) -> View {
    let taken = &made.taken;
    let short = made.is_short.then(|| {
        el("p")
            .class("notice")
            .attr("role", "alert")
            .add(Key::GroupShort)
    });
    let unusable = made.unusable.iter().map(|file| {
        let sentence = tf(Key::GroupFileUnusable, &[("name", file)]);
        el("li").add(sentence)
    });
    let refused: Vec<_> = taken.refused.iter().map(refused).chain(unusable).collect();
    let refused = (!refused.is_empty()).then(|| el("ul").class("notice plain-list").add(refused));
    views![short, refused, lines(taken)]
}

fn refused((name, why): &(String, Refused)) -> El {
    let source = source(name);
    let most = (MOST_BYTES >> 20).to_string();
    let why = match why {
        Refused::Unreadable => Key::GroupFileUnreadable,
        Refused::Newer => Key::GroupFileNewer,
        Refused::NoCode => Key::GroupFileNoCode,
        Refused::LearnersOwn => Key::GroupFileOwn,
        Refused::TooLarge => Key::GroupFileTooLarge,
    };
    el("li").add(tf(why, &[("name", &source), ("n", &most)]))
}

fn source(name: &str) -> String {
    if name.is_empty() {
        t(Key::GroupPasted)
    } else {
        name.to_owned()
    }
}

fn lines(taken: &Taken) -> Option<El> {
    let all = taken.unread_all;
    let rows: Vec<_> = taken.unread.iter().map(row).collect();
    let listed = rows.len();
    (all > 0).then(|| {
        el("details")
            .class("moment")
            .flag("open", true)
            .add(el("summary").add(el("b").add(tn(Key::GroupUnread, all))))
            .add(el("p").class("small").add(Key::GroupUnreadMore))
            .add(super::report::region(
                Key::GroupUnreadTable,
                el("table")
                    .class("wide")
                    .add(super::report::head(&[
                        Key::GroupWhere,
                        Key::GroupWhy,
                        Key::GroupQuote,
                    ]))
                    .add(el("tbody").add(rows)),
            ))
            .add((all > listed).then(|| {
                el("p")
                    .class("small")
                    .add(tn(Key::GroupUnreadRest, all - listed))
            }))
    })
}

fn row(unread: &Unread) -> El {
    let line = unread.line.to_string();
    let place = tf(
        Key::GroupLine,
        &[("name", &source(&unread.source)), ("n", &line)],
    );
    el("tr")
        .add(el("th").attr("scope", "row").add(place))
        .add(el("td").class("reason").add(why(unread.why)))
        .add(el("td").class("quoted").add(unread.quote.clone()))
}

fn why(why: CodeError) -> Key {
    match why {
        CodeError::None => Key::CodeNone,
        CodeError::CutOff => Key::CodeCutOff,
        CodeError::Changed => Key::CodeChanged,
        CodeError::Newer(_) => Key::CodeNewer,
        CodeError::Unsound => Key::CodeUnsound,
    }
}

/// Who counts, in numbers.
pub fn who(made: &Made) -> View {
    let who = &made.report.who;
    let lines: Vec<_> = told(who, made.taken.silent)
        .into_iter()
        .map(|line| el("li").add(line))
        .collect();
    views![
        el("p").add(tf(
            Key::GroupCounted,
            &[
                ("counted", &who.counted.to_string()),
                ("given", &tn(Key::CountResults, who.given as usize)),
            ]
        )),
        el("ul").add(lines),
        el("details")
            .class("moment")
            .add(el("summary").add(Key::GroupRules))
            .add(
                el("ul")
                    .add(el("li").add(Key::GroupRuleDuplicates))
                    .add(el("li").add(Key::GroupRuleLabels))
                    .add(el("li").add(Key::GroupRuleEditions))
                    .add(el("li").add(Key::GroupRuleSkips))
            )
    ]
}

fn told(who: &Who, silent: usize) -> Vec<String> {
    let counts = [
        (Key::GroupDuplicates, who.duplicates as usize),
        (Key::GroupLater, who.later as usize),
        (Key::GroupOtherEdition, who.other_edition as usize),
        (Key::GroupOtherFormat, who.other_format as usize),
        (Key::GroupNotAtHand, who.not_at_hand as usize),
        (Key::GroupNotOfPack, who.not_of_pack as usize),
        (
            Key::GroupUnlabelled,
            (who.counted - who.labelled.min(who.counted)) as usize,
        ),
        (Key::GroupLearn, who.learn as usize),
        (Key::GroupSilent, silent),
    ];
    let counts = counts.into_iter().filter(|(_, count)| *count > 0);
    counts.map(|(key, count)| tn(key, count)).collect()
}
