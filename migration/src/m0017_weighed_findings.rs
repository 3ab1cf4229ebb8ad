//! How far apart the figures of a finding are, and what a check could not look at.

use sea_orm_migration::{
    prelude::*,
    sea_orm::{ConnectionTrait, JsonValue, Statement},
    sea_query::TableCreateStatement,
};

use crate::column::{big, id, index, int, refers, table, text};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::create(manager, vec![not_checked()]).await?;
        crate::index(manager, vec![index("not_checked", &["version_id"])]).await?;
        let distance = int("distance").default(0).to_owned();
        manager.alter_table(Table::alter().table("finding").add_column(distance).to_owned()).await?;
        weigh(manager).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.alter_table(Table::alter().table("finding").drop_column("distance").to_owned()).await?;
        crate::drop(manager, &["not_checked"]).await
    }
}

fn not_checked() -> TableCreateStatement {
    table("not_checked")
        .col(id())
        .col(big("version_id"))
        .col(text("rule"))
        .col(text("subject"))
        .col(text("why"))
        .foreign_key(&mut refers("not_checked", "version_id", "declaration_version"))
        .to_owned()
}

/// Weighs the findings that are there already, as `domain::crosscheck::Finding::distance` does.
async fn weigh(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let db = manager.get_connection();
    let backend = db.get_database_backend();
    let rows = db.query_all_raw(Statement::from_string(backend, "SELECT id, inputs FROM finding")).await?;
    for row in rows {
        let (id, inputs): (i64, String) = (row.try_get("", "id")?, row.try_get("", "inputs")?);
        let distance = distance(&inputs).unwrap_or(0);
        db.execute_unprepared(&format!("UPDATE finding SET distance = {distance} WHERE id = {id}")).await?;
    }
    Ok(())
}

/// |declared − measured| in millionths of the larger.
fn distance(inputs: &str) -> Option<i32> {
    let frozen: JsonValue = inputs.parse().ok()?;
    let figure = |name: &str| frozen.get(name).and_then(JsonValue::as_str).map_or(Ok(0.0), str::parse::<f64>).ok();
    let (declared, measured) = (figure("declared")?, figure("measured")?);
    let larger = declared.abs().max(measured.abs());
    let share = if larger > 0.0 { ((declared - measured).abs() / larger).min(1.0) } else { 0.0 };
    #[expect(clippy::cast_possible_truncation, reason = "a share of one in millionths")]
    Some((share * 1e6).round() as i32)
}

#[cfg(test)]
mod tests {
    use super::distance;

    #[test]
    fn old_findings_are_weighed_by_their_frozen_figures() {
        for (inputs, want) in [
            (r#"{"declared":"79","measured":"100"}"#, Some(210_000)),
            (r#"{"declared":null,"measured":"3"}"#, Some(1_000_000)),
            (r#"{"declared":"0","measured":"0"}"#, Some(0)),
            (r#"{"declared":"x","measured":"0"}"#, None),
            ("", None),
        ] {
            assert_eq!(distance(inputs), want, "{inputs}");
        }
    }
}
