//! Everything a person *sees*: Leptos views over the engine's values. What is worth a test is in
//! the engine; what the browser does is in the shell.

mod app;
mod dom;
mod languages;
mod page;
mod part;
mod state;
mod words;

pub use app::mount;
