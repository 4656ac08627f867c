//! The colour of a copy. It is read as text on the page and under text on buttons, so it has to
//! stand out by what WCAG 2.2 asks of text (1.4.3): 4.5 to 1, in light and in dark.

use std::fmt;
use std::str::FromStr;

/// What WCAG asks of text.
const ENOUGH: f64 = 4.5;

/// What the page is made of (style/tokens.css).
const LIGHT: [Rgb; 2] = [Rgb([0xf5, 0xf4, 0xee]), Rgb([0xfd, 0xfc, 0xf8])];
const ON_LIGHT: Rgb = Rgb([0xff; 3]);
const DARK: [Rgb; 2] = [Rgb([0x12, 0x19, 0x1a]), Rgb([0x1a, 0x23, 0x24])];
const ON_DARK: Rgb = Rgb([0x0a, 0x20, 0x22]);

/// A colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rgb(pub [u8; 3]);

/// Why a text is not a colour that can be used.
#[derive(Debug, Clone, Copy, PartialEq, thiserror::Error)]
pub enum ColourError {
    /// It is no colour.
    #[error("a colour is written like #0d5358")]
    NotAColour,
    /// It can't be read on light paper.
    #[error("the colour is too light, use {instead}")]
    TooLight {
        /// How it stands out where it does so least.
        contrast: f64,
        /// The nearest darker one that can be read.
        instead: Rgb,
    },
}

/// A colour as a copy uses it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Accent {
    /// On light paper.
    pub light: Rgb,
    /// What lies under it there.
    pub light_wash: Rgb,
    /// On dark paper: lighter, as far as it has to be.
    pub dark: Rgb,
    /// What lies under it there.
    pub dark_wash: Rgb,
}

impl FromStr for Rgb {
    type Err = ColourError;

    /// `#0d5358` or `0d5358`.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let digits = text.trim();
        let digits = digits.strip_prefix('#').unwrap_or(digits);
        let is_hex = digits.len() == 6 && digits.bytes().all(|b| b.is_ascii_hexdigit());
        let number = u32::from_str_radix(digits, 16).ok().filter(|_| is_hex);
        let [_, rgb @ ..] = number.ok_or(ColourError::NotAColour)?.to_be_bytes();
        Ok(Self(rgb))
    }
}

impl fmt::Display for Rgb {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [r, g, b] = self.0;
        write!(f, "#{r:02x}{g:02x}{b:02x}")
    }
}

impl Rgb {
    /// So many hundredths of this, and the rest of another.
    fn mixed(self, hundredths: u16, other: Self) -> Self {
        let mix = |at: usize| {
            let (own, its) = (u16::from(self.0[at]), u16::from(other.0[at]));
            let mixed = (own * hundredths + its * (100 - hundredths) + 50) / 100;
            u8::try_from(mixed).unwrap_or(u8::MAX)
        };
        Self([mix(0), mix(1), mix(2)])
    }

    /// Relative luminance, as WCAG defines it.
    fn luminance(self) -> f64 {
        let part = |value: u8| {
            let value = f64::from(value) / 255.0;
            if value <= 0.04045 {
                value / 12.92
            } else {
                ((value + 0.055) / 1.055).powf(2.4)
            }
        };
        let [r, g, b] = self.0.map(part);
        0.2126 * r + 0.7152 * g + 0.0722 * b
    }
}

/// How two colours stand out from each other, from 1 to 21.
#[must_use]
pub fn contrast(one: Rgb, other: Rgb) -> f64 {
    let (one, other) = (one.luminance() + 0.05, other.luminance() + 0.05);
    if one > other {
        one / other
    } else {
        other / one
    }
}

impl Accent {
    /// The colour as it is used in light, and one made of it for dark.
    ///
    /// # Errors
    /// [`ColourError::TooLight`] if it can't be read in light.
    pub fn of(colour: Rgb) -> Result<Self, ColourError> {
        let black = Rgb([0; 3]);
        let reads = |colour: &Rgb| on_light(*colour) >= ENOUGH;
        if !reads(&colour) {
            let darker = (0..100).rev().map(|part| colour.mixed(part, black));
            let instead = darker.into_iter().find(reads).unwrap_or(black);
            return Err(ColourError::TooLight {
                contrast: on_light(colour),
                instead,
            });
        }
        let white = Rgb([0xff; 3]);
        let mut lighter = (0..=100).rev().map(|part| colour.mixed(part, white));
        let dark = lighter.find(|colour| on_dark(*colour) >= ENOUGH);
        let dark = dark.unwrap_or(white);
        Ok(Self {
            light: colour,
            light_wash: wash(colour, LIGHT[0]),
            dark,
            dark_wash: wash(dark, DARK[0]),
        })
    }

    /// The style sheet that says it, over style/tokens.css.
    pub(super) fn css(&self) -> String {
        let (light, light_wash) = (self.light, self.light_wash);
        let (dark, dark_wash) = (self.dark, self.dark_wash);
        let dark = format!("--teal: {dark}; --on-teal: {ON_DARK}; --teal-wash: {dark_wash};");
        format!(
            ":root {{ --teal: {light}; --on-teal: {ON_LIGHT}; --teal-wash: {light_wash}; }}\n\
             @media screen and (prefers-color-scheme: dark) {{\n  \
             :root:not([data-theme=light]) {{ {dark} }}\n}}\n\
             :root[data-theme=dark] {{ {dark} }}\n"
        )
    }
}

fn wash(colour: Rgb, paper: Rgb) -> Rgb {
    colour.mixed(10, paper)
}

/// How a colour stands out in light where it does so least: as text on each paper, and under text.
fn on_light(colour: Rgb) -> f64 {
    least(colour, LIGHT, ON_LIGHT)
}

fn on_dark(colour: Rgb) -> f64 {
    least(colour, DARK, ON_DARK)
}

fn least(colour: Rgb, papers: [Rgb; 2], on: Rgb) -> f64 {
    let [paper, sheet] = papers;
    let others = [paper, sheet, wash(colour, paper), on];
    others
        .into_iter()
        .map(|other| contrast(colour, other))
        .fold(f64::INFINITY, f64::min)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rgb(text: &str) -> Rgb {
        text.parse().unwrap()
    }

    #[test]
    fn contrast_is_that_of_wcag() {
        // As the tools of the W3C's members compute it.
        for (one, other, ratio) in [
            ("#000000", "#ffffff", 21.0),
            ("#777777", "#ffffff", 4.48),
            ("#767676", "#ffffff", 4.54),
            ("#ff0000", "#ffffff", 4.0),
            ("#0000ff", "#ffffff", 8.59),
        ] {
            assert!(
                (contrast(rgb(one), rgb(other)) - ratio).abs() < 0.005,
                "{one}"
            );
        }
    }

    #[test]
    fn a_colour_is_written_in_hex() {
        assert_eq!(rgb(" 0D5358 ").to_string(), "#0d5358");
        for text in [
            "", "#fff", "teal", "#12345g", "#1234567", "+12345", "é12345",
        ] {
            assert_eq!(text.parse::<Rgb>(), Err(ColourError::NotAColour), "{text}");
        }
    }

    #[test]
    fn every_colour_is_readable_in_light_and_dark_or_refused_with_one_that_is() {
        let steps = [0, 51, 102, 153, 204, 255];
        let mut refused = 0;
        for r in steps {
            for g in steps {
                for b in steps {
                    let accent = match Accent::of(Rgb([r, g, b])) {
                        Ok(accent) => accent,
                        Err(ColourError::TooLight { contrast, instead }) => {
                            refused += 1;
                            assert!(contrast < ENOUGH);
                            Accent::of(instead).expect("the other one is readable")
                        }
                        Err(ColourError::NotAColour) => unreachable!("it is one"),
                    };
                    for paper in LIGHT.into_iter().chain([accent.light_wash, ON_LIGHT]) {
                        assert!(contrast(accent.light, paper) >= ENOUGH);
                    }
                    for paper in DARK.into_iter().chain([accent.dark_wash, ON_DARK]) {
                        assert!(contrast(accent.dark, paper) >= ENOUGH);
                    }
                }
            }
        }
        assert!((50..200).contains(&refused), "{refused}");
        assert!(Accent::of(rgb("#0d5358")).is_ok(), "the site's own");
    }

    #[test]
    fn the_papers_are_those_of_the_style() {
        let style = include_str!("../../../style/tokens.css");
        let (light, dark) = style.split_once("@media").unwrap();
        for (part, papers, on) in [(light, LIGHT, "#fff;"), (dark, DARK, "#0a2022;")] {
            let [paper, sheet] = papers;
            for token in [format!("--paper: {paper};"), format!("--sheet: {sheet};")] {
                assert!(part.contains(&token), "{token}");
            }
            assert!(part.contains(&format!("--on-teal: {on}")));
        }
        let css = Accent::of(rgb("#0d5358")).unwrap().css();
        for token in ["--teal", "--on-teal", "--teal-wash"] {
            assert_eq!(css.matches(&format!("{token}: ")).count(), 3);
            assert!(light.contains(&format!("{token}: ")));
        }
    }
}
