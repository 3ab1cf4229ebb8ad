//! Looking over an account that is to be opened.

use domain::{
    access::Role,
    credit_code::CreditCode,
    input::{can_name, clean},
};
use entities::{account, enterprise, town};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

use super::{Fault, NotOpened, Opening, opening::LONGEST_NAME, password};
use crate::{Ctx, Result, mail};

/// An account that may be opened, but for its login, which somebody else may be taking at this moment.
pub(super) struct Checked {
    pub login: String,
    pub name: String,
    pub role: Role,
    pub enterprise_id: Option<i64>,
    pub town_id: Option<i64>,
    pub email: Option<String>,
}

/// Looks everything over and tells all that is wrong at once. Whether a local role may go without a town is the
/// caller's to say: it sees nothing then.
pub(super) async fn check(ctx: &Ctx, new: &Opening, needs_town: bool) -> Result<Checked, NotOpened> {
    let mut faults = Vec::new();
    let mut or_note = |answer: Result<Option<i64>, Fault>| answer.map_err(|fault| faults.push(fault)).unwrap_or(None);
    let role = new.role.filter(|role| *role != Role::Public);
    let (mut enterprise_id, mut town_id) = (None, None);
    if let Some(role) = role {
        enterprise_id = or_note(enterprise_for(ctx, role, new.enterprise.trim()).await?);
        town_id = or_note(town_for(ctx, role, new.town.trim(), needs_town).await?);
    }
    let (login, name) = (login(&new.login), clean(&new.name));
    let email = Some(new.email.trim()).filter(|email| !email.is_empty()).map(mail::address).transpose();
    faults.extend(login.is_none().then_some(Fault::BadLogin));
    let odd_name = name.chars().count() > LONGEST_NAME || name.contains(char::is_control);
    faults.extend(odd_name.then_some(Fault::BadName));
    faults.extend(role.is_none().then_some(Fault::NoRole));
    faults.extend(email.is_err().then_some(Fault::BadEmail));
    faults.extend(password::check(&new.password).err().map(Fault::from));
    match (faults.is_empty(), login, role, email) {
        (true, Some(login), Some(role), Ok(email)) => {
            let name = if name.is_empty() { login.clone() } else { name };
            Ok(Checked { login, name, role, enterprise_id, town_id, email })
        }
        (_, login, ..) => {
            faults.extend(is_taken(ctx, login.as_deref()).await?.then_some(Fault::LoginTaken));
            faults.sort_by_key(|fault| place(fault.field()));
            Err(NotOpened::Faults(faults))
        }
    }
}

/// Where a field stands in the form.
fn place(field: &str) -> Option<usize> {
    ["name", "login", "role", "enterprise", "town", "email", "password"].iter().position(|one| *one == field)
}

fn login(text: &str) -> Option<String> {
    let text = text.trim().to_lowercase();
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_' | '@');
    ((2..=64).contains(&text.len()) && text.chars().all(plain)).then_some(text)
}

async fn is_taken(ctx: &Ctx, login: Option<&str>) -> Result<bool> {
    let Some(login) = login else { return Ok(false) };
    let found = account::Entity::find().filter(account::Column::Login.eq(login)).one(ctx.store.read()).await?;
    Ok(found.is_some())
}

async fn enterprise_for(ctx: &Ctx, role: Role, typed: &str) -> Result<Result<Option<i64>, Fault>> {
    let code: CreditCode = match (role.is_enterprise(), typed) {
        (true, "") => return Ok(Err(Fault::EnterpriseMissing)),
        (false, "") => return Ok(Ok(None)),
        (false, _) => return Ok(Err(Fault::EnterpriseNotWanted)),
        (true, typed) => match typed.to_uppercase().parse() {
            Ok(code) => code,
            Err(_bad) => return Ok(Err(Fault::BadCreditCode)),
        },
    };
    let found = enterprise::Entity::find().filter(enterprise::Column::CreditCode.eq(code));
    Ok(found.one(ctx.store.read()).await?.map(|row| Some(row.id)).ok_or(Fault::EnterpriseUnknown))
}

async fn town_for(ctx: &Ctx, role: Role, code: &str, needed: bool) -> Result<Result<Option<i64>, Fault>> {
    match (role.is_local(), code) {
        (true, "") if needed => return Ok(Err(Fault::TownMissing)),
        (_, "") => return Ok(Ok(None)),
        (false, _) => return Ok(Err(Fault::TownNotWanted)),
        (true, code) if !can_name(code) => return Ok(Err(Fault::TownUnknown)),
        (true, _) => {}
    }
    let found = town::Entity::find().filter(town::Column::Code.eq(code)).one(ctx.store.read()).await?;
    Ok(found.map(|row| Some(row.id)).ok_or(Fault::TownUnknown))
}
