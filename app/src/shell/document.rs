//! A whole page as HTML text.

use std::sync::Arc;

use hydration_context::SsrSharedContext;
use leptos::prelude::*;
use services::accounts::Actor;

use super::{crumbs::Crumbs, footer::Footer, head::Head, markers::without_marks, masthead::Masthead, strip::Strip};
use crate::texts::shell as texts;
use crate::web::{AppState, Crumb, Page, Section, Visitor};

/// Renders `page` for `visitor`, complete: nothing streams in later, no script is written into the page.
pub fn document(app: &AppState, visitor: &Visitor, actor: Option<&Actor>, page: Page) -> String {
    let owner = Owner::new_root(Some(Arc::new(SsrSharedContext::new_islands())));
    let html = owner.with(|| view(app, visitor, actor, page).to_html());
    owner.cleanup();
    without_marks(&html)
}

fn view(app: &AppState, visitor: &Visitor, actor: Option<&Actor>, page: Page) -> impl IntoView + use<> {
    let (lang, bare) = (visitor.lang, page.bare);
    let Page { title, description, section, live, islands, .. } = page;
    let head = Head { title, description, section, live, islands };
    let top = (!bare).then(|| top(app, visitor, actor, section, page.crumbs));
    let main = (page.body)();
    view! {
        <!DOCTYPE html>
        <html lang=lang.tag() data-mode=visitor.elder.then_some("elder")>
            {head.view(app, lang)}
            <body class=bare.then_some("bare")>
                {top}
                <main class="wrap" id="main" tabindex="-1">{main}</main>
                {(!bare).then(|| view! { <Footer site=app.site.clone() lang/> })}
            </body>
        </html>
    }
}

fn top(
    app: &AppState,
    visitor: &Visitor,
    actor: Option<&Actor>,
    section: Option<Section>,
    crumbs: Vec<Crumb>,
) -> impl IntoView + use<> {
    let (lang, role, name) = (visitor.lang, actor.map(|actor| actor.role), actor.map(|actor| actor.name.clone()));
    view! {
        <a class="skip" href="#main">{texts::skip(lang)}</a>
        <header>
            <Strip site=app.site.clone() visitor=visitor.clone() member=name/>
            <Masthead lang section role/>
        </header>
        <Crumbs lang crumbs/>
    }
}
