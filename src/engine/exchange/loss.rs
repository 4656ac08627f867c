//! What became of each thing in a file that was taken in or is written out, as data: a page says it
//! in words of its own.

use super::text::{SAID_CHARS, TITLE_CHARS, label};
use crate::engine::order;

/// The most entries of one report. Beyond it they are only counted.
pub const MAX_LOSSES: usize = 2_000;

/// One thing, and what became of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Loss {
    /// Where it stands.
    pub at: Place,
    /// What it is.
    pub what: What,
    /// What became of it, and why.
    pub why: Why,
    /// The thing itself, or its name, in a few characters; may be empty.
    pub said: String,
}

/// Where a thing stands in its file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Place {
    /// Its line, or its row in a sheet, from 1; 0 for the whole file.
    pub line: usize,
    /// The question's or moment's title, if it has one.
    pub title: String,
}

/// What became of a thing, in one word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Fate {
    /// It is there as it was.
    Taken,
    /// It is there, but not as it was.
    Changed,
    /// It is gone.
    Dropped,
}

/// What a thing is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum What {
    /// A question of a quiz.
    Question,
    /// One of its answers.
    Answer,
    /// Its name.
    Title,
    /// Its name in addresses.
    Id,
    /// What its answers earn.
    Points,
    /// What is said to those who chose an answer.
    Feedback,
    /// What is said to everyone.
    GeneralFeedback,
    /// What is said to all who were right, partly right or wrong.
    CombinedFeedback,
    /// The category that questions are sorted into.
    Category,
    /// Keywords.
    Tags,
    /// Hints for another try.
    Hint,
    /// Settings of the quiz: penalty, order of the answers, how they are numbered.
    Settings,
    /// A number of its own in another system.
    IdNumber,
    /// A picture.
    Picture,
    /// A film, a sound, or something else that is embedded.
    Media,
    /// Where a link leads.
    Link,
    /// A file that lies within the file.
    File,
    /// Bold, lists, colours and the like.
    Markup,
    /// A formula.
    Formula,
    /// A text, whatever it is for.
    Text,
    /// A note of the file's author that was never shown.
    Comment,
    /// A column of a sheet.
    Column,
    /// A row of a sheet.
    Row,
    /// A cell of a sheet.
    Cell,
    /// A field of a pack's file; what is amiss is said in the checker's words.
    Field,
    /// A story in several steps.
    Story,
    /// A step of a story.
    Step,
    /// The competency question.
    Competency,
    /// Where and when it happens.
    Setting,
    /// Content topics.
    Topics,
    /// Principles.
    Principles,
    /// What law or policy decides.
    Policy,
    /// The question to think about.
    Reflection,
    /// Where facts come from.
    Sources,
    /// Which slips responses are examples of.
    Slips,
    /// Which responses could do harm.
    Harm,
    /// The votes of a panel.
    Panel,
    /// What is for checks only: the checks that are let off, words that are left alone.
    ForChecks,
    /// What the pack says of itself: authors, licence, who keyed it.
    About,
}

/// What became of a thing, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Why {
    /// Taken: the question is a moment now, with so many responses.
    AsMoment {
        /// How many.
        responses: usize,
    },
    /// Taken: the question is the competency question of the moment before it.
    AsCompetency,
    /// Taken: it is written as a question, with so many answers.
    AsQuestion {
        /// How many.
        answers: usize,
    },
    /// Changed: there was no name; the first words are the title.
    FromFirstWords,
    /// Changed: it is the pack's title.
    AsPackTitle,
    /// Changed: it could not be used, or another thing had it before.
    Renamed {
        /// What it is instead.
        now: String,
    },
    /// Changed: it is the reasons of the responses.
    AsReasons,
    /// Changed: it is what to take away.
    AsTakeaway,
    /// Changed: points in percent, as they stood, and the fit that each became.
    AsFit(Vec<(String, u8)>),
    /// Changed: several answers were right together; a moment has responses of which one is chosen.
    SeveralRight,
    /// Changed: it is plain text.
    AsPlainText,
    /// Changed: it stands as it is written, and will be shown so.
    AsWritten,
    /// Changed: the gap in the sentence is a line.
    GapAsLine,
    /// Changed: cut at so many characters.
    Cut {
        /// How many are left.
        most: usize,
    },
    /// Changed: so many invisible characters were taken out.
    HiddenOut {
        /// How many.
        count: usize,
    },
    /// Changed: it stands in the text of the question.
    InStem,
    /// Changed: it stands in what is said to everyone afterwards.
    InFeedback,
    /// Changed: the steps are questions of their own, which do not lead from one to the next.
    StepsApart,
    /// Changed: the best response has all the points, though it fits only partly.
    BestIsFull,
    /// Changed: it is not what can stand here, so it was left open.
    LeftOpen,
    /// Changed: in words, by the checker.
    Checker(String),
    /// Dropped: the format has no place for it.
    NoPlace,
    /// Dropped: a pack holds text and nothing else.
    TextOnly,
    /// Dropped: it is a question of another kind.
    OtherKind(Kind),
    /// Dropped: it can't be read.
    Unreadable(Fault),
    /// Dropped: it says nothing.
    Empty,
    /// Dropped: there are more than so many.
    TooMany {
        /// The most.
        most: usize,
    },
    /// Dropped: there are too few answers to choose from, or none that is better than another.
    NothingToChoose,
}

/// Kinds of questions that are no choice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kind {
    /// True or false.
    TrueFalse,
    /// A word or two to type.
    ShortAnswer,
    /// A number to type.
    Numerical,
    /// Pairs to match.
    Matching,
    /// A text to write.
    Essay,
    /// Gaps within a text.
    Cloze,
    /// A number from a formula.
    Calculated,
    /// Text without a question.
    Description,
    /// Something to drag, place or order.
    DragAndDrop,
    /// Another kind, by the name that the file gives it (in the entry's `said`).
    Other,
}

/// Why something can't be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// A `{` without its `}`.
    NotClosed,
    /// A `}` without its `{`, or more behind the answers.
    NotOpened,
    /// A `::` without its second.
    TitleNotClosed,
    /// Answers, but none is marked by `=` or `~`.
    NoAnswers,
    /// Points that are no number.
    NotANumber,
    /// No line says which answer is right.
    NoAnswerLine,
    /// The answer that is said to be right is not there.
    NoSuchAnswer,
    /// The same letter or id stands twice.
    Twice,
    /// No question stands before it.
    NoQuestion,
    /// What kind of row it is can't be told.
    UnknownRow,
}

/// A report while it is written.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Report {
    /// Its entries, in the file's order.
    pub losses: Vec<Loss>,
    /// How many more there are beyond the most that are listed.
    pub more: usize,
}

impl Place {
    /// A place in the file.
    #[must_use]
    pub fn new(line: usize, title: &str) -> Self {
        Self {
            line,
            title: label(title, TITLE_CHARS),
        }
    }
}

impl Loss {
    /// What became of the thing, in one word.
    #[must_use]
    pub fn fate(&self) -> Fate {
        self.why.fate()
    }
}

impl Why {
    /// What became of the thing, in one word.
    #[must_use]
    pub fn fate(&self) -> Fate {
        match self {
            Self::AsMoment { .. } | Self::AsCompetency | Self::AsQuestion { .. } => Fate::Taken,
            Self::FromFirstWords
            | Self::AsPackTitle
            | Self::Renamed { .. }
            | Self::AsReasons
            | Self::AsTakeaway
            | Self::AsFit(_)
            | Self::SeveralRight
            | Self::AsPlainText
            | Self::AsWritten
            | Self::GapAsLine
            | Self::Cut { .. }
            | Self::HiddenOut { .. }
            | Self::InStem
            | Self::InFeedback
            | Self::StepsApart
            | Self::BestIsFull
            | Self::LeftOpen
            | Self::Checker(_) => Fate::Changed,
            Self::NoPlace
            | Self::TextOnly
            | Self::OtherKind(_)
            | Self::Unreadable(_)
            | Self::Empty
            | Self::TooMany { .. }
            | Self::NothingToChoose => Fate::Dropped,
        }
    }
}

impl Report {
    /// Notes what became of a thing.
    pub fn note(&mut self, at: &Place, what: What, why: Why, said: &str) {
        if self.losses.len() >= MAX_LOSSES {
            self.more += 1;
            return;
        }
        self.losses.push(Loss {
            at: at.clone(),
            what,
            why,
            said: label(said, SAID_CHARS),
        });
    }

    /// Brings the entries into the order of the file's lines.
    pub(super) fn in_order(&mut self) {
        let losses = std::mem::take(&mut self.losses);
        self.losses = order::sorted(losses, |loss| (loss.at.line as u64, String::new()));
    }

    /// How many things had that fate, among those that are listed.
    #[must_use]
    pub fn count(&self, fate: Fate) -> usize {
        self.losses.iter().filter(|l| l.fate() == fate).count()
    }
}
