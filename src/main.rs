//! The app, in a browser.

fn main() {
    alongside::start();
}
