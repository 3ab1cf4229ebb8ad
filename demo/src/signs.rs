//! Signs in the data of the history that was planted, found by the portal itself; and a logger that starts too often.

use domain::time::{DAY, HOUR, MINUTE, Stamp};
use entities::{device, device_event, enterprise, outlet, sign};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder};
use services::{Ctx, Result, signs::again, store::insert};

use super::{cast::story_of, city::City, history::Window, stories::Story};

/// The days, counted back from today, on which the logger of the first works started three times.
const RESTARTED: [i64; 4] = [1, 2, 4, 5];

/// Has the portal look at the city as it stands; at the works whose line has been flat for longer than a look reaches back, also as it
/// stood on the two days before. Answers how many signs there are.
pub async fn make(ctx: &Ctx, city: &City) -> Result<usize> {
    let until = Window::new(city.today, ctx.now()).until;
    restart(ctx, until).await?;
    ctx.registry().refresh(&ctx.store).await?;
    let db = ctx.store.read();
    let before = |days: i64| until.minus(days * DAY + 1).day();
    for works in enterprise::Entity::find().order_by_asc(enterprise::Column::Id).all(db).await? {
        if story_of(&works.credit_code) != Some(Story::FlatLine) {
            continue;
        }
        let own = outlet::Entity::find().filter(outlet::Column::EnterpriseId.eq(works.id)).all(db).await?;
        for outlet in own {
            again(ctx, (before(2), before(1)), Some(outlet.id)).await?;
        }
    }
    again(ctx, (before(0), before(0)), None).await?;
    let count = sign::Entity::find().count(db).await?;
    Ok(usize::try_from(count).unwrap_or(usize::MAX))
}

/// The logger at the first outlet of the first works tells that it was started again and again: its supply is loose.
async fn restart(ctx: &Ctx, until: Stamp) -> Result<()> {
    let db = ctx.store.read();
    let Some(first) = enterprise::Entity::find().order_by_asc(enterprise::Column::Id).one(db).await? else {
        return Ok(());
    };
    let outlets = outlet::Entity::find().filter(outlet::Column::EnterpriseId.eq(first.id)).all(db).await?;
    let logger = device::Entity::find()
        .filter(device::Column::OutletId.is_in(outlets.iter().map(|outlet| outlet.id)))
        .order_by_asc(device::Column::Id)
        .one(db)
        .await?;
    let Some(logger) = logger else { return Ok(()) };
    let event = |at: Stamp| device_event::ActiveModel {
        device_id: Set(logger.id),
        at: Set(at),
        kind: Set("restart".to_owned()),
        detail: Set(String::new()),
        frame_id: Set(0),
        ..Default::default()
    };
    let days = RESTARTED.iter().map(|days| until.floor(DAY).minus(days * DAY));
    let starts =
        days.flat_map(|day| [9 * HOUR, 9 * HOUR + 25 * MINUTE, 15 * HOUR + 10 * MINUTE].map(|at| day.plus(at)));
    let tx = ctx.store.write().await?;
    insert(&tx, starts.map(event).collect()).await?;
    Ok(tx.commit().await?)
}
