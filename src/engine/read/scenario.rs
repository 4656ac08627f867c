//! Scenarios, and the graph of their steps.

use super::{PackReader, fields};
use crate::engine::id::{PrincipleId, ScenarioId, StepId};
use crate::engine::pack::{Allow, Scenario, Step};
use crate::engine::reader::{Item, Object, Seen, error, short};
use crate::engine::scenario::MAX_PATH;
use crate::engine::topic::Topic;

impl<const SPEAKS: bool> PackReader<'_, SPEAKS> {
    pub(super) fn scenario(&mut self, item: &Item<'_>, seen: &mut Seen) -> Option<Scenario> {
        let object = self.reader.object(item, fields::SCENARIO)?;
        let id: Option<ScenarioId> = self.reader.id(&object, "id");
        if let Some(id) = &id
            && !seen.insert(id.as_str())
        {
            self.duplicate(&object, id.as_str(), "scenario");
        }
        let title = self.reader.text(&object, "title");
        let topics = self.topics(&object);
        let principles = self.principles(&object);
        let items = self.reader.list(&object, "steps", 1, MAX_PATH);
        let mut ids = Seen::default();
        let count = items.len();
        let steps: Vec<Step> = items
            .iter()
            .enumerate()
            .filter_map(|(index, item)| self.step(item, index == 0, &mut ids))
            .collect();
        let scenario = Scenario {
            id: id?,
            title: title?,
            setting: self.reader.text_or_empty(&object, "setting"),
            topics,
            principles,
            policy_dependent: self.reader.text_or_empty(&object, "policy_dependent"),
            steps,
            takeaway: self.reader.text_or_empty(&object, "takeaway"),
            reflect: self.reader.text_or_empty(&object, "reflect"),
            sources: self.reader.texts(&object, "sources", 100),
            allow: self.allow(&object),
        };
        if scenario.steps.len() == count {
            self.graph(&scenario, &object.at);
        }
        Some(scenario)
    }

    fn topics(&mut self, from: &Object<'_, SPEAKS>) -> Vec<Topic> {
        let items = self.reader.list(from, "topics", 0, Topic::ALL.len());
        let mut topics: Vec<Topic> = Vec::new();
        for item in items {
            let Some(slug) = self.reader.text_of(&item) else {
                continue;
            };
            match Topic::from_slug(&slug) {
                Some(topic) if !topics.contains(&topic) => topics.push(topic),
                Some(_) => {}
                None => {
                    self.unknown_word(&item.at, "content topic", &slug, Topic::ALL, Topic::slug)
                }
            }
        }
        topics
    }

    fn principles(&mut self, from: &Object<'_, SPEAKS>) -> Vec<PrincipleId> {
        let items = self.reader.list(from, "principles", 0, 20);
        let mut principles: Vec<PrincipleId> = Vec::new();
        for item in items {
            let Some(id) = self.reader.id_of::<PrincipleId>(&item) else {
                continue;
            };
            if let Some(framework) = self.framework
                && framework.principle(&id).is_none()
            {
                error!(
                    self.reader,
                    "principle",
                    item.at,
                    "“{id}” is not a principle of {}. Use one of {}.",
                    framework.id(),
                    framework
                        .principles()
                        .iter()
                        .map(|p| p.id.as_str())
                        .collect::<Vec<_>>()
                        .join(", ")
                );
            }
            if !principles.contains(&id) {
                principles.push(id);
            }
        }
        principles
    }

    fn allow(&mut self, from: &Object<'_, SPEAKS>) -> Vec<Allow> {
        let items = self.reader.list(from, "allow", 0, 50);
        let mut allowed = Vec::new();
        for item in items {
            if let Some(object) = self.reader.object(&item, fields::ALLOW)
                && let Some(check) = self.reader.text(&object, "check")
                && let Some(reason) = self.reader.text(&object, "reason")
            {
                allowed.push(Allow { check, reason });
            }
        }
        allowed
    }

    fn graph(&mut self, scenario: &Scenario, at: &str) {
        let mut broken = false;
        for (s, step) in scenario.steps.iter().enumerate() {
            for (r, response) in step.responses.iter().enumerate() {
                if let Some(next) = &response.next
                    && scenario.step(next).is_none()
                {
                    broken = true;
                    error!(
                        self.reader,
                        "next",
                        format!("{at}/steps/{s}/responses/{r}/next"),
                        "There is no step “{next}” in this scenario. Add it, or name one that is there."
                    );
                }
            }
        }
        if broken {
            return;
        }
        let place = |id: &StepId| {
            let index = scenario.steps.iter().position(|step| step.id == *id);
            format!("{at}/steps/{}", index.unwrap_or(0))
        };
        for id in scenario.unreachable() {
            error!(
                self.reader,
                "unreachable",
                place(id),
                "No path leads to the step “{id}”. Let a response's `next` name it, or take it out."
            );
        }
        for id in scenario.endless() {
            error!(
                self.reader,
                "endless",
                place(id),
                "From the step “{id}” no path comes to an end. Let a response lead to an ending."
            );
        }
    }

    pub(super) fn unknown_word<T: Copy>(
        &mut self,
        at: &str,
        what: &'static str,
        word: &str,
        all: &[T],
        slug: impl Fn(T) -> &'static str,
    ) {
        error!(
            self.reader,
            if what == "drift" { "drift" } else { "topic" },
            at,
            "“{}” is not a {what} that is known. Use one of {}.",
            short(word),
            all.iter()
                .map(|one| slug(*one))
                .collect::<Vec<_>>()
                .join(", ")
        );
    }
}
