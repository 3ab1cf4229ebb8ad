//! A form that is sent twice: by a double click, a reload, a browser that sends again after a connection broke. What it
//! asks for is written once, and whoever sent it sees each time what became of it then.

use std::{
    collections::VecDeque,
    fmt,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use domain::time::{HOUR, Stamp};

use super::{File, Report, Wish, aside, because, known::digest_of, look, write_all};
use crate::{
    Ctx, FormKey, Result,
    accounts::Actor,
    ctx::Part,
    once::replayed_with,
    register::{By, Reason, begin},
};

/// How long the report of what was written is kept.
const KEPT: i64 = HOUR;
/// The most reports that are kept. One has a few thousand lines at most.
const MOST_KEPT: usize = 16;

/// The reports of what was written of late.
#[derive(Clone, Default)]
struct Kept(Arc<Mutex<VecDeque<Sent>>>);

impl Part for Kept {}

struct Sent {
    account: i64,
    form: FormKey,
    /// What came with it: another file under a key that is spent is another import.
    content: String,
    since: Stamp,
    report: Arc<Report>,
}

impl Kept {
    fn lock(&self, now: Stamp) -> MutexGuard<'_, VecDeque<Sent>> {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        all.retain(|sent| now.since(sent.since) < KEPT);
        all
    }

    fn find(&self, now: Stamp, actor: &Actor, (form, content): (&FormKey, &str)) -> Option<Arc<Report>> {
        let all = self.lock(now);
        let own = |sent: &&Sent| sent.account == actor.account_id && sent.form == *form && sent.content == content;
        let sent = all.iter().find(own);
        sent.map(|sent| sent.report.clone())
    }

    fn keep(&self, now: Stamp, actor: &Actor, (form, content): (&FormKey, &str), report: &Arc<Report>) {
        let mut all = self.lock(now);
        all.truncate(MOST_KEPT - 1);
        let (account, form, content) = (actor.account_id, form.clone(), content.to_owned());
        let sent = Sent { account, form, content, since: now, report: report.clone() };
        all.push_front(sent);
    }
}

impl fmt::Debug for Kept {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Kept(…)")
    }
}

/// What [`import`](super::import()) does, for a form: what was written under its key is not written again, and its report is
/// the first one. None where it was written, and the report is no longer known.
pub async fn import_form(
    ctx: &Ctx,
    actor: &Actor,
    form: &FormKey,
    files: Vec<File>,
    wish: Wish,
    reason: Option<&Reason>,
) -> Result<Option<Arc<Report>>> {
    let kept = ctx.part::<Kept>();
    let why = because(reason, &files);
    let (content, files) = aside(move || (digest_of(&files), files)).await?;
    let content = format!("{content} {why}");
    let sent = (form, &*content);
    if let Some(report) = kept.find(ctx.steady(), actor, sent) {
        return Ok(Some(report));
    }
    let by = By::Person(actor);
    let mut tables = look(ctx, by, files).await?;
    if !tables.is_written(wish) {
        return Ok(Some(Arc::new(tables.report)));
    }
    if tables.says_nothing_new() {
        tables.report.written = true;
        return Ok(Some(Arc::new(tables.report)));
    }
    let mut register = begin(ctx, by).await?;
    register.reason = Some(why);
    if replayed_with(register.tx(), ctx, actor, &content, form).await? {
        // The one that came first has been written meanwhile, or before this process began.
        return Ok(kept.find(ctx.steady(), actor, sent));
    }
    write_all(&register, &mut tables).await?;
    register.commit().await?;
    tables.report.written = true;
    let report = Arc::new(tables.report);
    kept.keep(ctx.steady(), actor, sent, &report);
    Ok(Some(report))
}
