//! Any bytes as a pack or a quiz, in every format. What is taken of a quiz must come back whole from
//! our own sheet, and what is written as GIFT must be read again.
#![no_main]

use alongside::engine::exchange::{Format, GiftWords, Refusal, gift, import, import_as, sheet};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let _ = import(bytes);
    for format in [Format::Gift, Format::Aiken, Format::MoodleXml, Format::Sheet, Format::Pack] {
        let Ok(imported) = import_as(bytes, format) else {
            continue;
        };
        for draft in imported.drafts {
            let written = sheet::write(&draft, None);
            let words = GiftWords { competency: "Which?", framework: None };
            let (text, _) = gift::write(&draft, &words);
            let _ = import_as(text.as_bytes(), Format::Gift);
            if matches!(format, Format::Sheet | Format::Pack) {
                continue;
            }
            match import_as(written.as_bytes(), Format::Sheet) {
                Ok(back) => assert_eq!(back.drafts, [draft]),
                Err(why) => assert!(matches!(why, Refusal::TooLarge { .. }), "{why}"),
            }
        }
    }
});
