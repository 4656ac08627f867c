//! The shell in a browser: what it keeps, where it is, what it fetches. Each test has a store of
//! its own, and leaves nothing behind.
#![cfg(all(target_arch = "wasm32", feature = "app"))]

use alongside::engine::attempt::Attempt;
use alongside::engine::id::SessionId;
use alongside::engine::record::Record;
use alongside::engine::route::Route;
use alongside::engine::save;
use alongside::engine::session::Session;
use alongside::engine::settings::{Settings, TextSize, Theme};
use alongside::shell::fetch::FetchError;
use alongside::shell::records::{Records, Trouble};
use alongside::shell::storage::Store;
use alongside::shell::{address, entropy, fetch};
use gloo_storage::{LocalStorage, Storage as _};
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::Storage;

wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);

const SAVES: &str = include_str!("fixtures/golden/save.json");

/// The browser's own storage, to look at what is in it behind the store's back.
fn outside() -> Storage {
    LocalStorage::raw()
}

/// Records under a prefix that no other test uses, from before and after included.
struct Fresh {
    prefix: String,
    records: Records,
}

impl Fresh {
    fn new() -> Self {
        let prefix = format!("test/{}/", entropy::session_id().expect("an id"));
        let records = Self::open(&prefix);
        Self { prefix, records }
    }

    fn open(prefix: &str) -> Records {
        Records {
            store: Store::open(prefix.to_owned()),
        }
    }

    /// As the page would find it when it is loaded anew.
    fn again(&self) -> Records {
        Self::open(&self.prefix)
    }

    /// What the browser keeps under a name.
    fn kept(&self, name: &str) -> Option<String> {
        let key = format!("{}{name}", self.prefix);
        outside().get_item(&key).expect("storage is readable")
    }

    fn put(&self, name: &str, text: &str) {
        let key = format!("{}{name}", self.prefix);
        outside().set_item(&key, text).expect("there is room");
    }
}

impl Drop for Fresh {
    fn drop(&mut self) {
        self.again().forget_all();
    }
}

/// A save of the golden file, taken out of its envelope.
fn saved<T: Record>(pointer: &str) -> T {
    let file: serde_json::Value = serde_json::from_str(SAVES).expect("the fixture is JSON");
    let text = file.pointer(pointer).and_then(|value| value.as_str());
    let saved = save::decode(text.expect("it is there"));
    saved.expect("it is whole").value
}

fn dark() -> Settings {
    Settings {
        theme: Theme::Dark,
        text: TextSize::Large,
        ..Settings::default()
    }
}

#[wasm_bindgen_test]
fn what_is_written_is_read_and_can_be_removed() {
    let fresh = Fresh::new();
    let store = &fresh.records.store;
    assert!(!store.is_blocked() && !store.keeps_nothing());
    assert_eq!(store.read("a"), None);
    for text in ["", "one", "“two”\n\u{1f9e1}"] {
        assert_eq!(store.write("a", text), Ok(()));
        assert_eq!(store.read("a").as_deref(), Some(text));
        assert_eq!(fresh.kept("a").as_deref(), Some(text));
    }
    assert_eq!(store.write("b/1", "x"), Ok(()));
    assert_eq!(store.names("b/"), ["b/1"]);
    assert_eq!(fresh.again().store.read("b/1").as_deref(), Some("x"));
    store.remove("a");
    assert_eq!((store.read("a"), fresh.kept("a")), (None, None));
    assert_eq!(store.names(""), ["b/1"]);
}

#[wasm_bindgen_test]
fn another_sites_things_are_left_alone() {
    let (mine, other) = (Fresh::new(), Fresh::new());
    assert_eq!(mine.records.store.write("a", "mine"), Ok(()));
    assert_eq!(other.records.store.write("a", "other"), Ok(()));
    mine.records.forget_all();
    assert_eq!(mine.kept("a"), None);
    assert_eq!(other.kept("a").as_deref(), Some("other"));
}

#[wasm_bindgen_test]
fn nothing_is_kept_where_nothing_should_be() {
    let fresh = Fresh::new();
    let store = &fresh.records.store;
    assert_eq!(store.write("before", "1"), Ok(()));
    store.keep_nothing();
    assert!(store.keeps_nothing());
    assert_eq!(store.write("since", "2"), Ok(()));
    for name in ["before", "since"] {
        assert!(store.read(name).is_some(), "{name} is there for now");
        assert_eq!(fresh.kept(name), None, "{name} is not on the device");
    }
    let mut names = store.names("");
    names.sort();
    assert_eq!(names, ["before", "since"]);
    // The wish outlives a reload, and is all that is on the device.
    assert!(fresh.again().store.keeps_nothing());
    assert_eq!(fresh.kept("nothing").as_deref(), Some("1"));
    assert_eq!(store.keep_again(), Ok(()));
    assert!(!store.keeps_nothing() && !fresh.again().store.keeps_nothing());
    assert_eq!(fresh.kept("nothing"), None);
    for (name, text) in [("before", "1"), ("since", "2")] {
        assert_eq!(fresh.kept(name).as_deref(), Some(text));
        assert_eq!(store.read(name).as_deref(), Some(text));
    }
}

#[wasm_bindgen_test]
fn sessions_and_attempts_come_back() {
    let fresh = Fresh::new();
    let session: Session = saved("/sessions/0");
    let attempt = Attempt {
        id: entropy::session_id().expect("an id"),
        ..saved("/attempt")
    };
    assert_eq!(fresh.records.keep_session(&session), Ok(()));
    assert_eq!(fresh.records.keep_attempt(&attempt), Ok(()));
    let again = fresh.again();
    assert_eq!(again.session(session.id()).as_ref(), Some(&session));
    assert_eq!(
        again.tab_session(),
        (Some(session.clone()), Trouble::default())
    );
    assert_eq!(
        again.sessions(),
        (vec![session.clone()], Trouble::default())
    );
    assert_eq!(
        again.attempt(&attempt.id),
        (Some(attempt.clone()), Trouble::default())
    );
    let later = Attempt {
        id: entropy::session_id().expect("an id"),
        token: attempt.token.wrapping_add(1),
        finished: attempt.finished + 1,
        ..attempt.clone()
    };
    assert_eq!(fresh.records.keep_attempt(&later), Ok(()));
    let latest_first = vec![later, attempt];
    assert_eq!(again.attempts(), (latest_first, Trouble::default()));
    again.drop_session(session.id());
    assert_eq!(again.session(session.id()), None);
    assert_eq!(again.tab_session(), (None, Trouble::default()));
    again.forget_all();
    assert_eq!(again.attempts(), (Vec::new(), Trouble::default()));
}

#[wasm_bindgen_test]
fn a_damaged_save_is_put_aside() {
    let fresh = Fresh::new();
    let session: Session = saved("/sessions/0");
    let name = format!("session/{}", session.id());
    let whole = save::encode(&session, 1);
    let (cut, _) = whole.split_at(whole.len() / 2);
    fresh.put(&name, cut);
    let (sessions, trouble) = fresh.records.sessions();
    assert!(sessions.is_empty() && trouble.damaged && !trouble.newer);
    assert_eq!(fresh.kept(&name), None);
    let aside = format!("damaged/{name}");
    assert_eq!(fresh.kept(&aside).as_deref(), Some(cut));
    // It is told once, and there is room for a good one again.
    assert_eq!(fresh.records.sessions(), (Vec::new(), Trouble::default()));
    assert_eq!(fresh.records.keep_session(&session), Ok(()));
    assert_eq!(fresh.records.session(session.id()), Some(session.clone()));
    assert_eq!(fresh.kept(&aside).as_deref(), Some(cut));
    // Whoever asks for the one session or attempt is told as well.
    fresh.put(&name, cut);
    let (tab_session, trouble) = fresh.records.tab_session();
    assert!(tab_session.is_none() && trouble.damaged);
    fresh.put(&format!("attempt/{}", session.id()), &whole);
    let (attempt, trouble) = fresh.records.attempt(session.id());
    assert!(attempt.is_none() && trouble.damaged);
}

#[wasm_bindgen_test]
fn a_newer_save_is_left_alone() {
    let fresh = Fresh::new();
    let id = entropy::session_id().expect("an id");
    let name = format!("session/{id}");
    let newer = r#"{"v":2,"new":[]}"#;
    for name in [&name, "settings/a", "settings/b"] {
        fresh.put(name, newer);
    }
    let (sessions, trouble) = fresh.records.sessions();
    assert!(sessions.is_empty() && trouble.newer && !trouble.damaged);
    let (settings, trouble) = fresh.records.settings();
    assert!(trouble.newer && !trouble.damaged);
    assert_eq!((settings.value, settings.rev), (Settings::default(), 0));
    // Both copies are of a newer version: neither is written over.
    assert_eq!(fresh.records.keep_settings(&dark()), Ok(()));
    for name in [&name, "settings/a", "settings/b"] {
        assert_eq!(fresh.kept(name).as_deref(), Some(newer), "{name}");
    }
    assert_eq!(fresh.records.store.names("damaged/"), [] as [&str; 0]);
}

#[wasm_bindgen_test]
fn settings_are_written_in_turns() {
    let fresh = Fresh::new();
    let (found, trouble) = fresh.records.settings();
    assert_eq!((found.value, found.rev), (Settings::default(), 0));
    assert_eq!(trouble, Trouble::default());
    let light = Settings {
        theme: Theme::Light,
        ..Settings::default()
    };
    for (rev, settings) in [(1, dark()), (2, light.clone()), (3, dark())] {
        assert_eq!(fresh.records.keep_settings(&settings), Ok(()));
        let (found, _) = fresh.again().settings();
        assert_eq!((found.value, found.rev), (settings, rev));
    }
    // What boot.js reads before the app is there.
    assert_eq!(fresh.kept("look").as_deref(), Some("dark large"));
    // The newest copy is damaged: the one before it still stands.
    let newest = ["settings/a", "settings/b"].into_iter().find(|name| {
        let text = fresh.kept(name).expect("both copies are there");
        save::decode::<Settings>(&text).is_ok_and(|saved| saved.rev == 3)
    });
    fresh.put(newest.expect("one is the newest"), "{");
    let (found, trouble) = fresh.again().settings();
    assert_eq!((found.value, found.rev), (light, 2));
    assert!(trouble.damaged);
}

#[wasm_bindgen_test]
fn ids_are_good_and_never_twice_the_same() {
    let ids: Vec<SessionId> = (0..100).filter_map(|_| entropy::session_id()).collect();
    assert_eq!(ids.len(), 100);
    for (n, id) in ids.iter().enumerate() {
        let text = id.as_str();
        assert_eq!(text.parse().as_ref(), Ok(id));
        // A random UUID says so: version 4, variant 10.
        assert_eq!(&text[14..15], "4", "{text}");
        assert!("89ab".contains(&text[19..20]), "{text}");
        assert!(!ids[..n].contains(id), "{text} came twice");
    }
    let seeds: Vec<String> = (0..8).map(|_| entropy::seed().to_string()).collect();
    assert!(seeds.iter().any(|seed| *seed != seeds[0]));
    let tokens: Vec<u32> = (0..8).map(|_| entropy::token()).collect();
    assert!(tokens.iter().any(|token| *token != tokens[0]));
}

#[wasm_bindgen_test]
fn the_address_says_the_route() {
    let base = address::base_path();
    assert!(base.starts_with('/') && base.ends_with('/'), "{base}");
    // The runner keeps an address of its own there.
    let found = address::route();
    for address in ["#/library", "#/practice?n=3&seed=a", "#/no/such/page", "#/"] {
        let route = Route::parse(address);
        address::replace(&route);
        assert_eq!(address::route(), route, "{address}");
    }
    address::go(&Route::About);
    assert_eq!(address::route(), Route::About);
    address::replace(&found);
    assert_eq!(address::route(), found);
}

#[wasm_bindgen_test]
async fn a_file_that_is_not_there_is_an_error() {
    let missing = fetch::json("no/such/file.json").await;
    assert_eq!(missing, Err(FetchError::Missing));
    // Nobody listens there, and an address that is none is no reason to panic either.
    let unreachable = fetch::json("http://127.0.0.1:9/x.json").await;
    assert_eq!(unreachable, Err(FetchError::Unreachable));
    let no_address = fetch::json("http://:no").await;
    assert_eq!(no_address, Err(FetchError::Unreachable));
    let page = fetch::json("./").await;
    assert_eq!(page, Err(FetchError::NotAFile));
}
