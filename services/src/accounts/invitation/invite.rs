//! Inviting somebody.

use chrono::NaiveDate;
use domain::{
    access::Role,
    input::{Issue, Read},
    time::{DAY, Day, Stamp},
};
use entities::{enterprise, invitation};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ConnectionTrait, EntityTrait};
use serde_json::json;

use super::may_invite::Reach;
use crate::{
    Conflict, Ctx, Error, FormKey, Names, Result,
    accounts::{
        Actor, Email, Name,
        check::{enterprise_for, town_for},
        paper_code,
    },
    audit::{self, Act, Subject},
    input::Issues,
    mail::{self, Invitation},
    once,
};

/// For how many days an invitation can be used.
pub const DAYS: i64 = 14;
/// The fields of the form, in their order.
pub const INVITED: &[&str] = &["name", "role", "enterprise", "town", "email", "last_day"];

/// Somebody who is to be invited, as a person typed it.
#[derive(Clone, Debug, Default)]
pub struct Inviting {
    /// How pages will address them.
    pub name: String,
    /// What their account will be for; absent when nobody chose.
    pub role: Option<Role>,
    /// Credit code of the enterprise, for its roles; a certifier invites for the own one, whatever stands here.
    pub enterprise: String,
    /// Division code of the town, for local roles.
    pub town: String,
    /// Where the invitation goes, and later notices; empty: it goes on paper.
    pub email: String,
    /// The last day of the account; absent: it has none.
    pub last_day: Option<NaiveDate>,
}

/// An invitation that was just made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invited {
    /// How pages will address them.
    pub name: String,
    /// For whom they will work; none for the bureau.
    pub office: Option<Names>,
    /// Where it lies: with its postal address where the register has one.
    pub address: Option<String>,
    /// Until when it can be used.
    pub until: Stamp,
    /// The code, where it goes on paper: it is not to be had again. None where the mail has it.
    pub code: Option<String>,
}

struct Checked {
    name: String,
    role: Role,
    enterprise_id: Option<i64>,
    town_id: Option<i64>,
    email: Option<String>,
}

/// Invites somebody: by mail where there is an address, else with a code for a letter. A form that is sent again invites
/// nobody twice.
///
/// # Errors
/// [`Error::Invalid`] with all that is wrong; [`Conflict::SentBefore`].
pub async fn invite(ctx: &Ctx, actor: &Actor, form: &FormKey, inviting: Inviting) -> Result<Invited> {
    let reach = Reach::of(actor)?;
    let checked = check(ctx, reach, &inviting).await?;
    let (code, until) = (paper_code::code(), ctx.now().plus(DAYS * DAY));
    let digest = paper_code::digest(&code).ok_or(Error::NotFound)?;
    let tx = ctx.store.write().await?;
    if once::replayed(&tx, ctx, actor, form).await? {
        return Err(Conflict::SentBefore.into());
    }
    let works = match checked.enterprise_id {
        Some(id) => Some(enterprise::Entity::find_by_id(id).one(&tx).await?.ok_or(Error::NotFound)?),
        None => None,
    };
    let row = invitation::ActiveModel {
        digest: Set(digest),
        name: Set(checked.name.clone()),
        role: Set(checked.role),
        enterprise_id: Set(checked.enterprise_id),
        town_id: Set(checked.town_id),
        email: Set(checked.email.clone()),
        last_day: Set(inviting.last_day.map(Day)),
        created_by: Set(actor.account_id),
        created_at: Set(ctx.now()),
        expires_at: Set(until),
        ..Default::default()
    };
    let row = row.insert(&tx).await?;
    let detail = json!({ "role": row.role, "enterprise": row.enterprise_id, "by_mail": row.email.is_some() });
    audit::note(&tx, ctx, Some(actor), Act::Invite, Subject("invitation", row.id), detail).await?;
    let office = works.as_ref().map(|works| works.name.clone()).unwrap_or_default();
    let by_mail = checked.email.is_some();
    if let Some(recipient) = checked.email {
        send(&tx, ctx, recipient, (&checked.name, &office), &code, until).await?;
    }
    tx.commit().await?;
    Ok(Invited {
        name: checked.name,
        office: works.as_ref().map(|works| Names::new(&works.name, &works.name_en)),
        address: works.map(|works| works.address),
        until,
        code: (!by_mail).then_some(code),
    })
}

async fn send(
    tx: &impl ConnectionTrait,
    ctx: &Ctx,
    recipient: String,
    (name, office): (&str, &str),
    code: &str,
    until: Stamp,
) -> Result<()> {
    let address = ctx.absolute(&format!("/invitation?code={code}"));
    mail::queue(tx, ctx, recipient, &Invitation { name, office, address: &address, until }).await
}

async fn check(ctx: &Ctx, reach: Reach, inviting: &Inviting) -> Result<Checked> {
    let db = ctx.store.read();
    let mut issues = Issues::default();
    let name = Name::read(&inviting.name).map(Name::into_string);
    let name = issues.note("name", name.and_then(|name| if name.is_empty() { Err(Issue::Missing) } else { Ok(name) }));
    let role = inviting.role.filter(|role| *role != Role::Public);
    let role = match reach {
        Reach::All => role,
        Reach::Enterprise(_) => role.filter(|role| role.is_enterprise()),
    };
    let role = issues.note("role", role.ok_or(Issue::NoChoice));
    let (mut enterprise_id, mut town_id) = (None, None);
    if let Some(role) = role {
        enterprise_id = match reach {
            Reach::Enterprise(own) => Some(own),
            Reach::All => {
                issues.note("enterprise", enterprise_for(db, role, inviting.enterprise.trim()).await?).flatten()
            }
        };
        town_id = issues.note("town", town_for(db, role, inviting.town.trim(), true).await?).flatten();
    }
    let email = issues.note("email", Option::<Email>::read(&inviting.email)).flatten().map(Email::into_string);
    let today = ctx.now().day();
    if inviting.last_day.is_some_and(|day| day < today) {
        issues.add("last_day", Issue::Before(today));
    }
    issues.in_order(INVITED);
    match (name, role) {
        (Some(name), Some(role)) if issues.is_empty() => Ok(Checked { name, role, enterprise_id, town_id, email }),
        _ => Err(Error::Invalid(issues)),
    }
}
