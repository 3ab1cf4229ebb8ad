//! The commands of a logger as people read them.

use std::collections::HashMap;

use domain::{
    access::{Action, may},
    command::{AskedBy, CommandKind, CommandState, CommandStep},
    time::Stamp,
};
use entities::{account, device_command as command, device_command_step as step, outlet};
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect};

use super::switch::is_allowed;
use crate::{
    Ctx, Error, Names, Pollutant, Result,
    accounts::Actor,
    devices::by_mn,
    public::{PageOf, Paging, measurements::rows::pollutants},
};

/// A command with its course.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CommandRow {
    /// Key.
    pub id: i64,
    /// What the logger is to do.
    pub kind: CommandKind,
    /// The analyser that it is about; none: the logger itself.
    pub analyser: Option<Pollutant>,
    /// Of a back-fill: the starts of the first and of the last period.
    pub stretch: Option<(Stamp, Stamp)>,
    /// Seconds that an answer is waited for, and how often it is sent again.
    pub waits: (i32, i32),
    /// Who asked.
    pub asked_by: AskedBy,
    /// The name of the account, of a person.
    pub person: Option<String>,
    /// Why; of a clock that is off, by how many seconds.
    pub reason: String,
    /// When it was asked.
    pub asked_at: Stamp,
    /// Until when it waits for a connection.
    pub expires_at: Stamp,
    /// Where it stands.
    pub state: CommandState,
    /// Its number on the wire, once it was sent.
    pub qn: Option<String>,
    /// How often it was sent.
    pub attempts: i32,
    /// `QnRtn` of the first 9011 that came back.
    pub taken: Option<u16>,
    /// `ExeRtn` of the first 9012 that came back.
    pub ended: Option<u16>,
    /// Packets with data that came with its number.
    pub packets: i32,
    /// What became of it, oldest first.
    pub steps: Vec<StepRow>,
}

/// Something that became of a command.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StepRow {
    /// What.
    pub step: CommandStep,
    /// When.
    pub at: Stamp,
    /// `QnRtn` or `ExeRtn`.
    pub code: Option<u16>,
    /// What was sent, or what came besides the code.
    pub detail: String,
    /// Whether it came after the end.
    pub late: bool,
}

/// A logger's commands.
#[derive(Clone, Debug)]
pub struct CommandsPage {
    /// Number in HJ 212.
    pub mn: String,
    /// The name of its outlet.
    pub outlet: Names,
    /// Whether it has a connection now.
    pub linked: bool,
    /// Whether the portal may ask it by itself.
    pub allowed: bool,
    /// What analysers can be about: what the outlet has limits for.
    pub analysers: Vec<Pollutant>,
    /// Whether this person may ask.
    pub may: bool,
    /// The commands, newest first.
    pub commands: PageOf<CommandRow>,
    /// Now.
    pub now: Stamp,
}

/// The commands of a logger, newest first.
///
/// # Errors
/// [`Forbidden`](Error::Forbidden), [`NotFound`](Error::NotFound).
pub async fn list(ctx: &Ctx, actor: &Actor, mn: &str, paging: Paging) -> Result<CommandsPage> {
    use command::Column as C;
    actor.must(Action::ReadDevices)?;
    let db = ctx.store.read();
    let device = by_mn(db, mn).await?;
    let outlet = outlet::Entity::find_by_id(device.outlet_id).one(db).await?.ok_or(Error::NotFound)?;
    let wanted = command::Entity::find().filter(C::DeviceId.eq(device.id));
    let total = wanted.clone().count(db).await?;
    let found = wanted.order_by_desc(C::Id).offset(paging.offset()).limit(paging.limit()).all(db).await?;
    let known = ctx.registry().outlet(outlet.id);
    // What is measured here; where nothing has come yet, what is limited.
    let mut codes = pollutants(db, outlet.id).await?;
    codes.retain(|code| known.as_ref().is_some_and(|outlet| outlet.admits(code)));
    if codes.is_empty() {
        codes = known.iter().flat_map(|outlet| outlet.limits()).map(|(code, _)| code.to_owned()).collect();
        codes.sort_unstable();
    }
    let analysers = codes.iter().map(|code| Pollutant::of(code)).collect();
    Ok(CommandsPage {
        outlet: Names::new(outlet.name, outlet.name_en),
        linked: ctx.commands().line(device.id).is_some(),
        allowed: is_allowed(db, device.id).await?,
        analysers,
        may: may(actor.role, Action::CommandDevices),
        commands: PageOf::new(rows(ctx, found).await?, total, paging),
        now: ctx.now(),
        mn: device.mn,
    })
}

async fn rows(ctx: &Ctx, found: Vec<command::Model>) -> Result<Vec<CommandRow>> {
    let db = ctx.store.read();
    let all = step::Entity::find()
        .filter(step::Column::CommandId.is_in(found.iter().map(|row| row.id)))
        .order_by_asc(step::Column::Id)
        .all(db)
        .await?;
    let mut steps: HashMap<i64, Vec<step::Model>> = HashMap::new();
    for row in all {
        steps.entry(row.command_id).or_default().push(row);
    }
    let people = found.iter().filter_map(|row| row.account_id);
    let people = account::Entity::find().filter(account::Column::Id.is_in(people)).all(db).await?;
    let people: HashMap<i64, String> = people.into_iter().map(|row| (row.id, row.name)).collect();
    Ok(found.into_iter().map(|row| of(steps.remove(&row.id).unwrap_or_default(), &people, row)).collect())
}

fn of(steps: Vec<step::Model>, people: &HashMap<i64, String>, row: command::Model) -> CommandRow {
    let course = super::queue::course(&row);
    CommandRow {
        id: row.id,
        kind: row.kind,
        analyser: (!row.pol_id.is_empty()).then(|| Pollutant::of(&row.pol_id)),
        stretch: row.from_at.zip(row.to_at),
        waits: (row.over_time, row.re_count),
        asked_by: row.asked_by,
        person: row.account_id.and_then(|id| people.get(&id).cloned()),
        reason: row.reason,
        asked_at: row.asked_at,
        expires_at: row.expires_at,
        state: row.state,
        qn: row.qn,
        attempts: row.attempts,
        taken: course.taken,
        ended: course.ended,
        packets: row.packets,
        steps: said(steps),
    }
}

/// Whether a step is an end.
const fn ends(step: CommandStep) -> bool {
    matches!(
        step,
        CommandStep::Refused
            | CommandStep::Done
            | CommandStep::Failed
            | CommandStep::Unanswered
            | CommandStep::Expired
            | CommandStep::Withdrawn
    )
}

fn said(steps: Vec<step::Model>) -> Vec<StepRow> {
    let mut over = false;
    let one = |row: step::Model| {
        let late = over;
        over |= ends(row.step);
        StepRow {
            step: row.step,
            at: row.at,
            code: row.code.and_then(|code| u16::try_from(code).ok()),
            detail: row.detail,
            late,
        }
    };
    steps.into_iter().map(one).collect()
}
