//! The foot: what the rules for government sites require of every page, and how far the figures may be trusted.

use std::sync::Arc;

use domain::lang::Lang;
use leptos::prelude::*;

use crate::texts::shell as texts;
use crate::web::Site;

/// Where record numbers of the Ministry of Industry and Information Technology are looked up.
const ICP_REGISTER: &str = "https://beian.miit.gov.cn/";
/// Where record numbers of the public security organs are looked up.
const POLICE_REGISTER: &str = "https://beian.mps.gov.cn/";

/// The foot of every page.
#[component]
pub fn Footer(site: Arc<Site>, lang: Lang) -> impl IntoView {
    view! {
        <footer class="foot">
            <div class="wrap">
                <ul class="foot-links">{links(&site, lang)}</ul>
                <p>{texts::disclaimer(lang)}</p>
                <ul class="foot-facts">{facts(&site, lang)}</ul>
            </div>
        </footer>
    }
}

fn links(site: &Site, lang: Lang) -> impl IntoView + use<> {
    // The State Council's platform has its name for itself.
    let (errata, errata_name) = match &*site.errata_url {
        "" => ("/about#errata", texts::errata_own(lang)),
        platform => (platform, texts::errata(lang)),
    };
    let mark = (!site.mark_url.is_empty()).then(|| link(&site.mark_url, texts::organ_mark(lang)));
    view! {
        {link("/about", texts::about(lang))}
        {link("/about#accessibility", texts::accessibility(lang))}
        {link("/about#privacy", texts::privacy(lang))}
        {link("/sitemap", texts::sitemap(lang))}
        {link(errata, errata_name)}
        {mark}
    }
}

fn facts(site: &Site, lang: Lang) -> impl IntoView + use<> {
    let said =
        |value: &str, text: &dyn Fn(&str) -> String| (!value.is_empty()).then(|| view! { <li>{text(value)}</li> });
    let register = |value: &str, href: &'static str| {
        (!value.is_empty()).then(|| view! { <li lang="zh-CN"><a href=href>{value.to_owned()}</a></li> })
    };
    view! {
        {said(site.bureau.in_lang(lang), &|name| texts::host(lang, name))}
        {said(site.operator.in_lang(lang), &|name| texts::operator(lang, name))}
        {said(site.contact.in_lang(lang), &|place| texts::address(lang, place))}
        {said(&site.telephone, &|number| texts::telephone(lang, number))}
        {said(&site.identification_code, &|code| texts::identification_code(lang, code))}
        {register(&site.icp, ICP_REGISTER)}
        {register(&site.police, POLICE_REGISTER)}
    }
}

fn link(href: &str, text: &'static str) -> impl IntoView + use<> {
    view! { <li><a href=href.to_owned()>{text}</a></li> }
}
