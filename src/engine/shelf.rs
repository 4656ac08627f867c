//! The packs at hand, each in the edition that it was had in.

use std::rc::Rc;

use super::edition::Edition;
use super::id::PackId;
use super::pack::Pack;

/// Packs, each with its edition. It is for its owner to put each pack under the edition that it has:
/// computing one takes longer than reading a result.
#[derive(Debug, Clone, Default)]
pub struct Shelf(Vec<(Edition, Rc<Pack>)>);

impl Shelf {
    /// Puts a pack there; one of the same id and edition is replaced.
    pub fn put(&mut self, edition: Edition, pack: Rc<Pack>) {
        match self.place(pack.id(), edition) {
            Some(at) => self.0[at] = (edition, pack),
            None => self.0.push((edition, pack)),
        }
    }

    /// The pack of that id in that edition.
    #[must_use]
    pub fn pack(&self, id: &PackId, edition: Edition) -> Option<&Pack> {
        let at = self.place(id, edition)?;
        Some(&self.0[at].1)
    }

    /// The packs with their editions, in the order in which they were put there.
    pub fn packs(&self) -> impl Iterator<Item = (Edition, &Pack)> {
        self.0.iter().map(|(edition, pack)| (*edition, &**pack))
    }

    fn place(&self, id: &PackId, edition: Edition) -> Option<usize> {
        self.0
            .iter()
            .position(|(its, pack)| *its == edition && pack.id() == id)
    }
}
