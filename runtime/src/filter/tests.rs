//! Filters of every dialect, expanded by hand as the derives expand them.

mod dialects;
mod json;
mod matching;
mod reading;
mod round_trip;
mod validation;
mod values;
