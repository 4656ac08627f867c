//! A pack that is practised without being part of the site: chosen as a file, pasted, or fetched from
//! an address on the same host. It is kept on the device, so that what was answered stays readable.

use super::attempt::Attempt;
use super::edition::Edition;
use super::id::{CompetencyId, PackId};
use super::index;
use super::json::Value;
use super::pack::{KeyStatus, Pack};
use super::practice::Practice;
use super::record::{Fields, Record, Writer, string};
use super::topic::Topic;

/// How many hex digits of an edition a link names.
const EDITION_DIGITS: usize = 8;

/// A pack as it came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Guest {
    /// Its file, byte for byte.
    pub text: String,
    /// The file of the framework that it asks for, where the site does not have that.
    pub framework: Option<String>,
    /// Where it came from.
    pub origin: Origin,
    /// When it came, in minutes since 1970.
    pub added: u64,
}

/// Where a pack came from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    /// A file of that name.
    File(String),
    /// A text that was pasted.
    Pasted,
    /// An address on the same host, as it was given.
    Address(String),
    /// A draft of the studio.
    Studio,
}

impl Guest {
    /// Whether it can be one of ours.
    #[must_use]
    pub fn is_sound(&self) -> bool {
        !self.text.is_empty()
    }
}

impl Record for Guest {
    fn to_json(&self) -> Value {
        let (kind, name) = match &self.origin {
            Origin::File(name) => ("file", Some(name)),
            Origin::Pasted => ("paste", None),
            Origin::Address(address) => ("address", Some(address)),
            Origin::Studio => ("studio", None),
        };
        let text = |text: &String| Value::String(text.clone());
        Writer::default()
            .with("from", Value::String(kind.to_owned()))
            .with_any("name", name.map_or(Value::Null, text))
            .with("added", self.added.into())
            .with("text", text(&self.text))
            .with_any(
                "framework",
                self.framework.as_ref().map_or(Value::Null, text),
            )
            .done()
    }

    fn from_json(value: &Value) -> Option<Self> {
        let fields = Fields::of(value)?;
        let name = fields.optional("name", string)?.unwrap_or_default();
        Some(Self {
            origin: match fields.text("from")? {
                "file" => Origin::File(name),
                "address" => Origin::Address(name),
                "studio" => Origin::Studio,
                // Where it came from is told and decides nothing: a newer word for it is no damage.
                _ => Origin::Pasted,
            },
            added: fields.number("added")?,
            text: fields.string("text")?,
            framework: fields.optional("framework", string)?,
        })
    }
}

/// What a pack is, for whoever decides whether to practise it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Summary {
    /// Its name.
    pub title: String,
    /// One or two sentences about it.
    pub about: String,
    /// Who wrote it.
    pub authors: Vec<String>,
    /// Its language, as a BCP 47 tag.
    pub lang: String,
    /// Its licence.
    pub license: String,
    /// The author's own version.
    pub version: String,
    /// Whether a panel voted on its key.
    pub is_panel: bool,
    /// A sentence about its key.
    pub key_note: String,
    /// How many single moments it has.
    pub moments: usize,
    /// How many stories it has.
    pub stories: usize,
    /// What it touches, each topic once.
    pub topics: Vec<Topic>,
    /// What it asks for, each competency once.
    pub competencies: Vec<CompetencyId>,
}

impl Summary {
    /// That of a pack.
    #[must_use]
    pub fn of(pack: &Pack) -> Self {
        let entries = index::entries(pack);
        let stories = entries.iter().filter(|entry| entry.is_story()).count();
        let mut topics: Vec<Topic> = Vec::new();
        let mut competencies: Vec<CompetencyId> = Vec::new();
        for entry in &entries {
            for topic in &entry.topics {
                if !topics.contains(topic) {
                    topics.push(*topic);
                }
            }
            for id in &entry.competencies {
                if !competencies.contains(id) {
                    competencies.push(id.clone());
                }
            }
        }
        Self {
            title: pack.title.clone(),
            about: pack.about.clone(),
            authors: pack.authors.clone(),
            lang: pack.lang.clone(),
            license: pack.license.clone(),
            version: pack.version.clone(),
            is_panel: pack.key.status == KeyStatus::Panel,
            key_note: pack.key.note.clone(),
            moments: entries.len() - stories,
            stories,
            topics,
            competencies,
        }
    }
}

/// The link that practises a pack in one edition and no other, whatever else the site has under the
/// same id.
#[must_use]
pub fn practice(id: &PackId, edition: Edition) -> Practice {
    let digits = &edition.to_string()[..EDITION_DIGITS];
    Practice {
        packs: vec![id.clone()],
        editions: digits.parse().into_iter().collect(),
        ..Practice::default()
    }
}

/// How many attempts have answers from that edition of a pack: without it, their reasons can't be
/// shown.
#[must_use]
pub fn needed_by(attempts: &[Attempt], id: &PackId, edition: Edition) -> usize {
    let is_from = |attempt: &&Attempt| {
        let mut moments = attempt.moments.iter();
        moments.any(|moment| moment.edition == edition && moment.name.pack == *id)
    };
    attempts.iter().filter(is_from).count()
}

/// Why an address is not fetched.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum AddressError {
    /// There is none.
    #[error("there is no address")]
    Empty,
    /// It is on another host, or may be.
    #[error("the address is not on this host")]
    OtherHost,
    /// The page itself has no host: it was opened as a file.
    #[error("this page has no host")]
    NoHost,
}

/// The whole address of a file on the same host, from what a person wrote: a path from the site's
/// folder, a path from the host's root, or a whole address on this host. `site` is the address of
/// the site's folder. What comes back begins with this host's name and a slash, whatever was given.
///
/// # Errors
/// [`AddressError`] if it is none, or could lead to another host.
pub fn address(site: &str, given: &str) -> Result<String, AddressError> {
    let (scheme, rest) = site.split_once("://").ok_or(AddressError::NoHost)?;
    let host_end = rest.find('/').ok_or(AddressError::NoHost)?;
    let host = &rest[..host_end];
    if host.is_empty() || !scheme.starts_with("http") {
        return Err(AddressError::NoHost);
    }
    let given = given.trim();
    let given = given.split('#').next().unwrap_or_default();
    if given.is_empty() {
        return Err(AddressError::Empty);
    }
    // A browser takes a backslash for a slash, and passes over line breaks and tabs.
    if given.chars().any(|c| c == '\\' || c.is_control()) {
        return Err(AddressError::OtherHost);
    }
    let root = format!("{scheme}://{host}");
    if let Some((_, rest)) = given.split_once("://").filter(|(before, _)| {
        before.eq_ignore_ascii_case("http") || before.eq_ignore_ascii_case("https")
    }) {
        let end = rest.find(['/', '?']).unwrap_or(rest.len());
        let (theirs, path) = rest.split_at(end);
        let path = if path.starts_with('/') { path } else { "/" };
        return if theirs.eq_ignore_ascii_case(host) {
            Ok(format!("{root}{path}"))
        } else {
            Err(AddressError::OtherHost)
        };
    }
    let first = given.split(['/', '?']).next().unwrap_or_default();
    if given.starts_with("//") || first.contains(':') {
        return Err(AddressError::OtherHost);
    }
    match given.strip_prefix('/') {
        Some(path) => Ok(format!("{root}/{path}")),
        None => {
            let end = site.rfind('/').ok_or(AddressError::NoHost)?;
            Ok(format!("{}/{given}", &site[..end]))
        }
    }
}
