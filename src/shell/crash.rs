//! When all else fails: the static panel of index.html, with a way back to where the person was.

use std::panic::PanicHookInfo;

/// After a panic, hides the app and shows the panel. Uses the page alone: whatever broke, this must
/// not depend on it.
pub fn install() {
    std::panic::set_hook(Box::new(show));
}

fn show(info: &PanicHookInfo<'_>) {
    let Some(document) = web_sys::window().and_then(|window| window.document()) else {
        return;
    };
    for id in ["app", "boot"] {
        if let Some(element) = document.get_element_by_id(id) {
            let _ = element.set_attribute("hidden", "");
        }
    }
    if let Some(panel) = document.get_element_by_id("broken") {
        let _ = panel.remove_attribute("hidden");
    }
    if let Some(details) = document.get_element_by_id("broken-details") {
        details.set_text_content(Some(&format!(
            "{info}. Version {}.",
            env!("CARGO_PKG_VERSION")
        )));
    }
}
