//! Parts that pages are made of.

pub mod answer;
pub mod explain;
pub mod feedback;
pub mod figures;
pub mod notice;
pub mod question;
pub mod story;
pub mod svg;
