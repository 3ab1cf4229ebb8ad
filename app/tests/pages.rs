//! Every page that can be reached from the home page, in both languages, over a small demo city: it answers, its parts
//! are wired to each other, its links lead somewhere, and nothing is written into it that the browser would refuse.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test says where it broke")]

mod support;

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use domain::access::Role;
use support::{Portal, html};

/// Pages that a walk visits at most; the demo city of the test has fewer.
const MOST: usize = 800;

/// Rows of the register of one kind that a walk visits at most: each is the same form.
const ROWS: usize = 4;

/// The kind of row of the register that a page shows, or takes a new one of; none of other pages.
fn kind_of_row(path: &str) -> Option<&str> {
    path.strip_prefix("/bureau/register/rows/")?.split('/').next()
}

/// Walks through every link of the portal's own pages whose address `within` takes, beginning at `start`, and answers
/// the pages by their paths.
async fn walk(portal: &Portal, cookie: &str, start: &str, within: fn(&str) -> bool) -> BTreeMap<String, String> {
    let mut pages = BTreeMap::new();
    let mut rows = BTreeMap::<String, usize>::new();
    let mut waiting = VecDeque::from([start.to_owned()]);
    while let Some(path) = waiting.pop_front() {
        if pages.contains_key(&path) || pages.len() >= MOST {
            continue;
        }
        if let Some(kind) = kind_of_row(&path) {
            let seen = rows.entry(kind.to_owned()).or_default();
            *seen += 1;
            if *seen > ROWS {
                continue;
            }
        }
        let answer = portal.get(&path, cookie).await;
        assert_eq!(answer.status, 200, "{path} ({cookie})");
        for href in html::values(&answer.body, "href") {
            let target = href.split('#').next().unwrap_or_default();
            let chooses = target.contains("lang=") || target.contains("mode=");
            if target.starts_with('/') && !chooses && !target.starts_with("/api/") && !is_file(target) && within(target)
            {
                waiting.push_back(target.to_owned());
            }
        }
        pages.insert(path, answer.body);
    }
    assert!(pages.len() < MOST, "the walk was cut off: {:?}", by_place(&pages));
    pages
}

/// How many pages there are below each address of two parts.
fn by_place(pages: &BTreeMap<String, String>) -> BTreeMap<String, usize> {
    let mut counted = BTreeMap::new();
    for path in pages.keys() {
        let place = path.split(['/', '?']).take(3).collect::<Vec<_>>().join("/");
        *counted.entry(place).or_default() += 1;
    }
    counted
}

fn is_file(path: &str) -> bool {
    // A receipt's text is what its hash was made of, a template is a workbook, and a list may be had as CSV: files to keep, and
    // no pages.
    let path = path.split('?').next().unwrap_or_default();
    let is_kept = ["/text", "/template", ".csv"].iter().any(|end| path.ends_with(end));
    path.starts_with("/built/") || path == "/favicon.svg" || is_kept
}

#[tokio::test(flavor = "multi_thread")]
async fn every_page_is_sound_in_both_languages() {
    let portal = Portal::with_a_city().await;
    for lang in ["zh", "en"] {
        let pages = walk(&portal, &format!("lang={lang}"), "/", |_| true).await;
        for path in [
            "/",
            "/enterprises",
            "/map",
            "/cases",
            "/data",
            "/about",
            "/tip",
            "/sign-in",
            "/sitemap",
            "/statistics",
            "/status",
        ] {
            assert!(pages.contains_key(path), "nothing leads to {path}");
        }
        assert!(pages.keys().any(|path| path.contains("/outlets/DW001")), "nothing leads to an outlet");
        assert!(pages.keys().any(|path| path.starts_with("/cases/")), "nothing leads to a case");
        pages_are_sound(&pages);
        if lang == "en" {
            chinese_is_marked(&pages);
        }
    }
}

/// Everything that a role reaches from where it lands after signing in. An address that leads to a refusal would be one
/// that should not be shown.
#[tokio::test(flavor = "multi_thread")]
async fn every_page_of_every_role_is_sound_in_both_languages() {
    let portal = Portal::with_a_city().await;
    let own = |path: &str| ["/filing", "/bureau", "/account"].iter().any(|part| path.starts_with(part));
    for role in Role::ALL.iter().copied().filter(|role| *role != Role::Public) {
        let session = portal.sign_in(role).await;
        let start = if role.is_enterprise() { "/filing" } else { "/bureau" };
        for lang in ["zh", "en"] {
            let pages = walk(&portal, &format!("lang={lang}; {session}"), start, own).await;
            assert!(pages.contains_key("/account"), "{role} finds the way to the own account");
            pages_are_sound(&pages);
            if lang == "en" {
                chinese_is_marked(&pages);
            }
        }
    }
}

fn pages_are_sound(pages: &BTreeMap<String, String>) {
    for (path, body) in pages {
        parts_are_wired(path, body);
        nothing_is_inline(path, body);
        marks_are_in_islands(path, body);
        fragments_exist(path, body, pages);
    }
}

/// Ids are unique, whatever refers to one finds it, and there is one main heading.
fn parts_are_wired(path: &str, body: &str) {
    let ids = html::values(body, "id");
    let known: BTreeSet<&String> = ids.iter().collect();
    assert_eq!(ids.len(), known.len(), "{path}: an id occurs twice: {ids:?}");
    for attribute in ["for", "aria-labelledby", "aria-describedby"] {
        for value in html::values(body, attribute) {
            for id in value.split(' ') {
                assert!(ids.iter().any(|known| known == id), "{path}: {attribute}=\"{id}\" finds nothing");
            }
        }
    }
    assert_eq!(body.matches("<h1").count(), 1, "{path}: one main heading");
    assert!(body.contains("<title>") && !body.contains("<title> -"), "{path}: a title");
    assert_eq!(body.matches("<table").count(), body.matches("<tbody").count(), "{path}: a table without a body");
}

/// Marks that only an island needs stay inside islands; outside they would be errors of the HTML.
fn marks_are_in_islands(path: &str, body: &str) {
    let outside: String = body
        .split("<leptos-island ")
        .enumerate()
        .map(|(index, piece)| match index {
            0 => piece,
            _ => piece.split_once("</leptos-island>").map_or("", |(_, after)| after),
        })
        .collect();
    assert!(!outside.contains("<!>"), "{path}: a mark outside an island");
}

/// The content security policy allows no inline script and no inline style.
fn nothing_is_inline(path: &str, body: &str) {
    assert!(html::values(body, "style").is_empty(), "{path}: a style attribute");
    assert!(!body.contains("<style"), "{path}: a style element");
    for script in body.split("<script").skip(1) {
        let (tag, rest) = script.split_once('>').unwrap();
        assert!(tag.contains("src="), "{path}: an inline script");
        assert!(rest.starts_with("</script>"), "{path}: a script with text");
    }
    assert!(!body.contains(" onclick="), "{path}: an inline handler");
}

/// A link to a part of a page finds that part.
fn fragments_exist(path: &str, body: &str, pages: &BTreeMap<String, String>) {
    for href in html::values(body, "href") {
        let Some((target, part)) = href.split_once('#') else { continue };
        let page = if target.is_empty() { Some(body) } else { pages.get(target).map(String::as_str) };
        // A page of another part of the portal is looked at when that part is walked.
        let Some(page) = page else { continue };
        assert!(html::values(page, "id").iter().any(|id| id == part), "{path}: {href} finds no such part");
    }
}

/// On an English page every Chinese text says that it is Chinese, so that a voice reads it as Chinese.
fn chinese_is_marked(pages: &BTreeMap<String, String>) {
    let mut unmarked = Vec::new();
    // The editor names its rows in sentences that the browser makes, and the form of a case shows how a number is
    // written in Chinese.
    let exempt = |path: &str| path.contains("/facilities") || path.ends_with("/edit") || path.contains("/cases/new");
    for (path, body) in pages.iter().filter(|(path, _)| !exempt(path)) {
        for (text, lang) in html::texts(body) {
            let han = text.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
            // The title of a window has one language, and says the site's name in it.
            let is_title = text.ends_with(" - Mingjian · Shifan City");
            if han && !is_title && !lang.starts_with("zh") {
                unmarked.push(format!("{path}: {}", text.trim()));
            }
        }
    }
    assert!(unmarked.is_empty(), "Chinese text that is not marked:\n{}", unmarked.join("\n"));
}

#[tokio::test(flavor = "multi_thread")]
async fn odd_addresses_get_a_page_that_leads_on() {
    let portal = Portal::with_a_city().await;
    let cases = [
        ("/enterprises?page=two", 400),
        ("/enterprises?class=best", 400),
        ("/cases?page=-1", 400),
        ("/enterprises/91350100M000100Y43", 404),
        ("/enterprises/not-a-code", 404),
        ("/enterprises/%FF%FE", 404),
        ("/enterprises/91350100M000100Y43/outlets/DW001", 404),
        ("/cases/DH-1999-0001", 404),
        ("/nowhere", 404),
    ];
    for (path, status) in cases {
        for (lang, tag) in [("zh", "zh-CN"), ("en", "en")] {
            let answer = portal.get(path, &format!("lang={lang}")).await;
            assert_eq!(answer.status, status, "{path}");
            assert!(answer.body.contains(&format!("<html lang=\"{tag}\"")), "{path}: {}", answer.body);
            assert!(answer.body.contains("href=\"/sitemap\""), "{path}: a way on");
            parts_are_wired(path, &answer.body);
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_choice_is_remembered_and_nothing_else_is() {
    let portal = Portal::with_a_city().await;
    let plain = portal.get("/about", "").await;
    assert_eq!(plain.cookies, Vec::<String>::new());
    let chosen = portal.get("/about?lang=en&mode=elder", "").await;
    assert_eq!(chosen.cookies.len(), 2);
    assert!(chosen.body.contains("<html lang=\"en\" data-mode=\"elder\">"), "{}", &chosen.body[..200]);
    let later = portal.get("/about", "lang=en; mode=elder").await;
    assert!(later.body.contains("<html lang=\"en\" data-mode=\"elder\">"), "{}", &later.body[..200]);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_search_form_keeps_what_was_asked_and_helps_when_it_finds_nothing() {
    let portal = Portal::with_a_city().await;
    let none = portal.get("/enterprises?q=%3Cb%3Ezzzz&class=key", "lang=zh").await;
    assert_eq!(none.status, 200);
    assert!(none.body.contains("value=\"&lt;b&gt;zzzz\"") || none.body.contains("value=\"<b>zzzz\""), "{}", none.body);
    assert!(!none.body.contains("<b>zzzz</b>"), "what was typed became markup");
    assert!(none.body.contains("没有找到符合条件的企业"), "{}", none.body);
    assert!(none.body.contains("value=\"key\" selected"), "{}", none.body);
}
