//! Pages, and the shapes that vendors send them in.
//!
//! Input: the rows of a list and which of them were asked for. Output: a page as JSON. **Invariant:** totals count the
//! rows that the filter kept; only a [`Listing`] other than `Honest` lies.

use crate::answer::Call;
use crate::dice::object;
use crate::query;
use bindery::Json;

/// How the pages of a list are served.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Listing {
    /// As the vendor's page says.
    #[default]
    Honest,
    /// There is always another page, and every row is a new one.
    Endless,
    /// There is always another page, and it is the first one again.
    Repeating,
    /// The next page is said to be there.
    Next(String),
}

/// A page of a list.
#[derive(Debug)]
pub struct Cut {
    pub items: Vec<Json>,
    pub total: usize,
    /// Rows before the page, as the vendor says it.
    pub start: usize,
    pub limit: usize,
    pub more: bool,
}

/// Cuts a page out of the rows. `renew` makes the row of another customer from one, by its place in an endless list.
pub fn cut(rows: &[&Json], start: usize, limit: usize, listing: &Listing, renew: fn(&mut Json, usize)) -> Cut {
    let honest = |start: usize| rows.iter().skip(start).take(limit).map(|row| (*row).clone()).collect();
    let end = start.saturating_add(limit);
    match listing {
        Listing::Endless if !rows.is_empty() => Cut {
            items: (start..end).map(|index| endless(rows, index, renew)).collect(),
            total: end.saturating_add(limit).max(rows.len()),
            start,
            limit,
            more: true,
        },
        Listing::Repeating => Cut {
            items: honest(0),
            total: end.saturating_add(limit).max(rows.len()),
            start,
            limit,
            more: true,
        },
        _ => Cut {
            items: honest(start),
            total: rows.len(),
            start,
            limit,
            more: end < rows.len(),
        },
    }
}

fn endless(rows: &[&Json], index: usize, renew: fn(&mut Json, usize)) -> Json {
    match rows.get(index) {
        Some(row) => (*row).clone(),
        None => {
            let mut row = rows
                .get(index % rows.len().max(1))
                .map_or(Json::Null, |row| (*row).clone());
            renew(&mut row, index);
            row
        }
    }
}

impl Cut {
    /// Where the next page starts; a list that repeats itself links to this one.
    fn next(&self, listing: &Listing) -> Option<usize> {
        let after = if *listing == Listing::Repeating {
            self.start
        } else {
            self.start.saturating_add(self.limit)
        };
        self.more.then_some(after)
    }

    fn previous(&self) -> Option<usize> {
        (self.start > 0).then(|| self.start.saturating_sub(self.limit))
    }
}

/// The links of Django REST framework: absolute, the parameters sorted. `spell` says how the start of a page is asked for,
/// as parameters to be set or, with `None`, to be left out.
pub fn linked(cut: Cut, call: &Call<'_>, spell: impl Fn(usize) -> Vec<(&'static str, Option<String>)>) -> Json {
    let link = |start: Option<usize>| {
        start.map_or(Json::Null, |start| {
            let set = spell(start);
            let kept = call
                .pairs
                .iter()
                .filter(|(name, _)| set.iter().all(|(other, _)| name != other));
            let mut pairs: Vec<(&str, &str)> = kept.map(|(name, value)| (name.as_str(), value.as_str())).collect();
            pairs.extend(set.iter().filter_map(|(name, value)| Some((*name, value.as_deref()?))));
            pairs.sort_unstable();
            call.link(&query::join(pairs)).into()
        })
    };
    let next = match &call.listing {
        Listing::Next(url) => Json::from(url.as_str()),
        listing => link(cut.next(listing)),
    };
    object([
        ("count", count(cut.total)),
        ("next", next),
        ("previous", link(cut.previous())),
        ("results", Json::from(cut.items)),
    ])
}

/// Laravel's length-aware paginator: numbers only.
pub fn numbered(cut: Cut, listing: &Listing) -> Json {
    let start = if *listing == Listing::Repeating { 0 } else { cut.start };
    let position = |place: usize| if cut.items.is_empty() { Json::Null } else { count(place) };
    object([
        ("current_page", count(start / cut.limit.max(1) + 1)),
        ("last_page", count(cut.total.div_ceil(cut.limit.max(1)).max(1))),
        ("per_page", count(cut.limit)),
        ("from", position(start + 1)),
        ("to", position(start + cut.items.len())),
        ("total", count(cut.total)),
        ("data", Json::from(cut.items)),
    ])
}

/// Grails: a `paging` object beside the items; the links are paths, without scheme and host.
pub fn pathed(cut: Cut, call: &Call<'_>) -> Json {
    let link = |start: Option<usize>| {
        start.map_or(Json::Null, |start| {
            let (max, offset) = (cut.limit.to_string(), start.to_string());
            let kept = call.pairs.iter().filter(|(name, _)| name != "max" && name != "offset");
            let kept = kept.map(|(name, value)| (name.as_str(), value.as_str()));
            let pairs = [("max", max.as_str()), ("offset", offset.as_str())]
                .into_iter()
                .chain(kept);
            format!("{}?{}", call.request.path, query::join(pairs)).into()
        })
    };
    let next = match &call.listing {
        Listing::Next(url) => Json::from(url.as_str()),
        listing => link(cut.next(listing)),
    };
    let paging = object([
        ("total", count(cut.total)),
        ("max", count(cut.limit)),
        ("offset", count(cut.start)),
        ("previous", link(cut.previous())),
        ("next", next),
    ]);
    object([("paging", paging), ("data", Json::from(cut.items))])
}

fn count(number: usize) -> Json {
    i64::try_from(number).unwrap_or(i64::MAX).into()
}

/// An integer of a query as a count; the default where it is missing or below `least`.
pub fn given(number: Option<i64>, least: i64, default: usize) -> usize {
    let number = number.filter(|number| *number >= least);
    number
        .and_then(|number| usize::try_from(number).ok())
        .unwrap_or(default)
}
