//! A provider of identities that lies as it is told to: over real HTTP, with signatures of its own.

use std::{
    collections::HashMap,
    fmt::Write as _,
    fs,
    os::unix::fs::PermissionsExt as _,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use base64::{
    Engine as _,
    engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD},
};
use domain::time::Stamp;
use ring::{
    rand::SystemRandom,
    signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair as _},
};
use serde_json::{Value, json};
use services::{
    Names,
    oidc::{Provider, Settings},
};
use sha2::{Digest, Sha256};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
    task::JoinHandle,
};

/// What a provider does wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lie {
    /// Nothing.
    None,
    /// Its document names another issuer.
    Document,
    /// Its document sends people and passwords over a network in the clear.
    Plain,
    /// Its document is endless.
    Huge,
    /// Its document never comes.
    Slow,
    /// Its document lies elsewhere.
    Elsewhere,
    /// Its document is no JSON.
    Garbled,
    /// Its document is not there.
    Missing,
    /// The token names another issuer.
    Issuer,
    /// The token is meant for somebody else.
    Audience,
    /// The token is about another sign-in.
    Nonce,
    /// The token is over.
    Expired,
    /// The token is of tomorrow.
    Early,
    /// The token is signed by a stranger under the name of a known key.
    Stranger,
    /// The token is signed by a key that is published nowhere.
    Unpublished,
    /// The token is not signed.
    Unsigned,
    /// The token names nobody.
    Nobody,
    /// The code is not taken.
    Refuses,
    /// There is no token in the answer.
    Tokenless,
    /// Something broke there.
    Broken,
}

/// What this portal is called there.
const CLIENT: &str = "mingjian";
/// The portal's secret, with what has to be encoded.
const SECRET: &str = "a secret: of+the portal";
/// The address of the portal, to which people are sent back.
pub const PORTAL: &str = "https://mingjian.example";

struct Key {
    name: String,
    pair: EcdsaKeyPair,
}

impl Key {
    #[allow(clippy::unwrap_used, reason = "a test that cannot start should say where")]
    fn new(name: String) -> Self {
        let random = SystemRandom::new();
        let kept = EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, &random).unwrap();
        let pair = EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, kept.as_ref(), &random).unwrap();
        Self { name, pair }
    }

    fn published(&self) -> Value {
        let (x, y) = self.pair.public_key().as_ref()[1..].split_at(32);
        let (x, y) = (URL_SAFE_NO_PAD.encode(x), URL_SAFE_NO_PAD.encode(y));
        json!({ "kty": "EC", "crv": "P-256", "alg": "ES256", "use": "sig", "kid": self.name, "x": x, "y": y })
    }

    #[allow(clippy::unwrap_used, reason = "a test that cannot start should say where")]
    fn sign(&self, name: &str, claims: &Value) -> String {
        let encoded = |part: &Value| URL_SAFE_NO_PAD.encode(part.to_string());
        let message = format!("{}.{}", encoded(&json!({ "alg": "ES256", "kid": name })), encoded(claims));
        let signed = self.pair.sign(&SystemRandom::new(), message.as_bytes()).unwrap();
        format!("{message}.{}", URL_SAFE_NO_PAD.encode(signed.as_ref()))
    }
}

struct State {
    lie: Lie,
    issuer: String,
    key: Key,
    subject: String,
    claims: HashMap<String, Value>,
    /// What each code stands for.
    codes: HashMap<String, Sent>,
    asked: Vec<String>,
}

struct Sent {
    nonce: String,
    challenge: String,
    back: String,
    at: Stamp,
}

/// A provider that runs.
pub struct IdProvider {
    issuer: String,
    state: Arc<Mutex<State>>,
    task: JoinHandle<()>,
    folder: tempfile::TempDir,
}

impl IdProvider {
    /// Starts one on a free port of this machine.
    ///
    /// # Panics
    /// Where it cannot be started.
    #[allow(clippy::unwrap_used, reason = "a test that cannot start should say where")]
    pub async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let issuer = format!("http://{}", listener.local_addr().unwrap());
        let state = Arc::new(Mutex::new(State {
            lie: Lie::None,
            issuer: issuer.clone(),
            key: Key::new("first".to_owned()),
            subject: "440000-0001".to_owned(),
            claims: HashMap::new(),
            codes: HashMap::new(),
            asked: Vec::new(),
        }));
        let shared = state.clone();
        let task = tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(answer(stream, shared.clone()));
            }
        });
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("client.secret");
        fs::write(&file, format!("{SECRET}\n")).unwrap();
        fs::set_permissions(&file, fs::Permissions::from_mode(0o600)).unwrap();
        Self { issuer, state, task, folder }
    }

    /// What the portal knows of it at its start. The credit code is in the claim `uscc`.
    ///
    /// # Panics
    /// Where the settings are refused.
    #[allow(clippy::unwrap_used, reason = "a test that cannot start should say where")]
    pub fn known(&self) -> Provider {
        Provider::new(&Settings {
            issuer: &self.issuer,
            client_id: CLIENT,
            secret: &self.secret_file(),
            scopes: "org",
            credit_code: Some("uscc"),
            words: &Names::new("省统一身份认证登录", "Sign in with the provincial identity"),
            public_url: Some(PORTAL),
        })
        .unwrap()
    }

    /// Its address.
    pub fn issuer(&self) -> &str {
        &self.issuer
    }

    /// The file with the portal's secret.
    pub fn secret_file(&self) -> std::path::PathBuf {
        self.folder.path().join("client.secret")
    }

    /// From now on it does this wrong.
    pub fn lie(&self, lie: Lie) {
        self.state().lie = lie;
    }

    /// Who signs in there from now on.
    pub fn is(&self, subject: &str) {
        subject.clone_into(&mut self.state().subject);
    }

    /// A claim that its tokens have from now on.
    pub fn claims(&self, name: &str, value: impl Into<Value>) {
        self.state().claims.insert(name.to_owned(), value.into());
    }

    /// It signs with another key from now on, and publishes that one alone.
    pub fn rotate(&self) {
        self.state().key = Key::new("second".to_owned());
    }

    /// It is down from now on.
    pub fn stop(&self) {
        self.task.abort();
    }

    /// How often it was asked for an address.
    pub fn asked(&self, path: &str) -> usize {
        self.state().asked.iter().filter(|asked| *asked == path).count()
    }

    /// Signs in there as a browser that goes through this door; answers the code and the state that it comes back with.
    ///
    /// # Panics
    /// Where the door is not as the protocol has it.
    #[allow(clippy::unwrap_used, clippy::missing_panics_doc, reason = "a test should say where")]
    pub fn sign_in(&self, door: &str, at: Stamp) -> (String, String) {
        let (address, query) = door.split_once('?').unwrap();
        assert_eq!(address, format!("{}/authorize", self.issuer));
        let asked = pairs(query);
        let of = |name: &str| asked.get(name).cloned().unwrap_or_default();
        assert_eq!((&*of("response_type"), &*of("client_id"), &*of("scope")), ("code", CLIENT, "openid org"));
        assert_eq!(of("code_challenge_method"), "S256");
        assert_eq!(of("redirect_uri"), format!("{PORTAL}/sign-in/unified/back"));
        let mut state = self.state();
        let code = format!("code {}", state.codes.len());
        let sent = Sent { nonce: of("nonce"), challenge: of("code_challenge"), back: of("redirect_uri"), at };
        state.codes.insert(code.clone(), sent);
        (code, of("state"))
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for IdProvider {
    fn drop(&mut self) {
        self.task.abort();
    }
}

/// Answers one request, as far as it can be read.
async fn answer(mut stream: TcpStream, state: Arc<Mutex<State>>) {
    let Some((head, body)) = read(&mut stream).await else { return };
    let path = head.split_whitespace().nth(1).unwrap_or_default().to_owned();
    let lie = {
        let mut state = state.lock().unwrap_or_else(PoisonError::into_inner);
        state.asked.push(path.clone());
        state.lie
    };
    if path.starts_with("/.well-known") {
        match lie {
            Lie::Slow => {
                tokio::time::sleep(Duration::from_mins(1)).await;
                return;
            }
            Lie::Huge => return pour(&mut stream).await,
            _ => {}
        }
    }
    let answer = said(&state.lock().unwrap_or_else(PoisonError::into_inner), &path, &head, &body);
    // Whoever has gone needs no answer.
    let _gone = stream.write_all(answer.as_bytes()).await;
    let _gone = stream.shutdown().await;
}

/// JSON without an end.
async fn pour(stream: &mut TcpStream) {
    let mut piece = "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\nconnection: close\r\n\r\n[".to_owned();
    while stream.write_all(piece.as_bytes()).await.is_ok() {
        piece = "1,".repeat(10_000);
    }
}

async fn read(stream: &mut TcpStream) -> Option<(String, String)> {
    let (mut bytes, mut piece) = (Vec::new(), [0; 4096]);
    loop {
        let text = String::from_utf8_lossy(&bytes).into_owned();
        if let Some((head, body)) = text.split_once("\r\n\r\n") {
            let length =
                head.lines().find_map(|line| line.to_lowercase().strip_prefix("content-length:")?.trim().parse().ok());
            if body.len() >= length.unwrap_or(0) {
                return Some((head.to_owned(), body.to_owned()));
            }
        }
        let count = stream.read(&mut piece).await.ok().filter(|count| *count > 0)?;
        bytes.extend_from_slice(&piece[..count]);
    }
}

fn said(state: &State, path: &str, head: &str, body: &str) -> String {
    let issuer = state.issuer.as_str();
    match (path, state.lie) {
        ("/.well-known/openid-configuration", Lie::Elsewhere) => {
            "HTTP/1.1 302 Found\r\nlocation: https://id.example/\r\ncontent-length: 0\r\nconnection: close\r\n\r\n"
                .to_owned()
        }
        ("/.well-known/openid-configuration", Lie::Garbled) => http(200, "{\"issuer\":"),
        ("/.well-known/openid-configuration", Lie::Missing) => http(404, "{}"),
        ("/.well-known/openid-configuration", lie) => {
            let named = if lie == Lie::Document { "https://other.example" } else { issuer };
            let plain = if lie == Lie::Plain { "http://id.example" } else { issuer };
            let document = json!({
                "issuer": named, "authorization_endpoint": format!("{issuer}/authorize"),
                "token_endpoint": format!("{plain}/token"), "jwks_uri": format!("{issuer}/keys"),
            });
            http(200, &document.to_string())
        }
        // One of a kind that nobody here knows stands beside it.
        ("/keys", _) => {
            let keys = json!({ "keys": [{ "kty": "SM2", "kid": "x" }, state.key.published()] });
            http(200, &keys.to_string())
        }
        ("/token", Lie::Broken) => http(500, "Traceback: secret"),
        ("/token", Lie::Tokenless) => http(200, "{\"access_token\":\"x\",\"token_type\":\"Bearer\"}"),
        ("/token", lie) => match token(state, lie, head, body) {
            Some(token) => {
                http(200, &json!({ "access_token": "x", "token_type": "Bearer", "id_token": token }).to_string())
            }
            None => http(400, "{\"error\":\"invalid_grant\",\"error_description\":\"of 张三\"}"),
        },
        _ => http(404, "{}"),
    }
}

fn http(status: u16, body: &str) -> String {
    let mut answer = format!("HTTP/1.1 {status} X\r\ncontent-type: application/json\r\nconnection: close\r\n");
    let _written = write!(answer, "content-length: {}\r\n\r\n{body}", body.len());
    answer
}

/// The token that a code stands for; none where the code, the portal's secret or its proof is wrong.
fn token(state: &State, lie: Lie, head: &str, body: &str) -> Option<String> {
    let form = pairs(body);
    let sent = state.codes.get(form.get("code")?).filter(|_| lie != Lie::Refuses)?;
    let own = STANDARD.encode(format!("{CLIENT}:{}", "a+secret%3A+of%2Bthe+portal"));
    let shown = head.lines().any(|line| line.to_lowercase().starts_with("authorization:") && line.ends_with(&own));
    let proven = URL_SAFE_NO_PAD.encode(Sha256::digest(form.get("code_verifier")?.as_bytes())) == sent.challenge;
    let is_back = form.get("redirect_uri") == Some(&sent.back);
    if !(shown && proven && is_back && form.get("grant_type").is_some_and(|kind| kind == "authorization_code")) {
        return None;
    }
    let now = sent.at.0 / 1_000;
    let mut claims = json!({
        "iss": if lie == Lie::Issuer { "https://other.example" } else { &*state.issuer },
        "aud": if lie == Lie::Audience { "other" } else { CLIENT },
        "nonce": if lie == Lie::Nonce { "other" } else { &*sent.nonce },
        "sub": if lie == Lie::Nobody { "" } else { &*state.subject },
        "iat": if lie == Lie::Early { now + 86_400 } else { now },
        "exp": if lie == Lie::Expired { now - 3_600 } else { now + 172_800 },
    });
    for (name, value) in &state.claims {
        claims[name] = value.clone();
    }
    let stranger = || Key::new("stranger".to_owned());
    Some(match lie {
        Lie::Stranger => stranger().sign(&state.key.name, &claims),
        Lie::Unpublished => stranger().sign("stranger", &claims),
        Lie::Unsigned => {
            let encoded = |part: &Value| URL_SAFE_NO_PAD.encode(part.to_string());
            format!("{}.{}.", encoded(&json!({ "alg": "none" })), encoded(&claims))
        }
        _ => state.key.sign(&state.key.name, &claims),
    })
}

/// The fields of a form or of a query.
fn pairs(text: &str) -> HashMap<String, String> {
    let fields = text.split('&').filter_map(|pair| pair.split_once('='));
    fields.map(|(name, value)| (decoded(name), decoded(value))).collect()
}

fn decoded(text: &str) -> String {
    let (bytes, mut at, mut plain) = (text.as_bytes(), 0, Vec::new());
    while let Some(&byte) = bytes.get(at) {
        let pair = bytes.get(at + 1..at + 3).filter(|_| byte == b'%');
        let value = pair.and_then(|pair| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok());
        plain.push(value.unwrap_or(if byte == b'+' { b' ' } else { byte }));
        at += if value.is_some() { 3 } else { 1 };
    }
    String::from_utf8_lossy(&plain).into_owned()
}
