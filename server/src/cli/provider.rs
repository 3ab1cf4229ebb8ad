//! Settings of sign-in by a provider of identities.

use std::path::PathBuf;

use clap::Args;
use services::{
    Names,
    oidc::{self, BadSetting, Settings},
};

/// Sign-in by a provider, where an issuer is named.
#[expect(clippy::struct_field_names, reason = "flags are named after their fields")]
#[derive(Debug, Args)]
pub struct Provider {
    /// The provider by which people may sign in (`OpenID Connect`): `https://…`, exactly as its tokens name it. Needs
    /// --public-url.
    #[arg(long, env = "MINGJIAN_OIDC_ISSUER", requires_all = ["oidc_client_id", "oidc_client_secret"])]
    oidc_issuer: Option<String>,
    /// What the provider calls this portal.
    #[arg(long, env = "MINGJIAN_OIDC_CLIENT_ID", requires = "oidc_issuer")]
    oidc_client_id: Option<String>,
    /// A file with the secret that the provider has given to this portal.
    #[arg(long, env = "MINGJIAN_OIDC_CLIENT_SECRET", requires = "oidc_issuer")]
    oidc_client_secret: Option<PathBuf>,
    /// Scopes to ask for beside `openid`, blanks between: those that the credit code's claim needs.
    #[arg(long, env = "MINGJIAN_OIDC_SCOPES", default_value = "", hide_default_value = true)]
    oidc_scopes: String,
    /// The claim of the ID token that carries the credit code of the enterprise for which somebody acts; not looked at when
    /// absent.
    #[arg(long, env = "MINGJIAN_OIDC_CREDIT_CODE", requires = "oidc_issuer")]
    oidc_credit_code: Option<String>,
    /// The words on the button, in Chinese.
    #[arg(long, env = "MINGJIAN_OIDC_WORDS", default_value = "统一身份认证登录")]
    oidc_words: String,
    /// The words on the button, in English.
    #[arg(long, env = "MINGJIAN_OIDC_WORDS_EN", default_value = "Sign in with the unified identity")]
    oidc_words_en: String,
}

impl Provider {
    /// The provider, where one is named. Nobody is asked anything: it may be down.
    pub fn read(&self, public_url: Option<&str>) -> Result<Option<oidc::Provider>, BadSetting> {
        let (Some(issuer), Some(client_id), Some(secret)) =
            (&self.oidc_issuer, &self.oidc_client_id, &self.oidc_client_secret)
        else {
            return Ok(None);
        };
        let settings = Settings {
            issuer,
            client_id,
            secret,
            scopes: &self.oidc_scopes,
            credit_code: self.oidc_credit_code.as_deref(),
            words: &Names::new(&self.oidc_words, &self.oidc_words_en),
            public_url,
        };
        oidc::Provider::new(&settings).map(Some)
    }
}
