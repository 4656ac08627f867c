//! References to characters: `&amp;`, `&#8217;`, `&#x2019;`. Only what is written as such is one,
//! and what comes of it is a character, never again a part of a tag or of another reference.

/// Names and the characters that they stand for, in hexadecimal: XML's five, Latin letters, and what
/// editors put in by themselves.
const NAMES: &str = "AElig c6 Aacute c1 Acirc c2 Agrave c0 Aring c5 Atilde c3 Auml c4 Ccedil c7 ETH d0 \
    Eacute c9 Ecirc ca Egrave c8 Euml cb Iacute cd Icirc ce Igrave cc Iuml cf Ntilde d1 \
    OElig 152 Oacute d3 Ocirc d4 Ograve d2 Oslash d8 Otilde d5 Ouml d6 Prime 2033 \
    Scaron 160 THORN de Uacute da Ucirc db Ugrave d9 Uuml dc Yacute dd Yuml 178 aacute e1 \
    acirc e2 acute b4 aelig e6 agrave e0 alpha 3b1 amp 26 apos 27 aring e5 asymp 2248 \
    atilde e3 auml e4 bdquo 201e beta 3b2 brvbar a6 bull 2022 ccedil e7 cedil b8 cent a2 \
    check 2713 copy a9 curren a4 dagger 2020 darr 2193 deg b0 delta 3b4 divide f7 eacute e9 \
    ecirc ea egrave e8 emsp 2003 ensp 2002 eth f0 euml eb euro 20ac frac12 bd frac14 bc \
    frac34 be gamma 3b3 ge 2265 gt 3e harr 2194 hearts 2665 hellip 2026 iacute ed icirc ee \
    iexcl a1 igrave ec infin 221e iquest bf iuml ef laquo ab larr 2190 ldquo 201c le 2264 \
    lsaquo 2039 lsquo 2018 lt 3c macr af mdash 2014 micro b5 middot b7 minus 2212 nbsp a0 \
    ndash 2013 ne 2260 not ac ntilde f1 oacute f3 ocirc f4 oelig 153 ograve f2 ordf aa \
    ordm ba oslash f8 otilde f5 ouml f6 para b6 pi 3c0 plusmn b1 pound a3 prime 2032 \
    quot 22 radic 221a raquo bb rarr 2192 rdquo 201d reg ae rsaquo 203a rsquo 2019 \
    sbquo 201a scaron 161 sect a7 shy ad sum 2211 sup1 b9 sup2 b2 sup3 b3 szlig df \
    thinsp 2009 thorn fe times d7 trade 2122 uacute fa uarr 2191 ucirc fb ugrave f9 uml a8 \
    uuml fc yacute fd yen a5 yuml ff zwj 200d zwnj 200c";

/// The longest that is looked at.
const MAX_CHARS: usize = 12;

/// The character that is written at that `&`, and where what comes after it begins.
pub(super) fn at(text: &str, start: usize) -> Option<(char, usize)> {
    let rest = text.get(start + 1..)?;
    let length = rest.bytes().take(MAX_CHARS).position(|b| b == b';')?;
    let name = rest.get(..length)?;
    let end = start + 1 + length + 1;
    Some((character(name)?, end))
}

fn character(name: &str) -> Option<char> {
    let code = match name.strip_prefix('#') {
        Some(number) => match number.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16).ok()?,
            None => number.parse().ok()?,
        },
        None => {
            let mut words = NAMES.split_whitespace();
            loop {
                let known = words.next()?;
                let code = words.next()?;
                if known == name {
                    break u32::from_str_radix(code, 16).ok()?;
                }
            }
        }
    };
    char::from_u32(code).filter(|c| *c != '\0')
}
