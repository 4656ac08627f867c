//! A complete copy of a site with other packs in it, as a zip: unpacked on any static host it is a
//! site of its own, which can copy itself again.
//!
//! The shell fetches, the engine knows: which files go along ([`plan`]), what is written anew, what a
//! name or a colour has to be. Every file is held to the site's own list of files, so that a copy is
//! never of two versions.

mod assembly;
mod colour;
mod list;
mod look;
mod names;
mod plan;
mod worker;
mod zip;

pub use assembly::{Assembly, CopyError};
pub use colour::{Accent, ColourError, Rgb, contrast};
pub use list::{File, FileList};
pub use look::{Given, Look, LookError, MAX_NAME, MAX_WORDS};
pub use names::is_safe;
pub use plan::{Brought, Carried, Chosen, MAX_BYTES, Plan, PlanError, plan};
pub use zip::{Stamp, Zip};

/// Files that hosts read and refuse to serve, so that they can't be fetched: they travel inside the
/// program.
pub const HOST_FILES: [(&str, &str); 4] = [
    (".htaccess", include_str!("../../hosting/.htaccess")),
    (".nojekyll", include_str!("../../hosting/.nojekyll")),
    ("_headers", include_str!("../../hosting/_headers")),
    ("web.config", include_str!("../../hosting/web.config")),
];

/// The list of a site's files, which lists all of them but itself.
pub const LIST: &str = "files.json";
/// The page.
const PAGE: &str = "index.html";
/// The service worker.
const WORKER: &str = "sw.js";
/// What a browser knows of the site when it installs it.
const MANIFEST: &str = "site.webmanifest";
/// The copy's own colours. Only a copy has it.
const STYLE: &str = "site.css";
/// The list of packs.
const INDEX: &str = "scenarios/index.json";
/// Where the scenarios lie.
const SCENARIOS: &str = "scenarios/";

/// The first 16 hex digits of SHA-256, as in the list of files.
fn hash(bytes: &[u8]) -> String {
    hex(bytes, 8)
}

/// The first eight, which the addresses of frameworks carry.
fn fingerprint(bytes: &[u8]) -> String {
    hex(bytes, 4)
}

fn hex(bytes: &[u8], count: usize) -> String {
    use sha2::Digest;
    let digest: [u8; 32] = sha2::Sha256::digest(bytes).into();
    let digits = digest.iter().take(count);
    digits.map(|byte| format!("{byte:02x}")).collect()
}
