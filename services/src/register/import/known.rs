//! Files that came before. If nothing of the register was written since, each of their rows says what stands: nobody has to
//! read them again, nor ask for every row.

use domain::{
    audit::{Act, Subject},
    sheet::Kind,
};
use entities::audit;
use migration::{Migrator, MigratorTrait};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::{File, Report, SheetReport};
use crate::{Ctx, Result, audit::note, register::Register, secret, store::register_version};

/// What a line of the audit log is about that says what was imported: the register as it was then.
const SUBJECT: &str = "register_version";

/// What the audit log keeps of an import.
#[derive(Debug, Serialize, Deserialize)]
struct Kept {
    /// What tells its files from others.
    digest: String,
    sheets: Vec<Sheet>,
    refused: usize,
}

#[derive(Debug, Serialize, Deserialize)]
struct Sheet {
    file: String,
    /// None of a file that has no sheets.
    name: Option<String>,
    kind: Option<Kind>,
    unread: Vec<String>,
    new: usize,
    changed: usize,
    same: usize,
}

/// What tells files from others: their names, all that is in them, and how this version of the program reads them.
pub(super) fn digest_of(files: &[File]) -> String {
    let one = |file: &File| match &file.content {
        Ok(bytes) => format!("{}/{}", file.name, secret::digest(bytes)),
        Err(slip) => format!("{}/{slip:?}", file.name),
    };
    let schema = Migrator::migrations().last().map(|last| last.name().to_owned()).unwrap_or_default();
    let program = format!("{} {schema}", env!("CARGO_PKG_VERSION"));
    secret::digest(files.iter().map(one).chain([program]).collect::<Vec<_>>().join("\n").as_bytes())
}

/// Writes into the log what was imported, with what the register will be when it is committed.
pub(super) async fn keep(register: &Register<'_>, digest: &str, report: &Report) -> Result<()> {
    let kept = Kept {
        digest: digest.to_owned(),
        sheets: report.sheets.iter().map(Sheet::of).collect(),
        refused: report.refusals,
    };
    // Nothing else of the register is written before this is: there is one writer at a time.
    let version = register_version::read(&register.tx).await? + 1;
    note(&register.tx, register.ctx, register.by.actor(), Act::ImportRegister, Subject(SUBJECT, version), json!(kept))
        .await
}

/// The report of files that were imported whole, where nothing of the register was written since: all of it unchanged.
pub(super) async fn report(ctx: &Ctx, digest: &str) -> Result<Option<Report>> {
    let db = ctx.store.read();
    let now = Subject(SUBJECT, register_version::read(db).await?);
    let last = audit::Entity::find()
        .filter(audit::Column::Subject.eq(now.to_string()))
        .filter(audit::Column::Action.eq(Act::ImportRegister.as_str()));
    let kept = last.one(db).await?.and_then(|line| serde_json::from_str::<Kept>(&line.detail).ok());
    let kept = kept.filter(|kept| kept.digest == digest && kept.refused == 0);
    Ok(kept.map(|kept| Report { sheets: kept.sheets.into_iter().map(Sheet::unchanged).collect(), ..Report::default() }))
}

impl Sheet {
    fn of(sheet: &SheetReport) -> Self {
        let SheetReport { file, sheet: name, kind, unread, new, changed, same, .. } = sheet.clone();
        Self { file, name, kind, unread, new, changed, same }
    }

    fn unchanged(self) -> SheetReport {
        let Self { file, name: sheet, kind, unread, new, changed, same } = self;
        SheetReport { file, sheet, kind, unread, same: new + changed + same, ..SheetReport::default() }
    }
}
