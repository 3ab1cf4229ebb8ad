//! The city as a picture, and the same as a list: where the works are that everybody sees, and how their data stand.

use std::collections::HashMap;

use domain::{
    credit_code::CreditCode,
    fixed::Micro,
    life::Audience,
    map::{Frame, Line, Mark, Point, ShapeKind, Spot, from_text, marks},
    time::Stamp,
};
use entities::{enterprise, map_shape, town};
use sea_orm::{EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use super::{
    Monitors, PageOf, Paging, Pulse,
    open::{not_closed, seen_by},
    party::town_names,
    pulse,
};
use crate::{Ctx, Error, Names, Result};

/// Degrees around what a picture without boundaries shows: a town reaches further than its middle.
const ROOM: f64 = 0.12;
/// The same around the works of one town.
const TOWN_ROOM: f64 = 0.02;

/// What may be said of a works by its monitors, the gravest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum WorksState {
    /// A mean is beyond its limit.
    Over,
    /// None of its monitors has sent anything in the last hour.
    Silent,
    /// Something of it could not be judged.
    Unjudged,
    /// All that was judged is within, and nothing is left.
    Within,
    /// It has no monitor that everybody sees.
    Unmonitored,
}

impl WorksState {
    /// Every state, the gravest first.
    pub const ALL: [Self; 5] = [Self::Over, Self::Silent, Self::Unjudged, Self::Within, Self::Unmonitored];

    fn of(monitors: Option<&Monitors>) -> Self {
        match monitors {
            None => Self::Unmonitored,
            Some(own) if own.judged.over > 0 => Self::Over,
            Some(own) => match own.pulse {
                Pulse::NoMonitor | Pulse::Trial => Self::Unmonitored,
                Pulse::Silent { .. } => Self::Silent,
                Pulse::Online if own.judged.all_within() => Self::Within,
                Pulse::Online => Self::Unjudged,
            },
        }
    }
}

/// How many works stand how.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts([usize; 5]);

impl Counts {
    /// The works of a state.
    pub fn of(&self, state: WorksState) -> usize {
        self.0[state as usize]
    }

    /// All of them.
    pub fn all(&self) -> usize {
        self.0.iter().sum()
    }

    fn add(&mut self, state: WorksState) {
        self.0[state as usize] += 1;
    }
}

/// A works on the map.
#[derive(Clone, Debug, PartialEq)]
pub struct Works {
    /// Credit code.
    pub credit_code: CreditCode,
    /// Its name.
    pub name: Names,
    /// Its town, by its place in the list of towns.
    pub town: usize,
    /// How its data stand.
    pub state: WorksState,
}

/// A town on the map.
#[derive(Clone, Debug, PartialEq)]
pub struct TownOnMap {
    /// Division code.
    pub code: String,
    /// Its name.
    pub name: Names,
    /// Its works.
    pub counts: Counts,
    /// Where its name stands in the picture; none outside.
    pub at: Option<Spot>,
    /// Its boundary; empty where there is none, or it may not be shown.
    pub borders: Vec<Line>,
}

/// A river.
#[derive(Clone, Debug, PartialEq)]
pub struct RiverOnMap {
    /// Its name.
    pub name: Names,
    /// Its course.
    pub lines: Vec<Line>,
}

/// What is looked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    /// One town, by its division code; otherwise the whole city.
    pub town: Option<String>,
    /// Whether boundaries and rivers may be shown: the site names the approval number of its map.
    pub is_approved: bool,
    /// Which page of the list.
    pub paging: Paging,
}

/// The picture and the list.
#[derive(Clone, Debug)]
pub struct CityMap {
    /// The moment that it shows.
    pub as_of: Stamp,
    /// All towns, in order of their codes.
    pub towns: Vec<TownOnMap>,
    /// The town that was asked for, by its place in the list.
    pub chosen: Option<usize>,
    /// Works in view.
    pub counts: Counts,
    /// The picture's piece of the country; none where there is nothing to show.
    pub frame: Option<Frame>,
    /// The outline of the city.
    pub outline: Vec<Line>,
    /// Rivers.
    pub rivers: Vec<RiverOnMap>,
    /// Works in view, by town, the gravest first.
    pub works: Vec<Works>,
    /// Marks in the picture, the gravest last, so that no other one hides them.
    pub marks: Vec<Mark>,
    /// Works in view whose places lie outside of the picture.
    pub beyond: usize,
    /// Works in view, one page of them.
    pub page: PageOf<Works>,
}

/// The city, or one town of it.
///
/// # Errors
/// [`Error::NotFound`] where there is no such town; the database's.
pub async fn city_map(ctx: &Ctx, query: &Query) -> Result<CityMap> {
    let rows = town::Entity::find().order_by_asc(town::Column::Code).all(ctx.store.read()).await?;
    let chosen = match &query.town {
        Some(code) => Some(rows.iter().position(|row| row.code == *code).ok_or(Error::NotFound)?),
        None => None,
    };
    let places: HashMap<i64, usize> = rows.iter().enumerate().map(|(index, row)| (row.id, index)).collect();
    let mut found = works(ctx, &places).await?;
    let mut counts = vec![Counts::default(); rows.len()];
    for (works, _) in &found {
        counts[works.town].add(works.state);
    }
    found.retain(|(works, _)| chosen.is_none_or(|town| town == works.town));
    let mut shapes = if query.is_approved { shapes(ctx, &places).await? } else { Shapes::default() };
    let centres: Vec<Point> = rows.iter().map(|row| point(row.lng, row.lat)).collect();
    let frame = frame(&shapes, chosen, &centres, &found);
    let town = |(index, (row, counts)): (usize, (&town::Model, Counts))| TownOnMap {
        code: row.code.clone(),
        name: town_names(row),
        counts,
        at: frame.and_then(|frame| frame.place(centres[index])),
        borders: shapes.towns.remove(&index).unwrap_or_default(),
    };
    let towns: Vec<TownOnMap> = rows.iter().zip(counts).enumerate().map(town).collect();
    let mut spots = Vec::new();
    let mut inside = Vec::new();
    for (index, (works, place)) in found.iter().enumerate() {
        if let Some(spot) = frame.and_then(|frame| frame.place(*place)) {
            spots.push((spot, i64::try_from(works.town).unwrap_or_default()));
            inside.push(index);
        }
    }
    let mut marks = marks(&spots);
    for mark in &mut marks {
        mark.works = mark.works.iter().map(|spot| inside[*spot]).collect();
        mark.works.sort_by_key(|index| found[*index].0.state);
    }
    let gravest = |mark: &Mark| mark.works.first().map(|index| found[*index].0.state);
    marks.sort_by_key(|mark| std::cmp::Reverse(gravest(mark)));
    let beyond = found.len() - inside.len();
    let works: Vec<Works> = found.into_iter().map(|(works, _)| works).collect();
    let mut counts = Counts::default();
    for works in &works {
        counts.add(works.state);
    }
    let page = page(&works, query.paging);
    let Shapes { outline, rivers, .. } = shapes;
    Ok(CityMap { as_of: ctx.now(), towns, chosen, counts, frame, outline, rivers, works, marks, beyond, page })
}

/// Every works that everybody sees and that is not closed, with its place: by town, the gravest first.
async fn works(ctx: &Ctx, towns: &HashMap<i64, usize>) -> Result<Vec<(Works, Point)>> {
    use enterprise::Column as E;
    /// Key, credit code, both names, town, latitude, longitude.
    type Row = (i64, CreditCode, String, String, i64, Micro, Micro);
    let today = ctx.now().day();
    let rows: Vec<Row> = enterprise::Entity::find()
        .select_only()
        .columns([E::Id, E::CreditCode, E::Name, E::NameEn, E::TownId, E::Lat, E::Lng])
        .filter(seen_by(Audience::Public, today))
        .filter(not_closed(E::ClosedOn, today))
        .order_by_asc(E::Pinyin)
        .order_by_asc(E::CreditCode)
        .into_tuple()
        .all(ctx.store.read())
        .await?;
    let monitors = pulse::monitors_of_city(ctx).await?;
    let works = |(id, credit_code, name, name_en, town, lat, lng): Row| {
        let (name, town) = (Names::new(name, name_en), *towns.get(&town)?);
        let state = WorksState::of(monitors.get(&id));
        Some((Works { credit_code, name, town, state }, point(lng, lat)))
    };
    let mut all: Vec<_> = rows.into_iter().filter_map(works).collect();
    // Stable: within a state they stay in the order of their pinyin.
    all.sort_by_key(|(works, _)| (works.town, works.state));
    Ok(all)
}

fn point(lng: Micro, lat: Micro) -> Point {
    #[expect(clippy::cast_precision_loss, reason = "a longitude has nine digits")]
    let degrees = |place: Micro| place.0 as f64 / 1e6;
    Point { lng: degrees(lng), lat: degrees(lat) }
}

/// What is drawn of the map that stands.
#[derive(Default)]
struct Shapes {
    outline: Vec<Line>,
    towns: HashMap<usize, Vec<Line>>,
    rivers: Vec<RiverOnMap>,
}

async fn shapes(ctx: &Ctx, towns: &HashMap<i64, usize>) -> Result<Shapes> {
    use map_shape::Column as S;
    /// What it is, of which town, both names, the lines.
    type Row = (ShapeKind, Option<i64>, String, String, String);
    let rows: Vec<Row> = map_shape::Entity::find()
        .select_only()
        .columns([S::Kind, S::TownId, S::Name, S::NameEn, S::Drawn])
        .order_by_asc(S::Id)
        .into_tuple()
        .all(ctx.store.read())
        .await?;
    let mut shapes = Shapes::default();
    for (kind, town, name, name_en, drawn) in rows {
        let lines = from_text(&drawn);
        match kind {
            ShapeKind::City => shapes.outline = lines,
            ShapeKind::River => shapes.rivers.push(RiverOnMap { name: Names::new(name, name_en), lines }),
            ShapeKind::Town => {
                if let Some(index) = town.and_then(|id| towns.get(&id)) {
                    shapes.towns.insert(*index, lines);
                }
            }
        }
    }
    Ok(shapes)
}

/// Around the boundaries where there are any; otherwise around the middles of the towns, or the works of the chosen one. A
/// works far away, whose place was entered wrong, does not make the city small.
fn frame(shapes: &Shapes, chosen: Option<usize>, centres: &[Point], found: &[(Works, Point)]) -> Option<Frame> {
    if let Some(town) = chosen {
        if let Some(borders) = shapes.towns.get(&town) {
            return Frame::around(borders.iter().flatten(), 0.0);
        }
        let near = found.iter().map(|(_, place)| place).filter(|place| is_near(**place, centres[town]));
        return Frame::around(near.chain(centres.get(town)), TOWN_ROOM);
    }
    let borders = shapes.outline.iter().chain(shapes.towns.values().flatten()).flatten();
    Frame::around(borders, 0.0).or_else(|| Frame::around(centres, ROOM))
}

/// Whether a place can be one of a town whose middle is there.
fn is_near(place: Point, centre: Point) -> bool {
    (place.lng - centre.lng).abs() < 2.0 * ROOM && (place.lat - centre.lat).abs() < 2.0 * ROOM
}

fn page(works: &[Works], paging: Paging) -> PageOf<Works> {
    let (first, most) = (usize::try_from(paging.offset()).unwrap_or(usize::MAX), paging.limit());
    let items = works.iter().skip(first).take(usize::try_from(most).unwrap_or(usize::MAX)).cloned().collect();
    PageOf::new(items, u64::try_from(works.len()).unwrap_or(u64::MAX), paging)
}

#[cfg(test)]
mod tests {
    use domain::judgement::Tally;

    use super::*;

    #[test]
    fn a_works_stands_as_its_gravest_fact() {
        let of = |pulse, over, within, unjudged| {
            WorksState::of(Some(&Monitors { pulse, judged: Tally { over, within, unjudged } }))
        };
        let silent = Pulse::Silent { last_at: None };
        assert_eq!(of(Pulse::Online, 1, 3, 1), WorksState::Over);
        assert_eq!(of(silent, 1, 0, 0), WorksState::Over, "its last mean stands, heard or not");
        assert_eq!(of(silent, 0, 3, 0), WorksState::Silent);
        assert_eq!(of(Pulse::Online, 0, 3, 1), WorksState::Unjudged);
        assert_eq!(of(Pulse::Online, 0, 3, 0), WorksState::Within);
        assert_eq!(of(Pulse::Online, 0, 0, 0), WorksState::Unjudged, "nothing that was judged is no good news");
        assert_eq!(WorksState::of(None), WorksState::Unmonitored);
        let mut sorted = WorksState::ALL;
        sorted.sort();
        assert_eq!(sorted, WorksState::ALL);
        assert!(WorksState::ALL.iter().enumerate().all(|(index, state)| *state as usize == index));
    }
}
