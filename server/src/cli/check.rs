//! `mingjian check`.

use anyhow::bail;
use clap::Args;
use domain::{
    credit_code::CreditCode,
    crosscheck::{Finding, NotChecked},
    lang::Lang,
    quarter::Quarter,
};
use services::{
    Error, Pollutant,
    findings::{self, Checked},
};

use super::{print, settings::Database};

/// Run the cross-check of what was filed for a quarter, and print what does not fit.
///
/// It does what happens after each filing: findings are stored for the bureau's queue, and what somebody has worked on
/// stays as it is. Useful after bills or values have come in late.
#[derive(Debug, Args)]
pub struct Check {
    #[command(flatten)]
    database: Database,
    /// The quarter, like 2026Q3.
    #[arg(long)]
    quarter: Quarter,
    /// Credit code of one enterprise; all that have filed when absent.
    #[arg(long)]
    enterprise: Option<CreditCode>,
    /// Say too what could not be checked, and why.
    #[arg(long)]
    verbose: bool,
    /// The language of the findings.
    #[arg(long, default_value = "en")]
    lang: Lang,
}

impl Check {
    pub async fn run(self) -> anyhow::Result<()> {
        let ctx = self.database.connect_existing().await?;
        let checked = match findings::check_quarter(&ctx, self.quarter, self.enterprise).await {
            Err(Error::NotFound) => bail!("no enterprise has this credit code; look at /enterprises for the right one"),
            other => other?,
        };
        for one in &checked {
            self.tell(one);
        }
        let count: usize = checked.iter().map(|one| one.report.findings.len()).sum();
        let declarations = if checked.len() == 1 { "declaration" } else { "declarations" };
        let findings = if count == 1 { "finding" } else { "findings" };
        print::line(&format!("{}: {} {declarations} checked, {count} {findings}.", self.quarter, checked.len()));
        Ok(ctx.store.close().await?)
    }

    fn tell(&self, one: &Checked) {
        let Checked { credit_code, name, receipt_no, report } = one;
        if report.findings.is_empty() && !self.verbose {
            return;
        }
        print::line(&format!("{credit_code} {name} {receipt_no}"));
        for finding in &report.findings {
            print::line(&self.found(finding));
        }
        for unknown in report.not_checked.iter().filter(|_| self.verbose) {
            print::line(&not_checked(unknown));
        }
    }

    fn found(&self, finding: &Finding) -> String {
        let named = |code: &str| Some(Pollutant::of(code).name.pick(self.lang).to_owned());
        format!("  {} {:<7} {}", finding.rule, finding.severity, finding.message(self.lang, &named))
    }
}

fn not_checked(unknown: &NotChecked) -> String {
    format!("  {} not checked: {} ({})", unknown.rule, unknown.subject, unknown.why)
}
