//! Entering or changing one row by hand: what a form says is read as a row of its table is, by the same rules and with the
//! same words for what is wrong.

use std::collections::BTreeMap;

use domain::{
    credit_code::CreditCode,
    input::{PublicWords, Read},
    lang::Lang,
    sheet::{Cell, Header, Kind, LIFE_FIELDS, Said, Slip, columns, key_fields},
    time::Day,
};
use entities::town;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};

use super::{
    By, Flaw, LONGEST_REASON, Meant, Outcome, Reason, Refused, begin,
    former::CORRECTED,
    import::{entries::TownNames, explain, row::Row},
    said::{Tabular, of_kind},
    show::{names_around, seen_of},
    write::write,
};
use crate::{Conflict, Ctx, Error, FormKey, Result, Seen, accounts::Actor, once, secret};

/// What a form says.
#[derive(Clone, Copy, Debug)]
pub struct Typed<'a> {
    /// Of which table it is a row.
    pub kind: Kind,
    /// What was typed, by the fields of the table's columns.
    pub cells: &'a BTreeMap<String, String>,
    /// Why.
    pub reason: &'a str,
    /// The days that are over of which somebody has confirmed that they are judged anew, as [`Anew`] says them;
    /// [`CORRECTED`] where figures were wrong all the time; empty: neither.
    pub past: &'a str,
}

/// Days that are over and would be judged anew by a limit. Whoever enters it has to mean it, and the public reads why.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Anew {
    /// The first of them.
    pub from: Day,
    /// The last of them.
    pub to: Day,
    /// On how many of them there are values.
    pub days: u32,
}

/// As a form says which days it confirms: others are not meant.
impl std::fmt::Display for Anew {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}/{}/{}", self.from, self.to, self.days)
    }
}

impl Anew {
    /// What a form says that it confirms.
    pub fn read(said: &str) -> Option<Self> {
        let mut parts = said.split('/');
        let mut next = || parts.next();
        let anew = Self { from: next()?.parse().ok()?, to: next()?.parse().ok()?, days: next()?.parse().ok()? };
        next().is_none().then_some(anew)
    }
}

/// Which row is meant.
#[derive(Clone, Copy, Debug)]
pub enum Place<'a> {
    /// One that is not there yet.
    New,
    /// One that is there, as it stood on the page.
    There {
        /// Its key.
        id: i64,
        /// How it stood.
        seen: &'a Seen,
    },
}

/// What became of it.
#[derive(Debug)]
pub enum Entering {
    /// It is written, and belongs to this enterprise; a town to none.
    Done(Option<CreditCode>),
    /// Nothing was written, because it stands like this already: a limit, for example, whose last day follows from the next
    /// one, whatever is said of it.
    Same(Option<CreditCode>),
    /// Nothing was written; all that is wrong with it, by fields.
    Refused(Vec<(&'static str, Wrong)>),
}

/// What is wrong with a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wrong {
    /// What stands there.
    Cell(Slip),
    /// What it would make of the register.
    Register(Flaw),
    /// A row like this is there already: the field tells them apart, and does not.
    There,
    /// It would judge days anew that are over, and nobody has confirmed that.
    Past(Anew),
}

/// The field in which it is confirmed that days are judged anew.
pub const PAST: &str = "past";

impl Wrong {
    /// What it is and how to mend it, in the reader's language.
    pub fn said(&self, lang: Lang) -> Said {
        match (self, lang) {
            (Self::Cell(slip), lang) => slip.said(lang),
            (Self::Register(flaw), lang) => explain::said(flaw, lang),
            (Self::Past(anew), Lang::Zh) => Said::new(
                format!("从 {} 到 {} 有 {} 天的数据会重新判定", anew.from, anew.to, anew.days),
                "核对日期和数字；确实要改，请勾选“是”",
            ),
            (Self::Past(anew), Lang::En) => Said::new(
                format!("from {} to {} values of {} days would be judged anew", anew.from, anew.to, anew.days),
                "compare days and figures; tick the box where it is meant",
            ),
            (Self::There, Lang::Zh) => Said::new("已有这一条", "到那一条修改，或改正这一格"),
            (Self::There, Lang::En) => Said::new("there is one already", "change that one, or mend this field"),
        }
    }
}

/// Enters a row, or changes one. The same form sent again changes nothing more. What is wrong with the row comes before what is
/// wrong with the reason, which a form knows by itself.
///
/// # Errors
/// [`Error::Forbidden`]; [`Error::NotFound`] where the row is not there; [`Error::Conflict`] where it has changed since it
/// was looked at; [`Error::Invalid`] without a reason.
pub async fn enter(ctx: &Ctx, actor: &Actor, typed: Typed<'_>, place: Place<'_>, form: &FormKey) -> Result<Entering> {
    of_kind!(typed.kind, enter_as(ctx, actor, typed, place, form))
}

async fn enter_as<E: Tabular>(
    ctx: &Ctx,
    actor: &Actor,
    typed: Typed<'_>,
    place: Place<'_>,
    form: &FormKey,
) -> Result<Entering> {
    let mut register = begin(ctx, By::Person(actor)).await?;
    let reason = Reason::read(typed.reason);
    register.by_hand(reason.as_ref().ok().map(|reason| reason.to_string()));
    register.past = match Anew::read(typed.past) {
        Some(anew) => Meant::Days(anew.from, anew.to),
        None if typed.past == CORRECTED && E::KEPT_OF.is_some() => Meant::Correction,
        None => Meant::No,
    };
    let mut said: BTreeMap<&str, String> = columns(E::KIND)
        .iter()
        .map(|column| (column.field, typed.cells.get(column.field).cloned().unwrap_or_default()))
        .collect();
    let old = match place {
        Place::New => None,
        Place::There { id, seen } => {
            let row = E::Entity::find()
                .filter(E::ID.eq(id))
                .one(register.tx())
                .await?
                .filter(E::is_open)
                .ok_or(Error::NotFound)?;
            let names = names_around(register.tx(), E::under(&row)).await?;
            // What tells the row from others is not for a form to say; when it is public and closed has a form of its own.
            for field in key_fields(E::KIND).iter().chain(&LIFE_FIELDS) {
                said.insert(field, E::said(&row, &names, field));
            }
            E::keep_password(&row, &mut said);
            Some((row, seen))
        }
    };
    // What else is sent under the key of a form that was spent, by going back and typing something else, is another form.
    let content = secret::digest(format!("{said:?} {} {}", typed.past, typed.reason).as_bytes());
    if once::replayed_with(register.tx(), ctx, actor, &content, form).await? {
        return Ok(Entering::Done(credit_code(E::KIND, &said)));
    }
    if let Some((row, seen)) = &old {
        seen.must_be(&seen_of::<E>(row))?;
    }
    let entry = match read::<E>(register.tx(), &said).await? {
        Ok(entry) => entry,
        Err(slips) => {
            return Ok(Entering::Refused(slips.into_iter().map(|(field, slip)| (field, Wrong::Cell(slip))).collect()));
        }
    };
    // Asked for here, so that all that is wrong is told at once.
    reason.map_err(|issue| Error::issue("reason", issue))?;
    // What is corrected about the past the public reads, and why.
    if matches!(register.past, Meant::Days(..)) {
        PublicWords::<LONGEST_REASON>::read(typed.reason).map_err(|issue| Error::issue("reason", issue))?;
    }
    let written = match write(&register, std::slice::from_ref(&entry)).await {
        Ok(written) => written,
        Err(Refused::Faults(faults)) => {
            let wrong = faults.into_iter().map(|fault| match fault.flaw {
                Flaw::JudgesAnew(from, to, days) => (PAST, Wrong::Past(Anew { from, to, days })),
                flaw => (fault.field, Wrong::Register(flaw)),
            });
            return Ok(Entering::Refused(wrong.collect()));
        }
        Err(Refused::Other(error)) => return Err(error),
    };
    // The transaction ends without a commit where nothing comes of it.
    match (&old, written.rows.first()) {
        (None, Some(Outcome::Changed(_) | Outcome::Same)) => {
            return Ok(Entering::Refused(vec![(E::KEY_FIELD, Wrong::There)]));
        }
        (Some(_), Some(Outcome::New)) => return Err(Conflict::Overtaken.into()),
        (Some(_), Some(Outcome::Same)) => return Ok(Entering::Same(credit_code(E::KIND, &said))),
        _ => {}
    }
    register.commit().await?;
    Ok(Entering::Done(credit_code(E::KIND, &said)))
}

/// Whose page the row stands on.
fn credit_code(kind: Kind, said: &BTreeMap<&str, String>) -> Option<CreditCode> {
    let field = if kind == Kind::Enterprises { "credit_code" } else { "enterprise" };
    said.get(field)?.trim().to_uppercase().parse().ok()
}

type Slips = Vec<(&'static str, Slip)>;

async fn read<E: Tabular>(db: &impl ConnectionTrait, said: &BTreeMap<&str, String>) -> Result<Result<E, Slips>> {
    let mut towns = TownNames::default();
    if matches!(E::KIND, Kind::Enterprises | Kind::Premises) {
        for town in town::Entity::find().all(db).await? {
            towns.note(&town.name, &town.code);
        }
    }
    let header = Header::whole(E::KIND);
    let cell = |text: Option<&String>| match text {
        Some(text) if !text.is_empty() => Cell::Text(text.clone()),
        _ => Cell::Empty,
    };
    let cells: Vec<Cell> = columns(E::KIND).iter().map(|column| cell(said.get(column.field))).collect();
    let mut row = Row::new(&header, &cells);
    Ok(E::read(&mut row, &towns).map_err(|_noted| row.slips()))
}
