//! Plays the tip-offs of the year, event by event, through the use cases.

use std::net::{IpAddr, Ipv4Addr};

use domain::time::HOUR;
use entities::account;
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};

use super::{
    About, Plan,
    course::{Step, course},
    plans,
};
use crate::{city::City, history::Window, map, random::Chance, store::degrees};
use services::{
    Ctx, Error, Result,
    accounts::Actor,
    jobs::Lane,
    throttle::ClientKey,
    tips::{self, Filed, NewTip, Position},
    worker,
};
use tokio_util::sync::CancellationToken;

/// The login that handles them.
const INTAKE: &str = "intake";
/// How far from its middle a works is seen, in degrees: within 500 m of each other.
const AROUND: f64 = 0.001;

/// Files and handles the tip-offs; returns how many. Without keys there are none.
pub async fn play(ctx: &Ctx, city: &City) -> Result<usize> {
    let Ok(keys) = ctx.keys() else { return Ok(0) };
    let moment = |at| ctx.then(at).with_keys(keys.clone());
    let intake = account::Entity::find().filter(account::Column::Login.eq(INTAKE)).one(ctx.store.read()).await?;
    let intake = intake.ok_or(Error::NotFound)?;
    let plans = plans(city);
    let until = Window::new(city.today, ctx.now()).until;
    let each = plans.iter().enumerate();
    let courses =
        each.flat_map(|(n, plan)| course(city, n, plan, until).into_iter().map(move |(at, step)| (at, n, step)));
    let mut events: Vec<_> = courses.collect();
    events.sort_by_key(|&(at, n, _)| (at, n));
    // A year's news of tip-offs would only fill the post.
    set_email(ctx, intake.id, None).await?;
    let actor = Actor::from(intake.clone());
    let mut filed: Vec<Option<Filed>> = vec![None; plans.len()];
    for (at, n, step) in events {
        let then = moment(at);
        if step == Step::File {
            filed[n] = Some(tips::file(&then, new(city, n, &plans[n]), client()).await?);
        } else if let Some(filed) = &filed[n] {
            take(&then, &actor, filed, step).await?;
        }
        // What a reporter does is noted on the hour.
        while worker::run_next(&moment(at.plus(HOUR)), Lane::Work, &CancellationToken::new()).await? {}
    }
    set_email(ctx, intake.id, intake.email).await?;
    Ok(filed.iter().flatten().count())
}

fn client() -> ClientKey {
    ClientKey::of(IpAddr::V4(Ipv4Addr::LOCALHOST))
}

async fn take(ctx: &Ctx, intake: &Actor, filed: &Filed, step: Step) -> Result<()> {
    let no = &filed.tip_no;
    match step {
        Step::File => Ok(()),
        Step::Accept => tips::accept(ctx, intake, no, None).await,
        Step::Decline(reason) => tips::decline(ctx, intake, no, reason, None).await,
        Step::HandOver => tips::hand_over(ctx, intake, no, None).await,
        Step::Reply(text) => tips::reply(ctx, intake, no, text, None).await,
        Step::Write(text) => tips::write(ctx, &filed.receipt_code.plain(), text, None, client()).await,
        Step::Answer(text) => tips::answer(ctx, intake, no, text, None).await,
    }
}

async fn set_email(ctx: &Ctx, id: i64, email: Option<String>) -> Result<()> {
    let tx = ctx.store.write().await?;
    account::ActiveModel { id: Set(id), email: Set(email), ..Default::default() }.update(&tx).await?;
    Ok(tx.commit().await?)
}

fn new(city: &City, n: usize, plan: &Plan) -> NewTip {
    let mut chance = Chance::of("tip place", n);
    let works = city.enterprises.iter().find(|e| e.story.map(About::Works) == Some(plan.about));
    let (lng, lat) = match (works, plan.about) {
        (Some(works), _) => (works.place.0 + AROUND * chance.unit(), works.place.1 + AROUND * chance.unit()),
        (None, About::Town(town)) => map::inside(&city.towns[town].outline, chance.below(20), chance.unit()),
        (None, About::Works(_)) => map::centre(&city.towns[0].outline),
    };
    NewTip {
        kind: plan.kind,
        enterprise: works.map(|works| works.credit_code),
        town: match plan.about {
            About::Town(town) => Some(city.towns[town].code.clone()),
            About::Works(_) => None,
        },
        text: plan.text.to_owned(),
        place: Some(plan.place.to_owned()),
        position: Some(Position { lat: degrees(lat), lng: degrees(lng) }),
        ..NewTip::default()
    }
}
