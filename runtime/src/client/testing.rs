//! A shop that answers from a script, for the tests of both clients.

use super::{CallError, Limits, Options, Reply, TransportError};
use crate::endpoint::{
    Api, Argument, AuthPlace, AuthScheme, Authenticate, BaseUrl, Credentials, Endpoint, EndpointSpec, Envelope,
    ErrorPlaces, FieldErrors, FillError, Login, LoginBody, Method, Parts, Payload, Place, Secret, Step, Vendor,
};
use crate::rule::Rule;
use crate::{blocking, nonblocking};
use http::{Request, Response};
use std::collections::VecDeque;
use std::marker::PhantomData;
use std::pin::pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Waker};
use std::time::Duration;

pub(crate) type Came = Result<Response<Vec<u8>>, TransportError>;

/// Answers in the order of the script, and notes what it is asked.
#[derive(Clone, Default)]
pub(crate) struct Script(Arc<Mutex<Notes>>);

#[derive(Default)]
struct Notes {
    answers: VecDeque<Came>,
    requests: Vec<Request<Vec<u8>>>,
    waits: Vec<Duration>,
    limits: Vec<Limits>,
}

impl Script {
    pub(crate) fn new(answers: Vec<Came>) -> Self {
        let script = Self::default();
        script.0.lock().unwrap().answers = answers.into();
        script
    }

    fn take(&self, request: Request<Vec<u8>>, limits: &Limits) -> Came {
        let mut notes = self.0.lock().unwrap();
        notes.requests.push(request);
        notes.limits.push(*limits);
        notes.answers.pop_front().expect("the script has another answer")
    }

    /// What was sent: `GET https://api.shop.example/orders/7 cookie: a=b | body`, with the headers but the usual ones.
    pub(crate) fn sent(&self) -> Vec<String> {
        let notes = self.0.lock().unwrap();
        assert!(notes.answers.is_empty(), "{} answers are left", notes.answers.len());
        notes.requests.iter().map(shown).collect()
    }

    pub(crate) fn waits(&self) -> Vec<Duration> {
        self.0.lock().unwrap().waits.clone()
    }

    pub(crate) fn limits(&self) -> Vec<Limits> {
        self.0.lock().unwrap().limits.clone()
    }

    pub(crate) fn requests<R>(&self, read: impl FnOnce(&[Request<Vec<u8>>]) -> R) -> R {
        read(&self.0.lock().unwrap().requests)
    }
}

fn shown(request: &Request<Vec<u8>>) -> String {
    let mut text = format!("{} {}", request.method(), request.uri());
    for (name, value) in request.headers() {
        if !["accept", "user-agent", "content-type"].contains(&name.as_str()) {
            text.push_str(&format!(" {name}: {}", String::from_utf8_lossy(value.as_bytes())));
        }
    }
    if !request.body().is_empty() {
        text.push_str(&format!(" | {}", String::from_utf8_lossy(request.body())));
    }
    text
}

impl blocking::Transport for Script {
    fn send(&self, request: Request<Vec<u8>>, limits: &Limits) -> Came {
        self.take(request, limits)
    }

    fn wait(&self, duration: Duration) {
        self.0.lock().unwrap().waits.push(duration);
    }
}

impl nonblocking::Transport for Script {
    async fn send(&self, request: Request<Vec<u8>>, limits: &Limits) -> Came {
        self.take(request, limits)
    }

    async fn wait(&self, duration: Duration) {
        self.0.lock().unwrap().waits.push(duration);
    }
}

/// Runs a future that never has to wait.
pub(crate) fn block_on<F: Future>(future: F) -> F::Output {
    let mut future = pin!(future);
    let mut context = Context::from_waker(Waker::noop());
    loop {
        if let Poll::Ready(output) = future.as_mut().poll(&mut context) {
            return output;
        }
    }
}

pub(crate) fn answer(status: u16, headers: &[(&str, &str)], body: &str) -> Came {
    let mut answer = Response::builder().status(status);
    for (name, value) in headers {
        answer = answer.header(*name, *value);
    }
    Ok(answer.body(body.as_bytes().to_vec()).unwrap())
}

pub(crate) fn ok() -> Came {
    answer(200, &[], "12")
}

#[derive(Clone, Debug, PartialEq, crate::Catalogue)]
pub(crate) enum ShopError {
    /// The session has expired.
    #[bindery(code("E7"), kind = auth)]
    Expired,
    #[bindery(unknown)]
    Unknown { status: u16, code: Option<String> },
}

pub(crate) const ERRORS: ErrorPlaces = ErrorPlaces {
    code: Some(Place::Paths(&[&[Step::Name("code")]])),
    message: Some(Place::Paths(&[&[Step::Name("detail")]])),
    fields: Some(FieldErrors::Map(Place::Paths(&[&[Step::Name("errors")]]))),
};

/// Success is told by the status.
#[derive(Debug)]
pub(crate) enum Shop {}

impl Api for Shop {
    type Error = ShopError;
    const VENDOR: &'static Vendor = &Vendor {
        name: "shop",
        envelope: &Envelope {
            error: ERRORS,
            ..Envelope::DEFAULT
        },
        ..Vendor::DEFAULT
    };
}

/// Success is told by a flag.
#[derive(Debug)]
pub(crate) enum Bank {}

const FLAGGED: &Envelope = &Envelope {
    at: &[Step::Name("data")],
    success: &[(&[Step::Name("ok")], "true")],
    error: ERRORS,
    ..Envelope::DEFAULT
};

impl Api for Bank {
    type Error = ShopError;
    const VENDOR: &'static Vendor = &Vendor {
        name: "bank",
        envelope: FLAGGED,
        ..Vendor::DEFAULT
    };
}

/// `https://api.shop.example/v1`, of any API.
pub(crate) struct Home<A>(PhantomData<A>);

pub(crate) fn home<A>() -> Home<A> {
    Home(PhantomData)
}

impl<A: Api> BaseUrl for Home<A> {
    type Api = A;
    fn base_url(&self) -> Result<String, FillError> {
        Ok("https://api.shop.example/v1".to_owned())
    }
}

/// Whoever these credentials are of, to any API.
pub(crate) struct As<A>(Credentials, PhantomData<A>);

impl<A: Api> Authenticate for As<A> {
    type Api = A;
    fn credentials(self) -> Credentials {
        self.0
    }
}

pub(crate) fn by<A>(credentials: &Credentials) -> As<A> {
    As(credentials.clone(), PhantomData)
}

/// `GET /orders/{id}`, whose answer is a number.
#[derive(Clone, Debug)]
pub(crate) struct GetOrder(pub(crate) i64);

impl Endpoint for GetOrder {
    type Api = Shop;
    type Output = i64;
    const SPEC: &'static EndpointSpec = &EndpointSpec {
        name: "get_order",
        path: "/orders/{id}",
        envelope: Shop::VENDOR.envelope,
        ..EndpointSpec::DEFAULT
    };

    fn parts(&self, visit: &mut dyn FnMut(&Parts<'_>)) {
        visit(&Parts {
            path: &[Argument {
                name: "id",
                value: &self.0,
                coding: None,
                rules: &[Rule::Minimum("1")],
            }],
            ..Parts::default()
        });
    }
}

/// `POST /orders`, whose answer is a number.
#[derive(Clone, Debug)]
pub(crate) struct AddOrder(pub(crate) i64);

impl Endpoint for AddOrder {
    type Api = Shop;
    type Output = i64;
    const SPEC: &'static EndpointSpec = &EndpointSpec {
        name: "add_order",
        method: Method::Post,
        path: "/orders",
        envelope: Shop::VENDOR.envelope,
        ..EndpointSpec::DEFAULT
    };

    fn parts(&self, visit: &mut dyn FnMut(&Parts<'_>)) {
        visit(&Parts {
            body: Payload::Json(&self.0),
            ..Parts::default()
        });
    }
}

/// `GET /balance` of the bank, with a cookie of its own and a parameter named like a key.
#[derive(Clone, Debug)]
pub(crate) struct GetBalance;

impl Endpoint for GetBalance {
    type Api = Bank;
    type Output = i64;
    const SPEC: &'static EndpointSpec = &EndpointSpec {
        name: "get_balance",
        path: "/balance?key=0&page=1",
        envelope: FLAGGED,
        ..EndpointSpec::DEFAULT
    };

    fn parts(&self, visit: &mut dyn FnMut(&Parts<'_>)) {
        visit(&Parts {
            headers: &[Argument {
                name: "Cookie",
                value: &"theme=dark".to_owned(),
                coding: None,
                rules: &[],
            }],
            ..Parts::default()
        });
    }
}

pub(crate) const fn scheme(place: AuthPlace, login: Option<Login>) -> AuthScheme {
    AuthScheme {
        name: "scheme",
        doc: "",
        place,
        login,
    }
}

pub(crate) static KEY: AuthScheme = scheme(
    AuthPlace::Header {
        name: "X-Shop-Key",
        value: "{key}",
    },
    None,
);
pub(crate) static BEARER: AuthScheme = scheme(
    AuthPlace::Header {
        name: "Authorization",
        value: "Bearer {token}",
    },
    None,
);
pub(crate) static BASIC: AuthScheme = scheme(AuthPlace::Basic("{user}:{password}"), None);
pub(crate) static QUERY: AuthScheme = scheme(
    AuthPlace::Query {
        name: "key",
        value: "{key}",
    },
    None,
);
pub(crate) static COOKIE: AuthScheme = scheme(
    AuthPlace::Cookie {
        name: "SESSION",
        value: "{key}",
    },
    None,
);
pub(crate) static SESSION: AuthScheme = scheme(
    AuthPlace::Cookie {
        name: "SESSION",
        value: "{key}",
    },
    Some(Login {
        path: "/login",
        body: LoginBody::Form(&[("user", "{username}"), ("pass", "{password}"), ("ajax", "true")]),
        read: Place::Cookie("SESSION"),
    }),
);
pub(crate) static TOKEN: AuthScheme = scheme(
    AuthPlace::Header {
        name: "Authorization",
        value: "Token {key}",
    },
    Some(Login {
        path: "/token",
        body: LoginBody::Json(&[("user", "{username}"), ("pass", "{password}")]),
        read: Place::Paths(&[&[Step::Name("key")]]),
    }),
);

pub(crate) fn key(key: &str) -> Credentials {
    Credentials::new(&KEY, [("key", Secret::from(key))])
}

/// Ana, by a scheme with a login.
pub(crate) fn ana(scheme: &'static AuthScheme) -> Credentials {
    Credentials::new(
        scheme,
        [
            ("username", Secret::from("ana@shop")),
            ("password", Secret::from("open \"sesame\"")),
        ],
    )
}

/// Calls the endpoint with both clients, and checks that they sent and returned the same.
pub(crate) fn call<E>(
    credentials: &Credentials,
    endpoint: &E,
    change: impl Fn(&mut Options),
    answers: &dyn Fn() -> Vec<Came>,
) -> (Result<Reply<E::Output>, CallError<ShopError>>, Script)
where
    E: Endpoint,
    E::Api: Api<Error = ShopError>,
    E::Output: std::fmt::Debug,
{
    let change = |options: &mut Options| {
        options.retry.seed = Some(7);
        change(options);
    };
    let script = Script::new(answers());
    let client = blocking::Client::over(script.clone(), home(), by::<E::Api>(credentials)).unwrap();
    let reply = client.with(change).reply(endpoint);

    let twin = Script::new(answers());
    let client = nonblocking::Client::over(twin.clone(), home(), by::<E::Api>(credentials)).unwrap();
    let same = block_on(client.with(change).reply(endpoint));
    assert_eq!((script.sent(), script.waits()), (twin.sent(), twin.waits()));
    assert_eq!(script.limits(), twin.limits());
    assert_eq!(format!("{reply:?}"), format!("{same:?}"));
    (reply, script)
}

/// The same with the usual options, where the value and what was sent are all that counts.
pub(crate) fn value<E>(
    credentials: &Credentials,
    endpoint: &E,
    answers: &dyn Fn() -> Vec<Came>,
) -> (E::Output, Vec<String>)
where
    E: Endpoint,
    E::Api: Api<Error = ShopError>,
    E::Output: std::fmt::Debug,
{
    let (reply, script) = call(credentials, endpoint, |_| (), answers);
    (reply.unwrap().value, script.sent())
}

/// The same where it fails.
pub(crate) fn error<E>(credentials: &Credentials, endpoint: &E, answers: &dyn Fn() -> Vec<Came>) -> CallError<ShopError>
where
    E: Endpoint,
    E::Api: Api<Error = ShopError>,
    E::Output: std::fmt::Debug,
{
    call(credentials, endpoint, |_| (), answers).0.unwrap_err()
}

// Both clients can be shared, and their futures sent.
const _: () = {
    fn is_shared<T: Send + Sync + Clone + 'static>() {}
    fn is_sent<T: Send + 'static>(_: T) {}
    fn check(client: &nonblocking::Client<Shop, Script>) {
        is_shared::<blocking::Client<Shop, Script>>();
        is_shared::<nonblocking::Client<Shop, Script>>();
        is_sent(client.call(&GetOrder(7)));
        is_sent(client.reply(&GetOrder(7)));
    }
    let _ = check;
};
