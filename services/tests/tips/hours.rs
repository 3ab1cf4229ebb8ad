//! Of the moment at which a reporter does something the store keeps the hour, in every column of every table, and nothing
//! beside it tells more.

use domain::{
    access::Role,
    time::{HOUR, MINUTE, SECOND, Stamp},
};
use entities::audit;
use sea_orm::{ConnectionTrait, DbBackend, EntityTrait, QueryOrder, Statement};
use services::{
    FormKey,
    accounts::sign_in,
    tips::{NewTip, file, write},
};
use testing::{ACCOUNT_PASSWORD, Bench, client};

use super::tip;

fn at(clock: &str) -> Stamp {
    Stamp::parse(&format!("2026-11-22T{clock}+08:00")).unwrap()
}

/// All columns but those of bytes.
async fn columns(bench: &Bench) -> Vec<(String, String)> {
    let (backend, asked) = if bench.is_postgres() {
        (
            DbBackend::Postgres,
            "SELECT table_name::text, column_name::text FROM information_schema.columns \
             WHERE table_schema = current_schema() AND data_type <> 'bytea'",
        )
    } else {
        (
            DbBackend::Sqlite,
            "SELECT m.name, p.name FROM sqlite_master m JOIN pragma_table_info(m.name) p \
             WHERE m.type = 'table' AND lower(p.type) <> 'blob'",
        )
    };
    let rows = bench.ctx.store.read().query_all_raw(Statement::from_string(backend, asked)).await.unwrap();
    rows.iter().map(|row| (row.try_get_by_index(0).unwrap(), row.try_get_by_index(1).unwrap())).collect()
}

/// Every value of every column as text, with the name of its column.
async fn values(bench: &Bench) -> Vec<(String, String)> {
    let db = bench.ctx.store.read();
    let mut all = Vec::new();
    for (table, column) in columns(bench).await {
        let asked = format!("SELECT CAST(\"{column}\" AS TEXT) FROM \"{table}\" WHERE \"{column}\" IS NOT NULL");
        let rows = db.query_all_raw(Statement::from_string(db.get_database_backend(), asked)).await.unwrap();
        let texts = rows.iter().map(|row| row.try_get_by_index::<String>(0).unwrap());
        all.extend(texts.map(|text| (format!("{table}.{column}"), text)));
    }
    all
}

/// What tells a moment within a few minutes of this one, a full hour aside.
async fn telling(bench: &Bench, moment: Stamp) -> Vec<String> {
    let near = |millis: i64| (millis - moment.0).abs() < 7 * MINUTE && millis % HOUR != 0;
    let clocks: Vec<_> = (-7..=7)
        .flat_map(|minutes| [moment.plus(minutes * MINUTE), moment.plus(minutes * MINUTE - 8 * HOUR)])
        .map(|near| near.beijing().format("%H:%M").to_string())
        .filter(|clock| !clock.ends_with(":00"))
        .collect();
    let tells = |text: &str| {
        let numbers = text.split(|c: char| !c.is_ascii_digit()).filter_map(|digits| digits.parse::<i64>().ok());
        numbers.into_iter().any(|number| near(number) || near(number.saturating_mul(SECOND)))
            || clocks.iter().any(|clock| text.contains(clock.as_str()))
    };
    let all = values(bench).await;
    assert!(all.iter().any(|(column, _)| column == "tip.received_at"), "the search itself works");
    all.into_iter().filter(|(_, text)| tells(text)).map(|(column, text)| format!("{column}: {text}")).collect()
}

#[tokio::test]
async fn no_column_of_any_table_tells_when_a_reporter_was_there() {
    let bench = Bench::new().await;
    bench.plating_works().await;
    bench.actor(Role::Intake).await;
    let (filed_at, wrote_at) = (at("17:51:03"), at("20:39:47"));
    bench.set_clock(filed_at);
    let new = NewTip { form: Some(FormKey::generate()), ..tip() };
    let filed = file(&bench.ctx, new, client(1)).await.unwrap();
    assert_eq!(telling(&bench, filed_at).await, [""; 0]);
    bench.drain_jobs().await;
    assert!(bench.ctx.mailer().sent().is_empty(), "a mail at this moment would tell it");
    bench.set_clock(at("18:00:04"));
    bench.drain_jobs().await;
    assert_eq!(bench.ctx.mailer().sent().len(), 1);
    bench.set_clock(wrote_at);
    let code = filed.receipt_code.plain();
    write(&bench.ctx, &code, "今晚又排了", Some(&FormKey::generate()), client(1)).await.unwrap();
    assert_eq!(telling(&bench, wrote_at).await, [""; 0]);
    bench.set_clock(at("21:00:02"));
    bench.drain_jobs().await;
    for moment in [filed_at, wrote_at] {
        assert_eq!(telling(&bench, moment).await, [""; 0]);
    }
    assert_eq!(bench.audit().await, ["file-tip public tip/1", "write-to-tip public tip/1"]);
}

/// Lines of the log come in order, so those before and after one would tell its moment.
#[tokio::test]
async fn the_lines_of_others_do_not_bracket_a_reporters() {
    let bench = Bench::new().await;
    bench.plating_works().await;
    bench.actor(Role::Admin).await;
    bench.set_clock(at("17:50:00"));
    let enter = async || sign_in(&bench.ctx, "admin", ACCOUNT_PASSWORD, client(2)).await.unwrap();
    enter().await;
    file(&bench.ctx, tip(), client(1)).await.unwrap();
    bench.advance(MINUTE);
    enter().await;
    bench.drain_jobs().await;
    bench.set_clock(at("18:00:00"));
    bench.drain_jobs().await;
    let lines = audit::Entity::find().order_by_asc(audit::Column::Id).all(bench.ctx.store.read()).await.unwrap();
    let acts: Vec<_> = lines.iter().map(|line| line.action.as_str()).collect();
    assert_eq!(acts, ["sign-in", "sign-in", "file-tip"]);
    assert_eq!(lines[2].at, at("17:00:00"));
}

#[tokio::test]
async fn an_hour_brings_the_intake_one_mail_and_a_job_that_runs_twice_no_second_one() {
    let bench = Bench::new().await;
    bench.plating_works().await;
    bench.actor(Role::Intake).await;
    for _ in 0..3 {
        file(&bench.ctx, tip(), client(1)).await.unwrap();
        bench.advance(MINUTE);
    }
    let tx = bench.ctx.store.write().await.unwrap();
    let jobs = entities::job::Entity::find().all(&tx).await.unwrap();
    assert_eq!(jobs.len(), 3);
    // As after a crash between the work and the word that it is done.
    let again = entities::job::ActiveModel { id: sea_orm::ActiveValue::NotSet, ..jobs[0].clone().into() };
    entities::job::Entity::insert(again).exec_without_returning(&tx).await.unwrap();
    tx.commit().await.unwrap();
    bench.advance(HOUR);
    bench.drain_jobs().await;
    assert_eq!(bench.audit().await.len(), 3);
    let sent = bench.ctx.mailer().sent();
    assert_eq!(sent.len(), 1);
    assert!(sent[0].body.contains("2026-11-22 14:00 至 2026-11-22 15:00"), "{}", sent[0].body);
    assert_eq!(sent[0].written_at.rfc3339(), "2026-11-22T14:00:00+08:00");
}
