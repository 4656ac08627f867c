//! Everything the browser *does*: storage, address, network, clock, page. No rules about scoring
//! or content, and nothing here panics: what a browser denies is a value.

pub mod address;
pub mod clock;
pub mod crash;
pub mod entropy;
pub mod fetch;
pub mod files;
pub mod guard;
pub mod intl;
mod maybe;
pub mod offline;
pub mod page;
pub mod pause;
pub mod records;
pub mod share;
pub mod storage;
