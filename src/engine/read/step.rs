//! Steps: their story, their two questions, their panel.

use std::str::FromStr;

use litemap::LiteMap;

use super::{OPTIONS, PackReader, fields};
use crate::engine::id::{CompetencyId, IdError, StepId};
use crate::engine::pack::{
    Block, CompetencyOption, CompetencyQuestion, Credit, Fit, Panel, PanelGroup, Response, Step,
};
use crate::engine::reader::{Item, Object, Reader, Seen, error, short};
use crate::engine::topic::Drift;

impl<const SPEAKS: bool> PackReader<'_, SPEAKS> {
    pub(super) fn step(
        &mut self,
        item: &Item<'_>,
        is_first: bool,
        seen: &mut Seen,
    ) -> Option<Step> {
        let object = self.reader.object(item, fields::STEP)?;
        let id: Option<StepId> = self.reader.id(&object, "id");
        if let Some(id) = &id
            && !seen.insert(id.as_str())
        {
            self.duplicate(&object, id.as_str(), "step");
        }
        let story: Vec<Block> = self
            .reader
            .list(&object, "story", 1, 50)
            .iter()
            .filter_map(|item| self.block(item))
            .collect();
        let competency = Reader::<SPEAKS>::optional(&object, "competency")
            .and_then(|item| self.competency(&item));
        let asks = Reader::<SPEAKS>::optional(&object, "responses")
            .is_some_and(|item| item.value.as_array().is_none_or(|list| !list.is_empty()));
        let responses = self.responses(&object, asks);
        if is_first && !object.has("competency") {
            error!(
                self.reader,
                "missing-field",
                object.at,
                "The first step asks for the competency. Add `competency` with its options."
            );
        }
        if !asks && is_first {
            error!(
                self.reader,
                "missing-field", object.at, "This step asks for a response. Add `responses`."
            );
        }
        let outcome = self.reader.text_or_empty(&object, "outcome");
        if !asks && !is_first && outcome.trim().is_empty() {
            error!(
                self.reader,
                "missing-field",
                object.at,
                "An ending says what its path taught. Add `outcome`, or `responses` if the story goes on."
            );
        }
        let panel = Reader::<SPEAKS>::optional(&object, "panel").and_then(|item| self.panel(&item));
        Some(Step {
            id: id?,
            story,
            competency,
            responses,
            outcome,
            panel,
        })
    }

    fn block(&mut self, item: &Item<'_>) -> Option<Block> {
        let object = self.reader.object(item, fields::BLOCK)?;
        let voice = self.reader.flag(&object, "voice");
        if object.has("text") == object.has("says") {
            error!(
                self.reader,
                "story",
                object.at,
                "A piece of the story is either told (`text`) or spoken (`who` and `says`). Keep one of the two."
            );
            return None;
        }
        if object.has("text") {
            let text = self.reader.text(&object, "text")?;
            return Some(Block::Told { text, voice });
        }
        Some(Block::Spoken {
            who: self.reader.text(&object, "who")?,
            says: self.reader.text(&object, "says")?,
            voice,
        })
    }

    fn competency(&mut self, item: &Item<'_>) -> Option<CompetencyQuestion> {
        let object = self.reader.object(item, fields::COMPETENCY)?;
        let mut seen = Seen::default();
        let mut options = Vec::new();
        for item in self
            .reader
            .list(&object, "options", *OPTIONS.start(), *OPTIONS.end())
        {
            let Some(object) = self.reader.object(&item, fields::COMPETENCY_OPTION) else {
                continue;
            };
            let Some(id) = self.reader.id::<CompetencyId>(&object, "id") else {
                continue;
            };
            if let Some(framework) = self.framework
                && framework.competency(&id).is_none()
            {
                error!(
                    self.reader,
                    "competency",
                    object.place("id"),
                    "“{id}” is not a competency of {}. Look its id up in the framework's file.",
                    framework.id()
                );
            }
            if !seen.insert(id.as_str()) {
                self.duplicate(&object, id.as_str(), "competency option");
            }
            let Some(credit) = self.credit(&object) else {
                continue;
            };
            options.push(CompetencyOption {
                id,
                credit,
                why: self.reader.text_or_empty(&object, "why"),
            });
        }
        let full = options.iter().filter(|o| o.credit == Credit::Full).count();
        if full != 1 {
            error!(
                self.reader,
                "credit",
                object.place("options"),
                "Exactly one competency has credit 1, and here {full} have. Give 1 to the one that the moment calls for most."
            );
        }
        Some(CompetencyQuestion { options })
    }

    fn credit(&mut self, from: &Object<'_, SPEAKS>) -> Option<Credit> {
        let item = self.reader.required(from, "credit")?;
        let credit = item.value.as_number().and_then(Credit::from_number);
        if credit.is_none() {
            error!(
                self.reader,
                "credit", item.at, "A credit is 1, 0.5 or 0. Write one of these."
            );
        }
        credit
    }

    fn responses(&mut self, from: &Object<'_, SPEAKS>, asks: bool) -> Vec<Response> {
        let low = if asks { *OPTIONS.start() } else { 0 };
        let items = self.reader.list(from, "responses", low, *OPTIONS.end());
        let count = items.len();
        let mut seen = Seen::default();
        let responses: Vec<Response> = items
            .iter()
            .filter_map(|item| {
                let response = self.response(item)?;
                if !seen.insert(response.id.as_str()) {
                    error!(self.reader, "duplicate-id", format!("{}/id", item.at), "The id “{}” is used twice in this step. Give each response an id of its own.", response.id);
                }
                Some(response)
            })
            .collect();
        let fits = || responses.iter().map(|r| r.fit.value());
        if count > 0 && responses.len() == count {
            if fits().max() == Some(0) {
                error!(
                    self.reader,
                    "fit",
                    from.place("responses"),
                    "No response fits: the best has fit 0. Give the one that fits best a fit of 1 to 3."
                );
            } else if fits().min() == fits().max() {
                error!(
                    self.reader,
                    "fit",
                    from.place("responses"),
                    "All responses have the same fit, so there is nothing to choose. Change at least one."
                );
            }
        }
        responses
    }

    fn response(&mut self, item: &Item<'_>) -> Option<Response> {
        let object = self.reader.object(item, fields::RESPONSE)?;
        let id = self.reader.id(&object, "id");
        let text = self.reader.text(&object, "text");
        let fit = self.reader.count(&object, "fit").and_then(|value| {
            let fit = Fit::new(value);
            if fit.is_none() {
                error!(self.reader, "fit", object.place("fit"), "A fit is 3 (fits well), 2 (fits partly), 1 (misses) or 0 (would do harm). Write one of these.");
            }
            fit
        });
        let is_unsafe = self.reader.flag(&object, "unsafe");
        if is_unsafe && fit.is_some_and(|fit| fit.value() > 0) {
            error!(
                self.reader,
                "unsafe",
                object.place("unsafe"),
                "A response marked `unsafe` needs fit 0. Change the fit, or take the mark off."
            );
        }
        let drift = Reader::<SPEAKS>::optional(&object, "drift").and_then(|item| {
            let slug = self.reader.text_of(&item)?;
            let drift = Drift::from_slug(&slug);
            if drift.is_none() {
                self.unknown_word(&item.at, "drift", &slug, Drift::ALL, Drift::slug);
            }
            drift
        });
        let next =
            Reader::<SPEAKS>::optional(&object, "next").and_then(|item| self.reader.id_of(&item));
        Some(Response {
            id: id?,
            text: text?,
            fit: fit?,
            why: self.reader.text_or_empty(&object, "why"),
            drift,
            is_unsafe,
            next,
            voice: self.reader.flag(&object, "voice"),
        })
    }

    fn panel(&mut self, item: &Item<'_>) -> Option<Panel> {
        let object = self.reader.object(item, &["groups"])?;
        let mut groups = Vec::new();
        for item in self.reader.list(&object, "groups", 1, 20) {
            let known = ["name", "raters", "competency", "responses"];
            let Some(object) = self.reader.object(&item, &known) else {
                continue;
            };
            let name = self.reader.text(&object, "name");
            let raters = self.reader.count(&object, "raters");
            let competency = self.votes(&object, "competency", raters);
            let responses = self.votes(&object, "responses", raters);
            if let (Some(name), Some(raters)) = (name, raters) {
                groups.push(PanelGroup {
                    name,
                    raters,
                    competency,
                    responses,
                });
            }
        }
        Some(Panel { groups })
    }

    fn votes<T: Ord + FromStr<Err = IdError>>(
        &mut self,
        from: &Object<'_, SPEAKS>,
        field: &str,
        raters: Option<u64>,
    ) -> LiteMap<T, u64> {
        let mut votes = LiteMap::new();
        let Some(item) = Reader::<SPEAKS>::optional(from, field) else {
            return votes;
        };
        let Some(map) = item.value.as_object() else {
            self.reader
                .expected(&item.at, "an object of ids and votes", item.value);
            return votes;
        };
        for (id, count) in map {
            match (id.parse::<T>(), count.as_u64()) {
                (Ok(id), Some(count)) if raters.is_none_or(|raters| count <= raters) => {
                    votes.insert(id, count);
                }
                _ => error!(
                    self.reader,
                    "panel",
                    item.at,
                    "The votes for “{}” are not a whole number up to the number of raters. Correct them.",
                    short(id)
                ),
            }
        }
        votes
    }
}
