//! `mingjian signs`.

use anyhow::bail;
use chrono::NaiveDate;
use clap::Args;
use domain::{credit_code::CreditCode, outlet::OutletCode};
use services::{Error, public, signs};

use super::{print, settings::Database};

/// Look at the data of past days for signs (flat lines, silence and the like).
///
/// The portal looks at each watched outlet once an hour by itself. This is for what lies before: an import, or a rule that changed.
/// Each outlet is looked at as it stood at the end of each day. What the bureau has settled stands, nobody is told, and a second run
/// changes nothing. Clocks are left out: of these only counts are kept.
#[derive(Debug, Args)]
pub struct Signs {
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

impl Signs {
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
        let signs::Again { outlets, changed } = signs::again(&ctx, (self.from, to), outlet).await?;
        print::line(&format!(
            "{} to {to}: {outlets} outlets looked at, {changed} signs recorded or changed.",
            self.from
        ));
        Ok(ctx.store.close().await?)
    }
}
