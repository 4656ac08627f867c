//! Drafts of packs on a device: kept as they are written, and never written over by another tab.

use alongside::engine::draft::{self, Draft, Edit, Name, Spot};
use alongside::engine::export::{merge, read, write};
use alongside::engine::id::DraftId;
use alongside::engine::keep::{Base, Kept, KeptDraft, Records, StorageError, Trouble};
use proptest::prelude::*;

use super::shelf::Disk;
use super::support::{PACK, cases, id};

fn small() -> Draft {
    draft::read(PACK).thing.expect("a draft")
}

fn titled(title: &str) -> KeptDraft {
    let mut pack = small();
    let field = Spot::Pack.field(Name::Title);
    pack.apply(Edit::Set(field, title.to_owned()), false);
    KeptDraft {
        pack,
        edited: 7,
        is_settled: true,
        framework: "{}".to_owned(),
    }
}

fn one() -> DraftId {
    id("one")
}

fn now(kept: Kept) -> Base {
    match kept {
        Kept::Now(base) => base,
        other => panic!("it is kept, and not {other:?}"),
    }
}

fn title(records: &Records<Disk>, id: &DraftId) -> Option<String> {
    let (found, _) = records.draft(id);
    found.map(|(draft, _)| draft.pack.title)
}

#[test]
fn a_draft_is_kept_with_all_that_belongs_to_it() {
    let disk = Disk::default();
    let records = disk.open();
    assert_eq!(records.draft(&one()).0, None);
    now(records.keep_draft(&one(), &titled("A"), Base::default()));
    let (found, trouble) = disk.open().draft(&one());
    assert_eq!(found.map(|(draft, _)| draft), Some(titled("A")));
    assert_eq!(trouble, Trouble::default());
    assert_eq!(disk.names("draft/"), ["draft/one"]);
    records.drop_draft(&one());
    assert_eq!(disk.open().draft(&one()).0, None);
}

#[test]
fn the_draft_that_was_changed_last_comes_first() {
    let records = Disk::default().open();
    for (name, edited) in [("a", 3), ("b", 9), ("c", 9)] {
        let draft = KeptDraft {
            edited,
            ..titled(name)
        };
        now(records.keep_draft(&id(name), &draft, Base::default()));
    }
    let (drafts, _) = records.pack_drafts();
    let names: Vec<&str> = drafts.iter().map(|(id, _)| id.as_str()).collect();
    assert_eq!(names, ["b", "c", "a"]);
}

#[test]
fn a_tab_writes_over_what_it_knows_and_over_nothing_else() {
    let disk = Disk::default();
    let (left, right) = (disk.open(), disk.open());
    let at_left = now(left.keep_draft(&one(), &titled("A"), Base::default()));
    let (_, at_right) = right.draft(&one()).0.expect("it is there");
    let again = now(left.keep_draft(&one(), &titled("B"), at_left));
    assert!(right.is_draft_elsewhere(&one(), at_right));
    assert!(!left.is_draft_elsewhere(&one(), again));
    let refused = right.keep_draft(&one(), &titled("C"), at_right);
    assert_eq!(refused, Kept::Elsewhere);
    assert_eq!(title(&right, &one()).as_deref(), Some("B"));
    // Both are kept: this tab's goes on as a copy.
    now(right.keep_draft(&id("two"), &titled("C"), Base::default()));
    assert_eq!(title(&left, &id("two")).as_deref(), Some("C"));
    // A tab that has seen what stands there may write over it.
    let (_, seen) = right.draft(&one()).0.expect("it is there");
    now(right.keep_draft(&one(), &titled("D"), seen));
    assert_eq!(
        left.keep_draft(&one(), &titled("E"), again),
        Kept::Elsewhere
    );
    // A new draft never takes the place of one that is there.
    let fresh = left.keep_draft(&one(), &titled("F"), Base::default());
    assert_eq!(fresh, Kept::Elsewhere);
}

#[test]
fn a_draft_that_another_tab_removed_is_there_again() {
    let disk = Disk::default();
    let (left, right) = (disk.open(), disk.open());
    let base = now(left.keep_draft(&one(), &titled("A"), Base::default()));
    right.drop_draft(&one());
    assert!(!left.is_draft_elsewhere(&one(), base));
    now(left.keep_draft(&one(), &titled("B"), base));
    assert_eq!(title(&right, &one()).as_deref(), Some("B"));
}

#[test]
fn without_room_a_draft_lives_in_memory_and_is_kept_later() {
    let disk = Disk::default();
    let records = disk.open();
    let base = now(records.keep_draft(&one(), &titled("A"), Base::default()));
    disk.fill();
    let longer = titled("A much longer title than before");
    let Kept::InMemory(base, StorageError::Full) = records.keep_draft(&one(), &longer, base) else {
        panic!("there is no room");
    };
    assert_eq!(
        title(&records, &one()).as_deref(),
        Some("A much longer title than before")
    );
    assert_eq!(title(&disk.open(), &one()).as_deref(), Some("A"));
    disk.empty();
    // It may come to be kept by itself: that was no other tab.
    assert_eq!(records.try_again(), Ok(()));
    assert!(!records.is_draft_elsewhere(&one(), base));
    let base = now(records.keep_draft(&one(), &titled("B"), base));
    // And what another tab wrote while there was no room stands.
    disk.fill();
    let Kept::InMemory(base, _) = records.keep_draft(&one(), &longer, base) else {
        panic!("there is no room");
    };
    disk.empty();
    let other = disk.open();
    let (_, seen) = other.draft(&one()).0.expect("it is there");
    now(other.keep_draft(&one(), &titled("C"), seen));
    assert_eq!(
        records.keep_draft(&one(), &titled("D"), base),
        Kept::Elsewhere
    );
    assert_eq!(title(&disk.open(), &one()).as_deref(), Some("C"));
}

#[test]
fn a_damaged_draft_is_put_aside_and_a_newer_one_left_alone() {
    let disk = Disk::default();
    let records = disk.open();
    now(records.keep_draft(&one(), &titled("A"), Base::default()));
    let text = disk.get("draft/one").expect("it is there");
    disk.put("draft/one", &text.replace("format", "fxrmat"));
    let (found, trouble) = records.draft(&one());
    assert_eq!(found, None);
    assert!(trouble.damaged && !trouble.newer);
    assert_eq!(disk.names(""), ["damaged/draft/one"]);
    disk.put("draft/one", &text.replace("\"v\":1", "\"v\":2"));
    let (drafts, trouble) = records.pack_drafts();
    assert!(drafts.is_empty() && trouble.newer);
    assert_eq!(
        records.keep_draft(&one(), &titled("B"), Base::default()),
        Kept::Elsewhere
    );
    assert_eq!(disk.names("draft/"), ["draft/one"]);
}

#[test]
fn drafts_travel_with_everything_else() {
    let records = Disk::default().open();
    now(records.keep_draft(&one(), &titled("A"), Base::default()));
    let file = write(&records.export(5));
    let there = Disk::default().open();
    now(there.keep_draft(&one(), &titled("Another"), Base::default()));
    let found = merge(&there.here(), read(&file).expect("whole"));
    assert_eq!(there.import(&found), Ok(()));
    // One that says something else here comes under another name.
    assert_eq!(title(&there, &one()).as_deref(), Some("Another"));
    assert_eq!(title(&there, &id("one-2")).as_deref(), Some("A"));
    let again = merge(&there.here(), read(&file).expect("whole"));
    assert_eq!((again.new_drafts.len(), again.known_drafts), (0, 1));
}

/// What two tabs may do to one draft, one after the other.
#[derive(Debug, Clone, Copy)]
enum Act {
    Write,
    Read,
    Fill,
    Empty,
    Halve,
    TryAgain,
    Reload,
}

fn acts() -> impl Strategy<Value = Vec<(bool, Act)>> {
    let act = prop_oneof![
        6 => Just(Act::Write),
        2 => Just(Act::Read),
        1 => Just(Act::Fill),
        1 => Just(Act::Empty),
        1 => Just(Act::Halve),
        1 => Just(Act::TryAgain),
        1 => Just(Act::Reload),
    ];
    prop::collection::vec((any::<bool>(), act), 1..40)
}

proptest! {
    #![proptest_config(cases(300))]

    /// Whatever fails, what a tab was told to be kept stands until a tab that has seen it writes
    /// over it; and a tab that has not is told.
    #[test]
    fn no_tab_writes_over_what_it_has_not_seen(acts in acts()) {
        let disk = Disk::default();
        let mut tabs = [disk.open(), disk.open()];
        let mut bases = [Base::default(); 2];
        // What each tab has seen, and what was acknowledged last.
        let mut seen: [Option<String>; 2] = [None, None];
        let mut acknowledged: Option<String> = None;
        for (n, (is_right, act)) in acts.into_iter().enumerate() {
            let tab = usize::from(is_right);
            match act {
                Act::Write => {
                    let title = format!("T{n}");
                    match tabs[tab].keep_draft(&one(), &titled(&title), bases[tab]) {
                        Kept::Now(base) => {
                            prop_assert!(
                                acknowledged.is_none() || seen[tab] == acknowledged,
                                "{:?} was written over by a tab that has seen {:?}",
                                acknowledged,
                                seen[tab]
                            );
                            bases[tab] = base;
                            seen[tab] = Some(title.clone());
                            acknowledged = Some(title);
                        }
                        Kept::InMemory(base, _) => bases[tab] = base,
                        Kept::Elsewhere => prop_assert!(seen[tab] != acknowledged),
                    }
                }
                Act::Read => {
                    if let (Some((draft, base)), _) = tabs[tab].draft(&one())
                        && !tabs[tab].store.is_unkept("draft/one")
                    {
                        bases[tab] = base;
                        seen[tab] = Some(draft.pack.title);
                    }
                }
                Act::Fill => disk.fill(),
                Act::Empty => disk.empty(),
                Act::Halve => disk.halve(1),
                Act::TryAgain => {
                    let waiting = tabs[tab].store.is_unkept("draft/one");
                    let text = tabs[tab].store.read("draft/one");
                    if tabs[tab].try_again().is_ok() && waiting && disk.get("draft/one") == text {
                        let mine = title(&tabs[tab], &one());
                        prop_assert!(acknowledged.is_none() || seen[tab] == acknowledged);
                        seen[tab].clone_from(&mine);
                        acknowledged = mine;
                    }
                }
                Act::Reload => {
                    tabs[tab] = disk.open();
                    bases[tab] = Base::default();
                    seen[tab] = None;
                }
            }
            if let Some(title_kept) = &acknowledged {
                prop_assert_eq!(&title(&disk.open(), &one()), &Some(title_kept.clone()));
            }
        }
    }
}
