//! A page of a list as JSON.

use serde::Serialize;
use services::public::PageOf;
use utoipa::ToSchema;

/// One page of a list.
#[derive(Debug, Serialize, ToSchema)]
#[allow(clippy::struct_field_names, reason = "the names of the interface")]
pub struct Page<T> {
    /// The rows of this page; none beyond the last one.
    pub items: Vec<T>,
    /// Rows of the whole list.
    #[schema(example = 200)]
    pub total: u64,
    /// This page, from 1.
    #[schema(example = 1)]
    pub page: u32,
    /// Rows a page.
    #[schema(example = 20)]
    pub per_page: u32,
}

impl<T> Page<T> {
    /// The same page of other rows.
    pub fn of<V>(page: PageOf<V>, row: impl FnMut(V) -> T) -> Self {
        let PageOf { items, total, page, per_page } = page;
        Self { items: items.into_iter().map(row).collect(), total, page, per_page }
    }
}
