//! A whole page as HTML text.

use std::sync::Arc;

use domain::lang::Lang;
use hydration_context::SsrSharedContext;
use leptos::prelude::*;

use super::{
    crumbs::Crumbs, footer::Footer, forms::name_owner, head::Head, markers::without_marks, masthead::Masthead,
    strip::Strip, tab::Tab,
};
use crate::texts::shell as texts;
use crate::web::{AppState, Crumb, Page, Seat, Section, Visitor};

/// Renders `page` for `visitor`, complete: nothing streams in later, no script is written into the page. Where somebody is
/// signed in, every form says for whom it was made.
pub fn document(app: &AppState, visitor: &Visitor, seat: Option<&Seat>, page: Page) -> String {
    let owner = Owner::new_root(Some(Arc::new(SsrSharedContext::new_islands())));
    let html = owner.with(|| view(app, visitor, seat, page).to_html());
    owner.cleanup();
    let html = without_marks(&html);
    match seat {
        Some(seat) => name_owner(&html, &seat.made_for(visitor.lang, &app.site)),
        None => html,
    }
}

fn view(app: &AppState, visitor: &Visitor, seat: Option<&Seat>, page: Page) -> impl IntoView + use<> {
    let (lang, screen) = (visitor.lang, page.bare);
    let bare = screen.is_some();
    let Page { title, description, section, live, islands, .. } = page;
    let head = Head { title, description, section, live, islands };
    let bare_top = (bare && app.site.is_demo).then(|| view! { <header>{demo(lang)}</header> });
    let top = (!bare).then(|| top(app, visitor, seat, section, page.crumbs));
    let main = (page.body)();
    view! {
        <!DOCTYPE html>
        <html lang=lang.tag() data-screen=screen data-mode=visitor.elder.then_some("elder")>
            {head.view(app, lang)}
            <body>
                {bare_top}
                {top}
                <main class="wrap" id="main" tabindex="-1">{main}</main>
                {(!bare).then(|| view! { <Footer site=app.site.clone() lang/> })}
            </body>
        </html>
    }
}

/// That nothing here is about anybody: what the demo city shows looks like the real thing.
fn demo(lang: Lang) -> impl IntoView {
    view! { <p class="demo wrap"><strong>{texts::demo(lang)}</strong> " " {texts::demo_what(lang)}</p> }
}

fn top(
    app: &AppState,
    visitor: &Visitor,
    seat: Option<&Seat>,
    section: Option<Section>,
    crumbs: Vec<Crumb>,
) -> impl IntoView + use<> {
    let (lang, role, name) = (visitor.lang, seat.map(|seat| seat.actor.role), seat.map(|seat| seat.actor.name.clone()));
    let tab = seat.map(|seat| view! { <Tab lang made_for=seat.made_for(lang, &app.site) here=visitor.here()/> });
    view! {
        <a class="skip" href="#main">{texts::skip(lang)}</a>
        <header>
            {app.site.is_demo.then(|| demo(lang))}
            <Strip site=app.site.clone() visitor=visitor.clone() member=name/>
            <Masthead lang section role/>
            {tab}
        </header>
        <Crumbs lang crumbs/>
    }
}
