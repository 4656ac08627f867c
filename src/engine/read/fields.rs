//! The fields that a pack's objects may have, by the format: for the reader of packs and for the
//! reader of drafts, which takes what is not finished.

pub const PACK: &[&str] = &[
    "$schema",
    "format",
    "id",
    "title",
    "lang",
    "version",
    "framework",
    "license",
    "authors",
    "about",
    "key",
    "scenarios",
];

pub const KEY: &[&str] = &["status", "note"];

pub const SCENARIO: &[&str] = &[
    "id",
    "title",
    "setting",
    "topics",
    "principles",
    "policy_dependent",
    "steps",
    "takeaway",
    "reflect",
    "sources",
    "allow",
];

pub const ALLOW: &[&str] = &["check", "reason"];

pub const STEP: &[&str] = &["id", "story", "competency", "responses", "outcome", "panel"];

pub const BLOCK: &[&str] = &["text", "who", "says", "voice"];

pub const COMPETENCY: &[&str] = &["options"];

pub const COMPETENCY_OPTION: &[&str] = &["id", "credit", "why"];

pub const RESPONSE: &[&str] = &[
    "id", "text", "fit", "why", "drift", "unsafe", "next", "voice",
];
