//! The diary as a text to take along.

use crate::engine::day::Day;
use crate::engine::diary::{Entry, Field, Wording, as_text};
use crate::engine::id::{CompetencyId, MomentName};
use crate::shell::{clock, files};
use crate::ui::state::Site;
use crate::ui::words::{self, Key, t, tf};

/// Saves entries as a text file, and says whether the browser took it.
pub fn save(entries: &[&Entry], site: Option<&Site>) -> bool {
    let minute = clock::now() / 60_000;
    let today = Day::of(minute, clock::east(minute)).to_string();
    let name = tf(Key::DiaryFileName, &[("day", &today)]);
    files::save(&name, "text/plain", &as_text(entries, &Words(site)))
}

struct Words<'s>(Option<&'s Site>);

impl Wording for Words<'_> {
    fn field(&self, field: Field) -> String {
        t(super::caption(field))
    }

    fn written(&self, created: u64) -> String {
        words::date(created)
    }

    fn competency(&self, id: &CompetencyId) -> String {
        let label = self.0.map_or_else(|| id.to_string(), |site| site.label(id));
        format!("{}: {label}", t(Key::WordCompetency))
    }

    fn moment(&self, name: &MomentName) -> String {
        let title = super::title(self.0, name);
        tf(Key::DiaryAbout, &[("title", &title)])
    }
}
