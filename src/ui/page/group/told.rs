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
        rules_list(),
        el("p").class("small").add(Key::AttemptSelfReported)
    ]
}

fn rules_list() -> El {
    el("ul")
        .add(el("li").add(Key::GroupRuleDuplicates))
        .add(el("li").add(Key::GroupRuleLabels))
        .add(el("li").add(Key::GroupRuleEditions))
        .add(el("li").add(Key::GroupRuleSkips))
}

/// What could not be had at all, if there is any.
pub fn problems(made: &Made) -> View {
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
    let refused = made.taken.refused.iter().map(refused);
    let refused: Vec<_> = refused.chain(unusable).collect();
    let refused = (!refused.is_empty()).then(|| el("ul").class("notice plain-list").add(refused));
    views![short, refused]
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

/// The links that could not be read, if there are any, folded unless they are all there is.
pub fn unread(made: &Made, is_open: bool) -> Option<El> {
    let Taken {
        unread, unread_all, ..
    } = &made.taken;
    let rows: Vec<_> = unread.iter().map(row).collect();
    let rest = unread_all.saturating_sub(rows.len());
    (*unread_all > 0).then(|| {
        el("details")
            .class("moment")
            .flag("open", is_open)
            .add(el("summary").add(el("b").add(tn(Key::GroupUnread, *unread_all))))
            .add(el("p").class("small").add(Key::GroupUnreadMore))
            .add(
                el("ul")
                    .class("unread")
                    .worded("aria-label", Key::GroupUnreadTable)
                    .add(rows),
            )
            .add((rest > 0).then(|| el("p").class("small").add(tn(Key::GroupUnreadRest, rest))))
    })
}

fn row(unread: &Unread) -> El {
    let line = unread.line.to_string();
    let place = tf(
        Key::GroupLine,
        &[("name", &source(&unread.source)), ("n", &line)],
    );
    el("li")
        .add(el("b").add(place))
        .add(el("p").add(why(unread.why)))
        .add(el("p").class("small").add(unread.quote.clone()))
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

/// How many count, and whether any link could not be read.
pub fn counted(made: &Made) -> El {
    let who = &made.report.who;
    let values = [
        ("counted", &*who.counted.to_string()),
        ("given", &tn(Key::CountResults, who.given as usize)),
    ];
    let all = made.taken.unread_all;
    let unread = (all > 0).then(|| views![" ", tn(Key::GroupUnreadTold, all)]);
    el("p").add(tf(Key::GroupCounted, &values)).add(unread)
}

/// Who counts, in numbers and by which rules, and what could not be read.
pub fn who(made: &Made) -> El {
    let lines: Vec<_> = told(&made.report.who, made.taken.silent)
        .into_iter()
        .map(|line| el("li").add(line))
        .collect();
    let lines = (!lines.is_empty()).then(|| el("ul").add(lines));
    el("div")
        .add(el("h2").add(Key::GroupRules))
        .add(lines)
        .add(unread(made, false))
        .add(
            el("details")
                .class("moment")
                .add(el("summary").add(el("b").add(Key::GroupHowCounted)))
                .add(rules_list()),
        )
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
