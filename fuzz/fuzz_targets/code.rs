//! Any text as a result code, alone and amid others. What is read must be written as it stood.
#![no_main]

use alongside::engine::code::Code;
use alongside::engine::code::find::find_codes;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    for found in find_codes(text) {
        if let Ok(code) = found.code {
            let written = code.to_string();
            assert_eq!(Code::parse(&written), Ok(code));
        }
    }
    let _ = Code::parse(text);
});
