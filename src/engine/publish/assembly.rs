//! Putting a copy together, file by file as they come.

use super::list::{File, FileList};
use super::look::Look;
use super::plan::{Carried, Plan};
use super::worker;
use super::zip::{Stamp, Zip};
use super::{HOST_FILES, INDEX, LIST, MANIFEST, PAGE, STYLE, WORKER, hash};
use crate::engine::check::index_file;

/// A copy that is being put together.
#[derive(Debug)]
pub struct Assembly<'p> {
    plan: &'p Plan,
    look: Look,
    zip: Zip,
    files: Vec<File>,
    /// The service worker lists all the others, so it comes last.
    worker: Option<String>,
}

/// Why a copy can't be made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CopyError {
    /// The file is not the one that the site lists: it was changed meanwhile, or on its way.
    Changed(String),
    /// The file is not written as this version writes it.
    Unexpected(String),
    /// It is larger than a zip can be.
    TooLarge,
}

impl<'p> Assembly<'p> {
    /// Nothing of it yet.
    #[must_use]
    pub fn new(plan: &'p Plan, look: Look, stamp: Stamp) -> Self {
        let room = usize::try_from(plan.bytes()).unwrap_or_default();
        Self {
            plan,
            look,
            zip: Zip::new(stamp, room + room / 8),
            files: Vec::new(),
            worker: None,
        }
    }

    /// Takes a file that was fetched.
    ///
    /// # Errors
    /// [`CopyError`] if it is not the one that was asked for.
    pub fn put(&mut self, carried: &Carried, content: &[u8]) -> Result<(), CopyError> {
        let path = carried.path.as_str();
        if hash(content) != carried.hash {
            return Err(CopyError::Changed(path.to_owned()));
        }
        let unexpected = || CopyError::Unexpected(path.to_owned());
        let rewritten = match path {
            PAGE => |look: &Look, text: &str| look.page(text),
            MANIFEST => |look: &Look, text: &str| look.manifest(text),
            WORKER => |_: &Look, text: &str| Some(text.to_owned()),
            _ => return self.add(path, content),
        };
        let text = std::str::from_utf8(content).map_err(|_| unexpected())?;
        let text = rewritten(&self.look, text).ok_or_else(unexpected)?;
        if path == WORKER {
            self.worker = Some(text);
            return Ok(());
        }
        self.add(path, text.as_bytes())
    }

    /// How many files the copy has in the end: those that were put, and those that are written.
    #[must_use]
    pub fn count(&self) -> usize {
        let worker = usize::from(self.worker.is_some());
        let style = usize::from(self.look.css().is_some());
        // The index and the list.
        self.files.len() + worker + style + self.plan.made.len() + HOST_FILES.len() + 2
    }

    /// The zip, once every file was put.
    ///
    /// # Errors
    /// [`CopyError`] if it can't be made.
    pub fn finish(mut self) -> Result<Vec<u8>, CopyError> {
        for (path, text) in &self.plan.made {
            self.add(path, text.as_bytes())?;
        }
        let index = index_file::write(&self.plan.index);
        self.add(INDEX, index.as_bytes())?;
        if let Some(css) = self.look.css() {
            self.add(STYLE, css.as_bytes())?;
        }
        for (path, text) in HOST_FILES {
            self.add(path, text.as_bytes())?;
        }
        if let Some(worker) = self.worker.take() {
            let worker = worker::rewritten(&worker, &self.files, &self.plan.index);
            let worker = worker.ok_or_else(|| CopyError::Unexpected(WORKER.to_owned()))?;
            self.add(WORKER, worker.as_bytes())?;
        }
        let list = FileList::write(std::mem::take(&mut self.files));
        self.add(LIST, list.as_bytes())?;
        Ok(self.zip.finish())
    }

    fn add(&mut self, path: &str, content: &[u8]) -> Result<(), CopyError> {
        self.files.push(File::of(path, content));
        self.zip.add(path, content).ok_or(CopyError::TooLarge)
    }
}
