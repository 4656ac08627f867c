//! The interface's words, in the language that is spoken just now.

use std::cell::RefCell;

use crate::engine::practice::{Format, Mode};
use crate::engine::score::Certainty;
use crate::engine::settings::{TextSize, Theme};
use crate::engine::topic::{Drift, Topic};
use crate::engine::words::{Words, fill};
use crate::shell::{intl, page};

pub use crate::engine::words::Key;

thread_local! {
    static WORDS: RefCell<Words> = RefCell::default();
}

/// From now on speaks these words. What is on the page already does not change by itself.
pub fn speak(words: Words) {
    page::set_language(words.lang(), words.is_rtl());
    WORDS.with(|spoken| *spoken.borrow_mut() = words);
}

/// A text.
pub fn t(key: Key) -> String {
    WORDS.with_borrow(|words| words.get(key).to_owned())
}

/// A text with values in place of its `{names}`.
pub fn tf(key: Key, values: &[(&str, &str)]) -> String {
    WORDS.with_borrow(|words| fill(words.get(key), values))
}

/// A text that depends on a number, which stands in place of `{n}`.
#[allow(clippy::cast_precision_loss)] // counts are small
pub fn tn(key: Key, number: usize) -> String {
    let n = n(number as f64);
    WORDS.with_borrow(|words| {
        let form = intl::plural_form(words.lang(), number as f64);
        fill(words.form(key, &form), &[("n", &n)])
    })
}

/// A number, as the language writes it.
pub fn n(number: f64) -> String {
    WORDS.with_borrow(|words| intl::number(words.lang(), number))
}

/// A number to two digits behind the point.
pub fn hundredths(number: f64) -> String {
    WORDS.with_borrow(|words| intl::hundredths(words.lang(), number))
}

/// The day of a time in minutes since 1970.
pub fn day(minute: u64) -> String {
    WORDS.with_borrow(|words| intl::day(words.lang(), minute * 60_000))
}

/// The day of a time in minutes since 1970, with its year and short.
pub fn short_day(minute: u64) -> String {
    WORDS.with_borrow(|words| intl::short_day(words.lang(), minute * 60_000))
}

/// The day of the week of a time in minutes since 1970.
pub fn weekday(minute: u64) -> String {
    WORDS.with_borrow(|words| intl::weekday(words.lang(), minute * 60_000))
}

/// A share of `0.0..=1.0` in hundredths.
pub fn percent(share: f64) -> String {
    tf(Key::ProgressPercent, &[("n", &n((share * 100.0).round()))])
}

/// The date of a time in minutes since 1970, with its year.
pub fn date(minute: u64) -> String {
    WORDS.with_borrow(|words| intl::date(words.lang(), minute * 60_000))
}

/// How long something took.
pub fn duration(seconds: u64) -> String {
    let minutes = usize::try_from((seconds + 30) / 60).unwrap_or(usize::MAX);
    match minutes {
        0 => t(Key::CountNoMinute),
        minutes => tn(Key::CountMinutes, minutes),
    }
}

/// A content topic's name.
pub fn topic(topic: Topic) -> String {
    t(match topic {
        Topic::Suicide => Key::TopicSuicide,
        Topic::SelfHarm => Key::TopicSelfHarm,
        Topic::Overdose => Key::TopicOverdose,
        Topic::Violence => Key::TopicViolence,
        Topic::SexualViolence => Key::TopicSexualViolence,
        Topic::ChildWelfare => Key::TopicChildWelfare,
        Topic::DeathGrief => Key::TopicDeathGrief,
        Topic::CoercionRestraint => Key::TopicCoercionRestraint,
        Topic::Racism => Key::TopicRacism,
        Topic::Eating => Key::TopicEating,
        Topic::Homelessness => Key::TopicHomelessness,
        Topic::PregnancyLoss => Key::TopicPregnancyLoss,
    })
}

/// Content topics in a row.
pub fn topics(topics: &[Topic]) -> String {
    let names: Vec<String> = topics.iter().map(|one| topic(*one)).collect();
    names.join(", ")
}

/// What a slip is called.
pub fn drift(drift: Drift) -> String {
    t(match drift {
        Drift::Rescuing => Key::DriftRescuing,
        Drift::ClinicalAdvice => Key::DriftClinicalAdvice,
        Drift::Boundary => Key::DriftBoundary,
        Drift::SelfFocus => Key::DriftSelfFocus,
        Drift::PrematureReassurance => Key::DriftPrematureReassurance,
        Drift::Judgement => Key::DriftJudgement,
        Drift::Avoidance => Key::DriftAvoidance,
        Drift::Gatekeeping => Key::DriftGatekeeping,
        Drift::Jargon => Key::DriftJargon,
    })
}

/// How well a fit of 0–3 fits.
pub fn fit(fit: u8) -> String {
    t(match fit {
        0 => Key::FitHarm,
        1 => Key::FitMisses,
        2 => Key::FitPartly,
        _ => Key::FitWell,
    })
}

/// How sure.
pub fn certainty(certainty: Certainty) -> String {
    t(match certainty {
        Certainty::NotVery => Key::SureNotVery,
        Certainty::Fairly => Key::SureFairly,
        Certainty::Very => Key::SureVery,
    })
}

/// A mode's name.
pub fn mode(mode: Mode) -> String {
    t(match mode {
        Mode::Learn => Key::ModeLearn,
        Mode::Check => Key::ModeCheck,
    })
}

/// How much was practised, and when feedback came.
pub fn practised(moments: usize, mode: Mode) -> String {
    let moments = tn(Key::CountMoments, moments);
    tf(
        Key::PractisedLine,
        &[("moments", &moments), ("how", &feedback_came(mode))],
    )
}

/// When feedback came.
pub fn feedback_came(mode: Mode) -> String {
    t(match mode {
        Mode::Learn => Key::PractisedLearn,
        Mode::Check => Key::PractisedCheck,
    })
}

/// A response format's name.
pub fn format(format: Format) -> String {
    t(match format {
        Format::Best => Key::FormatBest,
        Format::BestWorst => Key::FormatBestWorst,
        Format::Rate => Key::FormatRate,
    })
}

/// A theme's name.
pub fn theme(theme: Theme) -> String {
    t(match theme {
        Theme::System => Key::ThemeSystem,
        Theme::Light => Key::ThemeLight,
        Theme::Dark => Key::ThemeDark,
    })
}

/// A text size's name.
pub fn text_size(size: TextSize) -> String {
    t(match size {
        TextSize::Normal => Key::TextNormal,
        TextSize::Large => Key::TextLarge,
        TextSize::Larger => Key::TextLarger,
    })
}
