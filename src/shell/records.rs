//! What a learner leaves on the device: the engine's rules over the browser's storage.

use super::storage::Browser;
use crate::engine::keep;

pub(super) use crate::engine::keep::TAB_SESSION;
pub use crate::engine::keep::Trouble;

/// The records of this site on this device.
pub type Records = keep::Records<Browser>;
