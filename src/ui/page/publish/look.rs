//! How the copy presents itself: name, colour, safety line, whose it is. All may stay as it is.

use leptos::prelude::*;

use super::Desk;
use crate::engine::publish::{Accent, ColourError, Given, Look, LookError, MAX_NAME, MAX_WORDS};
use crate::ui::dom::{El, View, dynamic, el, svg_el, views};
use crate::ui::words::{Key, hundredths, t, tf};

/// One field: which of the texts it is, and what it is called.
struct Field {
    id: &'static str,
    label: Key,
    more: Key,
    get: fn(&mut Given) -> &mut String,
    /// Whether something amiss is this field's.
    is_about: fn(&LookError) -> bool,
    /// What a phone's keyboard is for.
    keyboard: &'static str,
    most: usize,
}

const FIELDS: [Field; 5] = [
    Field {
        id: "site-name",
        label: Key::PublishName,
        more: Key::PublishNameMore,
        get: |given| &mut given.name,
        is_about: |error| matches!(error, LookError::Name),
        keyboard: "text",
        most: MAX_NAME,
    },
    Field {
        id: "site-safety",
        label: Key::PublishSafety,
        more: Key::PublishSafetyMore,
        get: |given| &mut given.safety,
        is_about: |error| matches!(error, LookError::Safety),
        keyboard: "text",
        most: MAX_WORDS,
    },
    Field {
        id: "site-colour",
        label: Key::PublishColour,
        more: Key::PublishColourMore,
        get: |given| &mut given.colour,
        is_about: |error| matches!(error, LookError::Colour(_)),
        keyboard: "text",
        most: 7,
    },
    Field {
        id: "site-link",
        label: Key::PublishLink,
        more: Key::PublishLinkMore,
        get: |given| &mut given.link,
        is_about: |error| matches!(error, LookError::Link),
        keyboard: "url",
        most: 300,
    },
    Field {
        id: "site-link-text",
        label: Key::PublishLinkText,
        more: Key::PublishLinkTextMore,
        get: |given| &mut given.link_text,
        is_about: |error| matches!(error, LookError::LinkText),
        keyboard: "text",
        most: MAX_WORDS,
    },
];

/// The field of what is amiss first.
pub fn first_wrong(errors: &[LookError]) -> Option<String> {
    let field = FIELDS
        .iter()
        .find(|field| errors.iter().any(field.is_about))?;
    Some(format!("#{}", field.id))
}

pub fn fields(desk: Desk) -> El {
    let errors = Memo::new(move |_| desk.given.with(|given| Look::of(given).err()));
    let fields: Vec<View> = FIELDS.iter().map(|of| field(desk, of, errors)).collect();
    el("fieldset")
        .add(el("legend").add(Key::PublishLook))
        .add(el("p").class("small").add(Key::PublishLookMore))
        .add(fields)
}

fn field(desk: Desk, of: &'static Field, errors: Memo<Option<Vec<LookError>>>) -> View {
    let value = desk
        .given
        .with_untracked(|given| (of.get)(&mut given.clone()).clone());
    let (more, wrong) = (format!("{}-more", of.id), format!("{}-wrong", of.id));
    let described = format!("{more} {wrong}");
    let has_picture = of.id == "site-colour";
    views![
        el("label").class("label").attr("for", of.id).add(of.label),
        el("input")
            .attr("id", of.id)
            .attr("type", "text")
            .attr("inputmode", of.keyboard)
            .attr("maxlength", &of.most.to_string())
            .attr("autocomplete", "off")
            .attr("aria-describedby", &described)
            .attr("value", &value)
            .on("input", move |event| {
                let text = event_target_value(&event);
                desk.given.update(|given| *(of.get)(given) = text);
            }),
        el("p").class("small").attr("id", &more).add(of.more),
        el("p")
            .class("problem")
            .attr("id", &wrong)
            .add(dynamic(move || errors.with(|errors| {
                let error = errors.as_ref()?.iter().find(|error| (of.is_about)(error))?;
                Some(sentence(*error))
            }))),
        has_picture.then(|| dynamic(move || desk.given.with(|given| picture(&given.colour))))
    ]
}

fn sentence(error: LookError) -> String {
    match error {
        LookError::Name => tf(Key::PublishTooLong, &[("n", &MAX_NAME.to_string())]),
        LookError::Safety => tf(Key::PublishTooLong, &[("n", &MAX_WORDS.to_string())]),
        LookError::Colour(ColourError::NotAColour) => t(Key::PublishNotAColour),
        LookError::Colour(ColourError::TooLight { contrast, instead }) => {
            let values = [
                ("contrast", &*hundredths(contrast)),
                ("instead", &*instead.to_string()),
            ];
            tf(Key::PublishTooLight, &values)
        }
        LookError::Link => t(Key::PublishBadLink),
        LookError::LinkText => t(Key::PublishHalfLink),
    }
}

/// The colour in light and in dark.
fn picture(colour: &str) -> Option<View> {
    let accent = Accent::of(colour.parse().ok()?).ok()?;
    let swatch = |x: &str, paper: &str, colour: &str| {
        let rect = |x: &str, y: &str, width: &str, height: &str, fill: &str| {
            svg_el("rect")
                .attr("x", x)
                .attr("y", y)
                .attr("width", width)
                .attr("height", height)
                .attr("fill", fill)
                .attr("stroke", "none")
        };
        let inner = if x == "0" { "12" } else { "112" };
        views![
            rect(x, "0", "100", "48", paper),
            rect(inner, "12", "76", "24", colour)
        ]
    };
    let values = [
        ("light", &*accent.light.to_string()),
        ("dark", &*accent.dark.to_string()),
    ];
    Some(views![
        svg_el("svg")
            .class("swatches")
            .attr("viewBox", "0 0 200 48")
            .attr("aria-hidden", "true")
            .add(swatch("0", "#f5f4ee", &accent.light.to_string()))
            .add(swatch("100", "#12191a", &accent.dark.to_string())),
        el("p").class("small").add(tf(Key::PublishColours, &values))
    ])
}
