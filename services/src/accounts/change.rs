//! Changing what an account is for, where, until when, and where its notices go.

use chrono::NaiveDate;
use domain::{
    access::{Action, Role, may_become, shrinks},
    input::{Issue, Read},
    time::Day,
};
use entities::account;
use sea_orm::{ActiveModelTrait, ActiveValue::Set, EntityTrait, IntoActiveModel, QuerySelect};
use serde_json::{Map, Value, json};

use super::{Actor, check::town_for, opening::Email, session::end_all, standing::must_leave_another};
use crate::{
    Conflict, Ctx, Error, FormKey, Result, Seen,
    audit::{self, Act, Subject},
    input::Issues,
    mail::AccountChanged,
    messages, once, secret,
};

/// The fields of the form, in their order.
pub const CHANGED: &[&str] = &["role", "town", "email", "last_day"];

/// What an account is to be from now on, as a person typed it.
#[derive(Clone, Debug, Default)]
pub struct Changing {
    /// What it is for; absent when nobody chose.
    pub role: Option<Role>,
    /// Division code of the town, for local roles; else empty.
    pub town: String,
    /// Where notices go; may be empty.
    pub email: String,
    /// The last day on which it can be used; absent: it has none.
    pub last_day: Option<NaiveDate>,
}

/// How an account stood on a page from which it is changed.
pub(super) fn seen(row: &account::Model) -> Seen {
    let account::Model { role, town_id, email, last_day, disabled_at, .. } = row;
    let stands = format!("{role} {town_id:?} {email:?} {last_day:?} {disabled_at:?}");
    Seen::of(secret::digest(stands.as_bytes()), 0)
}

/// Changes an account. Its sessions end where it may do less than before, or is over. The owner hears of it by mail, at
/// the address that it had. The same form sent again changes nothing more.
///
/// # Errors
/// [`Error::Invalid`] with all that is wrong; [`Conflict::Overtaken`] where it stands otherwise than on the page,
/// [`Conflict::OwnAccount`] where the actor would change more of the own account than the address,
/// [`Conflict::ClosedAccount`], [`Conflict::LastOfRole`].
pub async fn change(
    ctx: &Ctx,
    actor: &Actor,
    account_id: i64,
    form: &FormKey,
    seen_then: &Seen,
    changing: Changing,
) -> Result<()> {
    actor.must(Action::ManageAccounts)?;
    let tx = ctx.store.write().await?;
    let row = account::Entity::find_by_id(account_id).lock_exclusive().one(&tx).await?.ok_or(Error::NotFound)?;
    if once::replayed(&tx, ctx, actor, form).await? {
        return Ok(());
    }
    if row.disabled_at.is_some() {
        return Err(Conflict::ClosedAccount.into());
    }
    seen_then.must_be(&seen(&row))?;
    let mut issues = Issues::default();
    let role = changing.role.filter(|role| may_become(row.role, *role)).ok_or(Issue::NoChoice);
    let role = issues.note("role", role).unwrap_or(row.role);
    let town_id = issues.note("town", town_for(&tx, role, changing.town.trim(), true).await?).flatten();
    let email = issues.note("email", Option::<Email>::read(&changing.email)).flatten().map(Email::into_string);
    let today = ctx.now().day();
    // A day that is over already stays as it stands.
    if changing.last_day.is_some_and(|day| day < today && row.last_day != Some(Day(day))) {
        issues.add("last_day", Issue::Before(today));
    }
    issues.into_result(())?;
    let last_day = changing.last_day.map(Day);
    let narrows = role != row.role || last_day.is_some();
    if account_id == actor.account_id && (role != row.role || town_id != row.town_id || last_day != row.last_day) {
        return Err(Conflict::OwnAccount.into());
    }
    if narrows {
        must_leave_another(&tx, &row).await?;
    }
    let over = last_day.is_some_and(|last| last.0 < today);
    let ended = if over || shrinks((row.role, row.town_id), (role, town_id)) { end_all(&tx, row.id).await? } else { 0 };
    let detail = difference(&row, role, town_id, email.as_deref(), last_day);
    if !detail.is_empty() {
        // At the address that the account had: a new one may be a stranger's.
        let person = row.clone();
        let mut row = row.into_active_model();
        row.role = Set(role);
        row.town_id = Set(town_id);
        row.email = Set(email);
        row.last_day = Set(last_day);
        row.update(&tx).await?;
        let mut detail = detail;
        detail.insert("sessions_ended".to_owned(), json!(ended));
        let subject = Subject("account", account_id);
        audit::note(&tx, ctx, Some(actor), Act::ChangeAccount, subject, Value::Object(detail)).await?;
        messages::tell(&tx, ctx, &person, &AccountChanged { name: &person.name, at: ctx.now() }).await?;
    }
    Ok(tx.commit().await?)
}

/// What is different afterwards, for the log: a role or a day as it is, of an address only that it changed.
fn difference(
    row: &account::Model,
    role: Role,
    town_id: Option<i64>,
    email: Option<&str>,
    last_day: Option<Day>,
) -> Map<String, Value> {
    let mut detail = Map::new();
    if role != row.role {
        detail.insert("role_before".to_owned(), json!(row.role));
        detail.insert("role".to_owned(), json!(role));
    }
    if town_id != row.town_id {
        detail.insert("town_before".to_owned(), json!(row.town_id));
        detail.insert("town".to_owned(), json!(town_id));
    }
    if email != row.email.as_deref() {
        detail.insert("address".to_owned(), json!("changed"));
    }
    if last_day != row.last_day {
        detail.insert("last_day".to_owned(), json!(last_day.map_or_else(|| "-".to_owned(), |day| day.to_string())));
    }
    detail
}
