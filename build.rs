//! Makes the interface's keys from `locales/en.json`, so that a wrong key does not compile and
//! English needs no request.

use std::collections::BTreeMap;
use std::env;
use std::error::Error;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo:rerun-if-changed=locales/en.json");
    println!("cargo:rerun-if-changed=build.rs");
    let words: BTreeMap<String, serde_json::Value> =
        serde_json::from_str(&fs::read_to_string("locales/en.json")?)?;
    let mut variants = String::new();
    let mut names = String::new();
    let mut english = String::new();
    for (key, value) in &words {
        let text = match value {
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
        writeln!(variants, "    /// {doc}\n    {},", variant(key))?;
        writeln!(names, "    {key:?},")?;
        writeln!(english, "    {text},")?;
    }
    let code = format!(
        "/// A text of the interface.\n\
         #[derive(Debug, Clone, Copy, PartialEq, Eq)]\n\
         pub enum Key {{\n{variants}}}\n\n\
         static NAMES: [&str; {count}] = [\n{names}];\n\n\
         static ENGLISH: [Text; {count}] = [\n{english}];\n",
        count = words.len()
    );
    let out = env::var("OUT_DIR")?;
    fs::write(Path::new(&out).join("words.rs"), code)?;
    Ok(())
}

/// `home.practise-now` becomes `HomePractiseNow`.
fn variant(key: &str) -> String {
    key.split(['.', '-'])
        .map(|part| {
            let (head, tail) = part.split_at(part.len().min(1));
            format!("{}{tail}", head.to_uppercase())
        })
        .collect()
}
