//! What a browser, a search engine and the survey of government sites read.

use domain::lang::Lang;
use leptos::prelude::*;

use super::masthead::label;
use crate::texts::shell as texts;
use crate::web::page::Islands;
use crate::web::{AppState, Section};

/// After how many seconds a page with live values is loaded again where no island can bring them.
const RELOAD: &str = "60";

/// The head matter of a page.
pub struct Head {
    pub title: String,
    pub description: String,
    pub section: Option<Section>,
    pub live: bool,
    pub islands: Islands,
}

impl Head {
    /// The `<head>` element. The `Site…` and `Column…` names are those that government sites must give.
    pub fn view(self, app: &AppState, lang: Lang) -> impl IntoView + use<> {
        let (site, assets) = (&app.site, &app.assets);
        let title = format!("{} - {}", self.title, texts::site_name(lang, site.city.in_lang(lang)));
        let column = self.section.map(|section| label(section, lang));
        let description = (!self.description.is_empty()).then_some(self.description);
        let islands = match self.islands {
            Islands::Public => &assets.public,
            Islands::SignedIn => &assets.desk,
        };
        // Only a browser without scripts: with scripts an island brings the new values without losing the place.
        let reload = self.live.then(|| view! { <noscript><meta http-equiv="refresh" content=RELOAD/></noscript> });
        // And one whose scripts run, but not the islands.
        let stuck = self.live.then_some(RELOAD);
        view! {
            <head>
                <meta charset="utf-8"/>
                <meta name="viewport" content="width=device-width, initial-scale=1"/>
                <title>{title.clone()}</title>
                {description.map(|text| view! { <meta name="description" content=text/> })}
                <meta name="SiteName" content=texts::site_name(lang, site.city.in_lang(lang))/>
                <meta name="SiteDomain" content=site.domain.clone()/>
                <meta name="SiteIDCode" content=site.identification_code.clone()/>
                {column.map(|name| view! { <meta name="ColumnName" content=name/> })}
                <meta name="ArticleTitle" content=self.title/>
                <meta name="color-scheme" content="light dark"/>
                <meta name="format-detection" content="telephone=no"/>
                <link rel="icon" href="/favicon.svg" type="image/svg+xml"/>
                <link rel="stylesheet" href=assets.style.clone()/>
                <script type="module" src=assets.boot.clone() data-js=islands.js.clone() data-wasm=islands.wasm.clone()
                    data-reload=stuck></script>
                <script nomodule defer src="/old.js"></script>
                {reload}
            </head>
        }
    }
}
