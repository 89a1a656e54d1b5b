//! Whole calls: each scenario over both transports, against the vendors on the loopback interface.
//!
//! Input: generated endpoints, filters and keys. Output: values, compared with the customers that the server holds, and
//! requests, compared with what the vendors' pages ask for.
//! **Invariant:** a scenario is written once and knows of no transport; every one has a server of its own.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::result_large_err,
    reason = "helpers of tests are tests, too"
)]

mod capture;
mod filters;
mod listing;
mod logins;
mod paging;
mod refusals;
mod replies;
mod rows;
mod secrets;
mod servers;
mod spans;
mod stage;
mod validation;
mod writing;

/// Each scenario as a test of either transport.
macro_rules! scenarios {
    ($($topic:ident { $($name:ident)* })*) => {
        mod ureq {
            $(mod $topic {
                $(#[test] fn $name() { crate::$topic::$name(&crate::stage::Stage::new(crate::stage::Over::Ureq)) })*
            })*
        }
        mod reqwest {
            $(mod $topic {
                $(#[test] fn $name() { crate::$topic::$name(&crate::stage::Stage::new(crate::stage::Over::Reqwest)) })*
            })*
        }
    };
}

scenarios! {
    listing {
        everything_comes_once_and_in_order
        pages_tell_how_many_there_are
        nothing_is_fetched_before_it_is_asked_for
        ends_where_the_caller_wants
        begins_where_the_caller_wants
        an_empty_list_is_one_call
        a_full_last_page_is_the_last
    }
    paging {
        limits_that_are_clamped_skip_nothing
        links_are_followed_as_they_stand
        links_that_are_relative
        pages_are_counted_where_there_are_no_links
        every_page_is_asked_for_by_the_same_caller
    }
    filters {
        akinon
        aceptabits
        koibox
        valomnia
        several_lookups_at_once
    }
    writing {
        created_customers_are_in_the_list
        a_body_has_what_was_set_and_nothing_else
        koibox_counts_codes
        replaced_as_a_whole
        changed_in_three_ways
        deleted_and_then_not_there
        deleted_by_a_code_that_paths_escape
        deletions_that_are_refused
    }
    logins {
        a_session_is_carried_by_a_cookie
        a_key_is_carried_by_a_header
        a_session_that_expired_is_renewed_once
        a_session_that_cannot_be_renewed
        a_wrong_password
        clones_share_a_session
        many_calls_at_once
    }
    refusals {
        nobody_calls
        a_wrong_key
        codes_are_those_of_their_endpoint
        failure_within_a_success
        names_of_fields_come_along
    }
    validation {
        what_breaks_a_rule_is_not_sent
        every_violation_is_named
        the_vendor_refuses_what_was_not_checked
    }
    servers {
        a_url_of_ones_own
        variables_are_part_of_the_url
        urls_that_cannot_be_called_are_not_quoted
    }
    replies {
        status_headers_and_body_come_along
        attempts_are_counted
        the_request_id_is_in_errors
    }
    spans {
        a_call_is_one_span
        retries_and_logins_are_events
        nothing_of_the_call_is_in_them
    }
    secrets {
        nothing_shows_a_secret
        only_ureq_traces_what_it_sends
    }
}
