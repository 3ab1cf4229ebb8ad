//! What a person has chosen: language, type size, and the address they stand at.

use std::convert::Infallible;
use std::str::FromStr;

use axum::extract::{FromRequestParts, Query};
use axum::http::{HeaderMap, HeaderValue, Method, Uri, request::Parts};
use axum_extra::extract::CookieJar;
use domain::input::clean;
use domain::lang::Lang;
use services::Error;
use services::public::Paging;

use super::{address::with_params, session};

/// A year in seconds: as long as browsers keep a cookie without asking again.
const YEAR: i64 = 365 * 24 * 60 * 60;

/// The reader of a page. Chosen by the query (`?lang=en`, `?mode=elder`), else by the cookie that an earlier choice
/// left, else Chinese and standard type. `Accept-Language` is not asked: the portal's first language is Chinese.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Visitor {
    /// The language of the page.
    pub lang: Lang,
    /// Larger type and stronger contrast (长者模式).
    pub elder: bool,
    /// Whether the browser shows a session, good or not.
    pub signed_in: bool,
    /// Whether the page answers a form: it has no address of its own, and a link to it would lose what was sent.
    pub posted: bool,
    path: String,
    query: Vec<(String, String)>,
}

impl Visitor {
    /// The visitor of a request.
    pub fn of(uri: &Uri, headers: &HeaderMap) -> Self {
        let query = Query::<Vec<(String, String)>>::try_from_uri(uri).map(|Query(pairs)| pairs).unwrap_or_default();
        let query: Vec<_> = query.into_iter().map(|(name, value)| (clean(&name), clean(&value))).collect();
        let cookies = CookieJar::from_headers(headers);
        let chosen = |name: &str| {
            let asked = query.iter().rev().find(|(key, _)| key == name).map(|(_, value)| value.clone());
            asked.or_else(|| cookies.get(name).map(|cookie| cookie.value().to_owned()))
        };
        let lang = chosen("lang").and_then(|word| word.parse().ok()).unwrap_or_default();
        let elder = chosen("mode").is_some_and(|word| word == "elder");
        // On the pages of tip-offs nobody asks who somebody is.
        let signed_in = !is_tip(uri.path()) && session::is_shown(headers);
        Self { lang, elder, signed_in, posted: false, path: uri.path().to_owned(), query }
    }

    /// The same visitor at another path.
    #[must_use]
    pub fn at(&self, path: &str) -> Self {
        Self { path: path.to_owned(), query: Vec::new(), ..self.clone() }
    }

    /// The path of the address, as sent.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The whole address, as it can be asked for again.
    pub fn here(&self) -> String {
        with_params(&self.path, self.query.iter().map(|(key, value)| (key.as_str(), value.as_str())))
    }

    /// A query parameter without blanks around it; `None` when it is absent or blank.
    pub fn param(&self, name: &str) -> Option<&str> {
        let found = self.query.iter().find(|(key, _)| key == name)?;
        Some(found.1.trim()).filter(|value| !value.is_empty())
    }

    /// A query parameter that is one of a few words, or a number.
    ///
    /// # Errors
    /// [`Error::Invalid`] for another one.
    pub fn one_of<T: FromStr<Err: ToString>>(&self, name: &'static str) -> Result<Option<T>, Error> {
        self.param(name).map(|word| word.parse().map_err(|error: T::Err| Error::invalid(name, error))).transpose()
    }

    /// Which page of a list is asked for, of so many rows.
    ///
    /// # Errors
    /// [`Error::Invalid`] where that is no number.
    pub fn paging(&self, per_page: u32) -> Result<Paging, Error> {
        Ok(Paging::new(self.one_of("page")?.unwrap_or(1), per_page))
    }

    /// This address with parameter `name` set to `value`; an empty value takes it away.
    pub fn address_with(&self, name: &str, value: &str) -> String {
        let kept = self.query.iter().filter(|(key, _)| key != name);
        let pairs = kept.map(|(key, value)| (key.as_str(), value.as_str()));
        with_params(&self.path, pairs.chain([(name, value)]))
    }

    /// The `Set-Cookie` values that keep what the query chose; none when it chose nothing, and none on the pages of
    /// tip-offs: nothing of them stays in a browser.
    pub fn choices(&self) -> Vec<HeaderValue> {
        if is_tip(&self.path) {
            return Vec::new();
        }
        let mode = if self.elder { "elder" } else { "standard" };
        let given = |name: &str| self.query.iter().any(|(key, _)| key == name);
        [("lang", self.lang.as_str()), ("mode", mode)]
            .into_iter()
            .filter(|(name, _)| given(name))
            .filter_map(|(name, value)| format!("{name}={value}; Path=/; Max-Age={YEAR}; SameSite=Lax").parse().ok())
            .collect()
    }
}

fn is_tip(path: &str) -> bool {
    path == "/tip" || path.starts_with("/tip/")
}

impl<S: Sync> FromRequestParts<S> for Visitor {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<Self, Infallible> {
        Ok(Self { posted: parts.method == Method::POST, ..Self::of(&parts.uri, &parts.headers) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn visitor(address: &str, cookie: &str) -> Visitor {
        let mut headers = HeaderMap::new();
        headers.insert("cookie", cookie.parse().unwrap());
        Visitor::of(&address.parse().unwrap(), &headers)
    }

    #[test]
    fn chinese_and_standard_unless_chosen() {
        let plain = visitor("/enterprises", "");
        assert_eq!((plain.lang, plain.elder), (Lang::Zh, false));
        assert!(plain.choices().is_empty(), "a page that was not asked to remember sets no cookie");
    }

    #[test]
    fn the_query_outweighs_the_cookie_and_is_remembered() {
        let asked = visitor("/?lang=en&mode=standard", "lang=zh; mode=elder");
        assert_eq!((asked.lang, asked.elder), (Lang::En, false));
        let kept: Vec<_> = asked.choices().into_iter().map(|value| value.to_str().unwrap().to_owned()).collect();
        assert_eq!(
            kept,
            [
                "lang=en; Path=/; Max-Age=31536000; SameSite=Lax",
                "mode=standard; Path=/; Max-Age=31536000; SameSite=Lax",
            ]
        );
    }

    #[test]
    fn the_pages_of_tip_offs_leave_nothing_in_a_browser() {
        assert!(visitor("/tip?lang=en&mode=elder", "").choices().is_empty());
        assert!(visitor("/tip/follow?lang=en", "").choices().is_empty());
    }

    #[test]
    fn what_nobody_types_is_not_in_a_parameter() {
        assert_eq!(visitor("/enterprises?q=%00%E7%BA%B8%E2%80%AE", "").param("q"), Some("纸"));
    }

    #[test]
    fn an_unknown_language_is_chinese() {
        assert_eq!(visitor("/?lang=fr", "lang=en").lang, Lang::Zh);
        assert_eq!(visitor("/", "lang=en; mode=elder").lang, Lang::En);
    }

    #[test]
    fn switching_keeps_the_other_parameters() {
        let here = visitor("/enterprises?q=%E7%BA%B8&lang=zh&page=2", "");
        assert_eq!(here.address_with("lang", "en"), "/enterprises?q=%E7%BA%B8&page=2&lang=en");
        assert_eq!(here.address_with("page", ""), "/enterprises?q=%E7%BA%B8&lang=zh");
        assert_eq!(here.param("q"), Some("纸"));
    }

    #[test]
    fn a_blank_parameter_is_no_parameter() {
        assert_eq!(visitor("/enterprises?q=%20", "").param("q"), None);
    }
}
