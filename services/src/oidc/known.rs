//! What the portal knows of a provider: its document and its keys, asked for when they are needed and kept for a while.

use std::sync::Arc;

use domain::time::{HOUR, SECOND, Stamp};
use jsonwebtoken::jwk::Jwk;
use serde::Deserialize;
use serde_json::Value;
use tokio::sync::Mutex;

use super::{fault::Fault, talk::Talk};

/// How long the document and the keys are believed.
const KEPT: i64 = HOUR;
/// How long nobody asks again after nobody answered: a hundred people who wait for it are one question.
const REST: i64 = 5 * SECOND;

/// The part of a provider's document that the portal needs (`OpenID Connect` Discovery 1.0).
#[derive(Debug, Deserialize)]
pub(super) struct Document {
    issuer: String,
    pub authorization_endpoint: String,
    pub token_endpoint: String,
    jwks_uri: String,
    token_endpoint_auth_methods_supported: Option<Vec<String>>,
    #[serde(default)]
    pub authorization_response_iss_parameter_supported: bool,
}

impl Document {
    /// Whether the client's secret goes into the header, as it does where nothing else is said.
    pub fn takes_header(&self) -> bool {
        let Some(ways) = &self.token_endpoint_auth_methods_supported else { return true };
        ways.iter().any(|way| way == "client_secret_basic") || !ways.iter().any(|way| way == "client_secret_post")
    }
}

/// Keys as a provider publishes them. One that cannot be read (of a kind that is new, or of our country's own) is in nobody's
/// way.
#[derive(Deserialize)]
struct KeySet {
    keys: Vec<Value>,
}

/// Both, as they were at one moment.
#[derive(Clone)]
pub(super) struct Known {
    pub document: Arc<Document>,
    pub keys: Arc<Vec<Jwk>>,
    at: Stamp,
}

/// What is known, and when nobody answered last.
#[derive(Default)]
struct Memory {
    known: Option<Known>,
    failed: Option<(Stamp, Fault)>,
}

/// The memory of one process. Whoever asks while somebody else does waits for the same answer.
#[derive(Default)]
pub(super) struct Keeper(Mutex<Memory>);

impl Keeper {
    /// What is known at `now`, by a clock that nobody sets.
    pub async fn know(&self, talk: &Talk, issuer: &str, now: Stamp) -> Result<Known, Fault> {
        let mut memory = self.0.lock().await;
        if let Some(known) = memory.known.as_ref().filter(|known| now.since(known.at) < KEPT) {
            return Ok(known.clone());
        }
        if let Some((at, fault)) = memory.failed.as_ref().filter(|(at, _)| now.since(*at) < REST) {
            tracing::debug!(since = now.since(*at), "the provider is not asked again yet");
            return Err(fault.clone());
        }
        match ask(talk, issuer, now).await {
            Ok(known) => {
                *memory = Memory { known: Some(known.clone()), failed: None };
                Ok(known)
            }
            Err(fault) => {
                memory.failed = Some((now, fault.clone()));
                Err(fault)
            }
        }
    }

    /// The same with keys that were published since: those that were known did not fit.
    pub async fn new_keys(&self, talk: &Talk, known: &Known) -> Result<Known, Fault> {
        let mut memory = self.0.lock().await;
        // Somebody else may have asked meanwhile.
        if let Some(newer) = memory.known.as_ref().filter(|newer| !Arc::ptr_eq(&newer.keys, &known.keys)) {
            return Ok(newer.clone());
        }
        let keys = keys(talk, &known.document).await?;
        let known = Known { keys: Arc::new(keys), ..known.clone() };
        memory.known = Some(known.clone());
        Ok(known)
    }
}

/// Asks a provider for what it says of itself.
pub(super) async fn ask(talk: &Talk, issuer: &str, now: Stamp) -> Result<Known, Fault> {
    let address = format!("{}/.well-known/openid-configuration", issuer.trim_end_matches('/'));
    let document: Document = talk.read(talk.address(&address)?, "document").await?;
    if document.issuer != issuer {
        return Err(Fault::Issuer);
    }
    talk.address(&document.authorization_endpoint)?;
    talk.address(&document.token_endpoint)?;
    let keys = keys(talk, &document).await?;
    Ok(Known { document: Arc::new(document), keys: Arc::new(keys), at: now })
}

async fn keys(talk: &Talk, document: &Document) -> Result<Vec<Jwk>, Fault> {
    let set: KeySet = talk.read(talk.address(&document.jwks_uri)?, "keys").await?;
    Ok(set.keys.into_iter().filter_map(|key| serde_json::from_value(key).ok()).collect())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn the_secret_goes_where_the_provider_takes_it() {
        let takes_header = |ways: Value| {
            let document = json!({
                "issuer": "https://id.example", "authorization_endpoint": "https://id.example/a",
                "token_endpoint": "https://id.example/t", "jwks_uri": "https://id.example/k",
                "token_endpoint_auth_methods_supported": ways,
            });
            serde_json::from_value::<Document>(document).unwrap().takes_header()
        };
        assert!(takes_header(Value::Null) && takes_header(json!(["client_secret_post", "client_secret_basic"])));
        assert!(!takes_header(json!(["client_secret_post"])));
        assert!(takes_header(json!(["private_key_jwt"])), "it will say that it does not");
    }
}
