//! One call, from its request to its end: what to send, how long to wait, when to give up. No IO.
//!
//! Input: a request without what shows who calls, and what came of each that was sent. Output: the next request or wait,
//! and at the end the value or an error.
//! **Invariant:** every call ends: attempts and redirects are counted, and it logs in once at most. A secret is added to
//! requests for the server's own host only, and cut out of every error.

use super::auth::{Proof, login_request};
use super::core::Core;
use super::redirect::{follow, is_redirect, is_temporary};
use super::scrub::Scrub;
use super::trace::{CallSpan, Trace};
use super::{CallError, Decision, Options, Outcome, RedirectError, Reply, TransportError};
use crate::endpoint::{
    Answer, AuthScheme, Endpoint, EndpointSpec, ErrorOf, Failure, LOGIN, Login, Refusal, RequestError, login_failure,
    login_secret, secret_is_unfit,
};
use crate::{Catalogue, ErrorKind};
use http::header::USER_AGENT;
use http::{HeaderValue, Method, Request, Response, StatusCode, Uri};
use std::sync::Arc;
use std::time::{Duration, SystemTime};

/// Sessions that one call tries. With some vendors a login ends the session before, also that of a call beside it.
const MOST_SESSIONS: usize = 4;

/// One call.
pub(crate) struct Exchange<'c> {
    core: &'c Core,
    options: &'c Options,
    spec: &'static EndpointSpec,
    /// As it was built: without what shows who calls.
    request: Request<Vec<u8>>,
    /// Where it goes: elsewhere than it says once a redirect was followed.
    target: Uri,
    /// What showed who calls when it was sent last.
    proof: Option<Arc<Proof>>,
    /// Every session that was used: each may be quoted in an answer.
    sessions: Vec<Arc<Proof>>,
    /// How often the request was sent; following a redirect does not count.
    attempts: u32,
    /// How often the login was sent.
    logins: u32,
    redirects: u32,
    /// Whether this call has logged in: once more would not help.
    is_renewed: bool,
    chance: u64,
    state: State,
    trace: Trace,
}

/// What a client does next.
#[allow(clippy::large_enum_variant, reason = "one at a time, and taken apart at once")]
pub(crate) enum Next {
    /// Sends this, and tells what [arrived](Exchange::arrived).
    Send(Request<Vec<u8>>),
    /// Waits so long, and asks again.
    Wait(Duration),
    /// Lets the answer be [settled](Exchange::settle).
    Settle,
}

/// A scheme that begins with a login.
type Entrance = (&'static AuthScheme, &'static Login);

enum State {
    LogIn(Entrance),
    Call,
    /// As [`Call`](Self::Call), where a redirect led.
    Follow,
    Wait(Duration, Box<State>),
    /// A login where it has an entrance.
    Sent(Option<Entrance>),
    Answered(Response<Vec<u8>>),
    Over(Stop),
}

/// Why a call ends without an answer of its endpoint.
enum Stop {
    Request(RequestError),
    Transport(TransportError),
    Redirect(RedirectError),
    Login(&'static Login, Response<Vec<u8>>, Refusal),
}

/// How a call ends.
pub(crate) type End<E> = Result<Reply<<E as Endpoint>::Output>, CallError<ErrorOf<E>>>;

/// What an answer is.
enum Verdict {
    Success,
    Refused { is_retryable: bool, is_auth: bool },
    Unfit,
}

impl<'c> Exchange<'c> {
    pub(crate) fn new(
        core: &'c Core,
        options: &'c Options,
        spec: &'static EndpointSpec,
        request: Request<Vec<u8>>,
    ) -> Self {
        let trace = Trace::new(core.vendor().name, spec.name, request.method());
        let state = match core.is_home(request.uri()) {
            true => State::Call,
            false => State::Over(Stop::Request(RequestError::Url(
                "it is on another host than the server's".to_owned(),
            ))),
        };
        Self {
            core,
            options,
            spec,
            target: request.uri().clone(),
            request,
            proof: None,
            sessions: Vec::new(),
            attempts: 0,
            logins: 0,
            redirects: 0,
            is_renewed: false,
            chance: core.chance(),
            state,
            trace,
        }
    }

    /// What the whole call runs in.
    pub(crate) fn span(&self) -> CallSpan {
        self.trace.span()
    }

    /// What to do now.
    pub(crate) fn next(&mut self) -> Next {
        if matches!(self.state, State::Call | State::Follow) {
            self.proof = self.core.proof();
            if self.proof.is_none()
                && let Some(entrance) = self.core.login()
            {
                self.state = State::LogIn(entrance);
            }
        }
        let (request, entrance) = match std::mem::replace(&mut self.state, State::Call) {
            State::Wait(duration, then) => {
                self.state = *then;
                return Next::Wait(duration);
            }
            State::LogIn(entrance) => (self.login(entrance), Some(entrance)),
            State::Call => {
                self.attempts = self.attempts.saturating_add(1);
                (self.call(), None)
            }
            State::Follow => (self.call(), None),
            other => {
                self.state = other;
                return Next::Settle;
            }
        };
        match request {
            Ok(request) => {
                self.trace.sent(self.attempts, request.body().len());
                self.state = State::Sent(entrance);
                Next::Send(request)
            }
            Err(error) => {
                self.state = State::Over(Stop::Request(error));
                Next::Settle
            }
        }
    }

    fn call(&mut self) -> Result<Request<Vec<u8>>, RequestError> {
        let mut request = self.request.clone();
        request.uri_mut().clone_from(&self.target);
        if let Some(proof) = &self.proof {
            proof.add_to(&mut request)?;
            if !self.sessions.iter().any(|used| Arc::ptr_eq(used, proof)) {
                self.sessions.push(Arc::clone(proof));
            }
        }
        self.with_user_agent(request)
    }

    fn login(&mut self, (_, login): Entrance) -> Result<Request<Vec<u8>>, RequestError> {
        self.logins = self.logins.saturating_add(1);
        self.is_renewed = true;
        let secrets = self.core.credentials().secrets();
        let request = login_request(self.core.vendor(), login, self.core.base_url(), secrets)?;
        self.with_user_agent(request)
    }

    fn with_user_agent(&self, mut request: Request<Vec<u8>>) -> Result<Request<Vec<u8>>, RequestError> {
        if !request.headers().contains_key(USER_AGENT) {
            let name = HeaderValue::from_str(&self.options.user_agent)
                .map_err(|_| RequestError::Header(USER_AGENT.to_string()))?;
            request.headers_mut().insert(USER_AGENT, name);
        }
        Ok(request)
    }

    /// Takes what came of the request that [`next`](Self::next) gave.
    pub(crate) fn arrived(&mut self, came: Result<Response<Vec<u8>>, TransportError>, now: SystemTime) {
        let State::Sent(entrance) = self.state else { return };
        if let Ok(answer) = &came {
            self.trace.received(answer.status(), answer.body().len());
        }
        self.state = match (came, entrance) {
            (Ok(answer), Some(entrance)) => self.logged_in(entrance, answer),
            (Ok(answer), None) => self.answered(answer),
            (Err(error), entrance) => {
                let method = self.request.method();
                let (name, attempt, method, again) = match entrance {
                    Some(entrance) => (LOGIN, self.logins, &Method::POST, State::LogIn(entrance)),
                    None => (self.spec.name, self.attempts, method, State::Call),
                };
                self.again(attempt, method, Outcome::Failed(&error), now, again)
                    .unwrap_or_else(|| State::Over(Stop::Transport(error.of(name, attempt))))
            }
        };
    }

    fn logged_in(&mut self, (scheme, login): Entrance, answer: Response<Vec<u8>>) -> State {
        let status = answer.status().as_u16();
        let secret = login_secret(self.core.vendor(), login, status, answer.headers(), answer.body());
        let proof = secret
            .and_then(|secret| Proof::of_session(&scheme.place, &secret).map_err(|_| secret_is_unfit(&login.read)));
        match proof {
            Ok(proof) => {
                self.trace.logged_in();
                self.core.session().renew(Arc::new(proof));
                State::Call
            }
            Err(refusal) => State::Over(Stop::Login(login, answer, refusal)),
        }
    }

    fn answered(&mut self, answer: Response<Vec<u8>>) -> State {
        let status = answer.status();
        if !is_redirect(status) || self.spec.succeeds(status.as_u16()) {
            return State::Answered(answer);
        }
        // To the page where people log in, most likely.
        if is_temporary(status) && !self.is_renewed {
            if self.may_send_again(status) {
                if let Some(state) = self.renew() {
                    return state;
                }
            } else {
                self.core.session().forget(self.proof.as_ref());
            }
        }
        if self.redirects >= self.options.max_redirects {
            return State::Over(Stop::Redirect(RedirectError::TooMany(self.options.max_redirects)));
        }
        match follow(self.request.method(), &self.target, status, answer.headers()) {
            Ok(target) => {
                self.redirects = self.redirects.saturating_add(1);
                self.target = target;
                State::Follow
            }
            Err(error) => State::Over(Stop::Redirect(error)),
        }
    }

    /// Whether it does no harm to send the request again after a redirect: status 307 alone says that it was not carried
    /// out.
    fn may_send_again(&self, status: StatusCode) -> bool {
        status == StatusCode::TEMPORARY_REDIRECT
            || self.request.method().is_idempotent()
            || self.options.retry.non_idempotent
    }

    /// The session has expired. Where another call has renewed it meanwhile, that one is used, else a new one is asked
    /// for. `None`: this call has logged in already, or the scheme has no login.
    fn renew(&mut self) -> Option<State> {
        let entrance = self.core.login()?;
        let is_used = |session: &Arc<Proof>| self.sessions.iter().any(|used| Arc::ptr_eq(used, session));
        let has_other = self.core.session().current().is_some_and(|current| !is_used(&current));
        let state = if has_other && self.sessions.len() < MOST_SESSIONS {
            State::Call
        } else if std::mem::replace(&mut self.is_renewed, true) {
            return None;
        } else {
            State::LogIn(entrance)
        };
        self.target.clone_from(self.request.uri());
        Some(state)
    }

    /// The wait before the next attempt, and what comes after it. `None`: there is none.
    fn again(
        &self,
        attempt: u32,
        method: &Method,
        outcome: Outcome<'_>,
        now: SystemTime,
        then: State,
    ) -> Option<State> {
        match self.options.retry.decide(attempt, method, outcome, self.chance, now) {
            Decision::Stop => None,
            Decision::Wait(duration) => {
                self.trace.retry(duration);
                Some(State::Wait(duration, Box::new(then)))
            }
        }
    }

    /// Decodes the answer, where there is one. `None`: the call goes on.
    pub(crate) fn settle<E: Endpoint>(&mut self, now: SystemTime) -> Option<End<E>> {
        let answer = match std::mem::replace(&mut self.state, State::Call) {
            State::Answered(answer) => answer,
            State::Over(stop) => return Some(Err(self.error(stop))),
            other => {
                self.state = other;
                return None;
            }
        };
        let decoded = E::response(&answer);
        let verdict = match &decoded {
            Ok(_) => Verdict::Success,
            Err(Failure::Unfit(_)) => Verdict::Unfit,
            Err(Failure::Vendor(error)) => Verdict::Refused {
                is_retryable: error.is_retryable(),
                is_auth: error.kind() == ErrorKind::Auth,
            },
        };
        if let Some(state) = self.judge(&verdict, &answer, now) {
            self.state = state;
            return None;
        }
        Some(match decoded {
            Ok(mut value) => {
                if let Some(parameter) = self.proof.as_ref().and_then(|proof| proof.parameter()) {
                    value.leave_out(parameter);
                }
                let (parts, body) = answer.into_parts();
                Ok(Reply {
                    value,
                    status: parts.status,
                    headers: parts.headers,
                    body,
                    attempts: self.attempts,
                })
            }
            Err(mut failure) => {
                self.scrub().failure(&mut failure);
                Err(failure.into())
            }
        })
    }

    /// How the call goes on after an answer; `None`: it does not.
    fn judge(&mut self, verdict: &Verdict, answer: &Response<Vec<u8>>, now: SystemTime) -> Option<State> {
        let (is_retryable, is_auth) = match *verdict {
            Verdict::Refused { is_retryable, is_auth } => (is_retryable, is_auth),
            Verdict::Success => {
                self.trace.end("ok");
                return None;
            }
            Verdict::Unfit => {
                self.trace.end("unfit");
                return None;
            }
        };
        let status = answer.status().as_u16();
        if (status == 401 || is_auth)
            && let Some(state) = self.renew()
        {
            return Some(state);
        }
        let outcome = Outcome::Refused {
            status,
            headers: answer.headers(),
            retryable: is_retryable,
        };
        let again = self.again(self.attempts, self.request.method(), outcome, now, State::Call);
        if again.is_none() {
            self.trace.end("refused");
        }
        again
    }

    fn error<E: Catalogue>(&mut self, stop: Stop) -> CallError<E> {
        let scrub = self.scrub();
        let (outcome, error) = match stop {
            Stop::Request(error) => ("not_sent", CallError::Request(error)),
            Stop::Transport(error) => ("transport", CallError::Transport(scrub.transport(error))),
            Stop::Redirect(RedirectError::OtherHost(host)) => {
                let host = RedirectError::OtherHost(scrub.host(&host));
                ("redirect", CallError::Redirect(host))
            }
            Stop::Redirect(error) => ("redirect", CallError::Redirect(error)),
            Stop::Login(login, answer, refusal) => {
                let mut failure = login_failure(self.core.vendor(), login, &answer, refusal);
                scrub.failure(&mut failure);
                ("login", failure.into())
            }
        };
        drop(scrub);
        self.trace.end(outcome);
        error
    }

    /// What cuts every secret of this call out of what is returned.
    fn scrub(&self) -> Scrub<'_> {
        let credentials = self.core.credentials().secrets().iter().map(|(_, secret)| secret);
        let sessions = self.sessions.iter().flat_map(|proof| proof.secrets());
        Scrub::new(credentials.chain(sessions))
    }
}
