//! The engine, tested from outside: what a page or a check tool may rely on.
#![cfg(not(target_arch = "wasm32"))]

/// A folder of its own, one file to a part of the engine.
mod engine {
    mod assign;
    mod attempt;
    mod code;
    mod code_find;
    mod code_hostile;
    mod cohort;
    mod cohort_files;
    mod framework;
    mod json;
    mod order;
    mod plan;
    mod practice_link;
    mod qr;
    mod record;
    mod restless;
    mod results;
    mod save;
    mod score;
    mod session;
    mod statistics;
    mod story;
    mod support;
}
