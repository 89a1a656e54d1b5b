//! The vendors of the bindings on 127.0.0.1: they answer as their pages say, and misbehave on demand.
//!
//! Input: HTTP requests on the loopback interface. Output: answers from customers that are made up, the same on every
//! machine, and faults that a test asked for. **Invariant:** which customers a query keeps, and how JSON is written, is
//! found here, not by the code that writes queries and reads JSON; of the bindings only the strict readers are used, to
//! refuse what no filter writes.
//!
//! | vendor | lets in | pages |
//! |---|---|---|
//! | [`aceptabits`] | `Authorization: Bearer` with [`aceptabits::TOKEN`] | `page`, `limit` (at most 100); numbers |
//! | [`akinon`] | `Authorization: Token` with [`akinon::KEY`], or the key of a login | `page`, `limit`; absolute links |
//! | [`koibox`] | `X-Koibox-Key` with [`koibox::KEY`] | `limit` (at most 50), `offset`; absolute links |
//! | [`valomnia`] | the cookie `JSESSIONID` of a login | `max`, `offset`; links that are paths |

pub mod aceptabits;
pub mod akinon;
mod answer;
mod column;
mod dice;
mod django;
mod fault;
pub mod koibox;
mod paging;
mod query;
mod server;
pub mod valomnia;
mod vendor;

pub use answer::Recorded;
pub use fault::Fault;
pub use server::Loopback;
pub use vendor::Vendor;
