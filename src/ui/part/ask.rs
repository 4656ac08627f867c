//! A dialog that asks before something is lost.

use crate::shell::page as browser;
use crate::ui::dom::{El, el};
use crate::ui::words::Key;

/// What is asked, and the two answers.
pub struct Ask {
    /// The dialog's id, by which it is opened.
    pub id: &'static str,
    pub heading: Key,
    pub text: Key,
    /// Leaves everything as it is. It comes first and has the focus.
    pub no: Key,
    /// Loses it.
    pub yes: Key,
}

impl Ask {
    /// The dialog, closed. Either answer closes it, and `then` follows the second.
    pub fn dialog(self, then: impl Fn() + 'static) -> El {
        let Self { id, .. } = self;
        let heading = format!("{id}-heading");
        let lose = move |_| {
            browser::close_dialog(id);
            then();
        };
        el("dialog")
            .attr("id", id)
            .attr("aria-labelledby", &heading)
            .add(el("h2").attr("id", &heading).add(self.heading))
            .add(el("p").add(self.text))
            .add(
                el("div")
                    .class("row")
                    .add(
                        el("button")
                            .attr("type", "button")
                            .flag("autofocus", true)
                            .on("click", move |_| browser::close_dialog(id))
                            .add(self.no),
                    )
                    .add(
                        el("button")
                            .class("danger")
                            .attr("type", "button")
                            .on("click", lose)
                            .add(self.yes),
                    ),
            )
    }
}
