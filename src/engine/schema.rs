//! The JSON Schema of a pack's file, `scenarios/schema.json`, with which an editor completes and
//! checks what an author types. It is made from the types in [`super::pack`], their doc comments
//! and the limits of [`super::read`], and a test holds the file to that. After a change of these:
//!
//! ```sh
//! ALONGSIDE_BLESS=1 cargo test --no-default-features --lib schema
//! ```

use schemars::generate::SchemaSettings;
use serde_json::{Map, Value, json};

use super::id::MAX_ID_CHARS;
use super::pack::{PACK_FORMAT, Pack};
use super::read::{MAX_SCENARIOS, OPTIONS};
use super::reader::MAX_TEXT_CHARS;
use super::scenario::MAX_PATH;
use super::topic::Topic;

const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/scenarios/schema.json");

/// The schema as a file's text.
fn schema() -> String {
    // What a pack is written as: a field that is left out when empty is one that may be absent.
    let settings = SchemaSettings::draft2020_12().for_serialize();
    let schema = settings.into_generator().into_root_schema_for::<Pack>();
    let mut schema = schema.to_value();
    close(&mut schema);
    schema["title"] = json!("A pack of Alongside, format 1");
    schema["properties"]["$schema"] = json!({
        "description": "Where this schema is, for editors: `../schema.json`.",
        "type": "string"
    });
    schema["properties"]["format"]["enum"] = json!([PACK_FORMAT]);
    for (pointer, limits) in limits() {
        let place = schema.pointer_mut(pointer);
        let place = place.and_then(Value::as_object_mut);
        place
            .unwrap_or_else(|| panic!("nothing at {pointer}"))
            .extend(limits);
    }
    let text = serde_json::to_string_pretty(&schema).expect("a schema is JSON");
    format!("{text}\n")
}

/// Lets objects have no other fields, texts no more characters than the reader takes, and takes
/// `null` away, which the reader takes for an absent field.
fn close(schema: &mut Value) {
    match schema {
        Value::Array(items) => items.iter_mut().for_each(close),
        Value::Object(map) => {
            if map.contains_key("properties") {
                map.insert("additionalProperties".to_owned(), json!(false));
            }
            if let Some(Value::Array(types)) = map.get("type") {
                let first = types.iter().find(|one| **one != "null").cloned();
                map.extend(first.map(|one| ("type".to_owned(), one)));
            }
            if let Some(Value::Array(any)) = map.get_mut("anyOf") {
                any.retain(|one| one["type"] != "null");
                if let [Value::Object(only)] = any.as_slice() {
                    let only = only.clone();
                    map.remove("anyOf");
                    map.extend(only);
                }
            }
            if map.get("type") == Some(&json!("string"))
                && !map.contains_key("const")
                && !map.contains_key("enum")
            {
                map.insert("maxLength".to_owned(), json!(MAX_TEXT_CHARS));
            }
            for formless in ["format", "minimum"] {
                // “uint64” is no format of JSON Schema's, and editors warn of it.
                if map.get(formless).is_some_and(|v| *v == "uint64") {
                    map.remove(formless);
                }
            }
            map.values_mut().for_each(close);
        }
        _ => {}
    }
}

/// What the types don't say, by the place it belongs to.
fn limits() -> Vec<(&'static str, Map<String, Value>)> {
    let object = |value: Value| match value {
        Value::Object(map) => map,
        _ => Map::new(),
    };
    let written = || object(json!({ "pattern": "\\S" }));
    let count = |low: usize, high: usize| object(json!({ "minItems": low, "maxItems": high }));
    let up_to = |high: usize| object(json!({ "maxItems": high }));
    let slug = object(
        json!({ "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$", "minLength": 1, "maxLength": MAX_ID_CHARS }),
    );
    let competency =
        object(json!({ "pattern": "^[A-Za-z0-9-]+\\.[0-9]+$", "maxLength": MAX_ID_CHARS }));
    let named = |name: &Map<String, Value>| object(json!({ "propertyNames": name }));
    let mut limits = vec![
        ("/properties/title", written()),
        ("/properties/lang", written()),
        ("/properties/authors", up_to(100)),
        ("/properties/scenarios", count(1, MAX_SCENARIOS)),
        ("/$defs/Scenario/properties/title", written()),
        ("/$defs/Scenario/properties/topics", up_to(Topic::ALL.len())),
        ("/$defs/Scenario/properties/principles", up_to(20)),
        ("/$defs/Scenario/properties/sources", up_to(100)),
        ("/$defs/Scenario/properties/allow", up_to(50)),
        ("/$defs/Scenario/properties/steps", count(1, MAX_PATH)),
        ("/$defs/Allow/properties/check", written()),
        ("/$defs/Allow/properties/reason", written()),
        ("/$defs/Step/properties/story", count(1, 50)),
        ("/$defs/Block/anyOf/0/properties/text", written()),
        ("/$defs/Block/anyOf/1/properties/who", written()),
        ("/$defs/Block/anyOf/1/properties/says", written()),
        ("/$defs/Response/properties/text", written()),
        ("/$defs/PanelGroup/properties/name", written()),
        ("/$defs/Panel/properties/groups", count(1, 20)),
        (
            "/$defs/CompetencyQuestion/properties/options",
            count(*OPTIONS.start(), *OPTIONS.end()),
        ),
        (
            "/$defs/PanelGroup/properties/competency",
            named(&competency),
        ),
        ("/$defs/PanelGroup/properties/responses", named(&slug)),
        ("/$defs/CompetencyOption/properties/id", competency),
        ("/properties/id", slug.clone()),
        ("/properties/framework", slug.clone()),
        ("/$defs/Scenario/properties/id", slug.clone()),
        ("/$defs/Scenario/properties/principles/items", slug.clone()),
        ("/$defs/Step/properties/id", slug.clone()),
        ("/$defs/Response/properties/id", slug.clone()),
        ("/$defs/Response/properties/next", slug),
    ];
    let rules = [
        (
            "/$defs/Scenario/properties/steps",
            json!({
                "prefixItems": [{
                    "$ref": "#/$defs/Step",
                    "required": ["competency", "responses"],
                    "properties": { "responses": { "minItems": OPTIONS.start() } }
                }]
            }),
        ),
        (
            "/$defs/CompetencyQuestion/properties/options",
            json!({
                "contains": { "properties": { "credit": { "const": 1 } }, "required": ["credit"] },
                "minContains": 1,
                "maxContains": 1
            }),
        ),
        (
            "/$defs/Step/properties/responses",
            json!({
                "maxItems": OPTIONS.end(),
                "anyOf": [
                    { "maxItems": 0 },
                    {
                        "minItems": OPTIONS.start(),
                        "contains": { "properties": { "fit": { "minimum": 1 } }, "required": ["fit"] }
                    }
                ]
            }),
        ),
        (
            "/$defs/Response",
            json!({
                "if": { "properties": { "unsafe": { "const": true } }, "required": ["unsafe"] },
                "then": { "properties": { "fit": { "const": 0 } } }
            }),
        ),
    ];
    limits.extend(rules.map(|(pointer, rule)| (pointer, object(rule))));
    limits
}

#[test]
fn the_schema_file_is_what_the_types_say() {
    let made = schema();
    if std::env::var_os("ALONGSIDE_BLESS").is_some() {
        std::fs::write(FILE, &made).expect("the schema can be written");
    }
    let file = std::fs::read_to_string(FILE).unwrap_or_default();
    assert_eq!(
        file.replace("\r\n", "\n"),
        made,
        "scenarios/schema.json is not what the types say: run `ALONGSIDE_BLESS=1 cargo test --no-default-features --lib schema`"
    );
}
