//! Decoding an answer: success or failure first, then the value or what the failure says.
//!
//! Input: an endpoint's spec, and the status, headers and body of an answer. Output: the value, handed to a loader as a
//! reader, and what the answer says of its page; or the refusal.
//! **Invariant:** the body is read once, straight into the value, where the spec's places allow it and the answer is as
//! the spec says. Every other answer is parsed to a tree, and what the tree says counts. Nothing here is generic, so
//! that an endpoint costs its caller no code but the loader.

use super::failure::{Body, FieldError};
use super::place::{Texts, outside, texts};
use super::walk::{is_walkable, walk};
use super::{EndpointSpec, Headers, Method, Page, Place, ReadRole, Step, fields, source, tree};
use crate::wire::{CodedReader, Item, Reader};
use crate::{Error, Json, Result};
use std::borrow::Cow;

/// An answer of an endpoint.
#[derive(Clone, Copy)]
pub struct Call<'a> {
    pub(super) spec: &'a EndpointSpec,
    pub(super) status: u16,
    pub(super) headers: &'a dyn Headers,
    pub(super) body: &'a [u8],
}

/// Why an answer is no value, before the catalogue has named it.
pub enum Refusal {
    /// The vendor refused.
    Vendor(Box<Report>),
    /// The answer does not fit.
    Unfit(Error),
}

impl From<Error> for Refusal {
    fn from(error: Error) -> Self {
        Self::Unfit(error)
    }
}

/// What a failure says.
pub struct Report {
    pub(super) code: Option<String>,
    pub(super) message: Option<String>,
    pub(super) fields: Vec<FieldError>,
    pub(super) body: Body,
}

/// An endpoint that returns nothing.
pub(super) fn nothing(call: &Call<'_>) -> std::result::Result<(), Refusal> {
    read(
        call,
        &mut Payload {
            at: Vec::new(),
            is_list: false,
            load: &mut |_| Ok(()),
        },
        &[],
    )
    .map(drop)
}

/// An endpoint that returns one value. `load` may be called again, with a better source of the same value.
pub(super) fn value(call: &Call<'_>, load: Item<'_>) -> std::result::Result<(), Refusal> {
    let at = vec![[call.spec.envelope.at, call.spec.at].concat()];
    read(
        call,
        &mut Payload {
            at,
            is_list: false,
            load: &mut |reader| load_coded(call.spec, load, reader),
        },
        &[],
    )
    .map(drop)
}

/// An endpoint that returns a page. `load` reads the list of its items; it may be called again likewise.
pub(super) fn page(call: &Call<'_>, load: Item<'_>) -> std::result::Result<Page<()>, Refusal> {
    let spec = call.spec;
    let roles = spec.paging.map_or(&[][..], |paging| paging.read);
    let items = roles.iter().find_map(|(role, place)| match place {
        Place::Paths(paths) if *role == ReadRole::Items => Some(*paths),
        _ => None,
    });
    let at = match (spec.at, items) {
        ([], Some(paths)) => paths.iter().map(|path| [spec.envelope.at, path].concat()).collect(),
        (own, _) => vec![[spec.envelope.at, own].concat()],
    };
    read(
        call,
        &mut Payload {
            at,
            is_list: true,
            load: &mut |reader| load_coded(call.spec, load, reader),
        },
        roles,
    )
}

/// Loads a value that is spelled as the spec says.
fn load_coded(spec: &EndpointSpec, load: Item<'_>, reader: &mut dyn Reader) -> Result<()> {
    match spec.coding {
        Some(coding) => load(&mut CodedReader::new(reader, coding)),
        None => load(reader),
    }
}

/// What an endpoint returns.
struct Payload<'a> {
    /// Where it stands, from the root: the first that is there. Empty where nothing is returned.
    at: Vec<Vec<Step>>,
    /// A list is read where an array stands; it is empty where only null does.
    is_list: bool,
    load: Item<'a>,
}

/// Success or failure first, then what the endpoint returns.
fn read(
    call: &Call<'_>,
    payload: &mut Payload<'_>,
    roles: &[(ReadRole, Place)],
) -> std::result::Result<Page<()>, Refusal> {
    if !call.spec.succeeds(call.status) {
        return Err(refuse(call, source::parse_leniently(call.body).as_ref()));
    }
    if call.has_no_body() {
        load_nothing(call, payload)?;
        return Ok(page_of(call, roles, &Noted::default())?);
    }
    let mut noted = Noted::default();
    for path in flags(call.spec)
        .map(<[Step]>::to_vec)
        .chain(role_paths(call.spec, roles))
    {
        if !noted.paths.contains(&path) {
            noted.paths.push(path);
        }
    }
    if noted.paths.is_empty() && payload.at.is_empty() {
        return Ok(page_of(call, roles, &noted)?);
    }
    let streamed = stream(call.body, payload, &mut noted);
    if matches!(streamed, Streamed::Complete) && succeeded(call.spec, &noted) {
        return Ok(page_of(call, roles, &noted)?);
    }
    let json = source::parse(call.body)?;
    noted.found = noted
        .paths
        .iter()
        .map(|path| tree::value(&json, path).map(Cow::into_owned))
        .collect();
    if !succeeded(call.spec, &noted) {
        return Err(refuse(call, Some(&json)));
    }
    if let Streamed::Unfit(error) = streamed {
        return Err(Refusal::Unfit(error));
    }
    load(&json, payload)?;
    Ok(page_of(call, roles, &noted)?)
}

impl Call<'_> {
    /// Whether HTTP has no body here, whatever the spec says of bodies.
    fn has_no_body(&self) -> bool {
        self.spec.method == Method::Head || matches!(self.status, 204 | 205 | 304)
    }
}

/// The places that tell success from failure.
fn flags(spec: &EndpointSpec) -> impl Iterator<Item = &'static [Step]> + use<> {
    let code = spec.success_code.and(spec.envelope.success_code);
    spec.envelope.success.iter().map(|(path, _)| *path).chain(code)
}

/// The places of a page's parts that are in the body, from the root.
fn role_paths(spec: &EndpointSpec, roles: &[(ReadRole, Place)]) -> impl Iterator<Item = Vec<Step>> {
    let root = spec.envelope.at;
    let parts = roles.iter().filter(|(role, _)| *role != ReadRole::Items);
    let paths = parts.flat_map(|(_, place)| match place {
        Place::Paths(paths) => *paths,
        _ => &[],
    });
    paths.map(move |path| [root, path].concat())
}

/// Places in the body, and what stands there.
#[derive(Default)]
struct Noted {
    paths: Vec<Vec<Step>>,
    found: Vec<Option<Json>>,
}

impl Noted {
    fn get(&self, path: &[Step]) -> Option<&Json> {
        let index = self.paths.iter().position(|noted| noted == path)?;
        self.found.get(index)?.as_ref()
    }
}

/// How one walk through the body ended.
enum Streamed {
    /// Everything was where the spec says.
    Complete,
    /// What the endpoint returns is there, and does not fit. Whether it failed is not known yet.
    Unfit(Error),
    /// Anything else: a tree will tell.
    Unclear,
}

/// Reads the body once, straight into the payload.
fn stream(body: &[u8], payload: &mut Payload<'_>, noted: &mut Noted) -> Streamed {
    let alternatives = payload.at.len();
    let paths = [payload.at.as_slice(), noted.paths.as_slice()].concat();
    if !is_walkable(&paths) {
        return Streamed::Unclear;
    }
    noted.found = vec![None; noted.paths.len()];
    // Of several places for the payload, the first that is there counts, in whatever order they come.
    let mut loaded = None;
    let mut is_unfit = false;
    let mut found = |index: usize, reader: &mut dyn Reader| {
        if let Some(note) = index.checked_sub(alternatives) {
            if let Some(slot) = noted.found.get_mut(note) {
                *slot = Some(reader.json()?);
            }
            return Ok(());
        }
        if loaded.is_some_and(|loaded| loaded < index) {
            return Ok(());
        }
        let mut read = |reader: &mut dyn Reader| {
            loaded = Some(index);
            (payload.load)(reader).inspect_err(|_| is_unfit = alternatives == 1)
        };
        if payload.is_list {
            reader.option(&mut read)
        } else {
            read(reader)
        }
    };
    let walked = source::stream(body, &mut |reader: &mut dyn Reader| walk(&paths, reader, &mut found));
    match walked {
        Ok(()) if loaded.is_some() || alternatives == 0 => Streamed::Complete,
        Err(error) if is_unfit => Streamed::Unfit(error),
        _ => Streamed::Unclear,
    }
}

/// Loads the payload from a tree: the first place that is there in the right shape.
fn load(json: &Json, payload: &mut Payload<'_>) -> Result<()> {
    let mut is_null = false;
    for path in &payload.at {
        let path = tree::settle(json, path);
        let Some(value) = tree::value(json, &path) else {
            continue;
        };
        is_null |= *value == Json::Null;
        if payload.is_list && !matches!(*value, Json::Array(_)) {
            continue;
        }
        return match value {
            // Walked to, so that an error knows the way.
            Cow::Borrowed(_) => source::replay(json, &mut |reader: &mut dyn Reader| {
                walk(std::slice::from_ref(&path), reader, &mut |_, reader| {
                    (payload.load)(reader)
                })
            }),
            Cow::Owned(gathered) => source::replay(&gathered, payload.load),
        };
    }
    let Some(first) = payload.at.first() else { return Ok(()) };
    if payload.is_list {
        if is_null {
            return source::replay(&Json::Array(Vec::new()), payload.load);
        }
        return Err(Error::new(
            format!("an array at `{}`", tree::spell(first)),
            absent(json, "none there"),
        ));
    }
    // What may be null may be absent.
    source::replay(&Json::Null, payload.load).map_err(|_| {
        Error::new(
            format!("a value at `{}`", tree::spell(first)),
            absent(json, "nothing there"),
        )
    })
}

/// That nothing is where it should be; and why, where the body is no object at all.
fn absent(json: &Json, words: &'static str) -> Cow<'static, str> {
    match json {
        Json::Object(_) => Cow::Borrowed(words),
        other => Cow::Owned(format!("{words}: the body is {}", tree::shape(other))),
    }
}

/// The payload of an answer without a body: nothing, or what may be absent.
fn load_nothing(call: &Call<'_>, payload: &mut Payload<'_>) -> Result<()> {
    let missing = |_| Error::new("a JSON body", format!("an answer without one (status {})", call.status));
    match payload.at.is_empty() {
        true => Ok(()),
        false => source::replay(&Json::Null, payload.load).map_err(missing),
    }
}

/// Whether the body says that the call succeeded.
fn succeeded(spec: &EndpointSpec, noted: &Noted) -> bool {
    let is = |path: &[Step], expected: &str| {
        let expected = source::parse(expected.as_bytes()).ok();
        expected.is_some() && expected.as_ref() == noted.get(path)
    };
    let is_flagged = spec.envelope.success.iter().all(|(path, expected)| is(path, expected));
    is_flagged
        && match (spec.success_code, spec.envelope.success_code) {
            (Some(code), Some(path)) => noted.get(path).and_then(tree::text) == Some(code),
            _ => true,
        }
}

/// What the answer says of its page. Errors: it names a next page in a way that nobody can follow, which is not to be
/// taken for the end.
fn page_of(call: &Call<'_>, roles: &[(ReadRole, Place)], noted: &Noted) -> Result<Page<()>> {
    let mut page = Page::default();
    for (role, place) in roles {
        match place {
            Place::Paths(paths) => {
                let paths = paths.iter().map(|path| [call.spec.envelope.at, path].concat());
                let values: Vec<_> = paths.filter_map(|path| Some((noted.get(&path)?, path))).collect();
                // The first that is there in the right shape.
                let is_noted = values.iter().any(|(value, _)| page.note_json(*role, value));
                let astray = values.iter().find(|(value, _)| leads_on(*role, value));
                if let (false, Some((value, path))) = (is_noted, astray) {
                    let expected = format!("what leads to the next page at `{}`, or null", tree::spell(path));
                    return Err(Error::new(expected, value.described()));
                }
            }
            _ => {
                if let Some(text) = outside(place, call.headers, role.as_str()) {
                    page.note(*role, text);
                }
            }
        }
    }
    Ok(page)
}

/// Whether the value at a role's place says that there is a next page, whatever it is.
fn leads_on(role: ReadRole, value: &Json) -> bool {
    let is_next = matches!(role, ReadRole::NextUrl | ReadRole::NextPage | ReadRole::NextCursor);
    is_next
        && match value {
            Json::Null | Json::Boolean(false) => false,
            Json::String(text) => !text.trim().is_empty(),
            _ => true,
        }
}

/// The answer as a failure, with what it says of itself.
pub(super) fn refuse(call: &Call<'_>, json: Option<&Json>) -> Refusal {
    let places = &call.spec.envelope.error;
    let find = |place: &Option<Place>, role| place.as_ref().and_then(|place| texts(place, json, call.headers, role));
    let code = find(&places.code, "code");
    let message = find(&places.message, "message");
    let taken: Vec<&Json> = [&code, &message]
        .into_iter()
        .flatten()
        .flat_map(Texts::values)
        .copied()
        .collect();
    let fields = match (&places.fields, json) {
        (Some(places), Some(json)) => fields::read(places, json, &taken),
        _ => Vec::new(),
    };
    let other_success = || {
        let path = call.spec.success_code.and(call.spec.envelope.success_code)?;
        let code = json.and_then(|json| tree::all(json, path).into_iter().find_map(tree::text))?;
        (Some(code) != call.spec.success_code).then_some(code)
    };
    Refusal::Vendor(Box::new(Report {
        code: code
            .as_ref()
            .and_then(Texts::first)
            .or_else(other_success)
            .map(str::to_owned),
        message: message.map(Texts::join),
        fields,
        body: Body::new(call.body),
    }))
}
