//! The demo logins.

use domain::{
    access::{Role, needs_second_factor},
    time::{DAY, HOUR, start_of},
};
use sea_orm::ConnectionTrait;

use crate::{LOGINS, Login, PASSWORD, SECOND_FACTOR, city::City, office::worked_until, stories::Story};
use services::{
    Ctx, Result,
    accounts::{Opening, add_all, second_factor},
};

/// The town of the first enterprise: that of the branch officer and the grid member.
const TOWN: usize = 6;

/// How long ago the accounts were opened: before anything that somebody did with one of them.
const AGE: i64 = 800 * DAY;

/// Opens the accounts, as those of a real bureau are opened from the command line.
pub async fn open(tx: &impl ConnectionTrait, ctx: &Ctx, city: &City) -> Result<()> {
    let all: Vec<_> = LOGINS.iter().map(|login| opening(login, city)).chain(of_stories(city)).collect();
    let opened = start_of(worked_until(ctx.now().minus(AGE).day())).plus(9 * HOUR);
    add_all(tx, &ctx.then(opened), &all).await?;
    // Its secret is sealed under the keys of the portal; without them nobody can have one.
    let has_keys = ctx.keys().is_ok();
    for login in LOGINS.iter().filter(|_| has_keys).filter(|login| needs_second_factor(login.role)) {
        second_factor::plant(tx, ctx, login.login, &SECOND_FACTOR).await?;
    }
    Ok(())
}

/// Those who mark the data of other works than the first: what is done there has a name. The sign-in page does not list them.
fn of_stories(city: &City) -> impl Iterator<Item = Opening> {
    let with_story = city.enterprises.iter().filter(|e| e.story.is_some_and(Story::is_marked));
    with_story.zip(1..).map(|(e, number)| Opening {
        login: format!("preparer-{number}"),
        name: "填报人".to_owned(),
        role: Some(Role::Preparer),
        enterprise: e.credit_code.to_string(),
        password: PASSWORD.to_owned(),
        ..Opening::default()
    })
}

fn opening(login: &Login, city: &City) -> Opening {
    let works = city.enterprises.first().filter(|_| login.role.is_enterprise());
    let town = city.towns.get(TOWN).filter(|_| login.role.is_local());
    Opening {
        login: login.login.to_owned(),
        name: login.name.to_owned(),
        role: Some(login.role),
        enterprise: works.map(|works| works.credit_code.to_string()).unwrap_or_default(),
        town: town.map(|town| town.code.clone()).unwrap_or_default(),
        email: format!("{}@demo.invalid", login.login),
        password: PASSWORD.to_owned(),
    }
}
