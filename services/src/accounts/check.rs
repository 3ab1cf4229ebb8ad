//! Looking over an account that is to be opened.

use domain::{
    access::Role,
    credit_code::CreditCode,
    input::{Issue, NewPassword, Read, can_name},
};
use entities::{account, enterprise, town};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};

use super::{
    Opening,
    opening::{Email, FIELDS, Login, Name},
};
use crate::{Error, Result, input::Issues};

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
pub(super) async fn check(db: &impl ConnectionTrait, new: &Opening, needs_town: bool) -> Result<Checked> {
    let mut issues = Issues::default();
    let role = new.role.filter(|role| *role != Role::Public);
    let role = issues.note("role", role.ok_or(Issue::NoChoice));
    let (mut enterprise_id, mut town_id) = (None, None);
    if let Some(role) = role {
        enterprise_id = issues.note("enterprise", enterprise_for(db, role, new.enterprise.trim()).await?).flatten();
        town_id = issues.note("town", town_for(db, role, new.town.trim(), needs_town).await?).flatten();
    }
    let name = issues.note("name", Name::read(&new.name)).map(Name::into_string);
    let email = issues.note("email", Option::<Email>::read(&new.email)).flatten().map(Email::into_string);
    issues.note("password", NewPassword::read(&new.password));
    let login = issues.note("login", Login::read(&new.login));
    if let (Some(login), Some(role), Some(name), true) = (&login, role, name, issues.is_empty()) {
        // Whether it is taken decides at last whoever is quicker: the database.
        let login = login.as_str().to_owned();
        let name = if name.is_empty() { login.clone() } else { name };
        return Ok(Checked { login, name, role, enterprise_id, town_id, email });
    }
    if is_taken(db, login.as_ref()).await? {
        issues.add("login", Issue::LoginTaken);
    }
    issues.in_order(FIELDS);
    Err(Error::Invalid(issues))
}

pub(super) async fn is_taken(db: &impl ConnectionTrait, login: Option<&Login>) -> Result<bool> {
    let Some(login) = login else { return Ok(false) };
    let found = account::Entity::find().filter(account::Column::Login.eq(login.as_str())).one(db).await?;
    Ok(found.is_some())
}

pub(super) async fn enterprise_for(
    db: &impl ConnectionTrait,
    role: Role,
    typed: &str,
) -> Result<Result<Option<i64>, Issue>> {
    let code = match (role.is_enterprise(), typed) {
        (true, "") => return Ok(Err(Issue::NeedsEnterprise)),
        (false, "") => return Ok(Ok(None)),
        (false, _) => return Ok(Err(Issue::NoEnterpriseWanted)),
        (true, typed) => match CreditCode::read(typed) {
            Ok(code) => code,
            Err(issue) => return Ok(Err(issue)),
        },
    };
    let found = enterprise::Entity::find().filter(enterprise::Column::CreditCode.eq(code));
    Ok(found.one(db).await?.map(|row| Some(row.id)).ok_or(Issue::UnknownEnterprise))
}

pub(super) async fn town_for(
    db: &impl ConnectionTrait,
    role: Role,
    code: &str,
    needed: bool,
) -> Result<Result<Option<i64>, Issue>> {
    match (role.is_local(), code) {
        (true, "") if needed => return Ok(Err(Issue::NeedsTown)),
        (_, "") => return Ok(Ok(None)),
        (false, _) => return Ok(Err(Issue::NoTownWanted)),
        (true, code) if !can_name(code) => return Ok(Err(Issue::UnknownTown)),
        (true, _) => {}
    }
    let found = town::Entity::find().filter(town::Column::Code.eq(code)).one(db).await?;
    Ok(found.map(|row| Some(row.id)).ok_or(Issue::UnknownTown))
}
