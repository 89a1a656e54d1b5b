//! A tour: four vendors on this machine, and what calling them looks like. Nothing leaves the machine.
//!
//! One file a vendor, each written as a program of its own would be; only the server is one of the tests, not the vendor's.

mod aceptabits;
mod akinon;
mod koibox;
mod valomnia;

use bindery::{CallError, Catalogue};
use bindery_loopback::Loopback;
use std::error::Error;
use std::fmt::Display;
use std::io::{self, Write};

fn main() -> Result<(), Box<dyn Error>> {
    let server = Loopback::start()?;
    koibox::tour(&server)?;
    akinon::tour(&server)?;
    aceptabits::tour(&server)?;
    valomnia::tour(&server)
}

fn title(text: &str) -> io::Result<()> {
    writeln!(io::stdout(), "\n{text}")
}

fn say(label: &str, text: impl Display) -> io::Result<()> {
    writeln!(io::stdout(), "  {label:<9} {text}")
}

/// The last request, as it came over the wire.
fn say_sent(server: &Loopback) -> io::Result<()> {
    match server.requests().last() {
        Some(sent) if sent.query.is_empty() => say("sent", format_args!("{} {}", sent.method, sent.path)),
        Some(sent) => say("sent", format_args!("{} {}?{}", sent.method, sent.path, sent.query)),
        None => say("sent", "nothing"),
    }
}

/// Why a call failed, in one line. Programs decide by the variant, and by the class of what the vendor refused.
fn say_failed<T, E: Catalogue>(result: Result<T, CallError<E>>) -> io::Result<()> {
    match result {
        Err(CallError::Invalid(violations)) => violations.iter().try_for_each(|violation| say("not sent", violation)),
        Err(CallError::Vendor(error)) => say("refused", format_args!("{error} [{}]", error.kind())),
        Err(error) => say("failed", error),
        Ok(_) => Err(io::Error::other("this call was to fail")),
    }
}
