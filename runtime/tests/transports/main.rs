//! The transports, against servers made of plain sockets.
//!
//! Input: answers that are right, slow, cut, endless or none. Output: the same from both transports.
//! **Invariant:** every scenario runs over both; servers and waits are bounded, so that a failure is never a hang.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "clippy takes the helpers of tests for code"
)]

mod answers;
mod failures;
mod server;
mod subject;
mod tls;

/// Each scenario as a test of either transport.
macro_rules! scenarios {
    ($($(#[$attribute:meta])* $topic:ident::$name:ident),* $(,)?) => {
        mod ureq {
            $(#[test] $(#[$attribute])* fn $name() { crate::$topic::$name(&crate::subject::Subject::ureq()) })*
        }
        mod reqwest {
            $(#[test] $(#[$attribute])* fn $name() { crate::$topic::$name(&crate::subject::Subject::reqwest()) })*
        }
    };
}

scenarios! {
    answers::get_arrives_as_it_is,
    answers::post_arrives_byte_for_byte,
    answers::a_body_may_be_empty_or_unusual,
    answers::no_content_is_an_empty_body,
    answers::refusals_are_answers,
    answers::redirects_are_not_followed,
    answers::cookies_are_not_kept,
    answers::connections_are_used_again,
    answers::a_body_of_exactly_the_limit_fits,
    answers::nothing_is_decompressed,
    answers::many_calls_at_a_time,
    failures::nothing_listens,
    failures::a_name_that_is_none,
    failures::a_url_that_is_none,
    failures::cut_in_the_body,
    failures::cut_in_a_chunk,
    failures::cut_in_the_headers,
    failures::closed_without_an_answer,
    failures::slow_before_the_headers,
    failures::slow_in_the_body,
    failures::no_time_at_all,
    failures::endless_time_is_no_overflow,
    failures::too_large_by_its_length,
    failures::too_large_in_chunks,
    failures::too_large_to_the_end,
    failures::no_http,
    failures::no_http_in_a_chunk,
    failures::a_flood_of_headers,
    failures::tls_where_none_is_spoken,
    tls::a_certificate_of_nobody,
    tls::cut_in_the_handshake,
}
