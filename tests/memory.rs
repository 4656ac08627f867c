//! What reading results and reporting on them takes: bytes, counted at the allocator, and time.
//!
//! The full sizes are for release builds, where a time means something:
//! `cargo test --release --no-default-features --test memory -- --include-ignored --nocapture --test-threads=1`
#![cfg(not(target_arch = "wasm32"))]

#[allow(dead_code)] // each program of tests needs others of these
mod engine {
    pub mod results;
    pub mod support;
}

use std::alloc::{GlobalAlloc, Layout, System};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use alongside::engine::code::find::find_codes;
use alongside::engine::code::{Code, CodedChoice, CodedMoment, MAX_CODE_CHARS};
use alongside::engine::cohort::Cohort;
use alongside::engine::cohort::file::GroupFile;
use alongside::engine::cohort::form::Reliability;
use alongside::engine::cohort::report::{Report, Reporter};
use alongside::engine::edition::Edition;
use alongside::engine::id::Seed;
use alongside::engine::order;
use alongside::engine::pack::Pack;
use alongside::engine::practice::Format;
use engine::results::{
    Asked, PLAIN, at, attempt_of, attempt_with, chosen, code_of, marked, pack_of, shelf_of,
    story_at, story_pack, timed,
};

/// Counts the bytes that are in use, and the most that ever were.
struct Counting;

static NOW: AtomicUsize = AtomicUsize::new(0);
static MOST: AtomicUsize = AtomicUsize::new(0);

unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        let now = NOW.fetch_add(layout.size(), Ordering::Relaxed) + layout.size();
        MOST.fetch_max(now, Ordering::Relaxed);
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, place: *mut u8, layout: Layout) {
        NOW.fetch_sub(layout.size(), Ordering::Relaxed);
        unsafe { System.dealloc(place, layout) }
    }
}

/// Held by each test: what runs beside it would be counted with it.
static ALONE: Mutex<()> = Mutex::new(());

#[global_allocator]
static ALLOCATOR: Counting = Counting;

/// What something comes to, the bytes that stay in use for it, and the most that were at once.
fn weighed<T>(work: impl FnOnce() -> T) -> (T, usize, usize) {
    let before = NOW.load(Ordering::Relaxed);
    MOST.store(before, Ordering::Relaxed);
    let result = work();
    let kept = NOW.load(Ordering::Relaxed).saturating_sub(before);
    let most = MOST.load(Ordering::Relaxed).saturating_sub(before);
    (result, kept, most)
}

fn number(seed: usize, of: &str, below: usize) -> usize {
    (order::key(Seed(seed as u64), of) % below as u64) as usize
}

/// Results of so many people at 24 moments, as lines of text. Each moment is as hard as its place
/// says, and each person as able as their number.
fn pasted(pack: &Pack, people: usize, asked: Asked) -> String {
    let shelf = shelf_of(std::slice::from_ref(pack));
    let edition = Edition::of(pack);
    let answer = |person: usize, moment: usize| {
        let luck = number(person, &format!("{moment}"), 1000);
        let ability = number(person, "ability", 600) + 15 * moment;
        let level = |luck: usize| match luck.saturating_sub(ability / 2) {
            0..300 => 0,
            300..500 => 1,
            500..700 => 2,
            _ => 3_u8,
        };
        at(moment, chosen(asked, level(luck), level(luck * 7 % 1000)))
    };
    let mut text = String::new();
    for person in 0..people {
        let answers: Vec<_> = (0..24).map(|moment| answer(person, moment)).collect();
        let mut attempt = attempt_with(asked, marked(asked, pack, edition, &answers));
        attempt.token = order::key(Seed(person as u64), "token") as u32;
        attempt.finished += number(person, "minute", 10_000) as u64;
        let label = if person % 2 == 0 {
            format!("Person {person}")
        } else {
            String::new()
        };
        text.push_str(&code_of(&attempt, &shelf, &label).to_string());
        text.push('\n');
    }
    text
}

/// Reads a pasted group and reports on it, and prints what that takes.
fn measure(people: usize, asked: Asked) -> (Report, usize) {
    let pack = pack_of("everyday", 24);
    let text = pasted(&pack, people, asked);
    println!(
        "{people} results, {}: {} KB of text",
        asked.format.slug(),
        text.len() / 1000
    );
    let mut cohort = Cohort::new(shelf_of(&[pack]), |text| text.to_lowercase());
    let ((((), spent), kept, most), codes) = {
        let mut codes = 0;
        let taken = weighed(|| {
            timed(|| {
                for found in find_codes(&text) {
                    if let Ok(code) = found.code {
                        cohort.add(&code);
                        codes += 1;
                    }
                }
            })
        });
        (taken, codes)
    };
    println!(
        "  found and taken in {spent:?}, {:.1} µs each; {} KB kept, {} bytes each; {} KB at most",
        spent.as_secs_f64() * 1e6 / people as f64,
        kept / 1000,
        kept / people,
        most / 1000
    );
    assert_eq!(codes, people);

    let (((report, longest), spent), kept_report, most) = {
        let (result, kept, most) = weighed(|| {
            timed(|| {
                let mut reporter = Reporter::new(&cohort, cohort.scope());
                let mut longest = std::time::Duration::ZERO;
                loop {
                    let (more, spent) = timed(|| reporter.step(&cohort, 1000));
                    longest = longest.max(spent);
                    if !more {
                        break;
                    }
                }
                let (report, spent) = timed(|| reporter.finish(&cohort));
                (report, longest.max(spent))
            })
        });
        (result, kept, most)
    };
    println!(
        "  report in {spent:?}, the longest step of 1,000 results {longest:?}; {} KB kept, {} KB at most",
        kept_report / 1000,
        most / 1000
    );
    assert_eq!(report.who.counted as usize, people);
    (report, kept)
}

#[test]
fn a_thousand_results_are_few_bytes_each() {
    let _alone = ALONE.lock();
    for format in Format::ALL {
        let (report, kept) = measure(1000, Asked { format, ..PLAIN });
        assert!(kept / 1000 < 1000, "{} bytes each", kept / 1000);
        let Reliability::Shown(form) = &report.reliability.response else {
            panic!("{:?}", report.reliability);
        };
        assert_eq!((form.items.len(), form.alpha.rows), (24, 1000));
    }
}

#[test]
#[ignore = "takes a minute without optimisation"]
fn a_hundred_thousand_results_are_fewer_bytes_each() {
    let _alone = ALONE.lock();
    let (_, kept) = measure(100_000, PLAIN);
    assert!(kept / 100_000 < 400, "{} bytes each", kept / 100_000);
    measure(
        100_000,
        Asked {
            format: Format::Rate,
            sure: true,
            ..PLAIN
        },
    );
}

#[test]
fn a_group_file_takes_what_its_codes_take() {
    let _alone = ALONE.lock();
    let pack = pack_of("everyday", 24);
    let text = pasted(&pack, 200, PLAIN);
    let (file, kept, _) = weighed(|| {
        let mut file = GroupFile::default();
        find_codes(&text)
            .filter_map(|found| found.code.ok())
            .for_each(|code| file.add(&code));
        file
    });
    assert_eq!(file.results(), 200);
    assert!(kept < 3 * text.len());
}

#[test]
fn reading_takes_no_more_than_a_multiple_of_the_text() {
    let _alone = ALONE.lock();
    let everyday = pack_of("everyday", 60);
    let story = story_pack("soup", 29);
    let shelf = shelf_of(&[everyday.clone(), story.clone()]);
    let moments: Vec<CodedMoment> = (0..60).map(|n| at(n, chosen(PLAIN, 0, 1))).collect();
    let path = (0..29).map(|n| chosen(PLAIN, 0, n % 3)).collect();
    let mut texts: Vec<String> = [
        code_of(&attempt_of(PLAIN, &[(&everyday, moments)]), &shelf, "Dana").to_string(),
        code_of(
            &attempt_of(PLAIN, &[(&story, vec![story_at(0, path)])]),
            &shelf,
            "",
        )
        .to_string(),
    ]
    .into();
    let rated = Asked {
        format: Format::Rate,
        ..PLAIN
    };
    let step = chosen(rated, 0, 0);
    assert!(matches!(step.choice, CodedChoice::Rate(_)));
    let moments = (0..60).map(|n| at(n, step.clone())).collect();
    texts.push(code_of(&attempt_of(rated, &[(&everyday, moments)]), &shelf, "").to_string());
    // Codes that claim much: zeros are the shortest way to say anything.
    for char in ["A", "_", "g", "1"] {
        texts.push(format!("1.{}", char.repeat(MAX_CODE_CHARS)));
        texts.push(format!("1.{}", char.repeat(100)));
    }
    texts.push("result/1.".repeat(10_000));
    texts.push("%2525".repeat(10_000));
    for text in texts {
        let (_, _, most) = weighed(|| Code::parse(&text).is_ok());
        println!("{} characters: {most} bytes at most", text.len());
        assert!(
            most < 200 * text.len() + 4096,
            "{} characters: {most} bytes",
            text.len()
        );
    }
}
