//! Filing a tip-off.

use domain::{time::Stamp, tip::TipStatus};
use entities::{tip, tip_photo};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ConnectionTrait, IntoActiveModel};

use super::{
    Column, NewTip, ReceiptCode,
    about::About,
    content::Content,
    deadline::due_at,
    filed_before::{Before, filed_before},
    limits::Limits,
    padding::pad,
    photo::Photo,
    receipt::{Filed, random_code},
    report::follow_up,
};
use crate::{
    Conflict, Ctx, Error, Result, accounts,
    jobs::Report,
    secret,
    throttle::{Bucket, ClientKey},
};

/// Files a tip-off. The same form sent again files nothing and answers with the same receipt; where it says something
/// else than then, that must not be lost, and becomes a tip-off of its own.
///
/// # Errors
/// [`Error::Invalid`] with all of [`NewTip::issues`], or for an `enterprise` or `town` that is not registered;
/// [`Error::Throttled`] after too many tip-offs.
pub async fn file(ctx: &Ctx, new: NewTip, client: ClientKey) -> Result<Filed> {
    new.issues().into_result(())?;
    let about = About::of(ctx, &new).await?;
    // A reload is no new tip-off, and is not counted as one: its reporter must see the code again.
    let code = match &new.form {
        None => random_code()?,
        Some(form) => match filed_before(ctx, form, &new, about).await? {
            Before::Filed(filed) => return Ok(filed),
            Before::New(code) => code,
        },
    };
    let limits = ctx.tip_limits();
    let counted = Counted::admit(&limits, client, ctx.steady())?;
    // What was not filed is not counted either: that the portal is busy is not the reporter's doing.
    put_once(ctx, code, &new, about, client).await.inspect_err(|_| counted.take_back())
}

async fn put_once(ctx: &Ctx, code: ReceiptCode, new: &NewTip, about: About, client: ClientKey) -> Result<Filed> {
    match (put(ctx, code, new, about, client).await, &new.form) {
        // Sent twice at the same moment, and the other one was quicker.
        (Err(Error::Conflict(_)), Some(form)) => match filed_before(ctx, form, new, about).await? {
            Before::Filed(filed) => Ok(filed),
            Before::New(code) => put(ctx, code, new, about, client).await,
        },
        (other, _) => other,
    }
}

/// A tip-off that is counted at its client, at its network and at all together.
struct Counted<'a> {
    limits: &'a Limits,
    client: ClientKey,
    /// Where it counts among all.
    all: &'a Bucket,
}

impl<'a> Counted<'a> {
    /// Counts it everywhere or nowhere: a try that is not made must not cost the next one.
    fn admit(limits: &'a Limits, client: ClientKey, now: Stamp) -> Result<Self> {
        let network = client.network();
        let is_first = !limits.filing_networks.owes(&network, now);
        limits.filing_clients.admit(&client, now)?;
        limits.filing_networks.admit(&network, now).inspect_err(|_| limits.filing_clients.forgive(&client))?;
        let mut counted = Self { limits, client, all: &limits.filings };
        let mut admitted = counted.all.admit(&(), now);
        if admitted.is_err() && is_first {
            counted.all = &limits.first_filings;
            admitted = counted.all.admit(&(), now);
        }
        admitted.inspect_err(|_| counted.take_back_own())?;
        Ok(counted)
    }

    fn take_back(&self) {
        self.take_back_own();
        self.all.forgive(&());
    }

    fn take_back_own(&self) {
        self.limits.filing_clients.forgive(&self.client);
        self.limits.filing_networks.forgive(&self.client.network());
    }
}

async fn put(ctx: &Ctx, code: ReceiptCode, new: &NewTip, about: About, client: ClientKey) -> Result<Filed> {
    let digits = code.plain();
    let slow = accounts::slowly(ctx, &client.network(), move || accounts::hash(&digits)).await?;
    let receipt_hash = slow.map_err(|reason| Error::invalid("receipt_code", reason))?;
    let receipt_index = secret::hex(&ctx.keys()?.digest("receipt index", code.plain().as_bytes())?);
    // Its hour is enough for every term, and tells nobody who was at a telephone at that moment.
    let ctx = &ctx.by_the_hour(ctx.now());
    let now = ctx.now();
    let tx = ctx.store.write().await?;
    let row = tip::ActiveModel {
        // Its number comes from its key, which the database gives.
        tip_no: Set(receipt_index.clone()),
        receipt_index: Set(receipt_index),
        receipt_hash: Set(receipt_hash),
        kind: Set(new.kind),
        enterprise_id: Set(about.enterprise_id),
        town_id: Set(about.town_id),
        status: Set(TipStatus::Received),
        body: Set(Vec::new()),
        received_at: Set(now),
        due_at: Set(due_at(&ctx.calendar(), TipStatus::Received, now, None).unwrap_or(now)),
        ..Default::default()
    };
    let row = row.insert(&tx).await.map_err(|error| Error::on_unique(error, Conflict::TakenJustNow))?;
    let row = seal(&tx, ctx, row, new).await?;
    for photo in &new.photos {
        keep(&tx, ctx, row.id, photo).await?;
    }
    follow_up(&tx, ctx, row.id, Report::Filed { photos: new.photos.len() }).await?;
    tx.commit().await?;
    Ok(Filed { receipt_code: code, tip_no: row.tip_no, due_at: row.due_at })
}

/// Numbers the row and fills in what is encrypted, which is bound to the row's key.
async fn seal(tx: &impl ConnectionTrait, ctx: &Ctx, row: tip::Model, new: &NewTip) -> Result<tip::Model> {
    let (keys, id) = (ctx.keys()?, row.id);
    let body = serde_json::to_vec(&Content::of(new)).map_err(|error| Error::invalid("text", error))?;
    let contact =
        new.contact().map(|contact| keys.seal(Column::TipContact, id, &pad(contact.as_bytes()))).transpose()?;
    let tip_no = format!("{}-{id:04}", row.received_at.day().format("%Y%m%d"));
    let mut row = row.into_active_model();
    row.tip_no = Set(tip_no);
    row.body = Set(keys.seal(Column::TipBody, id, &pad(&body))?);
    row.contact = Set(contact);
    Ok(row.update(tx).await?)
}

async fn keep(tx: &impl ConnectionTrait, ctx: &Ctx, tip_id: i64, photo: &Photo) -> Result<()> {
    let row = tip_photo::ActiveModel {
        tip_id: Set(tip_id),
        image: Set(Vec::new()),
        width: Set(photo.width()),
        height: Set(photo.height()),
        ..Default::default()
    };
    let mut row = row.insert(tx).await?.into_active_model();
    let id = *row.id.as_ref();
    row.image = Set(ctx.keys()?.seal(Column::PhotoImage, id, photo.jpeg())?);
    row.update(tx).await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use domain::time::MINUTE;

    use super::*;

    fn client(network: u8, last: u8) -> ClientKey {
        ClientKey::of([198, 51, network, last].into())
    }

    fn admitted(limits: &Limits, client: ClientKey, now: Stamp) -> bool {
        Counted::admit(limits, client, now).is_ok()
    }

    /// Ten tip-offs from each of 36 addresses in nine networks; returns how many are taken.
    fn flood(limits: &Limits, now: Stamp) -> usize {
        let each = (0..9).flat_map(|network| (1..=4).map(move |last| client(network, last)));
        each.flat_map(|client| [client; 10]).filter(|&client| admitted(limits, client, now)).count()
    }

    #[test]
    fn a_few_networks_do_not_use_up_what_is_for_everybody() {
        let (limits, now) = (Limits::default(), Stamp(0));
        assert!((300..310).contains(&flood(&limits, now)));
        for network in 20..100 {
            assert!(admitted(&limits, client(network, 1), now), "{network}");
        }
        assert!(!admitted(&limits, client(20, 2), now), "a network that has filed just now waits like all");
        assert!(!admitted(&limits, client(8, 4), now));
    }

    #[test]
    fn a_try_that_is_not_made_counts_nowhere() {
        let (limits, now) = (Limits::default(), Stamp(0));
        for last in 1..=4 {
            for _ in 0..10 {
                assert!(admitted(&limits, client(1, last), now));
            }
        }
        for _ in 0..100 {
            assert!(!admitted(&limits, client(1, 5), now), "its network has used up what it may");
        }
        let later = now.plus(30 * MINUTE);
        assert_eq!((0..20).filter(|_| admitted(&limits, client(1, 5), later)).count(), 10);
        Counted::admit(&limits, client(2, 1), later).unwrap().take_back();
        assert_eq!((0..20).filter(|_| admitted(&limits, client(2, 1), later)).count(), 10);
    }
}
