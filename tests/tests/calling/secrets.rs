//! No key, password, user name or session is in anything that callers or logs are shown.
//!
//! Input: calls of all vendors that succeed and that fail in every way, whose answers quote the secrets. Output: whatever
//! can be shown of clients, replies and errors, and all that was logged.
//! **Invariant:** a secret is searched for as it is, and as URLs, forms, JSON, HTML and base64 write it.

mod shown;

use crate::capture::{Level, capture, capture_at};
use crate::listing;
use crate::stage::{Client, Over, Played, Stage};
use bindery::endpoint::{Endpoint, Page};
use bindery_loopback::{Fault, aceptabits as at_aceptabits, akinon as at_akinon};
use bindery_loopback::{Vendor, koibox as at_koibox, valomnia as at_valomnia};
use bindery_vendors::{aceptabits, akinon, koibox, valomnia};
use shown::{QUOTED, SECRETS, SESSION, Shown, leaks, spellings};
use std::collections::BTreeSet;
use std::fmt::Debug;
use std::time::Duration;

/// A body and headers that quote a text in every way: a vendor that shows what it was sent.
fn quoting(status: u16, secret: &str) -> Fault {
    let spelled = &spellings(secret)[..QUOTED];
    let quoted = bindery::json::to_string(&spelled.join(" ")).unwrap();
    let named = bindery::json::to_string(&secret.to_owned()).unwrap();
    // Where each vendor says what is wrong, and where success says what it is.
    let body = format!(
        r#"{{"detail": {quoted}, "error": {quoted}, "error_description": {quoted}, "non_field_errors": [{quoted}], {named}: [{named}], "status": false, "count": {named}, "results": [{quoted}], "data": [{named}]}}"#
    );
    let ascii = |text: &str| text.bytes().all(|byte| (b' '..0x7f).contains(&byte));
    let mut headers: Vec<(String, String)> = spelled
        .iter()
        .filter(|text| ascii(text))
        .map(|text| ("x-echo".to_owned(), text.clone()))
        .collect();
    headers.extend(
        headers
            .first()
            .cloned()
            .map(|(_, text)| ("x-request-id".to_owned(), text)),
    );
    headers.push(("set-cookie".to_owned(), "JSESSIONID=ROTATED-7734; Path=/".to_owned()));
    Fault::Status(status, headers, body.into_bytes())
}

/// A text as part of a host's name.
fn host(text: &str) -> String {
    let fits = |character: &char| character.is_ascii_alphanumeric() || *character == '-';
    text.chars().filter(fits).collect()
}

/// Makes calls, and keeps what is shown of them.
struct Collector<'s> {
    stage: &'s Stage,
    shown: Shown,
}

impl Collector<'_> {
    /// The secret itself; of sessions the one at hand, which is another one after each login.
    fn current(&self, vendor: Vendor, secret: &str) -> String {
        match secret {
            SESSION => format!("SESSION{:08}", self.stage.server.logins(vendor)),
            other => other.to_owned(),
        }
    }

    /// A call whose answer is spoiled.
    fn spoiled<E>(&mut self, client: &Client<E::Api>, endpoint: &E, path: &str, fault: Fault)
    where
        E: Endpoint<Api: Played, Output: Debug>,
    {
        let is_slow = matches!(fault, Fault::SlowHead(_));
        let client = client.with(|options| {
            options.max_body = 64 * 1024;
            options.retry.attempts = 2;
            options.retry.base = Duration::from_millis(1);
            if is_slow {
                options.timeout = Duration::from_millis(100);
            }
        });
        self.stage.server.fault(path, fault);
        self.shown.reply(client.reply(endpoint));
        self.stage.server.clear_faults();
    }

    /// A call in every condition; `secrets` are those that the client knows.
    fn every_condition<E>(&mut self, client: &Client<E::Api>, endpoint: &E, secrets: &[&str])
    where
        E: Endpoint<Api: Played, Output: Debug>,
    {
        let vendor = <E::Api as Played>::LOOPBACK;
        self.shown.reply(client.reply(endpoint));
        // The login is left alone, so that each fault reaches the call.
        let path = self.stage.server.requests().last().unwrap().path.clone();
        for secret in secrets {
            let quoted: [&dyn Fn(&str) -> Fault; 10] = [
                &|it| quoting(200, it),
                &|it| quoting(400, it),
                &|it| quoting(403, it),
                &|it| quoting(404, it),
                &|it| quoting(503, it),
                &|it| Fault::Json(format!("\"{}", it.repeat(3))),
                &|it| Fault::Json(format!("[{}{it}", "\"x\", ".repeat(30))),
                &|it| Fault::RedirectTo(302, format!("https://{}.evil.example/", host(it))),
                &|it| Fault::RedirectTo(308, format!("https://evil.example/?key={it}")),
                &|it| Fault::RedirectTo(301, format!("{path}?{it}")),
            ];
            for fault in quoted {
                let secret = self.current(vendor, secret);
                self.spoiled(client, endpoint, &path, fault(&secret));
            }
        }
        for fault in [
            Fault::Html(500),
            Fault::Truncated,
            Fault::CloseMidBody,
            Fault::SlowHead(Duration::from_millis(300)),
            Fault::Huge {
                bytes: 1 << 20,
                announced: true,
            },
            Fault::status(401),
        ] {
            self.spoiled(client, endpoint, &path, fault);
        }
        self.stage.server.expire_sessions(vendor);
        self.shown.reply(client.reply(endpoint));
        self.shown.debug("a client", client);
    }

    /// A listing whose links quote secrets, and what is shown of it on the way.
    fn links<E, I>(&mut self, client: &Client<E::Api>, list: impl Fn() -> E, secrets: &[&str])
    where
        E: Endpoint<Api: Played, Output = Page<I>> + 'static,
    {
        let vendor = <E::Api as Played>::LOOPBACK;
        for secret in secrets {
            let secret = self.current(vendor, secret);
            for link in [
                format!("https://{}.evil.example/", host(&secret)),
                format!("https://evil.example/{secret}?key={secret}"),
                format!("https://{secret}@evil.example/"),
                format!("?key={secret}&\u{7}"),
            ] {
                let mut pages = client.pages(list());
                self.stage.server.fault(vendor, Fault::NextLink(link));
                while let Some(page) = pages.next() {
                    self.shown.debug("pages", &pages);
                    if let Err(error) = page {
                        self.shown.error(&error);
                    }
                }
                self.stage.server.clear_faults();
                self.shown.debug("items", &client.items(list()));
            }
        }
    }

    /// A caller who is not let in.
    fn stranger<E>(&mut self, client: &Client<E::Api>, endpoint: &E, secrets: &[&str])
    where
        E: Endpoint<Api: Played, Output: Debug>,
    {
        self.shown.reply(client.reply(endpoint));
        self.shown.debug("a client", client);
        for secret in secrets {
            let vendor = <E::Api as Played>::LOOPBACK;
            self.stage.server.fault(vendor, quoting(400, secret));
            self.shown.reply(client.reply(endpoint));
            self.stage.server.clear_faults();
        }
    }
}

fn koibox(all: &mut Collector<'_>, wrong: &str) {
    let list = || listing::koibox(koibox::ListCustomersFilter::default());
    let (client, known) = (all.stage.client(), [at_koibox::KEY]);
    all.every_condition(&client, &list(), &known);
    let body = koibox::NewCustomer::new("Eva");
    all.every_condition(&client, &koibox::CreateCustomer { body }, &known);
    all.links(&client, list, &known);
    all.stranger(&all.stage.client_as(koibox::Auth::key(wrong)), &list(), &[wrong]);
}

fn akinon(all: &mut Collector<'_>, wrong: [&str; 3]) {
    let list = || listing::akinon(akinon::ListCustomersFilter::default().limit(5));
    let (client, known) = (all.stage.client(), [at_akinon::KEY]);
    all.every_condition(&client, &list(), &known);
    all.every_condition(&client, &akinon::DeleteCustomer { id: 7 }, &known);
    all.links(&client, list, &known);
    let [key, user, password] = wrong;
    all.stranger(&all.stage.client_as(akinon::Auth::key(key)), &list(), &[key]);

    let login = akinon::Auth::login(at_akinon::USERNAME, at_akinon::PASSWORD);
    let known = [at_akinon::USERNAME, at_akinon::PASSWORD, SESSION];
    all.every_condition(&all.stage.client_as(login), &akinon::GetCustomer { id: 1 }, &known);
    let login = akinon::Auth::login(user, password);
    all.stranger(&all.stage.client_as(login), &list(), &[user, password]);
}

fn aceptabits(all: &mut Collector<'_>, wrong: &str) {
    let list = || listing::aceptabits(1, 5);
    all.every_condition(&all.stage.client(), &list(), &[at_aceptabits::TOKEN]);
    all.stranger(&all.stage.client_as(aceptabits::Auth::token(wrong)), &list(), &[wrong]);
}

fn valomnia(all: &mut Collector<'_>, wrong: [&str; 3]) {
    let list = || listing::valomnia(valomnia::ListCustomersFilter::default().limit(5));
    let client = all.stage.client();
    let known = [at_valomnia::USERNAME, at_valomnia::PASSWORD, SESSION];
    all.every_condition(&client, &list(), &known);
    all.links(&client, list, &known);
    let [_, user, password] = wrong;
    let session = || valomnia::Auth::session(user, password);
    all.stranger(&all.stage.client_as(session()), &list(), &[user, password]);
    // A login that is redirected, or fails before its end.
    for fault in [
        Fault::RedirectTo(302, format!("https://evil.example/?{password}")),
        Fault::CloseMidBody,
        quoting(200, password),
    ] {
        let client = all.stage.client_as(session());
        all.spoiled(&client, &list(), "/valomnia/j_spring", fault);
    }
}

/// Callers themselves, and servers that are not there.
fn outside(all: &mut Collector<'_>, wrong: [&str; 3]) {
    let nowhere = || "http://127.0.0.1:9".to_owned();
    let [key, user, password] = wrong;
    let auth = koibox::Auth::key(key);
    all.shown.debug("a caller", &auth);
    let client = all.stage.client_at(koibox::Server::Custom(nowhere()), auth).unwrap();
    all.spoiled(&client, &koibox::ListCustomers::default(), "/", Fault::status(500));
    let auth = valomnia::Auth::session(user, password);
    all.shown.debug("a caller", &auth);
    let client = all.stage.client_at(valomnia::Server::Custom(nowhere()), auth).unwrap();
    all.spoiled(&client, &valomnia::ListCustomers::default(), "/", Fault::status(500));
    let error = all.stage.client_as_error(koibox::Auth::key("wrong\u{7f}pass"));
    all.shown.text("setting up", format!("{error} {error:?}"));
}

pub fn nothing_shows_a_secret(stage: &Stage) {
    let [.., key, user, password, _] = SECRETS;
    let (mut shown, notes) = capture(|| {
        let shown = Shown::default();
        let mut all = Collector { stage, shown };
        koibox(&mut all, key);
        akinon(&mut all, [key, user, password]);
        aceptabits(&mut all, key);
        valomnia(&mut all, [key, user, password]);
        outside(&mut all, [key, user, password]);
        all.shown
    });
    shown.logs(&notes);
    // There is something to search, and there were secrets in it.
    let (spans, texts) = (notes.spans_of("bindery").len(), shown.0.len());
    assert!(spans > 200 && texts > 500, "{spans} spans, {texts} texts");
    assert!(shown.0.iter().any(|(_, text)| text.contains("[secret]")));
    let found = leaks(&shown);
    assert!(found.is_empty(), "{found:#?}");
}

/// At the level of traces, ureq writes all that it sends and receives, byte for byte. That is its own decision, and known
/// here; nothing else does so.
pub fn only_ureq_traces_what_it_sends(stage: &Stage) {
    let (_, notes) = capture_at(Level::Trace, || {
        stage
            .client()
            .call(&listing::koibox(koibox::ListCustomersFilter::default()))
            .unwrap();
        stage.client().call(&akinon::GetCustomer { id: 1 }).unwrap();
        stage.client().call(&listing::aceptabits(1, 1)).unwrap();
        let page = listing::valomnia(valomnia::ListCustomersFilter::default().limit(1));
        stage.client().call(&page).unwrap();
    });
    let mut shown = Shown::default();
    shown.logs(&notes);
    assert!(notes.spans_of("bindery").len() == 4 && !notes.lines.is_empty());
    let by: BTreeSet<String> = leaks(&shown).into_keys().map(|(what, _)| what).collect();
    let known = match stage.over {
        Over::Ureq => BTreeSet::from(["log, ureq_proto::util".to_owned()]),
        Over::Reqwest => BTreeSet::new(),
    };
    assert_eq!(by, known);
}
