//! A competency framework: categories, their competencies, and principles that run through all.

use crate::engine::json::Value;

use super::id::{CategoryId, CompetencyId, FrameworkId, PrincipleId};
use super::problem::Problem;
use super::reader::{Item, Object, Reader, Seen, error, parse_json, parse_quietly};

/// The largest framework or guide file, in bytes.
pub const MAX_FRAMEWORK_BYTES: usize = 1 << 20;

/// A framework, as its file says it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Framework {
    id: FrameworkId,
    title: String,
    publisher: String,
    categories: Vec<Category>,
    principles: Vec<Principle>,
    overlaps: Vec<(CompetencyId, CompetencyId)>,
    sources: Vec<String>,
    notes: Vec<String>,
}

/// A category of competencies.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Category {
    /// Its id: `VIII`.
    pub id: CategoryId,
    /// The framework's wording.
    pub title: String,
    /// Our plain label, five words or fewer.
    pub label: String,
    /// Its competencies, in the framework's order.
    pub competencies: Vec<Competency>,
}

/// One competency.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Competency {
    /// Its id: `VIII.1`.
    pub id: CompetencyId,
    /// The framework's wording.
    pub text: String,
    /// Our plain label, eight words or fewer.
    pub label: String,
    /// What a reader should know about where the wording comes from; may be empty.
    pub note: String,
}

/// One principle.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Principle {
    /// Its id: `voluntary`.
    pub id: PrincipleId,
    /// The framework's wording.
    pub title: String,
}

/// What came of reading a file: the thing, unless there was an error, and all problems.
#[derive(Debug)]
pub struct Reading<T> {
    /// The thing; `None` if there was any error.
    pub thing: Option<T>,
    /// Every problem found.
    pub problems: Vec<Problem>,
}

impl Framework {
    /// Reads a framework's file. Never fails: what is amiss is among the problems.
    #[must_use]
    pub fn read(text: &str) -> Reading<Self> {
        let value = match parse_json(text, MAX_FRAMEWORK_BYTES) {
            Ok(value) => value,
            Err(problem) => {
                return Reading {
                    thing: None,
                    problems: vec![problem],
                };
            }
        };
        let mut reader = Reader::<true>::default();
        let framework = read_framework(&mut reader, &value).filter(|_| !reader.failed());
        Reading {
            thing: framework,
            problems: reader.into_problems(),
        }
    }

    /// The framework, if [`Self::read`] finds no error in it, without a word about what is amiss.
    #[must_use]
    pub fn read_quietly(text: &str) -> Option<Self> {
        let value = parse_quietly(text, MAX_FRAMEWORK_BYTES)?;
        let mut reader = Reader::<false>::default();
        read_framework(&mut reader, &value).filter(|_| !reader.failed())
    }

    /// The framework's id.
    #[must_use]
    pub fn id(&self) -> &FrameworkId {
        &self.id
    }

    /// The framework's name.
    #[must_use]
    pub fn title(&self) -> &str {
        &self.title
    }

    /// Who published it.
    #[must_use]
    pub fn publisher(&self) -> &str {
        &self.publisher
    }

    /// Its categories, in their order.
    #[must_use]
    pub fn categories(&self) -> &[Category] {
        &self.categories
    }

    /// Its principles.
    #[must_use]
    pub fn principles(&self) -> &[Principle] {
        &self.principles
    }

    /// Pairs of competencies that a careful reader may take for one another.
    #[must_use]
    pub fn overlaps(&self) -> &[(CompetencyId, CompetencyId)] {
        &self.overlaps
    }

    /// Where its wording was found, a line each.
    #[must_use]
    pub fn sources(&self) -> &[String] {
        &self.sources
    }

    /// What is said about the wording as a whole.
    #[must_use]
    pub fn notes(&self) -> &[String] {
        &self.notes
    }

    /// The category of that id.
    #[must_use]
    pub fn category(&self, id: &str) -> Option<&Category> {
        self.categories.iter().find(|c| c.id.as_str() == id)
    }

    /// The competency of that id.
    #[must_use]
    pub fn competency(&self, id: &CompetencyId) -> Option<&Competency> {
        let category = self.category(id.category_str())?;
        category.competencies.iter().find(|c| c.id == *id)
    }

    /// The principle of that id.
    #[must_use]
    pub fn principle(&self, id: &PrincipleId) -> Option<&Principle> {
        self.principles.iter().find(|p| p.id == *id)
    }
}

fn read_framework<const SPEAKS: bool>(
    reader: &mut Reader<SPEAKS>,
    value: &Value,
) -> Option<Framework> {
    let root = Item {
        value,
        at: String::new(),
    };
    let known = [
        "$schema",
        "format",
        "about",
        "id",
        "title",
        "publisher",
        "license_note",
        "categories",
        "principles",
        "principle_note",
        "overlaps",
        "sources",
    ];
    let object = reader.object(&root, &known)?;
    if let Some(format) = reader.count(&object, "format")
        && format != 1
    {
        error!(
            reader,
            "format",
            "/format",
            "This framework is in format {format}, and this version reads format 1. Get a newer version of Alongside."
        );
        return None;
    }
    let id = reader.id(&object, "id");
    let title = reader.text(&object, "title");
    let publisher = reader.text_or_empty(&object, "publisher");
    let mut seen = Seen::default();
    let categories: Vec<Category> = reader
        .list(&object, "categories", 1, 100)
        .iter()
        .filter_map(|item| read_category(reader, item, &mut seen))
        .collect();
    unique(
        reader,
        "categories",
        categories.iter().map(|c| c.id.as_str()),
    );
    let principles: Vec<Principle> = reader
        .list(&object, "principles", 0, 100)
        .iter()
        .filter_map(|item| {
            let object = reader.object(item, &["id", "title", "label", "attested_by"])?;
            let id = reader.id(&object, "id")?;
            let title = reader.text(&object, "title")?;
            Some(Principle { id, title })
        })
        .collect();
    unique(
        reader,
        "principles",
        principles.iter().map(|p| p.id.as_str()),
    );
    let overlaps = reader
        .list(&object, "overlaps", 0, 1000)
        .iter()
        .filter_map(|item| read_overlap(reader, item, &seen))
        .collect();
    let sources = Reader::<SPEAKS>::optional(&object, "sources")
        .and_then(|item| item.value.as_object())
        .map(|map| map.values().filter_map(Value::as_str))
        .map(|texts| texts.map(str::to_owned).collect())
        .unwrap_or_default();
    let notes = ["about", "license_note", "principle_note"]
        .iter()
        .map(|field| reader.text_or_empty(&object, field))
        .filter(|note| !note.is_empty())
        .collect();
    Some(Framework {
        id: id?,
        title: title?,
        publisher,
        categories,
        principles,
        overlaps,
        sources,
        notes,
    })
}

fn read_category<const SPEAKS: bool>(
    reader: &mut Reader<SPEAKS>,
    item: &Item<'_>,
    seen: &mut Seen,
) -> Option<Category> {
    let object = reader.object(item, &["id", "title", "label", "competencies"])?;
    let id: CategoryId = reader.id(&object, "id")?;
    let title = reader.text(&object, "title")?;
    let label = label_or(reader, &object, &title);
    let competencies = reader
        .list(&object, "competencies", 1, 100)
        .iter()
        .filter_map(|item| {
            let object = reader.object(item, &["id", "text", "label", "note", "attested_by"])?;
            let of: CompetencyId = reader.id(&object, "id")?;
            let text = reader.text(&object, "text")?;
            if of.category_str() != id.as_str() {
                error!(reader, "id", object.place("id"), "“{of}” stands in category {id}, so its id must begin with “{id}.”. Change it, or move it to its category.");
            }
            if !seen.insert(of.as_str()) {
                error!(reader, "duplicate-id", object.place("id"), "The id {of} is used twice. Give each competency an id of its own.");
            }
            Some(Competency {
                id: of,
                label: label_or(reader, &object, &text),
                text,
                note: reader.text_or_empty(&object, "note"),
            })
        })
        .collect();
    Some(Category {
        id,
        title,
        label,
        competencies,
    })
}

/// Notes every id that an earlier one of the list has, too.
fn unique<'i, const SPEAKS: bool>(
    reader: &mut Reader<SPEAKS>,
    list: &str,
    ids: impl Iterator<Item = &'i str>,
) {
    let mut seen = Seen::default();
    for id in ids.filter(|id| !seen.insert(id)) {
        error!(
            reader,
            "duplicate-id",
            format!("/{list}"),
            "The id {id} is used twice. Give each of the {list} an id of its own."
        );
    }
}

fn label_or<const SPEAKS: bool>(
    reader: &mut Reader<SPEAKS>,
    object: &Object<'_, SPEAKS>,
    fallback: &str,
) -> String {
    let label = reader.text_or_empty(object, "label");
    if label.is_empty() {
        fallback.to_owned()
    } else {
        label
    }
}

fn read_overlap<const SPEAKS: bool>(
    reader: &mut Reader<SPEAKS>,
    item: &Item<'_>,
    seen: &Seen,
) -> Option<(CompetencyId, CompetencyId)> {
    let known = |id: &Value| {
        let id: CompetencyId = id.as_str()?.parse().ok()?;
        seen.contains(id.as_str()).then_some(id)
    };
    if let Some([one, other]) = item.value.as_array().map(Vec::as_slice)
        && let (Some(one), Some(other)) = (known(one), known(other))
    {
        return Some((one, other));
    }
    error!(
        reader,
        "overlap",
        item.at,
        "An overlap is a list of two competencies of this framework. Check both ids."
    );
    None
}
