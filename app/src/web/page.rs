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
    /// What waits for this person (待办).
    Inbox,
    /// The enterprise's quarters (季度申报).
    Filing,
    /// What the enterprise is asked to explain (疑点说明).
    Explanations,
    /// Means of the enterprise above their limits (超限说明).
    OwnExceedances,
    /// What the enterprise is asked about its data (数据说明).
    OwnSigns,
    /// Marks on the enterprise's own data (数据标记).
    OwnMarks,
    /// The enterprise's people and programs (人员与接口).
    People,
    /// Events of exceedance and signs in the data, by gravity (告警台).
    Alarms,
    /// Events of exceedance (超限事件).
    Exceedances,
    /// Findings of the cross-check (疑点).
    Findings,
    /// Marks on data, at the bureau (数据标记).
    Marks,
    /// Tip-offs at the bureau (举报办理).
    Tips,
    /// Cases at the bureau (案件办理).
    Casework,
    /// Enterprises' whole files (企业档案).
    Files,
    /// The register of enterprises, permits, limits and loggers (档案管理).
    Register,
    /// Data loggers and feeds (设备与数据).
    Devices,
    /// Accounts (账户).
    Accounts,
    /// The audit log and the jobs (日志).
    Audit,
}

/// Which islands a page can have: what its browser loads.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Islands {
    /// Those of public pages.
    #[default]
    Public,
    /// All.
    SignedIn,
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
    pub(crate) bare: Option<&'static str>,
    pub(crate) secret: bool,
    pub(crate) retry_after: Option<u64>,
    pub(crate) islands: Islands,
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
            bare: None,
            secret: false,
            retry_after: None,
            islands: Islands::default(),
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

    /// The page fills a screen at a factory gate: no navigation, nothing to operate. How much is on it stands at the document
    /// (`data-screen`): a style that asked for it with `:has` would be worked out anew at each change of any page.
    #[must_use]
    pub fn bare(mut self, much: &'static str) -> Self {
        self.bare = Some(much);
        self
    }

    /// The page holds what must not lie in a browser's memory: a receipt code, a tip-off, an identity.
    #[must_use]
    pub fn secret(mut self) -> Self {
        self.secret = true;
        self
    }

    /// Asks to come again after so many seconds.
    #[must_use]
    pub fn retry_after(mut self, seconds: u64) -> Self {
        self.retry_after = Some(seconds);
        self
    }

    /// The page has islands for those who are signed in: the browser loads the larger bundle.
    #[must_use]
    pub fn with_editor(mut self) -> Self {
        self.islands = Islands::SignedIn;
        self
    }

    /// Answers with another status than 200.
    #[must_use]
    pub fn status(mut self, status: StatusCode) -> Self {
        self.status = status;
        self
    }
}
