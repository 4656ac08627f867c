//! What the tests share: the framework that ships, a small pack with nothing amiss, ways to spoil it.

use std::path::PathBuf;
use std::sync::LazyLock;

use alongside::engine::check;
use alongside::engine::framework::{Framework, Reading};
use alongside::engine::pack::Pack;
use alongside::engine::problem::Problem;
use alongside::engine::read::read_pack;
use serde_json::{Value, json};

pub const FRAMEWORK: &str = include_str!("../../scenarios/frameworks/samhsa-peer-2015.json");
pub const GUIDE: &str = include_str!("../../scenarios/frameworks/samhsa-peer-2015.guide.json");
pub const PACK: &str = include_str!("../fixtures/packs/minimal.json");

/// The small pack's moment and its story.
pub const MOMENT: &str = "/scenarios/0";
pub const STORY: &str = "/scenarios/1";

static READ: LazyLock<Framework> = LazyLock::new(|| {
    let reading = Framework::read(FRAMEWORK);
    reading.thing.expect("the framework is good")
});

pub fn framework() -> Framework {
    READ.clone()
}

pub fn good() -> Value {
    serde_json::from_str(PACK).expect("the small pack is JSON")
}

/// The small pack, spoiled.
pub fn spoiled(spoil: impl Fn(&mut Value)) -> Value {
    let mut value = good();
    spoil(&mut value);
    value
}

pub fn read(value: &Value) -> Reading<Pack> {
    read_pack(&value.to_string(), &[&framework()])
}

/// The pack that the value is.
pub fn pack(value: &Value) -> Pack {
    let Reading { thing, problems } = read(value);
    thing.unwrap_or_else(|| panic!("the pack is good, and not: {problems:?}"))
}

/// All that the checks say of a pack, in itself.
pub fn quality(value: &Value) -> Vec<Problem> {
    check::quality(&pack(value), &framework())
}

/// The place in the document, to be changed.
pub fn at<'v>(value: &'v mut Value, pointer: &str) -> &'v mut Value {
    value
        .pointer_mut(pointer)
        .unwrap_or_else(|| panic!("nothing at {pointer}"))
}

pub fn set(value: &mut Value, pointer: &str, new: Value) {
    let (parent, field) = pointer.rsplit_once('/').expect("a pointer has a slash");
    match at(value, parent) {
        Value::Object(map) => {
            map.insert(field.to_owned(), new);
        }
        Value::Array(items) => {
            let index: usize = field.parse().expect("an index");
            items[index] = new;
        }
        other => panic!("{other} has no fields"),
    }
}

pub fn push(value: &mut Value, pointer: &str, new: Value) {
    at(value, pointer).as_array_mut().expect("a list").push(new);
}

pub fn remove(value: &mut Value, pointer: &str) {
    let (parent, field) = pointer.rsplit_once('/').expect("a pointer has a slash");
    match at(value, parent) {
        Value::Object(map) => {
            map.remove(field).expect("it is there");
        }
        Value::Array(items) => {
            items.remove(field.parse().expect("an index"));
        }
        other => panic!("{other} has no fields"),
    }
}

/// Whether a problem's place is in the document, or could be: its parent is.
pub fn resolves(value: &Value, pointer: &str) -> bool {
    let parent = pointer.rsplit_once('/').map_or("", |(parent, _)| parent);
    value.pointer(pointer).is_some() || value.pointer(parent).is_some()
}

/// A pack of so many moments: the small pack's, each with words of its own. No way of guessing
/// its responses is better than another: all of them ask, and the best is neither the longest nor the
/// shortest, and has no word of the story.
pub fn many(count: usize) -> Value {
    let mut value = good();
    let moment = value["scenarios"][0].clone();
    let moments = (0..count).map(|number| {
        let mut moment = moment.clone();
        moment["id"] = json!(format!("kettle-{number}"));
        let step = &mut moment["steps"][0];
        mark(&mut step["story"][0]["text"], number);
        step["responses"][0]["text"] = json!("What was he like, up there at the wheel?");
        step["responses"][2]["text"] = json!("It gets better with time, right?");
        for response in step["responses"].as_array_mut().expect("a list") {
            mark(&mut response["text"], number);
        }
        moment
    });
    value["scenarios"] = moments.collect();
    value
}

fn mark(text: &mut Value, number: usize) {
    *text = json!(format!("{} No. {number}.", text.as_str().expect("a text")));
}

/// The repository's folder.
pub fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}
