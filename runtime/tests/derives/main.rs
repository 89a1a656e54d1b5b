//! Hand-written types with the real derives: what a user writes without the generator.

#![allow(clippy::unwrap_used, reason = "clippy takes the helpers of tests for code")]

mod catalogues;
mod endpoints;
mod enums;
mod filters;
mod formats;
mod models;
mod names;
mod patches;
mod rules;
mod shop;
mod wide;
