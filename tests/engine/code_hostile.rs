//! Result codes that were changed, cut off or made up: refused, or the same as before, and never a
//! panic.

use std::collections::BTreeMap;
use std::sync::LazyLock;
use std::time::Duration;

use alongside::engine::code::find::find_codes;
use alongside::engine::code::{Code, CodeError, CodedChoice, CodedMoment, MAX_CODE_CHARS};
use alongside::engine::id::Seed;
use alongside::engine::order;
use alongside::engine::pack::Pack;
use alongside::engine::practice::{Format, Mode};
use proptest::prelude::*;

use super::results::{
    Asked, at, attempt_of, chosen, code_of, pack_of, shelf_of, small_shelf, story_at, story_pack,
    timed,
};
use super::support::cases;

const BASE64URL: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// Numbers that follow from a turn and a name, the same each time.
fn number(turn: usize, of: &str, below: usize) -> usize {
    (order::key(Seed(turn as u64), of) % below as u64) as usize
}

/// The packs that the codes are of.
static PACKS: LazyLock<Vec<Pack>> = LazyLock::new(|| {
    vec![
        pack_of("everyday", 40),
        pack_of("crisis-2", 60),
        story_pack("soup", 9),
    ]
});

/// A thousand codes: see [`codes`].
static CODES: LazyLock<Vec<Code>> = LazyLock::new(|| codes(1000));

/// As many codes as wanted: all formats, modes, labels and not, one pack to three, stories.
fn codes(count: usize) -> Vec<Code> {
    let packs = &*PACKS;
    let shelf = shelf_of(packs);
    let code = |turn: usize| {
        let asked = Asked {
            mode: Mode::ALL[number(turn, "mode", 2)],
            format: Format::ALL[number(turn, "format", 3)],
            sure: number(turn, "sure", 2) == 1,
        };
        let pick = |what: &str| number(turn, what, 4) as u8;
        let mut answers: Vec<(&Pack, Vec<CodedMoment>)> = Vec::new();
        for (n, pack) in packs[..2].iter().enumerate() {
            let step = 1 + number(turn, &format!("step {n}"), 12);
            let last = number(turn, &format!("last {n}"), pack.scenarios().len());
            let moment = |n: usize| {
                at(
                    n,
                    chosen(asked, pick(&format!("c{n}")), pick(&format!("r{n}"))),
                )
            };
            answers.push((pack, (0..=last).step_by(step).map(moment).collect()));
        }
        if number(turn, "story", 3) == 0 {
            let asked = Asked {
                format: Format::Best,
                ..asked
            };
            let steps = 1 + number(turn, "steps", 8);
            let path = (0..steps).map(|n| chosen(asked, pick(&format!("{n}")), n as u8 % 3));
            answers.push((&packs[2], vec![story_at(0, path.collect())]));
        }
        answers.truncate(1 + number(turn, "packs", 3));
        let label = ["", "Dana", "Zoë 🪴", "Team 2, the late shift"][number(turn, "label", 4)];
        let mut attempt = attempt_of(asked, &answers);
        attempt.token = order::key(Seed(turn as u64), "token") as u32;
        attempt.finished += number(turn, "finished", 1_000_000) as u64;
        attempt.seconds = number(turn, "seconds", 8_000) as u64;
        code_of(&attempt, &shelf, label)
    };
    (0..count).map(code).collect()
}

/// What came of changed codes, by what was done to them.
#[derive(Default)]
struct Tally(BTreeMap<&'static str, BTreeMap<String, usize>>);

impl Tally {
    /// Reads a changed code, which must be refused, or be the same as before.
    fn read(&mut self, what: &'static str, changed: &str, before: &Code) {
        let outcome = match Code::parse(changed) {
            Ok(code) if code == *before => "the same as before".to_owned(),
            Ok(_) => panic!("{what}: {changed} is read as another result than {before}"),
            Err(CodeError::Newer(_)) => "newer".to_owned(),
            Err(why) => why.to_string(),
        };
        *self.0.entry(what).or_default().entry(outcome).or_default() += 1;
    }

    fn print(&self, codes: usize, spent: Duration) {
        for (what, outcomes) in &self.0 {
            let all: usize = outcomes.values().sum();
            println!("{what}: {all} of {codes} codes; {outcomes:?}");
        }
        println!("in {spent:?}");
    }
}

/// Each character replaced by others, as many as asked for; each taken out; every cut.
fn change(codes: &[Code], others: usize) -> Tally {
    let mut tally = Tally::default();
    for (turn, code) in codes.iter().enumerate() {
        let text = code.to_string();
        for (place, char) in text.char_indices() {
            let (before, after) = (&text[..place], &text[place + 1..]);
            let first = number(turn + place, "first", 64);
            let chars = BASE64URL.chars().cycle().skip(first).take(64);
            for other in chars
                .chain(" .=%<é".chars())
                .filter(|c| *c != char)
                .take(others)
            {
                tally.read(
                    "a character changed",
                    &format!("{before}{other}{after}"),
                    code,
                );
            }
            tally.read("a character taken out", &format!("{before}{after}"), code);
            tally.read("cut off", before, code);
        }
    }
    tally
}

#[test]
fn a_changed_or_cut_code_is_refused_or_the_same() {
    let (tally, spent) = timed(|| change(&CODES, 1));
    tally.print(1000, spent);
}

/// The whole of it takes minutes, and is for release builds:
/// `cargo test --release --no-default-features --test engine -- --ignored --nocapture every_change`.
#[test]
#[ignore = "takes minutes"]
fn every_change_of_a_character_is_refused_or_the_same() {
    let (tally, spent) = timed(|| change(&CODES, 69));
    tally.print(1000, spent);
}

#[test]
fn two_codes_are_two_texts() {
    let codes = &*CODES;
    let texts: std::collections::BTreeSet<String> = codes.iter().map(Code::to_string).collect();
    assert_eq!(texts.len(), 1000);
    // Those that the tests above change are of every kind.
    assert!(codes.iter().any(|code| code.packs().len() == 3));
    let moments = || {
        codes
            .iter()
            .flat_map(Code::packs)
            .flat_map(|pack| pack.moments())
    };
    assert!(moments().any(|moment| moment.is_story && moment.steps.len() > 5));
    assert!(moments().any(|moment| matches!(moment.steps[0].choice, CodedChoice::Rate(_))));
    assert!(moments().any(|moment| moment.steps[0].sure.is_some()));
}

// --- made up -----------------------------------------------------------------------------------

/// CRC-32 of IEEE 802.3, bit by bit.
fn crc(bytes: &[u8]) -> u32 {
    let mut crc = u32::MAX;
    for byte in bytes {
        crc ^= u32::from(*byte);
        for _ in 0..8 {
            crc = if crc & 1 == 1 {
                crc >> 1 ^ 0xedb8_8320
            } else {
                crc >> 1
            };
        }
    }
    !crc
}

/// A body with the length and the checksum that it needs to be looked into.
fn sealed(body: &[u8]) -> String {
    let mut bytes = body.to_vec();
    let length = ((bytes.len() + 4) as u16) << 5;
    bytes[0] = (length >> 8) as u8;
    bytes[1] = length as u8 | bytes[1] & 0x1f;
    bytes.extend(crc(&[b"1.", &bytes[..]].concat()).to_be_bytes());
    let bits: String = bytes.iter().map(|byte| format!("{byte:08b}")).collect();
    let bits: Vec<char> = bits.chars().collect();
    let char = |six: &[char]| {
        let six: String = six.iter().collect();
        let value = usize::from_str_radix(&format!("{six:0<6}"), 2).expect("bits");
        char::from(BASE64URL.as_bytes()[value])
    };
    let text: String = bits.chunks(6).map(char).collect();
    format!("1.{text}")
}

proptest! {
    #![proptest_config(cases(2000))]

    #[test]
    fn any_text_is_read_without_a_panic(text in "\\PC{0,300}") {
        let _ = Code::parse(&text);
        for found in find_codes(&text) {
            prop_assert!(found.code.is_err());
        }
    }

    #[test]
    fn any_text_that_looks_like_codes_is_read_without_a_panic(
        text in "((result/)?[0-9]{1,5}\\.[A-Za-z0-9_-]{0,40}[ \n=>%.\"é]{0,3}){0,12}",
    ) {
        let _ = Code::parse(&text);
        let found = find_codes(&text).count();
        prop_assert!(found <= text.matches('.').count());
    }

    #[test]
    fn any_sealed_bytes_are_one_code_or_none(mut body in prop::collection::vec(any::<u8>(), 2..300)) {
        // Half of them without the formats that there are not.
        body[1] &= 0b1111_0111;
        let text = sealed(&body);
        match Code::parse(&text) {
            // Of one set of answers there is one code.
            Ok(code) => {
                prop_assert_eq!(code.to_string(), text);
                let _ = code.open(&small_shelf());
            }
            Err(why) => prop_assert_eq!(why, CodeError::Unsound),
        }
    }

    #[test]
    fn sound_codes_with_changed_bits_are_one_code_or_none(
        turn in 0..1000_usize,
        changes in prop::collection::vec((11..4000_usize, any::<bool>()), 0..4),
    ) {
        let code = &CODES[turn];
        let text = code.to_string();
        let bits: String = text[2..].chars().map(|c| format!("{:06b}", BASE64URL.find(c).expect("one of them"))).collect();
        let mut bits: Vec<bool> = bits.chars().map(|c| c == '1').collect();
        let size = bits.len() / 8 - 4;
        bits.truncate(8 * size);
        for (place, bit) in changes {
            let place = 11 + place % (bits.len() - 11);
            bits[place] = bit;
        }
        let body: Vec<u8> = bits.chunks(8).map(|byte| byte.iter().fold(0, |sum, bit| sum << 1 | u8::from(*bit))).collect();
        let text = sealed(&body);
        match Code::parse(&text) {
            Ok(code) => {
                prop_assert_eq!(code.to_string(), text);
                let _ = code.open(&shelf_of(&PACKS));
            }
            Err(why) => prop_assert_eq!(why, CodeError::Unsound),
        }
    }
}

#[test]
fn a_long_text_takes_as_long_as_it_is() {
    // What could be read again and again: broken codes that reach for what follows, lines without
    // an end, address upon address.
    let long = "1.".to_owned() + &"A".repeat(MAX_CODE_CHARS);
    for text in [
        "1.8_AAAAAAAAAAAAAAAAAAAA ".repeat(20_000),
        "1.8_AAAAAAAAAAAAAAAAAAAA\n".repeat(20_000),
        format!("{}\n\n", "result/1.AA").repeat(20_000),
        "1.".repeat(200_000),
        "%25".repeat(100_000),
        "A".repeat(400_000),
        format!("{long}\n").repeat(200),
        " ".repeat(400_000) + "\n" + &"1.AA\n".repeat(1000),
    ] {
        let (found, spent) = timed(|| find_codes(&text).count());
        println!("{} bytes, {found} found, {spent:?}", text.len());
        assert!(spent.as_secs() < 20, "{} bytes took {spent:?}", text.len());
    }
}
