//! The database: its version and settings, the schema, its clock, and what waits in it.

use chrono::Datelike as _;
use domain::{
    access::Role,
    calendar::Known,
    time::{HOUR, MINUTE, Stamp},
};
use entities::{account, mail};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbBackend, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
    Statement,
};

use super::Diagnosis;
use crate::{
    Ctx, Result, accounts, jobs,
    store::{Store, pending, steps},
    working_days,
};

/// The oldest PostgreSQL that the portal is tested with: that of Debian 12.
const OLDEST_POSTGRES: i64 = 15;
/// Connections that the portal takes of PostgreSQL, with a few for whoever looks after it.
const CONNECTIONS: i64 = 24;
/// How far the clock of the database's machine may be from ours.
const APART: i64 = 2_000;

/// Looks at the database.
///
/// # Errors
/// What keeps it from answering at all.
pub async fn database(ctx: &Ctx) -> Result<Vec<Diagnosis>> {
    let mut all = match ctx.store.backend() {
        DbBackend::Postgres => postgres(ctx).await?,
        _ => sqlite(&ctx.store).await?,
    };
    let known = schema(&ctx.store).await;
    let whole = known.as_ref().is_ok_and(|behind| *behind == 0);
    all.push(match known {
        Ok(0) => Diagnosis::good("表结构是最新的。", "The schema is up to date."),
        Ok(behind) => Diagnosis::odd(
            format!("表结构还差 {behind} 步：mingjian serve 启动时会自行补上，也可以先运行 mingjian migrate。"),
            format!("The schema is {behind} steps behind: serve takes them when it starts; `mingjian migrate` does beforehand."),
        ),
        Err(error) => Diagnosis::bad(
            format!("表结构不是本程序认识的（{error}）：请换用更新的程序。"),
            format!("The schema is not one that this program knows ({error}): install the newer program."),
        ),
    });
    if whole {
        all.push(newest(ctx).await?);
        let year = ctx.now().day().year();
        all.push(calendar(year, working_days::read(ctx.store.read()).await?.knows(year)));
        all.extend(people(ctx).await?);
        all.extend(waiting(ctx).await?);
    }
    Ok(all)
}

/// How many steps the schema is behind; an error where it is of another program, or of a newer one.
async fn schema(store: &Store) -> Result<usize> {
    steps(store).await?;
    pending(store).await
}

async fn sqlite(store: &Store) -> Result<Vec<Diagnosis>> {
    let version = text(store, "SELECT sqlite_version() AS said").await?;
    let mode = text(store, "SELECT journal_mode AS said FROM pragma_journal_mode").await?;
    let mut all = vec![Diagnosis::good(
        format!("数据库能读：SQLite {version}。"),
        format!("The database answers: SQLite {version}."),
    )];
    if mode != "wal" {
        all.push(Diagnosis::odd(
            format!("SQLite 的日志方式是 {mode}，不是 wal：请检查是否有别的程序改过它，重启门户即恢复。"),
            format!("SQLite's journal is {mode} and not wal: some other program changed it; restart the portal."),
        ));
    }
    Ok(all)
}

async fn postgres(ctx: &Ctx) -> Result<Vec<Diagnosis>> {
    let store = &ctx.store;
    let number = number(&text(store, "SELECT current_setting('server_version_num') AS said").await?);
    let version = text(store, "SELECT current_setting('server_version') AS said").await?;
    let mut all = vec![if number / 10_000 < OLDEST_POSTGRES {
        Diagnosis::bad(
            format!("PostgreSQL {version} 太旧：门户从 {OLDEST_POSTGRES} 起测试过，请升级。"),
            format!("PostgreSQL {version} is too old: the portal is tested from {OLDEST_POSTGRES} on; upgrade it."),
        )
    } else {
        Diagnosis::good(
            format!("数据库能读：PostgreSQL {version}。"),
            format!("The database answers: PostgreSQL {version}."),
        )
    }];
    for (name, wanted) in [("fsync", "on"), ("full_page_writes", "on"), ("server_encoding", "UTF8")] {
        let set = text(store, &format!("SELECT current_setting('{name}') AS said")).await?;
        if set != wanted {
            all.push(Diagnosis::bad(
                format!("PostgreSQL 的 {name} 是 {set}，应为 {wanted}：已经应答过的数据可能因此丢失或变样，请改正。"),
                format!("PostgreSQL's {name} is {set} and must be {wanted}, or what was acknowledged can be lost or spoiled."),
            ));
        }
    }
    if text(store, "SELECT current_setting('synchronous_commit') AS said").await? == "off" {
        all.push(Diagnosis::bad(
            "PostgreSQL 的 synchronous_commit 是 off：断电会丢掉已经应答的数据，请打开它。",
            "PostgreSQL's synchronous_commit is off: a power cut loses what was acknowledged; turn it on.",
        ));
    }
    let most = self::number(&text(store, "SELECT current_setting('max_connections') AS said").await?);
    if most < CONNECTIONS {
        all.push(Diagnosis::odd(
            format!("PostgreSQL 只允许 {most} 个连接：请把 max_connections 提到 {CONNECTIONS} 以上。"),
            format!("PostgreSQL takes {most} connections: raise max_connections to {CONNECTIONS} or more."),
        ));
    }
    let theirs = text(store, "SELECT (extract(epoch FROM clock_timestamp()) * 1000)::bigint::text AS said").await?;
    all.push(clocks(self::number(&theirs) - ctx.now().0));
    Ok(all)
}

/// What is to be said of two clocks that are so many milliseconds apart.
fn clocks(apart: i64) -> Diagnosis {
    let seconds = apart.abs() / 1_000;
    if apart.abs() <= APART {
        Diagnosis::good("本机与数据库所在机器的时钟一致。", "This machine's clock and the database's agree.")
    } else {
        Diagnosis::bad(
            format!("本机与数据库所在机器的时钟相差 {seconds} 秒：请在两台机器上都开启对时（NTP）。"),
            format!("This machine's clock and the database's are {seconds} s apart: have both set by NTP."),
        )
    }
}

/// Whether anything was written later than now: then the clock was set back.
async fn newest(ctx: &Ctx) -> Result<Diagnosis> {
    let newest: Option<Option<Stamp>> = entities::audit::Entity::find()
        .select_only()
        .column(entities::audit::Column::At)
        .order_by_desc(entities::audit::Column::Id)
        .limit(1)
        .into_tuple()
        .one(ctx.store.read())
        .await?;
    let ahead = newest.flatten().map_or(0, |at| at.0 - ctx.now().0);
    Ok(if ahead > MINUTE {
        let minutes = ahead / MINUTE;
        Diagnosis::bad(
            format!("库里最近一条操作记录比本机时钟晚 {minutes} 分钟：本机时钟慢了或被拨回过，请先对时再启动。"),
            format!(
                "The newest line of the audit log is {minutes} minutes ahead of this clock: set the clock before the portal starts."
            ),
        )
    } else {
        Diagnosis::good("本机时钟不早于库里最近的记录。", "This machine's clock is not behind what was written last.")
    })
}

/// Whether the working days of a year are known, by which terms are counted.
fn calendar(year: i32, known: Known) -> Diagnosis {
    match known {
        Known::Confirmed => {
            Diagnosis::good(format!("{year} 年的工作日历已有。"), format!("The working days of {year} are known."))
        }
        Known::Provisional => Diagnosis::odd(
            format!(
                "{year} 年的工作日历是暂定的：按工作日计算的期限可能差几天，公布后请导入放假安排（mingjian import calendar）或更新程序。"
            ),
            format!(
                "The working days of {year} are provisional: terms in working days may be some days off; import the notice (mingjian import calendar) or update the program."
            ),
        ),
        Known::Unknown => Diagnosis::odd(
            format!(
                "没有 {year} 年的工作日历：按工作日计算的期限只去掉周末，请导入放假安排（mingjian import calendar）或更新程序。"
            ),
            format!(
                "The working days of {year} are not known: terms in working days leave out weekends only; import the notice (mingjian import calendar) or update the program."
            ),
        ),
    }
}

/// Whether anybody can manage accounts.
async fn people(ctx: &Ctx) -> Result<Option<Diagnosis>> {
    let able = account::Entity::find()
        .filter(account::Column::Role.eq(Role::Admin))
        .filter(accounts::open_at(ctx.now()))
        .count(ctx.store.read())
        .await?;
    Ok((able == 0).then(|| {
        Diagnosis::odd(
            "还没有能用的管理员账号：请运行 mingjian user add --login 名字 --role admin。",
            "There is no administrator yet: run `mingjian user add --login NAME --role admin`.",
        )
    }))
}

/// Work that was given up, and mail that does not leave.
async fn waiting(ctx: &Ctx) -> Result<Vec<Diagnosis>> {
    let db = ctx.store.read();
    let failed = jobs::given_up(ctx).await?;
    let an_hour_ago = Stamp(ctx.now().0 - HOUR);
    let late = mail::Entity::find()
        .filter(mail::Column::SentAt.is_null())
        .filter(mail::Column::CreatedAt.lt(an_hour_ago))
        .count(db)
        .await?;
    let mut all = Vec::new();
    if failed > 0 {
        all.push(Diagnosis::odd(
            format!("有 {failed} 项后台任务多次失败后已放弃：原因和“重试”在 /bureau/jobs。"),
            format!("{failed} jobs were given up after failing: /bureau/jobs says why and tries them again."),
        ));
    }
    if late > 0 {
        all.push(Diagnosis::odd(
            format!("有 {late} 封邮件等待超过一小时仍未发出：请检查邮件服务器，原因在 /bureau/jobs。"),
            format!("{late} mails have waited for more than an hour: look at the mail server; /bureau/jobs says why."),
        ));
    }
    Ok(all)
}

async fn text(store: &Store, sql: &str) -> Result<String> {
    let row = store.read().query_one_raw(Statement::from_string(store.backend(), sql)).await?;
    Ok(row.map(|row| row.try_get("", "said")).transpose()?.unwrap_or_default())
}

fn number(text: &str) -> i64 {
    text.trim().parse().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::doctor::State;

    #[test]
    fn clocks_may_be_two_seconds_apart() {
        for (apart, state) in [(0, State::Good), (-2_000, State::Good), (2_001, State::Bad), (-90_000, State::Bad)] {
            assert_eq!(clocks(apart).state, state, "{apart}");
        }
        assert!(clocks(-90_000).said(domain::lang::Lang::En).contains("90 s"));
    }

    #[test]
    fn a_year_whose_working_days_are_not_settled_is_told() {
        for (known, state) in
            [(Known::Confirmed, State::Good), (Known::Provisional, State::Odd), (Known::Unknown, State::Odd)]
        {
            assert_eq!(calendar(2027, known).state, state, "{known:?}");
        }
    }
}
