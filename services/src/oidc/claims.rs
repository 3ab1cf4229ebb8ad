//! The token that says who somebody is: whether it may be believed, and what it says.

use domain::{credit_code::CreditCode, time::Stamp};
use jsonwebtoken::{
    Algorithm, AlgorithmFamily, DecodingKey, Validation, decode, decode_header,
    jwk::{AlgorithmParameters, Jwk, KeyAlgorithm, PublicKeyUse},
};
use serde_json::{Map, Value};

use super::{fault::Fault, signatures::TAKEN};

/// How far both clocks may be apart, in seconds.
const LEEWAY: f64 = 60.0;
/// The most bytes of a subject (`OpenID Connect` Core, 2).
const LONGEST_SUBJECT: usize = 255;
/// The most keys that are tried for a token that names none.
const MOST_KEYS: usize = 10;

/// Who somebody is, as the provider says.
#[derive(Clone, PartialEq, Eq)]
pub struct Person {
    /// Which provider.
    pub issuer: String,
    /// What it calls them.
    pub subject: String,
    /// For which enterprise they act there.
    pub credit_code: Option<CreditCode>,
}

/// A subject may be the number of somebody's identity card: it is shown nowhere.
impl std::fmt::Debug for Person {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Person(…)")
    }
}

/// What a token must say.
#[derive(Clone, Copy)]
pub(super) struct Expected<'a> {
    pub issuer: &'a str,
    pub client_id: &'a str,
    pub nonce: &'a str,
    pub now: Stamp,
    /// The claim that carries a credit code.
    pub credit_code: Option<&'a str>,
}

/// Why a token is not believed.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum NotBelieved {
    /// It was signed by a key that is not known: there may be new ones.
    UnknownKey,
    /// It is wrong.
    For(Fault),
}

impl From<Fault> for NotBelieved {
    fn from(fault: Fault) -> Self {
        Self::For(fault)
    }
}

/// Who the token is about, where it was signed by one of these keys and all of it fits.
pub(super) fn believe(token: &str, keys: &[Jwk], expected: Expected<'_>) -> Result<Person, NotBelieved> {
    let claims = signed(token, keys)?;
    let text = |name: &str| claims.get(name).and_then(Value::as_str).unwrap_or_default();
    if text("iss") != expected.issuer {
        return Err(Fault::Issuer.into());
    }
    if !is_meant_for(&claims, expected.client_id) {
        return Err(Fault::Audience.into());
    }
    if !is_valid_at(&claims, expected.now) {
        return Err(Fault::Expired.into());
    }
    if text("nonce") != expected.nonce {
        return Err(Fault::Nonce.into());
    }
    let subject = text("sub");
    if subject.is_empty() || subject.len() > LONGEST_SUBJECT || subject.chars().any(char::is_control) {
        return Err(Fault::Unreadable("subject").into());
    }
    let credit_code = expected.credit_code.map(text).and_then(|code| code.trim().parse().ok());
    Ok(Person { issuer: expected.issuer.to_owned(), subject: subject.to_owned(), credit_code })
}

/// What a token says that was signed by one of the keys.
fn signed(token: &str, keys: &[Jwk]) -> Result<Map<String, Value>, NotBelieved> {
    let header = decode_header(token).map_err(|_bad| Fault::Unreadable("token"))?;
    if !TAKEN.contains(&header.alg) {
        return Err(Fault::Signature.into());
    }
    let fitting = keys.iter().filter(|key| fits(key, header.alg));
    let named = fitting.filter(|key| header.kid.is_none() || key.common.key_id == header.kid);
    let mut tried = named.take(MOST_KEYS).peekable();
    if tried.peek().is_none() {
        return Err(NotBelieved::UnknownKey);
    }
    let mut only_signed = Validation::new(header.alg);
    // What the token says is looked at above: by the clock of the portal, and each fault has a name of its own.
    only_signed.required_spec_claims.clear();
    only_signed.validate_exp = false;
    only_signed.validate_aud = false;
    let read = |key: &Jwk| decode(token, &DecodingKey::from_jwk(key).ok()?, &only_signed).ok();
    let claims = tried.find_map(read).ok_or(Fault::Signature)?;
    Ok(claims.claims)
}

/// Whether a key is one for signatures of this kind.
fn fits(key: &Jwk, algorithm: Algorithm) -> bool {
    let is_of_kind = matches!(
        (&key.algorithm, algorithm.family()),
        (AlgorithmParameters::RSA(_), AlgorithmFamily::Rsa)
            | (AlgorithmParameters::EllipticCurve(_), AlgorithmFamily::Ec)
            | (AlgorithmParameters::OctetKeyPair(_), AlgorithmFamily::Ed)
    );
    let own = key.common.key_algorithm;
    let is_for_it = own
        .is_none_or(|own| own == KeyAlgorithm::UNKNOWN_ALGORITHM || Algorithm::try_from(own).ok() == Some(algorithm));
    is_of_kind && is_for_it && !matches!(key.common.public_key_use, Some(PublicKeyUse::Encryption))
}

/// Whether a token is meant for this portal, and for nobody else who could show it here (Core, 3.1.3.7).
fn is_meant_for(claims: &Map<String, Value>, client_id: &str) -> bool {
    let is_alone = match claims.get("aud") {
        Some(Value::String(one)) => one == client_id,
        Some(Value::Array(all)) => !all.is_empty() && all.iter().all(|one| one.as_str() == Some(client_id)),
        _ => false,
    };
    is_alone && claims.get("azp").is_none_or(|party| party.as_str() == Some(client_id))
}

#[expect(clippy::cast_precision_loss, reason = "milliseconds since 1970 have room in a float's 53 bits for long")]
fn is_valid_at(claims: &Map<String, Value>, now: Stamp) -> bool {
    let now = now.0 as f64 / 1_000.0;
    let at = |name: &str| claims.get(name).map(Value::as_f64);
    let ends_later = matches!(at("exp"), Some(Some(exp)) if now < exp + LEEWAY);
    let was_issued = matches!(at("iat"), Some(Some(iat)) if iat < now + LEEWAY);
    let has_begun = at("nbf").is_none_or(|begun| begun.is_some_and(|begun| begun < now + LEEWAY));
    ends_later && was_issued && has_begun
}

#[cfg(test)]
mod tests {
    use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
    use ring::{
        rand::SystemRandom,
        signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair as _},
    };
    use serde_json::json;

    use super::*;
    use crate::oidc::signatures;

    struct Signer(EcdsaKeyPair);

    impl Signer {
        fn new() -> Self {
            signatures::install();
            let random = SystemRandom::new();
            let kept = EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, &random).unwrap();
            Self(EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, kept.as_ref(), &random).unwrap())
        }

        fn key(&self) -> Jwk {
            let (x, y) = self.0.public_key().as_ref()[1..].split_at(32);
            let encoded = |bytes| URL_SAFE_NO_PAD.encode(bytes);
            let key = json!({ "kty": "EC", "crv": "P-256", "kid": "a", "x": encoded(x), "y": encoded(y) });
            serde_json::from_value(key).unwrap()
        }

        fn token(&self, header: &Value, claims: &Value) -> String {
            let encoded = |part: &Value| URL_SAFE_NO_PAD.encode(part.to_string());
            let message = format!("{}.{}", encoded(header), encoded(claims));
            let signed = self.0.sign(&SystemRandom::new(), message.as_bytes()).unwrap();
            format!("{message}.{}", URL_SAFE_NO_PAD.encode(signed.as_ref()))
        }
    }

    const NOW: i64 = 1_795_500_000;

    fn claims() -> Value {
        json!({
            "iss": "https://id.example", "aud": "mingjian", "nonce": "n", "sub": "1234", "iat": NOW - 5, "exp": NOW + 300,
            "uscc": "91350100M000100Y43",
        })
    }

    fn read(signer: &Signer, token: &str) -> Result<Person, NotBelieved> {
        let expected = Expected {
            issuer: "https://id.example",
            client_id: "mingjian",
            nonce: "n",
            now: Stamp(NOW * 1_000),
            credit_code: Some("uscc"),
        };
        believe(token, &[signer.key()], expected)
    }

    #[test]
    fn a_token_says_who_somebody_is() {
        let signer = Signer::new();
        let said = |claims: &Value| read(&signer, &signer.token(&json!({ "alg": "ES256", "kid": "a" }), claims));
        let person = said(&claims()).unwrap();
        assert_eq!((&*person.issuer, &*person.subject), ("https://id.example", "1234"));
        assert_eq!(person.credit_code.map(|code| code.to_string()).as_deref(), Some("91350100M000100Y43"));
        assert_eq!(format!("{person:?}"), "Person(…)");
        for (code, why) in [(json!("91350100M000100Y44"), "a check character"), (json!(5), "a number")] {
            let mut claims = claims();
            claims["uscc"] = code;
            assert_eq!(said(&claims).unwrap().credit_code, None, "{why}");
        }
        let unnamed = signer.token(&json!({ "alg": "ES256" }), &claims());
        assert!(read(&signer, &unnamed).is_ok(), "where there is one key, it need not be named");
    }

    #[test]
    fn what_does_not_fit_has_a_name() {
        let signer = Signer::new();
        let said = |name: &str, value: Value| {
            let mut claims = claims();
            claims[name] = value;
            let token = signer.token(&json!({ "alg": "ES256", "kid": "a" }), &claims);
            read(&signer, &token).map(drop)
        };
        let cases = [
            ("iss", json!("https://other.example"), Some(Fault::Issuer)),
            ("iss", json!(["https://id.example"]), Some(Fault::Issuer)),
            ("iss", json!("https://id.example/"), Some(Fault::Issuer)),
            ("aud", json!("other"), Some(Fault::Audience)),
            ("aud", json!(["mingjian"]), None),
            ("aud", json!(["mingjian", "other"]), Some(Fault::Audience)),
            ("aud", json!([]), Some(Fault::Audience)),
            ("azp", json!("other"), Some(Fault::Audience)),
            ("azp", json!("mingjian"), None),
            ("nonce", json!("m"), Some(Fault::Nonce)),
            ("nonce", Value::Null, Some(Fault::Nonce)),
            ("exp", json!(NOW - 61), Some(Fault::Expired)),
            ("exp", json!(NOW - 59), None),
            ("exp", json!("9999999999"), Some(Fault::Expired)),
            ("exp", Value::Null, Some(Fault::Expired)),
            ("iat", json!(NOW + 61), Some(Fault::Expired)),
            ("iat", Value::Null, Some(Fault::Expired)),
            ("nbf", json!(NOW + 61), Some(Fault::Expired)),
            ("sub", json!(""), Some(Fault::Unreadable("subject"))),
            ("sub", json!(12), Some(Fault::Unreadable("subject"))),
            ("sub", json!("a".repeat(256)), Some(Fault::Unreadable("subject"))),
            ("sub", json!("a\nb"), Some(Fault::Unreadable("subject"))),
        ];
        for (name, value, want) in cases {
            let want = want.map_or(Ok(()), |fault| Err(NotBelieved::For(fault)));
            assert_eq!(said(name, value.clone()), want, "{name} {value}");
        }
    }

    #[test]
    fn only_a_key_of_the_provider_signs() {
        let (signer, other) = (Signer::new(), Signer::new());
        let header = json!({ "alg": "ES256", "kid": "a" });
        let fault = |token: &str| read(&signer, token).map(drop).unwrap_err();
        assert_eq!(fault(&other.token(&header, &claims())), NotBelieved::For(Fault::Signature));
        let new = json!({ "alg": "ES256", "kid": "b" });
        assert_eq!(fault(&other.token(&new, &claims())), NotBelieved::UnknownKey);
        let good = signer.token(&header, &claims());
        let (message, _) = good.rsplit_once('.').unwrap();
        assert_eq!(fault(&format!("{message}.")), NotBelieved::For(Fault::Signature));
        assert_eq!(fault(message), NotBelieved::For(Fault::Unreadable("token")));
        // A token without a signature, one that whoever knows the client's secret could sign, and one that says another kind.
        for alg in ["none", "HS256", "ES512"] {
            let token = signer.token(&json!({ "alg": alg, "kid": "a" }), &claims());
            assert!(matches!(fault(&token), NotBelieved::For(_)), "{alg}");
        }
        for alg in ["RS256", "EdDSA", "ES384"] {
            let token = signer.token(&json!({ "alg": alg, "kid": "a" }), &claims());
            assert!(read(&signer, &token).is_err(), "{alg}");
        }
        for token in ["", "..", "a.b.c", "eyJhbGciOiJFUzI1NiJ9.e30"] {
            assert!(matches!(fault(token), NotBelieved::For(_)), "{token}");
        }
        let critical = signer.token(&json!({ "alg": "ES256", "kid": "a", "crit": ["x"], "x": 1 }), &claims());
        assert_eq!(fault(&critical), NotBelieved::For(Fault::Signature));
        assert!(read(&signer, &good).is_ok());
    }
}
