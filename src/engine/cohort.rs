//! Many results, and what a trainer can learn from them.

pub mod correlation;
pub mod distribution;
pub mod estimate;
pub mod reliability;
