//! Importing a map.

use domain::{
    access::Action,
    map::{Drawing, Line, Place, Reading, ShapeKind, Slip, System, Town, Wrong, thinned, to_text},
};
use entities::{city_map, map_shape, town};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ConnectionTrait, EntityTrait, QueryOrder};
use serde_json::json;

use super::standing::newest;
use crate::{
    Ctx, Error, FormKey, Result,
    accounts::Actor,
    audit::{self, Act, Subject},
    once::replayed_with,
    register::By,
    secret,
    store::{self, Turn},
};

/// A file as it came.
#[derive(Clone, Debug)]
pub struct MapFile {
    /// Its name.
    pub name: String,
    /// All of it; none where it has more bytes than are read.
    pub content: Option<Vec<u8>>,
}

/// What an import is to the map that stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Something is wrong with it.
    Refused,
    /// There was no map.
    New,
    /// It takes the place of another one.
    Replaces,
    /// It draws what stands already.
    Same,
    /// This very form was written before, and is not written again.
    Before,
}

/// What came of an import.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// Name of the file.
    pub file: String,
    /// The system that its coordinates are in, as was said.
    pub system: System,
    /// What is wrong, in the order of the file.
    pub slips: Vec<Slip>,
    /// How many faults there are; more than are told, where there are very many.
    pub faults: usize,
    /// Towns that get a boundary.
    pub towns: usize,
    /// Towns of the register that get none.
    pub without: Vec<String>,
    /// Whether it has the outline of the city.
    pub has_city: bool,
    /// Rivers.
    pub rivers: usize,
    /// Points that are kept.
    pub points: usize,
    /// Points that pages draw.
    pub drawn: usize,
    /// How far what pages draw may lie from what is kept, in metres.
    pub tolerance: u32,
    /// What it is to the map that stands.
    pub outcome: Outcome,
    /// Whether it was written.
    pub written: bool,
}

impl Report {
    /// Whether nothing is wrong.
    pub fn is_clean(&self) -> bool {
        self.faults == 0
    }
}

/// Reads a file and says what would become of it; writes it where that is wanted and nothing is wrong.
pub async fn import(ctx: &Ctx, by: By<'_>, file: MapFile, system: System, write: bool) -> Result<Report> {
    let wish = if write { Wish::Write } else { Wish::Look };
    done(ctx, by, file, system, wish).await
}

/// The same for a form, which is written once however often it is sent.
pub async fn import_form(
    ctx: &Ctx,
    actor: &Actor,
    form: &FormKey,
    file: MapFile,
    system: System,
    write: bool,
) -> Result<Report> {
    let wish = if write { Wish::WriteForm(form) } else { Wish::Look };
    done(ctx, By::Person(actor), file, system, wish).await
}

/// What is wanted.
#[derive(Clone, Copy)]
enum Wish<'a> {
    /// To hear what would become of it.
    Look,
    Write,
    /// To write what this form asks for, once.
    WriteForm(&'a FormKey),
}

async fn done(ctx: &Ctx, by: By<'_>, file: MapFile, system: System, wish: Wish<'_>) -> Result<Report> {
    let actor = by.actor();
    if let Some(actor) = actor {
        actor.must(Action::ManageRegister)?;
    }
    let known = towns(ctx.store.read()).await?;
    let MapFile { name, content } = file;
    let unread = |_panic| Error::invalid("file", "the file cannot be read; export it anew as GeoJSON");
    let looked = tokio::task::spawn_blocking(move || Looked::of(content.as_deref(), system, &known));
    let looked = looked.await.map_err(unread)?;
    let before = newest(ctx.store.read()).await?;
    let outcome = looked.outcome(before.as_ref());
    let mut report = looked.report(name, system, outcome);
    let form = match wish {
        _ if !report.is_clean() => return Ok(report),
        Wish::Look => return Ok(report),
        Wish::Write => None,
        Wish::WriteForm(form) => Some(form),
    };
    if outcome == Outcome::Same {
        report.written = true;
        return Ok(report);
    }
    let tx = ctx.store.write().await?;
    store::alone(&tx, Turn::Map).await?;
    if let (Some(actor), Some(form)) = (actor, form)
        && replayed_with(&tx, ctx, actor, &looked.digest, form).await?
    {
        report.outcome = Outcome::Before;
        return Ok(report);
    }
    // Somebody else may have written one since.
    let before = newest(&tx).await?;
    report.outcome = looked.outcome(before.as_ref());
    if report.outcome != Outcome::Same {
        map_shape::Entity::delete_many().exec(&tx).await?;
        city_map::Entity::delete_many().exec(&tx).await?;
        looked.write(&tx, ctx, actor, &report).await?;
    }
    tx.commit().await?;
    report.written = true;
    Ok(report)
}

async fn towns(db: &impl ConnectionTrait) -> Result<Vec<Town>> {
    let rows = town::Entity::find().order_by_asc(town::Column::Code).all(db).await?;
    Ok(rows.into_iter().map(|row| Town { id: row.id, code: row.code, name: row.name }).collect())
}

/// A shape as it is kept.
struct Shape {
    kind: ShapeKind,
    town: Option<i64>,
    names: (String, String),
    lines: String,
    drawn: String,
}

/// A file after it was read.
struct Looked {
    reading: Reading,
    shapes: Vec<Shape>,
    drawn: usize,
    tolerance: u32,
    digest: String,
}

impl Looked {
    fn of(content: Option<&[u8]>, system: System, towns: &[Town]) -> Self {
        let mut reading = match content {
            Some(bytes) => domain::map::read(bytes, system, towns),
            None => too_large(),
        };
        // Of a file with faults nothing is kept, so nothing of it need be worked out.
        let drawing = std::mem::take(&mut reading.drawing);
        let drawing = if reading.faults == 0 { drawing } else { Drawing::default() };
        let (fewer, tolerance) = thinned(&all(&drawing));
        let shapes = shapes(&drawing, &fewer);
        let digest = digest(&shapes);
        reading.drawing = drawing;
        let drawn = fewer.iter().flatten().map(Vec::len).sum();
        Self { reading, shapes, drawn, tolerance, digest }
    }

    fn outcome(&self, before: Option<&city_map::Model>) -> Outcome {
        match before {
            _ if self.reading.faults > 0 => Outcome::Refused,
            None => Outcome::New,
            Some(row) if row.digest == self.digest => Outcome::Same,
            Some(_) => Outcome::Replaces,
        }
    }

    fn report(&self, file: String, system: System, outcome: Outcome) -> Report {
        let Drawing { city, towns, rivers } = &self.reading.drawing;
        Report {
            file,
            system,
            slips: self.reading.slips.clone(),
            faults: self.reading.faults,
            towns: towns.len(),
            without: self.reading.without.clone(),
            has_city: !city.is_empty(),
            rivers: rivers.len(),
            points: self.reading.points,
            drawn: self.drawn,
            tolerance: self.tolerance,
            outcome,
            written: false,
        }
    }

    async fn write(&self, tx: &impl ConnectionTrait, ctx: &Ctx, actor: Option<&Actor>, report: &Report) -> Result<()> {
        let row = city_map::ActiveModel {
            at: Set(ctx.now()),
            account_id: Set(actor.map(|actor| actor.account_id)),
            file: Set(report.file.clone()),
            system: Set(report.system.to_string()),
            digest: Set(self.digest.clone()),
            points: Set(i32::try_from(report.points).unwrap_or(i32::MAX)),
            tolerance: Set(i32::try_from(self.tolerance).unwrap_or(i32::MAX)),
            ..Default::default()
        };
        let map = row.insert(tx).await?;
        let shape = |shape: &Shape| map_shape::ActiveModel {
            map_id: Set(map.id),
            kind: Set(shape.kind),
            town_id: Set(shape.town),
            name: Set(shape.names.0.clone()),
            name_en: Set(shape.names.1.clone()),
            lines: Set(shape.lines.clone()),
            drawn: Set(shape.drawn.clone()),
            ..Default::default()
        };
        store::insert(tx, self.shapes.iter().map(shape).collect()).await?;
        let detail = json!({
            "file": report.file, "system": report.system.as_str(), "towns": report.towns, "rivers": report.rivers,
            "points": report.points, "digest": self.digest,
        });
        audit::note(tx, ctx, actor, Act::ImportMap, Subject("city_map", map.id), detail).await
    }
}

fn too_large() -> Reading {
    let slip = Slip { place: Place::File, value: String::new(), wrong: Wrong::Large };
    Reading { slips: vec![slip], faults: 1, ..Reading::default() }
}

/// The lines of every shape, in the order of [`shapes`].
fn all(drawing: &Drawing) -> Vec<&[Line]> {
    let city = (!drawing.city.is_empty()).then_some(drawing.city.as_slice());
    let towns = drawing.towns.iter().map(|town| town.borders.as_slice());
    city.into_iter().chain(towns).chain(drawing.rivers.iter().map(|river| river.lines.as_slice())).collect()
}

fn shapes(drawing: &Drawing, fewer: &[Vec<Line>]) -> Vec<Shape> {
    let nameless = || (String::new(), String::new());
    let city = (!drawing.city.is_empty()).then(|| (ShapeKind::City, None, nameless()));
    let towns = drawing.towns.iter().map(|town| (ShapeKind::Town, Some(town.town), nameless()));
    let rivers =
        drawing.rivers.iter().map(|river| (ShapeKind::River, None, (river.name.clone(), river.name_en.clone())));
    let whose = city.into_iter().chain(towns).chain(rivers);
    let lines = all(drawing).into_iter().zip(fewer);
    let shape = |((kind, town, names), (lines, fewer)): ((_, _, _), (&[Line], &Vec<Line>))| Shape {
        kind,
        town,
        names,
        lines: to_text(lines),
        drawn: to_text(fewer),
    };
    whose.zip(lines).map(shape).collect()
}

/// What tells a map from others: all that it draws. How it is thinned out follows from that.
fn digest(shapes: &[Shape]) -> String {
    let mut lines: Vec<String> = shapes
        .iter()
        .map(|shape| {
            let (kind, town, lines) = (shape.kind, shape.town.unwrap_or_default(), &shape.lines);
            format!("{kind}\t{town}\t{}\t{}\t{lines}", shape.names.0, shape.names.1)
        })
        .collect();
    // Another order of the features draws the same.
    lines.sort_unstable();
    secret::digest(lines.join("\n").as_bytes())
}
