//! A draft as GIFT. Everything that GIFT has no place for is told.

use super::COMPETENCY_TAG;
use crate::engine::draft::{CompetencyOption, Draft, DraftScenario, DraftStep, Line, Response};
use crate::engine::exchange::loss::{Place, Report, What, Why};
use crate::engine::framework::Framework;
use crate::engine::id::CompetencyId;
use crate::engine::pack::Credit;

/// What a GIFT file says besides the pack's own texts.
#[derive(Debug, Clone, Copy)]
pub struct GiftWords<'w> {
    /// How the competency question is asked.
    pub competency: &'w str,
    /// The framework, for what its competencies are called. Without it their ids stand alone.
    pub framework: Option<&'w Framework>,
}

/// The pack as GIFT: of each step the response question, and the competency question behind it.
/// What GIFT can't hold is in the report; each entry's line is the number of its scenario.
#[must_use]
pub fn write(draft: &Draft, words: &GiftWords<'_>) -> (String, Report) {
    let mut gift = Gift {
        out: String::new(),
        report: Report::default(),
        words: *words,
    };
    gift.pack(draft);
    (gift.out, gift.report)
}

struct Gift<'w> {
    out: String,
    report: Report,
    words: GiftWords<'w>,
}

/// One question as it is written.
struct Asked<'a> {
    title: String,
    stem: String,
    answers: Vec<Written<'a>>,
    feedback: String,
}

/// One answer: what it earns of all, in millionths of a percent; its text; its reason.
struct Written<'a> {
    share: Share,
    text: std::borrow::Cow<'a, str>,
    why: &'a str,
}

/// What an answer earns.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Share {
    All,
    Part(&'static str),
    None,
}

impl Gift<'_> {
    fn pack(&mut self, draft: &Draft) {
        let at = Place::default();
        let title = one_line(&draft.title);
        if !title.is_empty() {
            // A slash would begin a category within the category.
            self.out.push_str("$CATEGORY: ");
            self.out.push_str(&title.replace('/', "//"));
            self.out.push_str("\n\n");
        }
        let about = [&draft.about, &draft.license, &draft.key_note];
        if about.iter().any(|text| !text.is_empty()) || !draft.authors.is_empty() {
            self.report.note(&at, What::About, Why::NoPlace, "");
        }
        for (number, scenario) in draft.scenarios.iter().enumerate() {
            let title = if scenario.title.is_empty() {
                &scenario.id
            } else {
                &scenario.title
            };
            let at = Place::new(number + 1, title);
            self.scenario(&at, title, scenario);
        }
    }

    fn scenario(&mut self, at: &Place, title: &str, scenario: &DraftScenario) {
        if scenario.is_story() {
            self.report.note(at, What::Story, Why::StepsApart, "");
        }
        for step in &scenario.steps {
            self.step(at, title, scenario, step);
        }
        self.told(at, scenario);
    }

    /// Tells what of a scenario is not in GIFT, or elsewhere.
    fn told(&mut self, at: &Place, scenario: &DraftScenario) {
        let steps = || scenario.steps.iter();
        let responses = || steps().flat_map(|step| &step.responses);
        let is_voiced = responses().any(|r| r.voice)
            || steps().flat_map(|step| &step.story).any(|line| line.voice);
        for (is_there, what, why) in [
            (!scenario.setting.is_empty(), What::Setting, Why::InStem),
            (
                !scenario.policy_dependent.is_empty(),
                What::Policy,
                Why::InFeedback,
            ),
            (
                !scenario.reflect.is_empty(),
                What::Reflection,
                Why::InFeedback,
            ),
            (!scenario.topics.is_empty(), What::Topics, Why::NoPlace),
            (
                !scenario.principles.is_empty(),
                What::Principles,
                Why::NoPlace,
            ),
            (!scenario.sources.is_empty(), What::Sources, Why::NoPlace),
            (
                responses().any(|r| !r.drift.is_empty()),
                What::Slips,
                Why::NoPlace,
            ),
            (responses().any(|r| r.is_unsafe), What::Harm, Why::NoPlace),
            (
                steps().any(|step| step.panel.is_some()),
                What::Panel,
                Why::NoPlace,
            ),
            (
                !scenario.allow.is_empty() || is_voiced,
                What::ForChecks,
                Why::NoPlace,
            ),
        ] {
            if is_there {
                self.report.note(at, what, why, "");
            }
        }
    }

    fn step(&mut self, at: &Place, title: &str, scenario: &DraftScenario, step: &DraftStep) {
        if step.responses.is_empty() {
            if scenario.is_story() {
                self.report.note(at, What::Step, Why::NoPlace, &step.id);
            } else {
                self.report
                    .note(at, What::Question, Why::NothingToChoose, "");
            }
            return;
        }
        let title = if scenario.is_story() {
            format!("{title}: {}", step.id)
        } else {
            title.to_owned()
        };
        let stem = stem(scenario, step);
        if stem.is_empty() {
            self.report.note(at, What::Question, Why::Empty, &step.id);
            return;
        }
        let Some(answers) = self.responses(at, &step.responses) else {
            self.report
                .note(at, What::Question, Why::NothingToChoose, &step.id);
            return;
        };
        let count = answers.len();
        let competency = competencies(&step.competency, self.words.framework);
        self.question(
            "",
            &Asked {
                title: title.clone(),
                stem: stem.clone(),
                answers,
                feedback: feedback(scenario),
            },
        );
        self.report.note(
            at,
            What::Question,
            Why::AsQuestion { answers: count },
            &step.id,
        );
        match competency {
            Some(answers) => {
                let count = answers.len();
                let asked = self.words.competency;
                self.question(
                    COMPETENCY_TAG,
                    &Asked {
                        title: format!("{title} · {asked}"),
                        stem: format!("{stem}\n\n{asked}"),
                        answers,
                        feedback: String::new(),
                    },
                );
                let why = Why::AsQuestion { answers: count };
                self.report.note(at, What::Competency, why, &step.id);
            }
            None if step.competency.is_empty() => {}
            None => {
                let why = Why::NothingToChoose;
                self.report.note(at, What::Competency, why, &step.id);
            }
        }
    }

    /// The responses as answers; `None` if there is nothing to choose between.
    fn responses<'a>(&mut self, at: &Place, responses: &'a [Response]) -> Option<Vec<Written<'a>>> {
        let said = |response: &&Response| !response.text.trim().is_empty();
        let best = responses.iter().filter(said).filter_map(|r| r.fit).max()?;
        let answers: Vec<Written<'_>> = responses
            .iter()
            .filter(said)
            .map(|response| Written {
                share: match response.fit {
                    Some(fit) if fit == best => Share::All,
                    Some(2) => Share::Part("66.66667"),
                    Some(1) if best == 2 => Share::Part("50"),
                    Some(1) => Share::Part("33.33333"),
                    _ => Share::None,
                },
                text: response.text.as_str().into(),
                why: &response.why,
            })
            .collect();
        if best == 0 || answers.iter().all(|answer| answer.share == Share::All) {
            return None;
        }
        if best < 3 {
            self.report.note(at, What::Points, Why::BestIsFull, "");
        }
        for response in responses.iter().filter(|response| !said(response)) {
            self.report.note(at, What::Answer, Why::Empty, &response.id);
        }
        Some(answers)
    }

    fn question(&mut self, tag: &str, asked: &Asked<'_>) {
        if !tag.is_empty() {
            self.out.push_str(&format!("// [tag:{tag}]\n"));
        }
        let title = one_line(&asked.title);
        if !title.is_empty() {
            self.out.push_str("::");
            escape(&title, &mut self.out);
            self.out.push_str("::");
        }
        self.out.push_str("[plain]");
        escape(asked.stem.trim(), &mut self.out);
        self.out.push_str(" {\n");
        for answer in in_order(&asked.answers) {
            match answer.share {
                Share::All => self.out.push('='),
                Share::Part(percent) => self.out.push_str(&format!("~%{percent}%")),
                Share::None => self.out.push('~'),
            }
            self.text(&answer.text);
            if !answer.why.trim().is_empty() {
                self.out.push_str("\n#");
                self.text(answer.why);
            }
            self.out.push('\n');
        }
        if !asked.feedback.is_empty() {
            self.out.push_str("####");
            self.text(&asked.feedback);
            self.out.push('\n');
        }
        self.out.push_str("}\n\n");
    }

    /// A text within the braces. What it begins with may not be taken for points or a format.
    fn text(&mut self, text: &str) {
        let text = text.trim();
        if text.starts_with(['%', '[']) {
            self.out.push_str("[plain]");
        }
        escape(text, &mut self.out);
    }
}

/// The answers in their order; but if the first is right and holds an arrow, a wrong one goes first,
/// since readers take `{=a -> b` for pairs to match.
fn in_order<'a, 'w>(answers: &'a [Written<'w>]) -> impl Iterator<Item = &'a Written<'w>> {
    let has_arrow = answers
        .first()
        .is_some_and(|answer| answer.share == Share::All && answer.text.contains("->"));
    let first = has_arrow
        .then(|| answers.iter().position(|answer| answer.share != Share::All))
        .flatten();
    let rest = answers.iter().enumerate();
    let rest = rest.filter(move |(at, _)| Some(*at) != first);
    let first = first.and_then(|at| answers.get(at));
    first.into_iter().chain(rest.map(|(_, answer)| answer))
}

/// Competencies as answers; `None` if there is nothing to choose between.
fn competencies<'a>(
    options: &'a [CompetencyOption],
    framework: Option<&Framework>,
) -> Option<Vec<Written<'a>>> {
    let answers: Vec<Written<'_>> = options
        .iter()
        .filter(|option| !option.id.trim().is_empty())
        .map(|option| {
            let id: Option<CompetencyId> = option.id.parse().ok();
            let label = framework
                .and_then(|framework| framework.competency(&id?))
                .map(|competency| competency.label.as_str());
            Written {
                share: match option.credit {
                    Some(Credit::Full) => Share::All,
                    Some(Credit::Half) => Share::Part("50"),
                    Some(Credit::None) | None => Share::None,
                },
                text: match label {
                    Some(label) => format!("{} {label}", option.id).into(),
                    None => option.id.as_str().into(),
                },
                why: &option.why,
            }
        })
        .collect();
    let right = answers.iter().filter(|a| a.share == Share::All).count();
    (right > 0 && right < answers.len()).then_some(answers)
}

/// What is read before one chooses.
fn stem(scenario: &DraftScenario, step: &DraftStep) -> String {
    let lines = step.story.iter().map(spoken);
    let setting = Some(scenario.setting.clone());
    joined(setting.into_iter().chain(lines))
}

/// A piece of a story in one text: told, or with the name of who says it.
fn spoken(line: &Line) -> String {
    if line.who.is_empty() {
        line.words.clone()
    } else {
        format!("{}: “{}”", line.who, line.words)
    }
}

/// What is said to everyone afterwards.
fn feedback(scenario: &DraftScenario) -> String {
    joined([
        scenario.takeaway.clone(),
        scenario.policy_dependent.clone(),
        scenario.reflect.clone(),
    ])
}

fn joined(texts: impl IntoIterator<Item = String>) -> String {
    let texts = texts.into_iter().map(|text| text.trim().to_owned());
    let texts: Vec<String> = texts.filter(|text| !text.is_empty()).collect();
    texts.join("\n\n")
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A text with its signs escaped and its line breaks written as `\n`.
fn escape(text: &str, out: &mut String) {
    let mut before = None;
    for c in text.chars() {
        match c {
            '~' | '=' | '#' | '{' | '}' | ':' | '\\' => {
                out.push('\\');
                out.push(c);
            }
            // Other kinds of line break were one before.
            '\n' if before == Some('\r') => {}
            '\n' | '\r' => out.push_str("\\n"),
            c => out.push(c),
        }
        before = Some(c);
    }
}
