//! Migrations and entities are written by hand, apart from each other; here they meet.

use std::collections::BTreeSet;

use domain::case::Gravity;
use entities::violation_case; // without a reference the linker would drop the crate and its registry
use migration::{Migrator, MigratorTrait};
use sea_orm::{ColumnTrait, ConnectionTrait, Database, DatabaseConnection, EntityTrait, QueryFilter, Statement};
use testing::Bench;

use crate::public::rows::{case, put};

async fn memory() -> DatabaseConnection {
    let mut options = sea_orm::ConnectOptions::new("sqlite::memory:");
    options.max_connections(1);
    Database::connect(options).await.unwrap()
}

/// `table.column type null/not null pk` of every table, by SQLite's own account.
async fn columns(db: &DatabaseConnection) -> BTreeSet<String> {
    let sql = "SELECT m.name AS t, p.name AS c, lower(p.type) AS ty, p.\"notnull\" AS nn, p.pk AS pk \
               FROM sqlite_master m JOIN pragma_table_info(m.name) p \
               WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%' AND m.name <> 'seaql_migrations'";
    let rows = db.query_all_raw(Statement::from_string(db.get_database_backend(), sql)).await.unwrap();
    rows.iter()
        .map(|row| {
            let text = |c: &str| row.try_get::<String>("", c).unwrap();
            let number = |c: &str| row.try_get::<i32>("", c).unwrap();
            format!("{}.{} {} notnull={} pk={}", text("t"), text("c"), text("ty"), number("nn"), number("pk"))
        })
        .collect()
}

#[tokio::test]
async fn migrations_and_entities_describe_the_same_tables() {
    let (migrated, described) = (memory().await, memory().await);
    Migrator::up(&migrated, None).await.unwrap();
    described.get_schema_registry("entities::*").sync(&described).await.unwrap();
    let (migrated, described) = (columns(&migrated).await, columns(&described).await);
    assert!(migrated.len() > 150, "the registry is empty: {}", migrated.len());
    let only_migrated: Vec<_> = migrated.difference(&described).collect();
    let only_described: Vec<_> = described.difference(&migrated).collect();
    assert!(
        only_migrated.is_empty() && only_described.is_empty(),
        "only in the migrations: {only_migrated:#?}\nonly in the entities: {only_described:#?}"
    );
}

/// An index whose columns another one begins with costs room and time at every write, and finds nothing faster.
#[tokio::test]
async fn no_index_is_the_beginning_of_another() {
    let db = memory().await;
    Migrator::up(&db, None).await.unwrap();
    let sql = "SELECT m.name AS t, i.name AS i, i.\"unique\" AS u, group_concat(c.name, ',') AS c \
               FROM sqlite_master m JOIN pragma_index_list(m.name) i JOIN pragma_index_info(i.name) c \
               WHERE m.type = 'table' GROUP BY m.name, i.name, i.\"unique\"";
    let rows = db.query_all_raw(Statement::from_string(db.get_database_backend(), sql)).await.unwrap();
    let text = |row: &sea_orm::QueryResult, column: &str| row.try_get::<String>("", column).unwrap();
    let indexes: Vec<_> = rows
        .iter()
        .map(|row| (text(row, "t"), text(row, "i"), row.try_get::<i32>("", "u").unwrap() == 1, text(row, "c") + ","))
        .collect();
    assert!(indexes.len() > 30, "{indexes:?}");
    for (table, name, is_unique, columns) in &indexes {
        let longer = indexes
            .iter()
            .find(|(of, other, _, longer)| of == table && other != name && longer.starts_with(columns.as_str()));
        assert!(*is_unique || longer.is_none(), "{name} of {table} is the beginning of {longer:?}");
    }
}

#[tokio::test]
async fn every_step_can_be_undone_and_taken_again() {
    let bench = Bench::new().await;
    let tx = bench.ctx.store.write().await.unwrap();
    let steps = u32::try_from(Migrator::migrations().len()).unwrap();
    Migrator::down(&tx, Some(steps)).await.unwrap();
    Migrator::up(&tx, None).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(services::store::migrate(&bench.ctx.store).await.unwrap(), 0);
}

/// What was counted from the publication is counted from the decision, as the first ten steps left it.
#[tokio::test]
async fn terms_of_publication_are_counted_anew() {
    let bench = Bench::new().await;
    bench.plating_works().await;
    let terms = [
        (Gravity::Minor, "2026-11-30", "2027-03-02", "2027-02-28"),
        (Gravity::Ordinary, "2026-09-20", "2027-09-25", "2027-09-20"),
        (Gravity::Serious, "2024-02-29", "2027-03-05", "2027-02-28"),
    ];
    for (gravity, decided_on, counted, _) in terms {
        let mut row = case(gravity.as_str());
        row.gravity = Some(gravity);
        row.decided_on = Some(decided_on.parse().unwrap());
        row.public_until = Some(counted.parse().unwrap());
        put(&bench, row).await;
    }
    let later = u32::try_from(Migrator::migrations().len() - 10).unwrap();
    let tx = bench.ctx.store.write().await.unwrap();
    Migrator::down(&tx, Some(later)).await.unwrap();
    Migrator::up(&tx, None).await.unwrap();
    tx.commit().await.unwrap();
    for (gravity, _, _, last) in terms {
        let wanted = violation_case::Column::CaseNo.eq(gravity.as_str());
        let row = violation_case::Entity::find().filter(wanted).one(bench.ctx.store.read()).await.unwrap().unwrap();
        assert_eq!(row.public_until.unwrap().to_string(), last, "{gravity}");
    }
}

/// What a database of before says by words is said by codes, and by the same words again where one goes back.
#[tokio::test]
async fn trades_become_codes_of_the_standard_and_go_back() {
    let bench = Bench::new().await;
    bench.plating_works().await;
    let tx = bench.ctx.store.write().await.unwrap();
    let steps = Migrator::migrations();
    let step = steps.iter().position(|step| step.name() == "m0013_trades_by_the_standard").unwrap();
    let later = u32::try_from(steps.len() - step).unwrap();
    let industry = async || {
        let sql = Statement::from_string(tx.get_database_backend(), "SELECT industry FROM enterprise WHERE id = 1");
        tx.query_one_raw(sql).await.unwrap().unwrap().try_get::<String>("", "industry").unwrap()
    };
    for (before, after, back) in [
        ("paper", "2221", "paper"),
        ("municipal", "4620", "municipal"),
        ("food", "1439", "food"),
        ("3011", "3011", "3011"),
    ] {
        Migrator::down(&tx, Some(later)).await.unwrap();
        tx.execute_unprepared(&format!("UPDATE enterprise SET industry = '{before}', colour = 'red'")).await.unwrap();
        Migrator::up(&tx, None).await.unwrap();
        assert_eq!(industry().await, after);
        Migrator::down(&tx, Some(later)).await.unwrap();
        assert_eq!(industry().await, back);
        Migrator::up(&tx, None).await.unwrap();
    }
    tx.commit().await.unwrap();
}

/// A cap of before is one for every year, and of several the newest stays where one goes back.
#[tokio::test]
async fn a_cap_of_before_holds_in_every_year() {
    let bench = Bench::new().await;
    bench.plating_works().await;
    let tx = bench.ctx.store.write().await.unwrap();
    let steps = Migrator::migrations();
    let step = steps.iter().position(|step| step.name() == "m0210_former_rows").unwrap();
    let later = u32::try_from(steps.len() - step).unwrap();
    Migrator::down(&tx, Some(later)).await.unwrap();
    let cap = |columns: &str, values: &str| {
        format!("INSERT INTO load_cap (enterprise_id, pollutant, kg_per_year{columns}) VALUES (1, 'w01018', {values})")
    };
    tx.execute_unprepared(&cap("", "5")).await.unwrap();
    Migrator::up(&tx, None).await.unwrap();
    let said = async |what: &str| {
        let sql = Statement::from_string(tx.get_database_backend(), format!("SELECT {what} AS said FROM load_cap"));
        let rows = tx.query_all_raw(sql).await.unwrap();
        rows.iter().map(|row| row.try_get::<i64>("", "said").unwrap()).collect::<Vec<_>>()
    };
    assert_eq!(said("CAST(from_year AS BIGINT)").await, [0]);
    tx.execute_unprepared(&cap(", from_year", "3, 2026")).await.unwrap();
    Migrator::down(&tx, Some(later)).await.unwrap();
    assert_eq!(said("kg_per_year").await, [3]);
    Migrator::up(&tx, None).await.unwrap();
    tx.commit().await.unwrap();
}
