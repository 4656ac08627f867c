//! Makes the interface's keys from `locales/en.json`, so that a wrong key does not compile and
//! English needs no request. Each word is a static of its own, so that it is fetched with the part of
//! the program that says it.

use std::collections::BTreeMap;
use std::env;
use std::error::Error;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

fn main() -> Result<(), Box<dyn Error>> {
    // tools/finish.mjs cuts the program into parts, and needs to know what refers to what.
    if env::var_os("CARGO_FEATURE_PARTS").is_some()
        && env::var("CARGO_CFG_TARGET_ARCH").as_deref() == Ok("wasm32")
    {
        println!("cargo:rustc-link-arg-bin=alongside=--emit-relocs");
    }
    println!("cargo:rerun-if-changed=locales/en.json");
    println!("cargo:rerun-if-changed=build.rs");
    let words: BTreeMap<String, serde_json::Value> =
        serde_json::from_str(&fs::read_to_string("locales/en.json")?)?;
    let mut code = String::new();
    for (key, value) in &words {
        let english = match value {
            serde_json::Value::String(text) => format!("Text::Plain({text:?})"),
            serde_json::Value::Object(forms) => {
                let form = |name: &str| {
                    let text = forms.get(name).and_then(serde_json::Value::as_str);
                    text.ok_or(format!("{key} has no form “{name}”"))
                };
                let (one, other) = (form("one")?, form("other")?);
                format!("Text::Plural {{ one: {one:?}, other: {other:?} }}")
            }
            _ => return Err(format!("{key} is neither a text nor plural forms").into()),
        };
        let doc = serde_json::to_string(value)?;
        let constant = constant(key);
        writeln!(
            code,
            "#[allow(missing_docs, non_upper_case_globals)]\n\
             impl Key {{\n\
             /// {doc}\n\
             pub const {constant}: Self = {{\n\
             static WORD: Word = Word {{ name: {key:?}, english: {english} }};\n\
             Self(&WORD)\n\
             }};\n\
             }}"
        )?;
    }
    let out = env::var("OUT_DIR")?;
    fs::write(Path::new(&out).join("words.rs"), code)?;
    Ok(())
}

/// `home.practise-now` becomes `HomePractiseNow`.
fn constant(key: &str) -> String {
    key.split(['.', '-'])
        .map(|part| {
            let (head, tail) = part.split_at(part.len().min(1));
            format!("{}{tail}", head.to_uppercase())
        })
        .collect()
}
