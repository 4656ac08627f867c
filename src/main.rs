//! The app, in a browser.

/// A small one: the standard library's weighs 2 KB more of what the first question waits for.
#[global_allocator]
static ALLOCATOR: rlsf::SmallGlobalTlsf = rlsf::SmallGlobalTlsf::new();

fn main() {
    alongside::start();
}
