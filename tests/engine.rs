//! The engine, tested from outside: what a page or a check tool may rely on.
#![cfg(not(target_arch = "wasm32"))]

/// A folder of its own, one file to a part of the engine.
mod engine {
    mod assign;
    mod attempt;
    mod bundle;
    mod calibration;
    mod code;
    mod code_find;
    mod code_hostile;
    mod cohort;
    mod cohort_files;
    mod csv;
    mod diary;
    mod drafts;
    mod exchange;
    mod exchange_drafts;
    mod exchange_hostile;
    mod exchange_out;
    mod export;
    mod faults;
    mod framework;
    mod guest;
    mod history;
    mod json;
    mod keep;
    mod mastery;
    mod order;
    mod past;
    mod plan;
    mod plan_now;
    mod practice_link;
    mod qr;
    mod record;
    mod restless;
    mod results;
    mod save;
    mod score;
    mod session;
    mod shelf;
    mod slips;
    mod spacing;
    mod statistics;
    mod story;
    mod support;
    mod waiting;
    mod years;
}
