//! Everything the trainer *knows*: packs, checking, sessions, scoring. It has no clock, no chance,
//! no page and no storage; time, seeds and texts are arguments, results are values.

pub mod answer;
pub mod assign;
pub mod attempt;
pub mod calibration;
pub mod check;
pub mod code;
pub mod cohort;
pub mod confusion;
pub mod csv;
pub mod day;
pub mod diary;
pub mod draft;
pub mod edition;
pub mod export;
pub mod framework;
pub mod guide;
pub mod history;
pub mod id;
pub mod index;
pub mod json;
pub mod keep;
pub mod mark;
pub mod mastery;
pub mod order;
pub mod pack;
pub mod plan;
pub mod practice;
pub mod problem;
pub mod qr;
pub mod read;
pub mod reader;
pub mod record;
pub mod route;
pub mod save;
pub mod scenario;
#[cfg(test)]
mod schema;
pub mod score;
pub mod session;
pub mod settings;
pub mod shelf;
pub mod slips;
pub mod spacing;
pub mod topic;
pub mod week;
pub mod words;
