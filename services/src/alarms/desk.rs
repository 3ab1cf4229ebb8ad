//! The list.

use std::{
    cmp::Reverse,
    collections::{BTreeMap, HashMap},
};

use domain::{access::Action, time::Stamp};
use entities::{exceedance, sign};
use sea_orm::{ColumnTrait, Condition};

use super::{Filter, Place, Show, What, place::place};
use crate::{
    Ctx, Result,
    accounts::Actor,
    exceedances::{self, EventRow, in_town},
    public::PageOf,
    signs::{self, SignRow},
};

/// How grave something is: what is less comes first. An event of exceedance comes before any sign, one that goes on before one that is
/// over; then the rank of the kind; then by how much of its limit an event is above it; then what was seen last.
type Gravity = (u8, bool, Reverse<i64>, Reverse<Stamp>);

/// What waits at one outlet, by its keys, each with its gravity.
#[derive(Default)]
struct Group {
    events: Vec<(Gravity, i64)>,
    signs: Vec<(Gravity, i64)>,
}

impl Group {
    fn gravity(&self) -> Option<Gravity> {
        self.events.iter().chain(&self.signs).map(|(gravity, _)| *gravity).min()
    }
}

/// The outlets about whose data something waits, in the actor's area, the gravest first.
///
/// # Errors
/// [`Forbidden`](crate::Error::Forbidden) for a role that does not read signs.
pub async fn desk(ctx: &Ctx, actor: &Actor, filter: &Filter) -> Result<PageOf<Place>> {
    actor.must(Action::ReadSigns)?;
    actor.must(Action::ReadExceedances)?;
    let mut groups: Vec<(i64, Group)> = groups(ctx, actor, filter).await?.into_iter().collect();
    groups.sort_by_key(|(outlet_id, group)| (group.gravity(), *outlet_id));
    let total = u64::try_from(groups.len()).unwrap_or(u64::MAX);
    let skipped = usize::try_from(filter.paging.offset()).unwrap_or(usize::MAX);
    let shown = usize::try_from(filter.paging.limit()).unwrap_or(usize::MAX);
    let mut page: Vec<(i64, Group)> = groups.into_iter().skip(skipped).take(shown).collect();
    for (_, group) in &mut page {
        group.events.sort_unstable();
        group.signs.sort_unstable();
    }
    let keys = |of: fn(&Group) -> &Vec<(Gravity, i64)>| -> Vec<i64> {
        page.iter().flat_map(|(_, group)| of(group).iter().map(|(_, id)| *id)).collect()
    };
    let (event_ids, sign_ids) = (keys(|group| &group.events), keys(|group| &group.signs));
    let events = exceedances::with_keys(ctx, &event_ids).await?;
    let mut events: HashMap<i64, EventRow> = events.into_iter().map(|row| (row.id, row)).collect();
    let signs = signs::with_keys(ctx, &sign_ids).await?;
    let mut signs: HashMap<i64, SignRow> = signs.into_iter().map(|row| (row.id, row)).collect();
    let of_events = exceedances::answers(ctx, &event_ids).await?;
    let of_signs = signs::answers(ctx, &sign_ids).await?;
    let mut places = Vec::with_capacity(page.len());
    for (outlet_id, group) in page {
        let said = group.events.iter().filter_map(|(_, id)| of_events.get(id));
        let answer = said.chain(group.signs.iter().filter_map(|(_, id)| of_signs.get(id))).max().cloned();
        let own_events: Vec<EventRow> = group.events.iter().filter_map(|(_, id)| events.remove(id)).collect();
        let own_signs: Vec<SignRow> = group.signs.iter().filter_map(|(_, id)| signs.remove(id)).collect();
        places.push(place(ctx, actor, outlet_id, own_events, own_signs, answer).await?);
    }
    Ok(PageOf::new(places, total, filter.paging))
}

async fn groups(ctx: &Ctx, actor: &Actor, filter: &Filter) -> Result<BTreeMap<i64, Group>> {
    let mut groups: BTreeMap<i64, Group> = BTreeMap::new();
    let overdue = filter.show == Show::ToDo;
    let town = filter.town.as_deref();
    if matches!(filter.what, None | Some(What::Exceedance)) {
        let here = town.map(|town| exceedance::Column::EnterpriseId.in_subquery(in_town(town)));
        let within = Condition::all().add_option(here);
        for one in exceedances::waiting(ctx, actor, filter.show.of_events(), overdue, within).await? {
            let gravity = (0, !one.goes_on, Reverse(one.multiple), Reverse(one.last_at));
            groups.entry(one.outlet_id).or_default().events.push((gravity, one.id));
        }
    }
    let kind = match filter.what {
        Some(What::Exceedance) => return Ok(groups),
        Some(What::Sign(kind)) => Some(sign::Column::Kind.eq(kind)),
        None => None,
    };
    let here = town.map(|town| sign::Column::EnterpriseId.in_subquery(in_town(town)));
    let within = Condition::all().add_option(here).add_option(kind);
    for one in signs::waiting(ctx, actor, filter.show.of_signs(), overdue, within).await? {
        let gravity = (one.kind.rank(), !one.goes_on, Reverse(0), Reverse(one.to));
        groups.entry(one.outlet_id).or_default().signs.push((gravity, one.id));
    }
    Ok(groups)
}
