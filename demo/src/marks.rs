//! Marks that enterprises of the demo city set on their data, through the use cases with the clock of their day: starts of a
//! boiler in time and late, a broken analyser, services and calibrations, and a stop of production.

use chrono::{Datelike, Days, NaiveDate};
use domain::{
    access::Role,
    mark::MarkKind,
    outlet::OutletKind,
    quarter::Quarter,
    time::{HOUR, MINUTE, Stamp, start_of},
};
use entities::{account, enterprise};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

use crate::{
    cast::story_of, city::City, history::Window, office::worked_from, simulate::model::Script, stories::Story,
};
use services::{
    Ctx, Error, FormKey, Result, Seen,
    accounts::Actor,
    marks::{self, NewMark, OwnOutlet, outlets},
};

/// How many days back the starts of the boiler are marked.
const STARTS: u64 = 16;
/// So many days of hourly means the history has.
const KNOWN: u64 = 7;
/// The login that judges requests.
const REVIEWER: &str = "reviewer";
/// The login that marks for the first enterprise.
const PREPARER: &str = "preparer";

/// What becomes of a mark that is asked for late.
#[derive(Clone, Copy)]
enum Judged {
    Granted,
    Refused,
}

/// Sets them, and judges two of those that came late; one waits. Returns how many there are.
pub async fn play(ctx: &Ctx, city: &City) -> Result<usize> {
    let until = Window::new(city.today, ctx.now()).until;
    let login = |login: &'static str| account::Entity::find().filter(account::Column::Login.eq(login));
    let reviewer = login(REVIEWER).one(ctx.store.read()).await?.ok_or(Error::NotFound)?;
    let preparer = login(PREPARER).one(ctx.store.read()).await?.ok_or(Error::NotFound)?;
    let mut play = Play { ctx, until, reviewer: reviewer.into(), set: 0 };
    let rows = enterprise::Entity::find().order_by_asc(enterprise::Column::Id).all(ctx.store.read()).await?;
    for row in rows {
        let own = preparer.enterprise_id == Some(row.id);
        let Some(actor) = preparer_of(ctx, row.id).await? else { continue };
        let own_outlets = outlets(ctx.store.read(), row.id, city.today).await?;
        let of = |kind: OutletKind| own_outlets.iter().find(|outlet| outlet.code.kind() == kind);
        match (own, story_of(&row.credit_code)) {
            (true, _) => play.first(&actor, of(OutletKind::Water)).await?,
            (_, Some(Story::BoilerStart)) => play.boiler(&actor, of(OutletKind::Air), city.today).await?,
            (_, Some(Story::ColdFurnace)) => play.furnace(&actor, of(OutletKind::Air)).await?,
            (_, Some(Story::FailingInstrument)) => play.analyser(&actor, of(OutletKind::Water)).await?,
            (_, Some(Story::StoppedWithPower)) => play.stopped(&actor, of(OutletKind::Water), city.today).await?,
            _ => {}
        }
    }
    Ok(play.set)
}

/// Who fills in for an enterprise, where anybody does.
async fn preparer_of(ctx: &Ctx, enterprise_id: i64) -> Result<Option<Actor>> {
    let own = account::Entity::find()
        .filter(account::Column::EnterpriseId.eq(enterprise_id))
        .filter(account::Column::Role.eq(Role::Preparer));
    Ok(own.one(ctx.store.read()).await?.map(Actor::from))
}

struct Play<'a> {
    ctx: &'a Ctx,
    until: Stamp,
    reviewer: Actor,
    set: usize,
}

impl Play<'_> {
    /// The works of the demo logins: a calibration of yesterday, a service, and one that waits for the reviewer.
    async fn first(&mut self, actor: &Actor, outlet: Option<&OwnOutlet>) -> Result<()> {
        let Some(outlet) = outlet else { return Ok(()) };
        let nickel = new(outlet, MarkKind::Calibration, self.at(1, 9, 0), 40 * MINUTE, &["w20121"]);
        self.mark(actor, nickel, self.at(1, 10, 30)).await?;
        let service = new(outlet, MarkKind::Maintenance, self.at(6, 14, 0), 2 * HOUR, &[]);
        let service = NewMark { note: "更换采样泵管，清洗预处理单元。".to_owned(), ..service };
        self.mark(actor, service, self.at(6, 17, 20)).await?;
        let late = new(outlet, MarkKind::Maintenance, self.at(4, 10, 0), 90 * MINUTE, &[]);
        let reason = "运维单位当日未告知，今日核对运维记录后补报，运维记录单号 0417。".to_owned();
        let asked = self.until.minus(2 * HOUR);
        self.mark(actor, NewMark { reason, ..late }, asked).await?;
        Ok(())
    }

    /// The boiler that is lit every second day: marked in time, but for two starts of before, of which one was granted, and a short
    /// one that nobody marked: of that the bureau finds out by the enterprise's answer.
    async fn boiler(&mut self, actor: &Actor, outlet: Option<&OwnOutlet>, today: NaiveDate) -> Result<()> {
        let (Some(outlet), Some(since)) = (outlet, Story::BoilerStart.since(today)) else { return Ok(()) };
        let mut late = [Judged::Refused, Judged::Granted].into_iter();
        let mut forgotten = false;
        for days in (0..=STARTS).rev() {
            let Some(day) = today.checked_sub_days(Days::new(days)) else { continue };
            let lit: Vec<u32> = (0..24).filter(|hour| Script::starts((day - since).num_days(), *hour)).collect();
            let (Some(first), Some(last)) = (lit.first(), lit.last()) else { continue };
            let from = start_of(day).plus(i64::from(*first) * HOUR);
            if !forgotten && days < KNOWN && last - first < 4 {
                forgotten = true;
                continue;
            }
            let start = new(outlet, MarkKind::ColdStart, from, i64::from(last + 1 - first) * HOUR, &[]);
            let start = NewMark { treatment_runs: true, ..start };
            match late.next().filter(|_| days > 3) {
                None => {
                    self.mark(actor, start, from.plus(6 * HOUR)).await?;
                }
                Some(judged) => {
                    let reason = "值班人员漏报，锅炉运行记录和温度曲线可供核对。".to_owned();
                    let asked = from.plus(3 * 24 * HOUR);
                    let id = self.mark(actor, NewMark { reason, ..start }, asked).await?;
                    self.judge(id, judged, worked_from(asked.plus(26 * HOUR))).await?;
                }
            }
        }
        Ok(())
    }

    /// An incinerator whose feeder broke down for two hours.
    async fn furnace(&mut self, actor: &Actor, outlet: Option<&OwnOutlet>) -> Result<()> {
        let Some(outlet) = outlet else { return Ok(()) };
        let fault = new(outlet, MarkKind::Fault, self.at(2, 13, 0), 2 * HOUR, &[]);
        let note = "给料机卡涩，停止投料检修，烟气治理设施正常投运。".to_owned();
        self.mark(actor, NewMark { treatment_runs: true, note, ..fault }, self.at(2, 16, 40)).await?;
        Ok(())
    }

    /// An analyser that has not been repaired yet.
    async fn analyser(&mut self, actor: &Actor, outlet: Option<&OwnOutlet>) -> Result<()> {
        let Some(outlet) = outlet else { return Ok(()) };
        let broken = new(outlet, MarkKind::InstrumentFault, self.at(3, 8, 0), HOUR, &["w21003"]);
        let note = "氨氮分析仪蠕动泵损坏，已报修，期间每日人工采样。".to_owned();
        self.mark(actor, NewMark { to: None, note, ..broken }, self.at(3, 11, 0)).await?;
        Ok(())
    }

    /// What is declared as a month without production is marked so, too; the power meter says otherwise. So is a night of this week,
    /// in which the flow says otherwise.
    async fn stopped(&mut self, actor: &Actor, outlet: Option<&OwnOutlet>, today: NaiveDate) -> Result<()> {
        let Some(outlet) = outlet else { return Ok(()) };
        let first = Quarter::last_ended(today).start().day();
        let second = first.checked_add_months(chrono::Months::new(1)).unwrap_or(first);
        let length = i64::from(second.num_days_in_month()) * 24 * HOUR;
        let stop = new(outlet, MarkKind::Stopped, start_of(second), length, &[]);
        self.mark(actor, stop, start_of(second).plus(9 * HOUR)).await?;
        let night = new(outlet, MarkKind::Stopped, self.at(2, 20, 0), 12 * HOUR, &[]);
        self.mark(actor, night, self.at(2, 20, 10)).await?;
        Ok(())
    }

    /// A moment so many days ago.
    fn at(&self, days: i64, hour: i64, minute: i64) -> Stamp {
        self.until.floor(24 * HOUR).minus(days * 24 * HOUR).plus(hour * HOUR + minute * MINUTE)
    }

    /// Sets one at a moment; what has not come yet is left out.
    async fn mark(&mut self, actor: &Actor, new: NewMark, at: Stamp) -> Result<i64> {
        if at > self.until {
            return Ok(0);
        }
        self.set += 1;
        let form = self.form(0);
        Ok(marks::set(&self.ctx.then(at), actor, &new, &form).await?.id)
    }

    async fn judge(&self, id: i64, judged: Judged, at: Stamp) -> Result<()> {
        if at > self.until || id == 0 {
            return Ok(());
        }
        let ctx = self.ctx.then(at);
        let seen: Seen = marks::show(&ctx, &self.reviewer, id).await?.row.seen;
        let (reviewer, form) = (&self.reviewer, self.form(1));
        match judged {
            Judged::Granted => {
                marks::grant(&ctx, reviewer, (id, &seen), "运行记录与温度曲线一致，同意补标。", &form).await
            }
            Judged::Refused => {
                let why = "炉膛温度曲线显示该时段未启炉，与所报不符，不同意补标。";
                marks::refuse(&ctx, reviewer, (id, &seen), why, &form).await
            }
        }
    }

    /// A key of its own for each form, the same in every city.
    fn form(&self, act: usize) -> FormKey {
        FormKey::parse(&format!("{:064x}", 0x6d61_0000 + self.set * 2 + act)).unwrap_or_else(FormKey::generate)
    }
}

fn new(outlet: &OwnOutlet, kind: MarkKind, from: Stamp, lasts: i64, pollutants: &[&str]) -> NewMark {
    let measured = |code: &&&str| outlet.pollutants.iter().any(|own| *own.code == ***code);
    NewMark {
        outlet: outlet.code,
        kind,
        pollutants: pollutants.iter().filter(measured).map(|code| (*code).to_owned()).collect(),
        from,
        to: Some(from.plus(lasts)),
        treatment_runs: false,
        note: String::new(),
        reason: String::new(),
    }
}
