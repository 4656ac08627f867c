//! Which editions and which format the report is on, where there is a choice.

use std::rc::Rc;

use super::Desk;
use super::report::select;
use super::work::Made;
use crate::engine::cohort::who::Scope;
use crate::engine::id::PackId;
use crate::ui::dom::{El, el};
use crate::ui::words::{self, Key, t, tf, tn};

pub fn choices(desk: Desk, made: &Rc<Made>) -> Option<El> {
    let now = made.report.scope.clone();
    let mut fields = Vec::new();
    let formats: Vec<_> = made
        .cohort
        .formats()
        .into_iter()
        .filter(|share| share.results > 0)
        .collect();
    if formats.len() > 1 {
        let options = formats.iter().map(|share| {
            let name = words::format(share.of);
            (counted(&name, share.results), share.of == now.format)
        });
        let (options, before) = (options.collect::<Vec<_>>(), now.clone());
        let formats: Vec<_> = formats.iter().map(|share| share.of).collect();
        fields.push(select(
            "format",
            t(Key::AssignFormat),
            &options,
            move |at| {
                if let Some(format) = formats.get(at) {
                    desk.rescope(Scope {
                        format: *format,
                        ..before.clone()
                    });
                }
            },
        ));
    }
    let editions = made.cohort.editions();
    for (place, (pack, edition)) in now.editions.iter().enumerate() {
        let of_pack: Vec<_> = editions
            .iter()
            .filter(|share| share.of.0 == *pack)
            .collect();
        if of_pack.len() < 2 {
            continue;
        }
        let options: Vec<_> = of_pack
            .iter()
            .map(|share| {
                let name = share.of.1.to_string();
                (counted(&name, share.results), share.of.1 == *edition)
            })
            .collect();
        let choices: Vec<_> = of_pack.iter().map(|share| share.of.1).collect();
        let title = tf(Key::GroupEdition, &[("pack", &pack_title(made, pack))]);
        let before = now.clone();
        let id = format!("edition-{place}");
        fields.push(select(&id, title, &options, move |at| {
            let mut scope = before.clone();
            if let (Some(edition), Some(of)) = (choices.get(at), scope.editions.get_mut(place)) {
                of.1 = *edition;
                desk.rescope(scope);
            }
        }));
    }
    (!fields.is_empty()).then(|| el("div").class("filters").add(fields))
}

fn counted(name: &str, results: u32) -> String {
    format!("{name} ({})", tn(Key::CountResults, results as usize))
}

pub fn pack_title(made: &Made, id: &PackId) -> String {
    let pack = made.site.index.pack(id);
    pack.map_or_else(|| id.to_string(), |pack| pack.title.clone())
}
