//! `mingjian means`.

use anyhow::bail;
use chrono::NaiveDate;
use clap::Args;
use domain::{credit_code::CreditCode, outlet::OutletCode};
use services::{
    Error, exceedances,
    monitoring::own_means::{self, Again},
    public,
};

use super::{print, settings::Database};

/// Work out the hourly and daily means of past days again, from the values that are stored, and hold them against the limits of
/// their days.
///
/// The portal does so by itself for every hour in which values came in. This is for what it cannot notice: another rule, a
/// limit whose reference oxygen was corrected, values of before it worked out any. A mean that comes out otherwise is a new
/// revision; means that stand above a limit become events, and what the bureau has settled stands. A second run changes nothing.
#[derive(Debug, Args)]
pub struct Means {
    #[command(flatten)]
    database: Database,
    /// The first day, like 2026-11-01.
    #[arg(long)]
    from: NaiveDate,
    /// The last day; the same one when absent.
    #[arg(long)]
    to: Option<NaiveDate>,
    /// Credit code of the enterprise, with --outlet; every outlet of the city when absent.
    #[arg(long, requires = "outlet")]
    enterprise: Option<CreditCode>,
    /// Code of one outlet, like DA001.
    #[arg(long, requires = "enterprise")]
    outlet: Option<OutletCode>,
}

impl Means {
    pub async fn run(self) -> anyhow::Result<()> {
        let to = self.to.unwrap_or(self.from);
        if to < self.from {
            bail!("--to {to} is before --from {}", self.from);
        }
        let ctx = self.database.connect_existing().await?;
        ctx.registry().refresh(&ctx.store).await?;
        let outlet = match self.enterprise.zip(self.outlet) {
            None => None,
            Some((enterprise, code)) => match public::find_outlet_of(&ctx, &enterprise, code).await {
                Err(Error::NotFound) => {
                    bail!("there is no outlet {code} at {enterprise}; look at /enterprises/{enterprise}")
                }
                found => Some(found?),
            },
        };
        let Again { periods, changed } = own_means::again(&ctx, (self.from, to), outlet).await?;
        print::line(&format!(
            "{} to {to}: {periods} hours and days looked at, {changed} means came out new or otherwise.",
            self.from
        ));
        let exceedances::Again { outlets, changed } = exceedances::again(&ctx, (self.from, to), outlet).await?;
        print::line(&format!("{outlets} outlets held against their limits, {changed} events recorded or changed."));
        Ok(ctx.store.close().await?)
    }
}
