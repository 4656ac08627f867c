//! The words for what a report holds.

use crate::engine::exchange::loss::{Fault, Kind, What, Why};
use crate::ui::dom::{View, el, view};
use crate::ui::words::{self, Key, t, tf, tn};

/// What a thing is.
pub fn what(what: What) -> Key {
    match what {
        What::Question => Key::StudioWhatQuestion,
        What::Answer => Key::StudioWhatAnswer,
        What::Title => Key::StudioWhatTitle,
        What::Id => Key::StudioWhatId,
        What::Points => Key::StudioWhatPoints,
        What::Feedback => Key::StudioWhatFeedback,
        What::GeneralFeedback => Key::StudioWhatGeneralFeedback,
        What::CombinedFeedback => Key::StudioWhatCombinedFeedback,
        What::Category => Key::StudioWhatCategory,
        What::Tags => Key::StudioWhatTags,
        What::Hint => Key::StudioWhatHint,
        What::Settings => Key::StudioWhatSettings,
        What::IdNumber => Key::StudioWhatIdNumber,
        What::Picture => Key::StudioWhatPicture,
        What::Media => Key::StudioWhatMedia,
        What::Link => Key::StudioWhatLink,
        What::File => Key::StudioWhatFile,
        What::Markup => Key::StudioWhatMarkup,
        What::Formula => Key::StudioWhatFormula,
        What::Text => Key::StudioWhatText,
        What::Comment => Key::StudioWhatComment,
        What::Column => Key::StudioWhatColumn,
        What::Row => Key::StudioWhatRow,
        What::Cell => Key::StudioWhatCell,
        What::Field => Key::StudioWhatField,
        What::Story => Key::StudioWhatStory,
        What::Step => Key::StudioWhatStep,
        What::Competency => Key::StudioWhatCompetency,
        What::Setting => Key::StudioWhatSetting,
        What::Topics => Key::StudioWhatTopics,
        What::Principles => Key::StudioWhatPrinciples,
        What::Policy => Key::StudioWhatPolicy,
        What::Reflection => Key::StudioWhatReflection,
        What::Sources => Key::StudioWhatSources,
        What::Slips => Key::StudioWhatSlips,
        What::Harm => Key::StudioWhatHarm,
        What::Panel => Key::StudioWhatPanel,
        What::ForChecks => Key::StudioWhatForChecks,
        What::About => Key::StudioWhatAbout,
    }
}

/// What became of it, and why.
pub fn why(why: &Why) -> View {
    view(match why {
        // The checker speaks English.
        Why::Checker(sentence) => {
            return el("span").attr("lang", "en").add(sentence.as_str()).view();
        }
        Why::AsMoment { responses } => tn(Key::StudioWhyAsMoment, *responses),
        Why::AsQuestion { answers } => tn(Key::StudioWhyAsQuestion, *answers),
        Why::AsFit(pairs) => tf(Key::StudioWhyAsFit, &[("list", &fits(pairs))]),
        Why::Renamed { now } => tf(Key::StudioWhyRenamed, &[("id", now)]),
        Why::Cut { most } => tf(Key::StudioWhyCut, &[("n", &most.to_string())]),
        Why::HiddenOut { count } => tn(Key::StudioWhyHiddenOut, *count),
        Why::TooMany { most } => tf(Key::StudioWhyTooMany, &[("n", &most.to_string())]),
        Why::OtherKind(of) => tf(Key::StudioWhyOtherKind, &[("kind", &t(kind(of)))]),
        Why::Unreadable(of) => t(fault(*of)),
        Why::AsCompetency => t(Key::StudioWhyAsCompetency),
        Why::FromFirstWords => t(Key::StudioWhyFromFirstWords),
        Why::AsPackTitle => t(Key::StudioWhyAsPackTitle),
        Why::AsReasons => t(Key::StudioWhyAsReasons),
        Why::AsTakeaway => t(Key::StudioWhyAsTakeaway),
        Why::SeveralRight => t(Key::StudioWhySeveralRight),
        Why::AsPlainText => t(Key::StudioWhyAsPlainText),
        Why::AsWritten => t(Key::StudioWhyAsWritten),
        Why::GapAsLine => t(Key::StudioWhyGapAsLine),
        Why::InStem => t(Key::StudioWhyInStem),
        Why::InFeedback => t(Key::StudioWhyInFeedback),
        Why::StepsApart => t(Key::StudioWhyStepsApart),
        Why::BestIsFull => t(Key::StudioWhyBestIsFull),
        Why::LeftOpen => t(Key::StudioWhyLeftOpen),
        Why::NoPlace => t(Key::StudioWhyNoPlace),
        Why::TextOnly => t(Key::StudioWhyTextOnly),
        Why::Empty => t(Key::StudioWhyEmpty),
        Why::NothingToChoose => t(Key::StudioWhyNothingToChoose),
    })
}

/// Each share of the points once, with the fit that it became.
fn fits(pairs: &[(String, u8)]) -> String {
    let mut said: Vec<String> = Vec::new();
    for (percent, fit) in pairs {
        let fit = words::fit(*fit);
        let values = [("percent", percent.as_str()), ("fit", fit.as_str())];
        let pair = tf(Key::StudioWhyFitPair, &values);
        if !said.contains(&pair) {
            said.push(pair);
        }
    }
    said.join(", ")
}

fn kind(kind: &Kind) -> Key {
    match kind {
        Kind::TrueFalse => Key::StudioKindTrueFalse,
        Kind::ShortAnswer => Key::StudioKindShortAnswer,
        Kind::Numerical => Key::StudioKindNumerical,
        Kind::Matching => Key::StudioKindMatching,
        Kind::Essay => Key::StudioKindEssay,
        Kind::Cloze => Key::StudioKindCloze,
        Kind::Calculated => Key::StudioKindCalculated,
        Kind::Description => Key::StudioKindDescription,
        Kind::DragAndDrop => Key::StudioKindDragAndDrop,
        Kind::Other => Key::StudioKindOther,
    }
}

fn fault(fault: Fault) -> Key {
    match fault {
        Fault::NotClosed => Key::StudioFaultNotClosed,
        Fault::NotOpened => Key::StudioFaultNotOpened,
        Fault::TitleNotClosed => Key::StudioFaultTitleNotClosed,
        Fault::NoAnswers => Key::StudioFaultNoAnswers,
        Fault::NotANumber => Key::StudioFaultNotANumber,
        Fault::NoAnswerLine => Key::StudioFaultNoAnswerLine,
        Fault::NoSuchAnswer => Key::StudioFaultNoSuchAnswer,
        Fault::Twice => Key::StudioFaultTwice,
        Fault::NoQuestion => Key::StudioFaultNoQuestion,
        Fault::UnknownRow => Key::StudioFaultUnknownRow,
    }
}
