//! What a check could not look at, for whoever reads the declaration.

use domain::{
    access::Action,
    credit_code::CreditCode,
    crosscheck::{Subject, Why},
    quarter::Quarter,
};
use entities::{declaration, declaration_version, enterprise, not_checked as entity};
use sea_orm::{ColumnTrait, EntityTrait, JoinType, QueryFilter, QueryOrder, QuerySelect, RelationTrait};

use super::describe::{self, About};
use crate::{Ctx, Names, Result, accounts::Actor};

/// What one rule could not look at, for one reason.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unchecked {
    /// The rule's number (`X04`).
    pub rule: String,
    /// What the rule compares; absent where the register no longer has it.
    pub title: Option<Names>,
    /// Why it has no opinion.
    pub why: Why,
    /// About what; empty where it is all that the rule looks at.
    pub about: Vec<About>,
}

/// What the last check of a signed version could not look at, by rule and reason; nothing where it was not checked yet
/// or somebody else's area is asked for.
pub async fn not_checked(
    ctx: &Ctx,
    actor: &Actor,
    owner: CreditCode,
    quarter: Quarter,
    number: i32,
) -> Result<Vec<Unchecked>> {
    actor.must(Action::ReadFindings)?;
    let wanted = entity::Entity::find()
        .join(JoinType::InnerJoin, entity::Relation::DeclarationVersion.def())
        .join(JoinType::InnerJoin, declaration_version::Relation::Declaration.def())
        .join(JoinType::InnerJoin, declaration::Relation::Enterprise.def())
        .filter(enterprise::Column::CreditCode.eq(owner))
        .filter(declaration::Column::Quarter.eq(quarter))
        .filter(declaration_version::Column::Number.eq(number))
        .filter(actor.sees_town(enterprise::Column::TownId))
        .order_by_asc(entity::Column::Id);
    let mut all: Vec<Unchecked> = Vec::new();
    for row in wanted.all(ctx.store.read()).await? {
        let known = all.iter().position(|one| one.rule == row.rule && one.why == row.why);
        let place = known.unwrap_or_else(|| {
            let title = describe::title(&row.rule);
            all.push(Unchecked { rule: row.rule.clone(), title, why: row.why, about: Vec::new() });
            all.len() - 1
        });
        let about = describe::about_subject(Subject::read(&row.subject));
        if let Some(about) = about.filter(|about| !all[place].about.contains(about)) {
            all[place].about.push(about);
        }
    }
    Ok(all)
}
