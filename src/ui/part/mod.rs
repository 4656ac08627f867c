//! Parts that pages are made of.

pub mod answer;
pub mod ask;
pub mod explain;
pub mod feedback;
pub mod figures;
pub mod hand_on;
pub mod heat;
pub mod kept;
pub mod notice;
pub mod question;
pub mod reviewed;
pub mod story;
pub mod svg;
pub mod turns;
pub mod version;
