//! `mingjian doctor`: what is wrong with this machine, in sentences.

mod machine;
mod ports;
mod settings;

use anyhow::bail;
use clap::Args;
use domain::lang::Lang;
use services::{
    Ctx,
    doctor::{self, Diagnosis, State},
    mail::Mailer,
    store,
};

use super::{print, serve::Serve};

/// Say what is wrong with this machine, the database, the keys, the mail and the provider of identities, and how to mend it.
///
/// It takes the flags and variables of `serve` and looks at what they name. It changes nothing, and may run beside a portal.
/// The exit code is 1 where something has to be mended.
#[derive(Debug, Args)]
pub struct Doctor {
    #[command(flatten)]
    serve: Serve,
    /// The language of the sentences.
    #[arg(long, default_value = "en")]
    lang: Lang,
}

impl Doctor {
    pub async fn run(self) -> anyhow::Result<()> {
        let mut all = machine::look(&self.serve.database, self.serve.loggers);
        all.extend(settings::look(&self.serve));
        all.extend(ports::look(&self.serve).await);
        all.extend(self.database().await);
        all.push(self.mail().await);
        all.extend(self.webhook());
        all.extend(self.provider().await);
        for one in &all {
            print::line(&format!("{} {}", mark(one.state), one.said(self.lang)));
        }
        let count = |state: State| all.iter().filter(|one| one.state == state).count();
        let (bad, odd) = (count(State::Bad), count(State::Odd));
        print::line(&match self.lang {
            Lang::Zh => format!("共 {} 项：{bad} 项必须处理，{odd} 项需要知道。", all.len()),
            Lang::En => format!("{} looked at: {bad} to be mended, {odd} to be known.", all.len()),
        });
        if bad > 0 {
            bail!("{bad} of {} have to be mended; the lines above that begin with BAD say how", all.len());
        }
        Ok(())
    }

    /// The database and the keys that it needs.
    async fn database(&self) -> Vec<Diagnosis> {
        let place = &self.serve.database;
        if !place.is_there() {
            return vec![Diagnosis::odd(
                "还没有数据库：mingjian serve 第一次启动时建立。",
                "There is no database yet: the first start of serve makes one.",
            )];
        }
        let ctx = match store::connect(&place.url()).await {
            Ok(store) => Ctx::new(store),
            Err(error) => return vec![unreachable(&error)],
        };
        let mut all = match doctor::database(&ctx).await {
            Ok(found) => found,
            Err(error) => return vec![unreachable(&error)],
        };
        // The keys are asked for rows that an older schema may not have.
        if matches!(store::pending(&ctx.store).await, Ok(0)) {
            all.push(doctor::keys(&ctx, &place.data_dir).await.unwrap_or_else(|error| unreachable(&error)));
        }
        // Nothing was written: a connection that does not close has nothing to lose.
        let _closed = ctx.store.close().await;
        all
    }

    /// The webhook's address and secret. Nothing is posted: it would reach somebody.
    fn webhook(&self) -> Option<Diagnosis> {
        match self.serve.webhook() {
            Ok(webhook) if webhook.is_set() => Some(Diagnosis::good(
                "消息推送的地址和密钥可用（没有试发）。",
                "The webhook's address and secret serve (nothing was posted).",
            )),
            Ok(_) => None,
            Err(bad) => Some(Diagnosis::bad(
                format!("消息推送设置不对：{bad}。"),
                format!("The settings of the webhook are wrong: {bad}."),
            )),
        }
    }

    /// Whether the provider of identities is there, and is who it was said to be.
    async fn provider(&self) -> Option<Diagnosis> {
        match self.serve.provider.read(self.serve.public_url.as_deref()) {
            Ok(Some(provider)) => Some(doctor::provider(&provider).await),
            Ok(None) => None,
            Err(bad) => Some(Diagnosis::bad(
                format!("统一身份认证设置不对：{bad}。"),
                format!("The settings of sign-in by a provider are wrong: {bad}."),
            )),
        }
    }

    async fn mail(&self) -> Diagnosis {
        let Serve { smtp, mail_from, database, .. } = &self.serve;
        match Mailer::new(smtp, mail_from, &database.data_dir.join("mail")) {
            Ok(mailer) => doctor::mail(&mailer).await,
            Err(bad) => {
                Diagnosis::bad(format!("邮件设置不对：{bad}。"), format!("The settings of mail are wrong: {bad}."))
            }
        }
    }
}

fn unreachable(error: &services::Error) -> Diagnosis {
    Diagnosis::bad(
        format!("数据库不通：{error}。请核对 --database 的地址、账号，以及数据库是否在运行。"),
        format!("The database does not answer: {error}. Look at --database, at its account, and whether it runs."),
    )
}

const fn mark(state: State) -> &'static str {
    match state {
        State::Good => "ok ",
        State::Odd => "odd",
        State::Bad => "BAD",
    }
}
