//! Packs and their checks, tested from outside: the shipped ones, and small ones with one thing
//! amiss.
#![cfg(not(target_arch = "wasm32"))]

/// A folder of its own, one file to a part.
mod packs {
    mod draft;
    mod hostile;
    mod program;
    mod publish;
    mod quality;
    mod reading;
    mod schema;
    mod shipped;
    mod site;
    mod structure;
    mod studio;
    mod support;
}
