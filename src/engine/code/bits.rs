//! Whole numbers as bits, the highest first, and bytes as base64url (RFC 4648, section 5, without
//! padding). Both are a few lines, since a code is written in sixes of bits anyway.

/// The 64 characters of base64url, by value.
const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// The bits of a whole number whose length is written with it.
const LENGTH_BITS: u32 = 5;

/// Takes numbers and makes bytes of them.
#[derive(Debug, Default)]
pub struct BitWriter {
    bytes: Vec<u8>,
    /// How many bits of the last byte are free.
    free: u32,
}

impl BitWriter {
    /// Writes the low `width` bits of a number; `width` is 32 at most.
    pub fn put(&mut self, value: u32, width: u32) {
        let mut left = width;
        while left > 0 {
            if self.free == 0 {
                self.bytes.push(0);
                self.free = 8;
            }
            let now = left.min(self.free);
            left -= now;
            self.free -= now;
            // The bits that fit into this byte: the next `now` ones.
            let [.., bits] = (value >> left & low(now)).to_be_bytes();
            if let Some(last) = self.bytes.last_mut() {
                *last |= bits << self.free;
            }
        }
    }

    /// Writes a yes or no.
    pub fn flag(&mut self, on: bool) {
        self.put(u32::from(on), 1);
    }

    /// Writes a number from 1 on in Elias's gamma code (1975), which is short for small ones: as
    /// many zeros as it has bits after the first, then its bits. 0 is written as 1.
    pub fn gamma(&mut self, value: u32) {
        let value = value.max(1);
        let more = value.ilog2();
        self.put(0, more);
        self.put(value, more + 1);
    }

    /// Writes a number up to 2³² − 2: how many bits it has in five bits, then these. A larger one is
    /// written as the largest.
    pub fn number(&mut self, value: u32) {
        // One more, so that there is a first bit, which need not be written.
        let value = value.saturating_add(1);
        let more = value.ilog2();
        self.put(more, LENGTH_BITS);
        self.put(value, more);
    }

    /// The bytes; the last one is filled up with zeros.
    #[must_use]
    pub fn bytes(self) -> Vec<u8> {
        self.bytes
    }
}

/// Reads numbers from bytes. Past the end everything is `None`.
#[derive(Debug, Clone, Copy)]
pub struct BitReader<'b> {
    bytes: &'b [u8],
    /// The byte that is read.
    at: usize,
    /// How many of its bits are still to be read.
    ahead: u32,
}

impl<'b> BitReader<'b> {
    /// Reads from the first bit on.
    #[must_use]
    pub fn new(bytes: &'b [u8]) -> Self {
        Self {
            bytes,
            at: 0,
            ahead: 8,
        }
    }

    /// Reads `width` bits, 32 at most.
    pub fn take(&mut self, width: u32) -> Option<u32> {
        let mut value: u32 = 0;
        let mut left = width;
        while left > 0 {
            let byte = u32::from(*self.bytes.get(self.at)?);
            let now = left.min(self.ahead);
            left -= now;
            self.ahead -= now;
            value = value << now | byte >> self.ahead & low(now);
            if self.ahead == 0 {
                self.at += 1;
                self.ahead = 8;
            }
        }
        Some(value)
    }

    /// Reads a small number: one that is less than 256.
    pub fn small(&mut self, width: u32) -> Option<u8> {
        self.take(width)?.try_into().ok()
    }

    /// Reads a yes or no.
    pub fn flag(&mut self) -> Option<bool> {
        Some(self.take(1)? == 1)
    }

    /// Reads what [`BitWriter::gamma`] wrote.
    pub fn gamma(&mut self) -> Option<u32> {
        let mut more = 0;
        while self.take(1)? == 0 {
            more += 1;
            if more >= u32::BITS {
                return None;
            }
        }
        Some(1 << more | self.take(more)?)
    }

    /// Reads what [`BitWriter::number`] wrote.
    pub fn number(&mut self) -> Option<u32> {
        let more = self.take(LENGTH_BITS)?;
        let value = 1 << more | self.take(more)?;
        Some(value - 1)
    }

    /// Whether nothing is left but the zeros that fill up the last byte.
    #[must_use]
    pub fn is_done(mut self) -> bool {
        let left = self.bytes.len().saturating_sub(self.at);
        left == 0 || left == 1 && self.ahead < 8 && self.take(self.ahead) == Some(0)
    }
}

/// The lowest bits of a number, up to 31 of them.
fn low(count: u32) -> u32 {
    (1 << count) - 1
}

/// How many characters that many bytes are written with.
#[must_use]
pub fn chars_of(bytes: usize) -> usize {
    (8 * bytes).div_ceil(6)
}

/// The bytes as base64url.
#[must_use]
pub fn to_text(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(chars_of(bytes.len()));
    // Three bytes are four characters, and what is left over is one more than it has bytes.
    for three in bytes.chunks(3) {
        let byte = |at: usize| u32::from(three.get(at).copied().unwrap_or(0));
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        for sixth in [18, 12, 6, 0].into_iter().take(three.len() + 1) {
            text.push(char::from(ALPHABET[(bits >> sixth & 63) as usize]));
        }
    }
    text
}

/// What a character of base64url stands for.
#[must_use]
pub fn value_of(char: char) -> Option<u32> {
    let from = |first: char, value: u32| u32::from(char) - u32::from(first) + value;
    match char {
        'A'..='Z' => Some(from('A', 0)),
        'a'..='z' => Some(from('a', 26)),
        '0'..='9' => Some(from('0', 52)),
        '-' => Some(62),
        '_' => Some(63),
        _ => None,
    }
}

/// The bytes of a base64url text; `None` if it holds anything else, or says more bits than it has
/// bytes for.
#[must_use]
pub fn from_text(text: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(6 * text.len() / 8);
    // Bits that make no byte yet, and how many they are.
    let (mut rest, mut count) = (0, 0);
    for char in text.chars() {
        rest = rest << 6 | value_of(char)?;
        count += 6;
        if count >= 8 {
            count -= 8;
            let [.., byte] = (rest >> count).to_be_bytes();
            bytes.push(byte);
            rest &= low(count);
        }
    }
    (chars_of(bytes.len()) == text.len() && rest == 0).then_some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64url_is_that_of_rfc_4648() {
        // The vectors of section 10, without their padding.
        for (plain, text) in [
            ("", ""),
            ("f", "Zg"),
            ("fo", "Zm8"),
            ("foo", "Zm9v"),
            ("foob", "Zm9vYg"),
            ("fooba", "Zm9vYmE"),
            ("foobar", "Zm9vYmFy"),
        ] {
            assert_eq!(to_text(plain.as_bytes()), text);
            assert_eq!(from_text(text).as_deref(), Some(plain.as_bytes()));
        }
        assert_eq!(to_text(&[0xfb, 0xff, 0xfe]), "-__-");
    }

    #[test]
    fn a_text_that_no_bytes_are_written_as_is_refused() {
        // A character too many, bits that belong to no byte, another alphabet.
        for text in ["Z", "Zm9vY", "Zh", "Zm9", "Zm+v", "Zg==", "Zé"] {
            assert_eq!(from_text(text), None, "{text}");
        }
    }

    #[test]
    fn gamma_codes_are_eliass() {
        let bits = |value| {
            let mut writer = BitWriter::default();
            writer.gamma(value);
            let used = 8 * writer.bytes.len() - writer.free as usize;
            let bytes = writer.bytes();
            let mut reader = BitReader::new(&bytes);
            let bit = |_| char::from(b'0' + reader.small(1).unwrap());
            (0..used).map(bit).collect::<String>()
        };
        assert_eq!(bits(1), "1");
        assert_eq!(bits(2), "010");
        assert_eq!(bits(3), "011");
        assert_eq!(bits(4), "00100");
        assert_eq!(bits(17), "000010001");
    }

    #[test]
    fn numbers_come_back_and_nothing_comes_past_the_end() {
        let numbers = [0, 1, 2, 3, 255, 29_383_333, u32::MAX - 1];
        let mut writer = BitWriter::default();
        for number in numbers {
            writer.number(number);
            writer.gamma(number.max(1));
            writer.put(number, 32);
            writer.flag(number == 1);
        }
        let bytes = writer.bytes();
        let mut reader = BitReader::new(&bytes);
        for number in numbers {
            assert_eq!(reader.number(), Some(number));
            assert_eq!(reader.gamma(), Some(number.max(1)));
            assert_eq!(reader.take(32), Some(number));
            assert_eq!(reader.flag(), Some(number == 1));
        }
        assert!(reader.is_done());
        assert_eq!(reader.take(8), None);
        assert_eq!(BitReader::new(&[0; 9]).gamma(), None, "no end of zeros");
        assert!(
            !BitReader::new(&[0]).is_done(),
            "a whole byte is no filling"
        );
    }
}
