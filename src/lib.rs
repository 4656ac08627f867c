//! Alongside: a trainer for peer support workers that runs wholly in the browser.
//!
//! Three layers, one direction: `ui → shell → engine`, and `ui → engine`. Nothing points back.
//!
//! - [`engine`] is all that the trainer knows. It builds and is tested without a browser.
//! - `shell` is all that the browser does: storage, address, network, clock. Feature `app`.
//! - `ui` is all that a person sees. Feature `app`.

pub mod engine;
#[cfg(feature = "app")]
pub mod shell;
#[cfg(feature = "app")]
mod ui;

/// Starts the app in the page that it is loaded into.
#[cfg(feature = "app")]
pub fn start() {
    ui::mount();
}
