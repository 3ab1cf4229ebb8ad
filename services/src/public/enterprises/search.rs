//! Looking enterprises up.

use domain::{
    declaration::DeclarationStatus,
    enterprise::{Industry, ManagementClass},
    input::clean,
    quarter::Quarter,
};
use entities::{declaration, enterprise, former_identity, merger as mergers, town};
use sea_orm::{
    ColumnTrait, Condition, EntityTrait, ExprTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
    sea_query::{self, Expr, SimpleExpr},
};

use super::{EnterpriseRow, Query};
use crate::{
    Ctx, Result,
    public::{
        PageOf,
        open::{not_closed, seen_by},
        pulse,
    },
    store::{
        merger,
        search::{lower, occurs, terms},
    },
};

/// The enterprises that match, in order of their pinyin.
pub async fn search(ctx: &Ctx, query: &Query) -> Result<PageOf<EnterpriseRow>> {
    let found = enterprise::Entity::find()
        .find_also_related(town::Entity)
        .filter(condition(query))
        .filter(seen_by(query.audience, ctx.now().day()))
        .filter(merger::stands());
    let total = found.clone().count(ctx.store.read()).await?;
    let rows = found
        .order_by_asc(enterprise::Column::Pinyin)
        .order_by_asc(enterprise::Column::Id)
        .offset(query.paging.offset())
        .limit(query.paging.limit())
        .all(ctx.store.read())
        .await?;
    let ids: Vec<_> = rows.iter().map(|(row, _)| row.id).collect();
    let today = ctx.now().day();
    let monitors = pulse::monitors(ctx, query.audience, &ids).await?;
    let of = |id| monitors.get(&id).copied().unwrap_or_default();
    let items = rows.iter().map(|(row, town)| EnterpriseRow::of(row, town.as_ref(), of(row.id), today)).collect();
    Ok(PageOf::new(items, total, query.paging))
}

fn condition(query: &Query) -> Condition {
    use enterprise::Column as E;
    let words = terms(query.q.as_deref().unwrap_or_default());
    Condition::all()
        .add_option(query.industry.map(in_trade))
        .add_option(query.class.map(|class| E::Class.eq(class)))
        .add_option(query.town.as_deref().map(in_town))
        .add_option(query.within.as_ref().map(|towns| E::TownId.is_in(towns.iter().copied())))
        .add_option(query.not_filed.map(not_filed))
        .add_option(
            (!words.is_empty()).then(|| words.iter().map(|w| anywhere(w)).fold(Condition::all(), Condition::add)),
        )
}

/// Enterprises whose permit asks for a declaration every quarter, that ran in it, and that have signed none for this one.
/// What was returned has been filed.
pub(crate) fn not_filed(quarter: Quarter) -> Condition {
    use enterprise::Column as E;
    let filed = sea_query::Query::select()
        .column(declaration::Column::EnterpriseId)
        .from(declaration::Entity)
        .and_where(Expr::col(declaration::Column::Quarter).eq(quarter))
        .and_where(Expr::col(declaration::Column::Status).ne(DeclarationStatus::Draft))
        .take();
    Condition::all()
        .add(E::Class.is_in(ManagementClass::DECLARING))
        .add(merger::stands())
        .add(not_closed(E::ClosedOn, quarter.first_day()))
        .add(E::Id.not_in_subquery(filed))
}

/// Those whose code begins with the wanted one: it is digits only, so nothing in it is a wildcard.
fn in_trade(industry: Industry) -> SimpleExpr {
    enterprise::Column::Industry.starts_with(industry.to_string())
}

fn in_town(town: &str) -> Condition {
    use town::Column as T;
    let town = &*clean(town);
    Condition::any().add(T::Code.eq(town)).add(T::Name.eq(town)).add(lower(T::NameEn).eq(town.to_lowercase()))
}

/// Whether a word occurs in any of the columns that are searched.
fn anywhere(word: &str) -> Condition {
    use enterprise::Column as E;
    use town::Column as T;
    Condition::any()
        .add(occurs(E::Name, word))
        .add(occurs(E::NameEn, word))
        .add(occurs(E::Pinyin, word))
        .add(occurs(E::CreditCode, word))
        .add(E::Id.in_subquery(called_before(word)))
        .add(E::Id.in_subquery(registered_twice(word)))
        .add(occurs(T::Name, word))
        .add(occurs(T::NameEn, word))
}

/// Those into which one is merged that has the word in its name or code.
fn registered_twice(word: &str) -> sea_query::SelectStatement {
    use enterprise::Column as E;
    let said =
        Condition::any().add(occurs(E::Name, word)).add(occurs(E::Pinyin, word)).add(occurs(E::CreditCode, word));
    sea_query::Query::select()
        .column((mergers::Entity, mergers::Column::KeptId))
        .from(mergers::Entity)
        .inner_join(
            enterprise::Entity,
            Expr::col((mergers::Entity, mergers::Column::GoneId)).equals((enterprise::Entity, E::Id)),
        )
        .cond_where(said)
        .take()
}

/// Those that had the word in a name or code before.
fn called_before(word: &str) -> sea_query::SelectStatement {
    use former_identity::Column as F;
    let said = Condition::any().add(occurs(F::Said, word)).add(occurs(F::Pinyin, word));
    sea_query::Query::select().column(F::EnterpriseId).from(former_identity::Entity).cond_where(said).take()
}
