//! Codes as people send them: amid words, broken, quoted, wrapped by mail scanners.

use alongside::engine::code::find::{Found, Step, find_codes};
use alongside::engine::code::{Code, CodeError};
use alongside::engine::route::Route;

use super::results::{PLAIN, at, attempt_of, chosen, code_of, pack_of, shelf_of};

/// A code, different for each number.
fn code(n: u32) -> String {
    let pack = pack_of("everyday", 12);
    let answers = (0..12)
        .map(|n| at(n, chosen(PLAIN, 0, (n % 4) as u8)))
        .collect();
    let mut attempt = attempt_of(PLAIN, &[(&pack, answers)]);
    attempt.token = n;
    code_of(&attempt, &shelf_of(&[pack]), "Zoë 🪴 ?").to_string()
}

/// The numbers of the codes that are found, or why they can't be read.
fn found(text: &str) -> Vec<Result<u32, CodeError>> {
    find_codes(text)
        .map(|found| found.code.map(|code| code.token()))
        .collect()
}

#[track_caller]
fn assert_one(text: &str) {
    assert_eq!(found(text), [Ok(7)], "{text}");
    assert_eq!(Code::parse(text).map(|code| code.token()), Ok(7), "{text}");
}

const SITE: &str = "https://example.org/alongside/";

#[test]
fn a_code_is_found_however_it_stands_in_its_text() {
    let code = code(7);
    let link = format!("{SITE}#/result/{code}");
    for text in [
        code.clone(),
        link.clone(),
        format!("#/result/{code}"),
        format!("/result/{code}/"),
        format!("  {code}\n"),
        format!("<{link}>"),
        format!("Here it is: {link}."),
        format!("“{link}”, as you asked."),
        format!("'{code}'"),
        format!("({code})"),
        format!("Dana;\"{link}\";12"),
        format!("code={code}&x=1"),
        format!("<a href=\"{link}\">my result</a>"),
        format!("[my result]({link})"),
        format!("{link}?utm_source=mail"),
        format!("{link}#"),
        // What sticks to its end is not of it.
        format!("{link}Thanks"),
    ] {
        assert_one(&text);
    }
}

#[test]
fn the_address_of_a_result_is_found() {
    let code = code(7);
    let route = Route::Result(code.clone());
    assert_one(&route.href());
    let Route::Result(text) = Route::parse(&route.href()) else {
        panic!("{} is another route", route.href());
    };
    assert_one(&text);
    // What a browser makes of an address that was pasted with what stood around it.
    for around in ["%20", "%3E", ".", "%22", "%E2%80%9D", ",", ")"] {
        assert_one(&format!("{code}{around}"));
    }
}

#[test]
fn a_broken_code_is_put_together() {
    let code = code(7);
    let link = format!("{SITE}#/result/{code}");
    let broken = |end: &str, width: usize| {
        let chars: Vec<char> = link.chars().collect();
        let lines: Vec<String> = chars
            .chunks(width)
            .map(|line| line.iter().collect())
            .collect();
        lines.join(end)
    };
    for width in [50, 60, 72, 100] {
        for end in [
            "\n",
            "\r\n",
            "=\n",
            "=\r\n",
            "\n> ",
            "\r\n>> ",
            " ",
            "\u{200b}",
            "\n\n",
            "\u{ad}\n\t",
        ] {
            let text = broken(end, width);
            assert_one(&text);
            assert_one(&format!("Hello,\n\n> {text}\nThank you"));
        }
    }
    // Quoted-printable also writes the signs of an address otherwise.
    assert_one(&format!("<a href=3D\"{}\">", broken("=\r\n", 60)));
}

#[test]
fn a_wrapped_address_is_unwrapped() {
    let code = code(7);
    let link = format!("{SITE}#/result/{code}");
    let encoded = |text: &str| {
        text.replace('%', "%25")
            .replace(':', "%3A")
            .replace('/', "%2F")
            .replace('#', "%23")
    };
    let once = encoded(&link);
    let safelink =
        format!("https://nam02.safelinks.protection.outlook.com/?url={once}&data=05%7C01%7C");
    // Both signs of base64url are signs of Proofpoint's own.
    assert!(code.contains('-') && code.contains('_'), "{code}");
    let proofpoint = link.replace('-', "-2D").replace('_', "-5F");
    let proofpoint = proofpoint
        .replace(':', "-3A")
        .replace('#', "-23")
        .replace('/', "_");
    for text in [
        format!("https://scan.example/?url={once}"),
        format!("https://scan.example/?url={once}&sig=1.abc"),
        safelink.clone(),
        format!("https://scan.example/?url={}", encoded(&safelink)),
        format!(
            "https://scan.example/?a={}&c=E,1,x",
            once.to_lowercase().replace(&code.to_lowercase(), &code)
        ),
        format!(
            "https://www.google.com/url?q={}&sa=D",
            link.replace('#', "%23")
        ),
        format!(
            "https://urldefense.com/v3/__{}__;Iw!!ABC!xyz$",
            link.replace('#', "*")
        ),
        format!("https://urldefense.proofpoint.com/v2/url?u={proofpoint}&d=DwMFaQ&c=x"),
        format!("https://scan.example/?url=3D{once}=\n"),
    ] {
        assert_one(&text);
    }
}

#[test]
fn each_line_is_read_by_itself_and_a_bad_one_costs_no_other() {
    let (one, two, three) = (code(1), code(2), code(3));
    let cut = &two[..40];
    let mut changed = three.clone();
    changed.replace_range(20..21, if &changed[20..21] == "A" { "B" } else { "A" });
    let text = format!(
        "Dear all,\n\n{one}\n{cut}\n{SITE}#/result/{changed}\nNothing here, version 1.2.\n2.{}\n{two}, {three}\n#/result/1.\n",
        &one[2..]
    );
    let expected = [
        (3, Ok(1)),
        (4, Err(CodeError::CutOff)),
        (5, Err(CodeError::Changed)),
        (7, Err(CodeError::Newer(2))),
        (8, Ok(2)),
        (8, Ok(3)),
        (9, Err(CodeError::CutOff)),
    ];
    let mut finder = find_codes(&text);
    let all: Vec<Found> = finder.by_ref().collect();
    let lines: Vec<_> = all
        .iter()
        .map(|found| {
            (
                found.line,
                found.code.as_ref().map(Code::token).map_err(|why| *why),
            )
        })
        .collect();
    assert_eq!(lines, expected);
    assert_eq!(
        finder.silent_lines(),
        2,
        "the greeting, and the line without a code"
    );
    assert_eq!(finder.next(), None);
    assert_eq!(finder.silent_lines(), 2);
    // A person finds the line by how it begins.
    assert!(cut.starts_with(&all[1].quote));
    assert!(all.iter().all(|found| found.quote.chars().count() <= 60));
}

#[test]
fn one_after_the_other_is_found_whatever_stands_between() {
    let codes: Vec<String> = (1..=30).map(code).collect();
    let all: Vec<_> = (1..=30).map(Ok).collect();
    for between in [
        "\n", " ", ",", ";", "\t", "\n\n", "\r\n", "\",\"", " and ", "|",
    ] {
        assert_eq!(found(&codes.join(between)), all, "{between:?}");
    }
}

#[test]
fn a_cut_code_does_not_take_the_next_one_along() {
    let (one, two) = (code(1), code(2));
    for length in 3..one.len() {
        let text = format!("#/result/{}\n{two}", &one[..length]);
        assert_eq!(found(&text), [Err(CodeError::CutOff), Ok(2)], "{length}");
        // Words that follow may fill it up, but are not what is missing.
        let thanks = if one[length..].starts_with('T') {
            "Many thanks"
        } else {
            "Thanks"
        };
        let text = format!("#/result/{}\n{thanks}, Dana", &one[..length]);
        assert_eq!(found(&text), [Err(CodeError::CutOff)], "{length}");
    }
}

#[test]
fn words_and_numbers_are_no_codes() {
    for text in [
        "",
        "\n\n",
        "Version 1.2.3 of 12.5.2026, see 3.14",
        "1.Introduction",
        "Call 555.1234567890123456789012345",
        "me@1.example-of-a-long-host-name-here",
        "https://example.org/1.AAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        "result/",
        "#/result/",
        "#/result/one",
    ] {
        assert_eq!(found(text), [], "{text}");
    }
    // A field that is meant to hold a code says what is amiss with it.
    assert_eq!(Code::parse("1.Ab"), Err(CodeError::CutOff));
    assert_eq!(Code::parse("hello"), Err(CodeError::None));
    assert_eq!(Code::parse(" "), Err(CodeError::None));
    assert_eq!(Code::parse("1.____"), Err(CodeError::Changed));
}

#[test]
fn a_line_may_be_of_any_length_and_no_step_takes_long() {
    // A file without line breaks: codes in cells, with much between them.
    let filler = "nothing here to see ".repeat(4000);
    let mut text = format!("{filler}\n");
    for n in 1..=20 {
        text.push_str(&format!("{filler}\"{SITE}#/result/{}\",", code(n)));
    }
    text.push_str(&format!("\n{filler}\nthe end"));
    let mut finder = find_codes(&text);
    let (mut before, mut codes) = (text.len(), Vec::new());
    while let Some(step) = finder.step() {
        assert!(before - finder.left() <= 1 << 16, "no more in one go");
        before = finder.left();
        if let Step::Found(found) = step {
            assert_eq!(found.line, 2, "parts of a line are no lines");
            codes.push(found.code.map(|code| code.token()));
        }
    }
    assert_eq!(codes, (1..=20).map(Ok).collect::<Vec<_>>());
    assert_eq!(finder.silent_lines(), 3);
    assert_eq!(finder.left(), 0);
}

#[test]
fn wherever_a_long_line_is_cut_its_code_is_found() {
    let code = code(7);
    for shift in 0..code.len() + 8 {
        let blank = " ".repeat((1 << 16) - shift);
        assert_one(&format!("{blank}{code} and more"));
        // No better place to cut at far and wide.
        let solid = "ü".repeat(((1 << 16) - shift) / 2);
        assert_one(&format!("{solid}/result/{code}/and/more"));
    }
}
