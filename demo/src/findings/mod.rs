//! The findings about the newest declarations, made by the cross-check itself; about some of them has been spoken.

mod told;

use domain::{
    quarter::Quarter,
    time::{MINUTE, Stamp},
};
use entities::{declaration, declaration_version, enterprise, finding, finding_message};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter,
    QueryOrder,
};

use self::told::Told;
use super::{cast::story_of, city::City, history::Window};
use services::{Ctx, Result, findings::check, store::insert};

/// Checks each declaration of the newest quarter a minute after it was filed, and of the first enterprise, which has
/// not filed the newest, the quarter before. Returns how many findings there are.
pub async fn make(ctx: &Ctx, city: &City) -> Result<usize> {
    let quarters = Window::new(city.today, ctx.now()).quarters;
    let Some((newest, before)) = quarters.split_last() else { return Ok(0) };
    let mut versions = versions(ctx, *newest).await?;
    if let Some(quarter) = before.last() {
        let own = self::versions(ctx, *quarter).await?.into_iter();
        versions.extend(own.min_by_key(|(enterprise_id, _)| *enterprise_id));
    }
    for (_, version) in versions {
        let at = version.submitted_at.plus(MINUTE);
        check(&ctx.then(at), version.id).await?;
    }
    speak(ctx, city).await
}

/// The newest version of each declaration of a quarter, with its enterprise's key.
async fn versions(ctx: &Ctx, quarter: Quarter) -> Result<Vec<(i64, declaration_version::Model)>> {
    let rows = declaration_version::Entity::find()
        .find_also_related(declaration::Entity)
        .filter(declaration::Column::Quarter.eq(quarter))
        .order_by_asc(declaration_version::Column::DeclarationId)
        .order_by_desc(declaration_version::Column::Number)
        .all(ctx.store.read())
        .await?;
    let mut rows: Vec<_> = rows.into_iter().filter_map(|(version, d)| Some((d?.enterprise_id, version))).collect();
    rows.dedup_by_key(|(enterprise_id, _)| *enterprise_id);
    Ok(rows)
}

/// Writes what was said about findings; returns how many findings there are.
async fn speak(ctx: &Ctx, city: &City) -> Result<usize> {
    let rows = finding::Entity::find()
        .find_also_related(enterprise::Entity)
        .order_by_asc(finding::Column::Id)
        .all(ctx.store.read())
        .await?;
    let count = rows.len();
    let tx = ctx.store.write().await?;
    for (row, owner) in rows {
        let story = owner.and_then(|owner| story_of(&owner.credit_code));
        if let Some(told) = told::about(story, &row.rule) {
            say(&tx, city, row, told).await?;
        }
    }
    tx.commit().await?;
    Ok(count)
}

async fn say(tx: &impl ConnectionTrait, city: &City, row: finding::Model, told: &Told) -> Result<()> {
    let (id, made_at) = (row.id, row.created_at);
    let asked = told.asked(city.today, made_at);
    let mut row = row.into_active_model();
    row.status = Set(told.status());
    row.outcome = Set(told.outcome);
    row.asked_at = Set(asked.map(|(at, _)| at));
    row.answer_due = Set(asked.map(|(_, due)| due));
    row.closed_at = Set(told.closed_at(city.today, made_at));
    row.update(tx).await?;
    let message = |(at, kind, text): (Stamp, _, &str)| finding_message::ActiveModel {
        finding_id: Set(id),
        kind: Set(kind),
        body: Set(text.to_owned()),
        at: Set(at),
        account_id: Set(None),
        ..Default::default()
    };
    let messages = told.dialogue(city.today, made_at).map(message);
    insert(tx, messages.collect()).await
}
