//! What is said to a provider by HTTP, within limits: it may be slow, endless or somebody else.

use std::time::Duration;

use reqwest::{Client, RequestBuilder, Response, StatusCode, Url, redirect::Policy};
use serde::de::DeserializeOwned;

use super::fault::Fault;

/// How long one answer may take, from the connection to its last byte. A sign-in needs four of them at most, and all have
/// to fit into the time that a page may take.
const WITHIN: Duration = Duration::from_secs(6);
/// The most bytes of an answer: documents and key sets have a few thousand.
const LARGEST: usize = 256 * 1024;

/// The way to a provider.
pub(super) struct Talk {
    client: Client,
    /// Whether it may be spoken to in the clear: it is on this machine.
    is_here: bool,
}

/// An answer that came whole.
pub(super) struct Answer {
    /// Its status.
    pub status: StatusCode,
    body: Vec<u8>,
}

impl Answer {
    /// What it says.
    pub fn json<T: DeserializeOwned>(&self, what: &'static str) -> Result<T, Fault> {
        serde_json::from_slice(&self.body).map_err(|_bad| Fault::Unreadable(what))
    }
}

impl Talk {
    /// The way to a provider at `issuer`.
    pub fn new(issuer: &Url) -> Result<Self, String> {
        // A second call finds it installed, which is as good.
        let _installed = rustls::crypto::ring::default_provider().install_default();
        let client = Client::builder()
            .timeout(WITHIN)
            // A redirect would take the client's secret, or the trust in an answer, to somebody else.
            .redirect(Policy::none())
            .user_agent("mingjian")
            .build()
            .map_err(|error| error.to_string())?;
        Ok(Self { client, is_here: is_plain_and_here(issuer) })
    }

    /// An address that the provider names, where it may be gone to.
    pub fn address(&self, text: &str) -> Result<Url, Fault> {
        let url = Url::parse(text).map_err(|_bad| Fault::Address)?;
        if url.scheme() == "https" || (self.is_here && is_plain_and_here(&url)) { Ok(url) } else { Err(Fault::Address) }
    }

    /// Reads a document of the provider.
    pub async fn read<T: DeserializeOwned>(&self, address: Url, what: &'static str) -> Result<T, Fault> {
        let answer = ask(self.client.get(address).header("accept", "application/json")).await?;
        if answer.status == StatusCode::OK { answer.json(what) } else { Err(Fault::Status(answer.status.as_u16())) }
    }

    /// Sends a form; `own` are name and secret of this portal where they go into the header.
    pub async fn send(&self, address: Url, form: &[(&str, &str)], own: Option<(&str, &str)>) -> Result<Answer, Fault> {
        let request = self
            .client
            .post(address)
            .header("accept", "application/json")
            .header("content-type", "application/x-www-form-urlencoded")
            .body(encoded(form));
        let request = match own {
            // Both are encoded before they are put together (RFC 6749, 2.3.1).
            Some((name, secret)) => request.basic_auth(encoded_value(name), Some(encoded_value(secret))),
            None => request,
        };
        ask(request).await
    }
}

async fn ask(request: RequestBuilder) -> Result<Answer, Fault> {
    let mut response = request.send().await.map_err(absent)?;
    let status = response.status();
    if status.is_redirection() {
        return Err(Fault::Moved);
    }
    let body = whole(&mut response).await?;
    Ok(Answer { status, body })
}

async fn whole(response: &mut Response) -> Result<Vec<u8>, Fault> {
    let mut body = Vec::new();
    while let Some(piece) = response.chunk().await.map_err(absent)? {
        if body.len() + piece.len() > LARGEST {
            return Err(Fault::Huge);
        }
        body.extend_from_slice(&piece);
    }
    Ok(body)
}

#[expect(clippy::needless_pass_by_value, reason = "where errors are turned into others they are handed over")]
fn absent(error: reqwest::Error) -> Fault {
    if error.is_timeout() {
        return Fault::Slow;
    }
    // The innermost cause: the outer sentence names the address.
    let mut cause: &dyn std::error::Error = &error;
    while let Some(next) = cause.source() {
        cause = next;
    }
    Fault::Down(cause.to_string())
}

/// Whether an address is one without TLS, of this very machine.
pub(super) fn is_plain_and_here(url: &Url) -> bool {
    url.scheme() == "http" && matches!(url.host_str(), Some("localhost" | "127.0.0.1" | "[::1]"))
}

/// Fields as a form has them.
fn encoded(form: &[(&str, &str)]) -> String {
    // The only encoder of forms at hand is that of addresses.
    let Ok(mut carrier) = Url::parse("http://localhost/") else { return String::new() };
    carrier.query_pairs_mut().extend_pairs(form);
    carrier.query().unwrap_or_default().to_owned()
}

fn encoded_value(text: &str) -> String {
    encoded(&[("", text)]).trim_start_matches('=').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_goes_over_a_network_in_the_clear() {
        let talk = |issuer: &str| Talk::new(&Url::parse(issuer).unwrap()).unwrap();
        let may = |issuer: &str, address: &str| talk(issuer).address(address).is_ok();
        assert!(may("https://id.example", "https://login.example/authorize"));
        assert!(may("http://127.0.0.1:4000", "http://127.0.0.1:4000/token"));
        for address in
            ["http://id.example/token", "http://127.0.0.1/token", "ftp://id.example", "javascript:alert(1)", "/x"]
        {
            assert!(!may("https://id.example", address), "{address}");
        }
        assert!(!may("http://127.0.0.1:4000", "http://id.example/token"));
    }

    #[test]
    fn what_is_sent_is_encoded_as_forms_are() {
        assert_eq!(encoded(&[("code", "a b&c=d"), ("x", "明")]), "code=a+b%26c%3Dd&x=%E6%98%8E");
        assert_eq!(encoded_value("p:w/=+ %"), "p%3Aw%2F%3D%2B+%25");
        assert_eq!(encoded_value("=x"), "%3Dx");
    }
}
