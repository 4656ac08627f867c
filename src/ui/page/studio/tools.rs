//! What can be done with anything that stands in a list.

use super::desk::Desk;
use crate::engine::draft::{Edit, New, Spot, Way};
use crate::shell::page as browser;
use crate::ui::dom::{El, el};
use crate::ui::words::{Key, tf};

/// Up, down, twice, away: for the thing of that name. `count` is how many stand in its list;
/// `fewest` of them have to stay.
pub fn row(desk: Desk, spot: Spot, name: &str, count: usize, fewest: usize) -> El {
    let place = spot.place();
    let tool = |key: Key, of: Key, edit: Edit, news: Key, tool: &'static str| {
        el("button")
            .class("quiet")
            .attr("type", "button")
            .attr("id", &format!("{}-{tool}", spot.slug()))
            .attr("aria-label", &tf(of, &[("name", name)]))
            .on("click", move |_| {
                if let Some(now) = desk.change(edit.clone(), news) {
                    focus(now, tool);
                }
            })
            .add(key)
    };
    let up = (place > 0).then(|| {
        tool(
            Key::StudioUp,
            Key::StudioUpOf,
            Edit::Move(spot, Way::Up),
            Key::StudioMoved,
            "up",
        )
    });
    let down = (place + 1 < count).then(|| {
        tool(
            Key::StudioDown,
            Key::StudioDownOf,
            Edit::Move(spot, Way::Down),
            Key::StudioMoved,
            "down",
        )
    });
    let twice = tool(
        Key::StudioDuplicate,
        Key::StudioDuplicateOf,
        Edit::Duplicate(spot),
        Key::StudioDuplicated,
        "twice",
    );
    let away = (count > fewest).then(|| {
        tool(
            Key::StudioDelete,
            Key::StudioDeleteOf,
            Edit::Remove(spot),
            Key::StudioDeleted,
            "away",
        )
    });
    el("div")
        .class("tools")
        .add(up)
        .add(down)
        .add(twice)
        .add(away)
}

/// The focus goes with what moved, to the same button, or to the other one where there is no
/// further; else to what names the thing.
fn focus(spot: Spot, tool: &str) {
    let slug = spot.slug();
    browser::focus_soon(match tool {
        "up" => format!("#{slug}-up, #{slug}-down"),
        "down" => format!("#{slug}-down, .tools:not(:has(#{slug}-down)) > #{slug}-up"),
        _ => format!("#{slug}-at"),
    });
}

/// A button that adds something. The focus goes to what is new.
pub fn add(desk: Desk, new: New, name: Key) -> El {
    el("button")
        .attr("type", "button")
        .on("click", move |_| {
            if let Some(spot) = desk.change(Edit::Add(new), Key::StudioAdded) {
                browser::focus_soon(format!("#{}-at", spot.slug()));
            }
        })
        .add(name)
}
