//! A zip file whose entries are stored as they are (APPNOTE 6.3.3, without extensions). Of the crates
//! that write such a file the smallest weighed 23 KB brotli, and left sizes to records behind the
//! data, which some unpackers can't read of stored entries. This one is held to `unzip -t` and to
//! Python's zipfile by the tests.

use crate::engine::day::{self, Day};
use crate::engine::save::crc32;

/// Names are UTF-8.
const UTF8: u16 = 1 << 11;
/// Version 1.0 of the format is enough to unpack it.
const NEEDED: u16 = 10;
/// Made in the manner of Unix, so that the rights of files are known there.
const MADE_BY: u16 = (3 << 8) | NEEDED;
/// A plain file that its owner may write and everybody may read.
const RIGHTS: u32 = 0o100_644 << 16;

/// Date and time as zip has them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stamp {
    date: u16,
    time: u16,
}

impl Stamp {
    /// That of a minute since 1970 where the clock is `east` minutes ahead of UTC. Zip knows the
    /// years from 1980 to 2107.
    #[must_use]
    pub fn of(minute: u64, east: i32) -> Self {
        let (year, month, day) = Day::of(minute, east).civil();
        let of_day = day::of_day(minute, east);
        let (time, date) = if (1980..=2107).contains(&year) {
            let time = ((of_day / 60) << 11) | ((of_day % 60) << 5);
            (time, ((year - 1980) << 9) | (month << 5) | day)
        } else {
            (0, (1 << 5) | 1)
        };
        Self {
            date: u16::try_from(date).unwrap_or_default(),
            time: u16::try_from(time).unwrap_or_default(),
        }
    }
}

/// A zip that is being written.
#[derive(Debug)]
pub struct Zip {
    stamp: Stamp,
    out: Vec<u8>,
    central: Vec<u8>,
    count: u16,
}

impl Zip {
    /// An empty one, with room for about so many bytes.
    #[must_use]
    pub fn new(stamp: Stamp, room: usize) -> Self {
        Self {
            stamp,
            out: Vec::with_capacity(room),
            central: Vec::new(),
            count: 0,
        }
    }

    /// Adds a file. `None` if the zip would be larger than its format allows.
    #[must_use]
    pub fn add(&mut self, path: &str, content: &[u8]) -> Option<()> {
        let offset = u32::try_from(self.out.len()).ok()?;
        let size = u32::try_from(content.len()).ok()?;
        offset.checked_add(size)?.checked_add(1 << 20)?;
        let name = u16::try_from(path.len()).ok()?;
        self.count = self.count.checked_add(1)?;
        // What both headers have.
        let mut shared = Vec::with_capacity(26);
        for short in [NEEDED, UTF8, 0, self.stamp.time, self.stamp.date] {
            shared.extend(short.to_le_bytes());
        }
        for long in [crc32(content), size, size] {
            shared.extend(long.to_le_bytes());
        }
        shared.extend(name.to_le_bytes());
        shared.extend(0_u16.to_le_bytes());
        self.out.extend(b"PK\x03\x04");
        self.out.extend(&shared);
        self.out.extend(path.as_bytes());
        self.out.extend(content);
        self.central.extend(b"PK\x01\x02");
        self.central.extend(MADE_BY.to_le_bytes());
        self.central.extend(&shared);
        // No comment, the first disk, no attributes of its own.
        self.central.extend([0; 6]);
        self.central.extend(RIGHTS.to_le_bytes());
        self.central.extend(offset.to_le_bytes());
        self.central.extend(path.as_bytes());
        Some(())
    }

    /// The file.
    #[must_use]
    pub fn finish(mut self) -> Vec<u8> {
        // Both fit: adding held them to it.
        let offset = u32::try_from(self.out.len()).unwrap_or_default();
        let size = u32::try_from(self.central.len()).unwrap_or_default();
        self.out.append(&mut self.central);
        self.out.extend(b"PK\x05\x06\0\0\0\0");
        self.out.extend(self.count.to_le_bytes());
        self.out.extend(self.count.to_le_bytes());
        self.out.extend(size.to_le_bytes());
        self.out.extend(offset.to_le_bytes());
        self.out.extend(0_u16.to_le_bytes());
        self.out
    }
}
