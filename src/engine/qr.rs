//! An address as a QR code (ISO/IEC 18004), as the data of an SVG path.
//!
//! The modules come from the crate `qrcodegen`: no dependencies, no unsafe code, and half the size of
//! `fast_qr`, which brings tables for every version.

use std::fmt::Write;

use qrcodegen::{QrCode, QrCodeEcc};

/// The most characters of an address that a QR code is drawn for. With more, its modules become too
/// small for a phone to read from a page.
pub const MAX_ADDRESS_CHARS: usize = 600;

/// How many modules of quiet there are on each side, as the standard asks.
pub const QUIET: usize = 4;

/// A QR code: a square of modules, dark and light, with its quiet zone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Qr {
    /// Without the quiet zone.
    size: usize,
    dark: Vec<bool>,
}

/// The QR code of a text; `None` if it is empty or has more than [`MAX_ADDRESS_CHARS`] characters.
#[must_use]
pub fn modules(text: &str) -> Option<Qr> {
    if text.is_empty() || text.chars().count() > MAX_ADDRESS_CHARS {
        return None;
    }
    // On a screen nothing is worn or torn. Where the level of correction can be raised without more
    // modules, it is.
    let code = QrCode::encode_text(text, QrCodeEcc::Low).ok()?;
    let side = 0..code.size();
    let places = side.clone().flat_map(|y| side.clone().map(move |x| (x, y)));
    Some(Qr {
        size: usize::try_from(code.size()).ok()?,
        dark: places.map(|(x, y)| code.get_module(x, y)).collect(),
    })
}

impl Qr {
    /// How many modules each side has, the quiet zone among them: the size of the path's view box,
    /// which is square and begins at 0. Draw it with four pixels a module or more, dark on light.
    #[must_use]
    pub fn side(&self) -> usize {
        self.size + 2 * QUIET
    }

    /// Whether a module is dark, counted from the corner of the quiet zone.
    #[must_use]
    pub fn is_dark(&self, x: usize, y: usize) -> bool {
        let within = |place: usize| place.checked_sub(QUIET).filter(|at| *at < self.size);
        let place = within(x).zip(within(y)).map(|(x, y)| y * self.size + x);
        place.is_some_and(|place| self.dark.get(place) == Some(&true))
    }

    /// The dark modules as the data of one SVG path: a bar for each run of them in a row.
    #[must_use]
    pub fn svg_path(&self) -> String {
        let mut path = String::new();
        for y in 0..self.side() {
            let mut x = 0;
            while x < self.side() {
                let run = (x..self.side()).take_while(|x| self.is_dark(*x, y)).count();
                if run > 0 {
                    // Writing to a string does not fail.
                    let _ = write!(path, "M{x} {y}h{run}v1h-{run}z");
                }
                x += run + 1;
            }
        }
        path
    }
}
