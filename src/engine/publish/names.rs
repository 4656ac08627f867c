//! Names that every system can unpack.

/// Names that Windows keeps for devices, whatever stands behind their first point.
const DEVICES: [&str; 6] = ["con", "prn", "aux", "nul", "conin$", "conout$"];

/// Whether a path can stand in a zip for any system: relative, in plain characters, no part of it a
/// name that Windows keeps, none that ends with a point or a space.
#[must_use]
pub fn is_safe(path: &str) -> bool {
    (1..=200).contains(&path.len()) && path.split('/').all(is_name)
}

fn is_name(name: &str) -> bool {
    let is_plain = |b: u8| b.is_ascii_alphanumeric() || b"-_.~+@()".contains(&b);
    let stem = name.split('.').next().unwrap_or_default();
    let stem = stem.to_ascii_lowercase();
    let is_port = ["com", "lpt"].iter().any(|port| {
        let number = stem.strip_prefix(port);
        number.is_some_and(|number| number.len() == 1 && number != "0")
    });
    !name.is_empty()
        && name.bytes().all(is_plain)
        && !name.ends_with('.')
        && !DEVICES.contains(&stem.as_str())
        && !is_port
}

#[cfg(test)]
mod tests {
    use super::is_safe;

    #[test]
    fn names_are_safe_everywhere_or_refused() {
        for path in [
            ".htaccess",
            "index.html",
            "scenarios/packs/past/everyday.d614c9f95cf8a6a1.json",
            "part-home-580f38fee6f8.wasm",
            "console.txt",
            "com.json",
            "com10",
        ] {
            assert!(is_safe(path), "{path}");
        }
        let long = "a".repeat(201);
        for path in [
            "",
            "/",
            "/a",
            "a/",
            "a//b",
            ".",
            "..",
            "a/../b",
            "a/./b",
            "C:/a",
            "a\\b",
            "a b ",
            "a.",
            "a:b",
            "a?b",
            "a*b",
            "a|b",
            "<a>",
            "a\"b",
            "a\nb",
            "a\0",
            "ü",
            "a#b",
            "a%41",
            "con",
            "CON",
            "nul.json",
            "a/Aux.tar.gz",
            "COM1",
            "lpt9.txt",
            &long,
        ] {
            assert!(!is_safe(path), "{path}");
        }
    }
}
