//! The provider, and the two things that are said to it: where to send somebody, and who came back.

use std::{fmt, sync::Arc};

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use domain::{lang::Lang, time::Stamp};
use serde::Deserialize;
use sha2::{Digest, Sha256};

use super::{
    claims::{Expected, NotBelieved, Person, believe},
    fault::Fault,
    known::{self, Keeper, Known},
    settings::{BadSetting, Settings},
    signatures,
    talk::Talk,
};
use crate::{Ctx, Names, ctx::Part};

/// The provider of this portal, where one is set.
#[derive(Clone, Default)]
pub struct Oidc(Option<Arc<Provider>>);

impl Part for Oidc {}

impl Ctx {
    /// The same with a provider.
    #[must_use]
    pub fn with_oidc(self, provider: Option<Provider>) -> Self {
        self.with(Oidc(provider.map(Arc::new)))
    }

    /// The provider of this portal; none where none is set.
    pub fn oidc(&self) -> Option<Arc<Provider>> {
        self.part::<Oidc>().0
    }
}

/// A provider of identities, and what the portal is called there.
pub struct Provider {
    issuer: String,
    client_id: String,
    secret: String,
    scopes: String,
    credit_code: Option<String>,
    words: Names,
    back: String,
    talk: Talk,
    keeper: Keeper,
}

// The secret is shown nowhere.
impl fmt::Debug for Provider {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Provider({})", self.issuer)
    }
}

/// What binds one sign-in together. The provider gives the first two back, and sees the third only as a digest before it is
/// given the code.
#[derive(Clone)]
pub struct Secrets {
    /// What comes back with the browser.
    pub state: String,
    /// What comes back inside the token.
    pub nonce: String,
    /// What shows that whoever brings the code began it (RFC 7636).
    pub verifier: String,
}

#[derive(Deserialize)]
struct Tokens {
    id_token: String,
}

#[derive(Deserialize)]
struct NoTokens {
    error: String,
}

impl Provider {
    /// A provider. Nobody is asked anything yet: it may be down.
    ///
    /// # Errors
    /// [`BadSetting`].
    pub fn new(settings: &Settings<'_>) -> Result<Self, BadSetting> {
        let read = settings.read()?;
        signatures::install();
        Ok(Self {
            issuer: settings.issuer.to_owned(),
            client_id: settings.client_id.trim().to_owned(),
            secret: read.secret,
            scopes: format!("openid {}", settings.scopes).split_whitespace().collect::<Vec<_>>().join(" "),
            credit_code: settings.credit_code.map(str::to_owned),
            words: settings.words.clone(),
            back: read.back,
            talk: Talk::new(&read.issuer).map_err(BadSetting::Client)?,
            keeper: Keeper::default(),
        })
    }

    /// The words on the button.
    pub fn words(&self) -> &Names {
        &self.words
    }

    /// Its address, which stands beside those whom it knows.
    pub fn issuer(&self) -> &str {
        &self.issuer
    }

    /// Whether it is there, and is who it was said to be.
    ///
    /// # Errors
    /// What is wrong with it.
    pub async fn look(&self) -> Result<(), Fault> {
        known::ask(&self.talk, &self.issuer, Stamp(0)).await.map(drop)
    }

    /// Where a browser is sent; `anew` where the provider is to ask again who is there.
    ///
    /// # Errors
    /// What is wrong with the provider.
    pub async fn door(&self, ctx: &Ctx, secrets: &Secrets, lang: Lang, anew: bool) -> Result<String, Fault> {
        let known = self.known(ctx).await?;
        let mut door = self.talk.address(&known.document.authorization_endpoint)?;
        let challenge = URL_SAFE_NO_PAD.encode(Sha256::digest(secrets.verifier.as_bytes()));
        let mut query = door.query_pairs_mut();
        query
            .append_pair("response_type", "code")
            .append_pair("client_id", &self.client_id)
            .append_pair("redirect_uri", &self.back)
            .append_pair("scope", &self.scopes)
            .append_pair("state", &secrets.state)
            .append_pair("nonce", &secrets.nonce)
            .append_pair("code_challenge", &challenge)
            .append_pair("code_challenge_method", "S256")
            .append_pair("ui_locales", lang.pick("zh-CN", "en"));
        if anew {
            query.append_pair("prompt", "login");
        }
        drop(query);
        Ok(door.into())
    }

    /// Who came back with this code, from this issuer where the browser says which.
    ///
    /// # Errors
    /// Why the provider's word is not taken.
    pub async fn who(&self, ctx: &Ctx, code: &str, issuer: Option<&str>, secrets: &Secrets) -> Result<Person, Fault> {
        let known = self.known(ctx).await?;
        // A code of another provider must not be shown to this one (RFC 9207).
        if issuer.map_or(known.document.authorization_response_iss_parameter_supported, |issuer| issuer != self.issuer)
        {
            return Err(Fault::Issuer);
        }
        let token = self.token(&known, code, &secrets.verifier).await?;
        let expected = Expected {
            issuer: &self.issuer,
            client_id: &self.client_id,
            nonce: &secrets.nonce,
            now: ctx.now(),
            credit_code: self.credit_code.as_deref(),
        };
        let believed = match believe(&token, &known.keys, expected) {
            Err(NotBelieved::UnknownKey) => {
                let known = self.keeper.new_keys(&self.talk, &known).await?;
                believe(&token, &known.keys, expected)
            }
            believed => believed,
        };
        believed.map_err(|why| match why {
            NotBelieved::UnknownKey => Fault::Signature,
            NotBelieved::For(fault) => fault,
        })
    }

    async fn known(&self, ctx: &Ctx) -> Result<Known, Fault> {
        self.keeper.know(&self.talk, &self.issuer, ctx.steady()).await
    }

    async fn token(&self, known: &Known, code: &str, verifier: &str) -> Result<String, Fault> {
        let address = self.talk.address(&known.document.token_endpoint)?;
        let mut form = vec![
            ("grant_type", "authorization_code"),
            ("code", code),
            ("redirect_uri", &*self.back),
            ("code_verifier", verifier),
        ];
        let own = (&*self.client_id, &*self.secret);
        let in_header = known.document.takes_header().then_some(own);
        if in_header.is_none() {
            form.extend([("client_id", own.0), ("client_secret", own.1)]);
        }
        let answer = self.talk.send(address, &form, in_header).await?;
        if answer.status.is_success() {
            return Ok(answer.json::<Tokens>("token")?.id_token);
        }
        match answer.json::<NoTokens>("refusal") {
            Ok(refused) if answer.status.is_client_error() => Err(Fault::Refused(word(&refused.error))),
            _ => Err(Fault::Status(answer.status.as_u16())),
        }
    }
}

/// A word of the protocol, and nothing else that somebody may have put there: it goes to the log.
fn word(text: &str) -> String {
    let is_word = text.len() <= 40 && text.bytes().all(|b| b.is_ascii_lowercase() || b == b'_');
    if is_word { text.to_owned() } else { "another word".to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_words_of_the_protocol_reach_the_log() {
        assert_eq!(word("invalid_grant"), "invalid_grant");
        for other in ["Invalid grant for 张三", "code=abc", &"a".repeat(41), "a\nb"] {
            assert_eq!(word(other), "another word", "{other}");
        }
    }
}
