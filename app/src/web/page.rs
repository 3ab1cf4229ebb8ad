//! A page before it is put into the document.

use axum::http::StatusCode;
use leptos::prelude::{AnyView, IntoAny, IntoView};

/// The entries of the main navigation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Section {
    /// What is happening now (实时排放).
    Now,
    /// Enterprises (企业).
    Enterprises,
    /// The exposure board (曝光台).
    Cases,
    /// Tip-offs (我要举报).
    Tip,
    /// Open data (开放数据).
    Data,
}

/// A step on the way to the page: where the reader stands, from the home page down.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Crumb {
    /// The step's name.
    pub label: String,
    /// Its address; none for the page itself.
    pub href: Option<String>,
}

/// A page: its head matter and the view inside `<main>`.
pub struct Page {
    pub(crate) title: String,
    pub(crate) description: String,
    pub(crate) status: StatusCode,
    pub(crate) section: Option<Section>,
    pub(crate) crumbs: Vec<Crumb>,
    pub(crate) live: bool,
    pub(crate) bare: bool,
    pub(crate) body: Box<dyn FnOnce() -> AnyView + Send>,
}

impl Page {
    /// A page with the view that `body` makes. The view is made where the document is rendered, because an island
    /// needs the document's reactive owner.
    pub fn new<V: IntoView + 'static>(title: impl Into<String>, body: impl FnOnce() -> V + Send + 'static) -> Self {
        Self {
            title: title.into(),
            description: String::new(),
            status: StatusCode::OK,
            section: None,
            crumbs: Vec::new(),
            live: false,
            bare: false,
            body: Box::new(move || body().into_any()),
        }
    }

    /// Says in a sentence what the page is for, to search engines and link previews.
    #[must_use]
    pub fn describe(mut self, description: impl Into<String>) -> Self {
        self.description = description.into();
        self
    }

    /// Marks an entry of the main navigation as the one the page belongs to.
    #[must_use]
    pub fn within(mut self, section: Section) -> Self {
        self.section = Some(section);
        self
    }

    /// Adds a step that leads somewhere to the way to this page.
    #[must_use]
    pub fn step(mut self, label: impl Into<String>, href: impl Into<String>) -> Self {
        self.crumbs.push(Crumb { label: label.into(), href: Some(href.into()) });
        self
    }

    /// Adds the page itself as the last step of the way.
    #[must_use]
    pub fn here(mut self, label: impl Into<String>) -> Self {
        self.crumbs.push(Crumb { label: label.into(), href: None });
        self
    }

    /// The page shows live values: a browser without scripts loads it again every minute.
    #[must_use]
    pub fn live(mut self) -> Self {
        self.live = true;
        self
    }

    /// The page fills a screen at a factory gate: no navigation, nothing to operate.
    #[must_use]
    pub fn bare(mut self) -> Self {
        self.bare = true;
        self
    }

    /// Answers with another status than 200.
    #[must_use]
    pub fn status(mut self, status: StatusCode) -> Self {
        self.status = status;
        self
    }
}
