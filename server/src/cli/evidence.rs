//! `mingjian evidence`.

use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use chrono::NaiveDate;
use clap::{Args, Subcommand};
use domain::{
    chain::heads::Heads,
    credit_code::CreditCode,
    lang::Lang,
    outlet::OutletCode,
    time::{Day, end_of},
};
use services::{
    Error,
    backup::Failure,
    proof::{self, Asked, Broken, Checked, Exported, Wanted, What},
};

use super::{print, settings::Database};

/// Lines about what is wrong that are printed; the others are counted.
pub const MOST_LINES: u64 = 1_000;
/// The longest text of heads that is read: a city has some thousand loggers.
const LONGEST_HEADS: u64 = 64 << 20;
/// The most characters of a reason.
const LONGEST_REASON: usize = 500;

/// The frames as evidence: whether they are those that came, the heads of a day to be kept elsewhere, a stretch for others.
///
/// Each stored frame is bound to the one before it of the same logger and day by a SHA-256.
#[derive(Debug, Args)]
pub struct Evidence {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Walk the stored frames of some days and say which chain is broken, where and how; exit code 1 then.
    Check(Check),
    /// Print the heads of all chains of a day, a small text to be kept elsewhere.
    Heads(HeadsOf),
    /// Write a stretch of an outlet into an archive that `mingjian verify` checks without a database.
    Export(Export),
}

#[derive(Debug, Args)]
struct Check {
    #[command(flatten)]
    database: Database,
    /// The first day of arrival, like 2026-11-01.
    #[arg(long)]
    from: NaiveDate,
    /// The last day; the same one when absent.
    #[arg(long)]
    to: Option<NaiveDate>,
    /// Heads that were kept elsewhere, as `mingjian evidence heads` printed them; may be given several times.
    #[arg(long, value_name = "FILE")]
    heads: Vec<PathBuf>,
    /// Chains of days before this one were removed after their term, like 2021-11-01; when absent the database is believed
    /// where no heads are given, and no chain may be missing where they are.
    #[arg(long, value_name = "DAY")]
    removed_before: Option<NaiveDate>,
    /// The language of what is found.
    #[arg(long, default_value = "en")]
    lang: Lang,
}

#[derive(Debug, Args)]
struct HeadsOf {
    #[command(flatten)]
    database: Database,
    /// The day, like 2026-11-01.
    #[arg(long)]
    day: NaiveDate,
}

#[derive(Debug, Args)]
struct Export {
    #[command(flatten)]
    database: Database,
    /// Credit code of the enterprise.
    #[arg(long)]
    enterprise: CreditCode,
    /// Code of the outlet, like DW001.
    #[arg(long)]
    outlet: OutletCode,
    /// The first day of the values, like 2026-11-01.
    #[arg(long)]
    from: NaiveDate,
    /// The last day; the same one when absent.
    #[arg(long)]
    to: Option<NaiveDate>,
    /// Why it is taken out: the audit log and the archive say it.
    #[arg(long)]
    reason: String,
    /// The archive to write; it must not exist yet.
    #[arg(long, value_name = "FILE.zip")]
    out: PathBuf,
}

impl Evidence {
    pub async fn run(self) -> anyhow::Result<()> {
        match self.command {
            Command::Check(check) => check.run().await,
            Command::Heads(heads) => heads.run().await,
            Command::Export(export) => export.run().await,
        }
    }
}

impl Check {
    async fn run(self) -> anyhow::Result<()> {
        let (from, to) = stretch(self.from, self.to)?;
        let deposited = self.heads.iter().map(|file| read_heads(file)).collect::<anyhow::Result<Vec<_>>>()?;
        if let Some(heads) = deposited.iter().find(|heads| !(from..=to).contains(&heads.day.0)) {
            bail!("the heads are of {}, and not of a day from {from} to {to}", heads.day);
        }
        let ctx = self.database.connect_existing().await?;
        let (mut troubles, lang) = (0, self.lang);
        let asked = Asked { from, to, deposited, removed_before: self.removed_before.map(Day) };
        let mut tell = |broken: Broken| {
            troubles += 1;
            if troubles <= MOST_LINES {
                print::line(&said(&broken, lang));
            }
        };
        let checked = proof::check(&ctx, &asked, &mut tell).await?;
        ctx.store.close().await?;
        left_unsaid(troubles, lang);
        print::line(&summary((from, to), checked, lang));
        if checked.broken > 0 {
            bail!("{troubles} troubles in {} chains", checked.broken);
        }
        Ok(())
    }
}

/// A line about a broken chain.
fn said(broken: &Broken, lang: Lang) -> String {
    let Broken { day, device, mn, what } = broken;
    let mn = mn.clone().unwrap_or_else(|| lang.pick("未登记设备", "unknown loggers").to_owned());
    let what = match (what, lang) {
        (What::Chain(fault), _) => fault.said(lang),
        (What::Undecided { number }, Lang::Zh) => {
            format!("编号 {number} 的帧到达时暂存，现为放行或弃用，而操作日志里没有此后的相应操作")
        }
        (What::Undecided { number }, Lang::En) => {
            format!(
                "frame {number} was held, is released or discarded, and the audit log has no such act after it came"
            )
        }
        (What::Counted { taken, linked }, Lang::Zh) => format!("当日计数采信 {taken} 帧，链上只有 {linked} 帧"),
        (What::Counted { taken, linked }, Lang::En) => {
            format!("{taken} frames were counted as taken on that day, and the chain has {linked}")
        }
    };
    match lang {
        Lang::Zh => format!("{day} {mn}（{device}）：{what}"),
        Lang::En => format!("{day} {mn} ({device}): {what}"),
    }
}

fn summary((from, to): (NaiveDate, NaiveDate), checked: Checked, lang: Lang) -> String {
    let Checked { chains, unproved, frames, adrift, before, removed, broken, deposited } = checked;
    match lang {
        Lang::Zh => format!(
            "{from} 至 {to}：{chains} 条链、{frames} 帧已逐帧重算{}，{broken} 条链有问题；到期清理 {removed} 帧，建链以前 {before} 帧，均无从核对；与留存的 {deposited} 个链首比对{}。",
            behind_gaps(adrift, lang),
            without_heads(deposited, unproved, lang)
        ),
        Lang::En => format!(
            "{from} to {to}: {frames} frames in {chains} chains worked out again{}, {broken} chains broken; {removed} frames \
             removed after their term, and {before} of before there were chains, of which nothing can be said; {deposited} \
             heads from elsewhere compared{}.",
            behind_gaps(adrift, lang),
            without_heads(deposited, unproved, lang)
        ),
    }
}

/// How many frames could not be worked out, where there are any.
pub fn behind_gaps(adrift: i64, lang: Lang) -> String {
    match (adrift, lang) {
        (0, _) => String::new(),
        (some, Lang::Zh) => format!("（缺帧之后的 {some} 帧无法重算）"),
        (some, Lang::En) => format!(" ({some} behind a gap could not be)"),
    }
}

/// How many chains the heads that were given leave unproved, where they leave any.
pub fn without_heads(deposited: u64, unproved: u64, lang: Lang) -> String {
    match (deposited, unproved, lang) {
        (0, _, _) | (_, 0, _) => String::new(),
        (_, some, Lang::Zh) => format!("（另有 {some} 条链所在的日期没有给出链首，是否被整条重做看不出来）"),
        (_, some, Lang::En) => {
            format!(" ({some} more chains are of days without heads: whether they were made anew cannot be seen)")
        }
    }
}

impl HeadsOf {
    async fn run(self) -> anyhow::Result<()> {
        let ctx = self.database.connect_existing().await?;
        let heads = proof::heads(&ctx, self.day).await?;
        if ctx.now() < end_of(self.day) {
            print::error(&format!("{} is not over: these heads will still grow.", self.day));
        }
        print::line(heads.text().trim_end());
        Ok(ctx.store.close().await?)
    }
}

impl Export {
    async fn run(self) -> anyhow::Result<()> {
        let (from, to) = stretch(self.from, self.to)?;
        let reason = self.reason.trim().to_owned();
        if reason.is_empty() || reason.chars().count() > LONGEST_REASON {
            bail!("--reason must say in 1 to {LONGEST_REASON} characters why the archive is taken out");
        }
        if self.out.symlink_metadata().is_ok() {
            bail!("{} exists already, and is not written over; name another file", self.out.display());
        }
        let ctx = self.database.connect_existing().await?;
        let (enterprise, outlet) = (self.enterprise, self.outlet);
        let wanted = Wanted { enterprise, outlet, from, to, reason };
        let Exported { frames, values, days, sha256 } = match proof::export(&ctx, None, &wanted, &self.out).await {
            Err(Failure::Database(Error::NotFound)) => {
                bail!("there is no outlet {outlet} at {enterprise}; look at /enterprises/{enterprise}")
            }
            done => done.context("there is no archive")?,
        };
        print::line(&format!("{}: {values} values, {frames} frames that arrived on {days} days", self.out.display()));
        print::line(&format!("SHA-256 {sha256}"));
        print::line("It holds the loggers' passwords, as the frames do: keep it safe.");
        Ok(ctx.store.close().await?)
    }
}

fn stretch(from: NaiveDate, to: Option<NaiveDate>) -> anyhow::Result<(NaiveDate, NaiveDate)> {
    let to = to.unwrap_or(from);
    if to < from {
        bail!("--to {to} is before --from {from}");
    }
    Ok((from, to))
}

/// Reads heads that were kept elsewhere.
pub fn read_heads(file: &Path) -> anyhow::Result<Heads> {
    let shown = file.display();
    let size = file.metadata().with_context(|| format!("{shown} cannot be read"))?;
    if !size.is_file() || size.len() > LONGEST_HEADS {
        bail!("{shown} holds no heads");
    }
    let text = std::fs::read_to_string(file).with_context(|| format!("{shown} cannot be read"))?;
    Heads::read(&text).with_context(|| format!("{shown} holds no heads that can be compared"))
}

/// How many lines were not printed.
pub fn left_unsaid(troubles: u64, lang: Lang) {
    if let Some(more) = troubles.checked_sub(MOST_LINES).filter(|more| *more > 0) {
        print::line(&match lang {
            Lang::Zh => format!("另有 {more} 处问题没有列出。"),
            Lang::En => format!("And {more} more troubles that are not listed."),
        });
    }
}
