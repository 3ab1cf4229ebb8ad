//! One page of a longer list.

/// The most rows that a list hands out at once.
const MOST: u32 = 1000;

/// Which page of a list is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Paging {
    /// From 1.
    page: u32,
    /// 1 to 1000.
    per_page: u32,
}

impl Default for Paging {
    fn default() -> Self {
        Self::new(1, 20)
    }
}

impl Paging {
    /// Page `page` of `per_page` rows; numbers out of range become the nearest in range.
    pub fn new(page: u32, per_page: u32) -> Self {
        Self { page: page.max(1), per_page: per_page.clamp(1, MOST) }
    }

    /// The page, from 1.
    pub const fn page(self) -> u32 {
        self.page
    }

    /// Rows a page, 1 to 1000.
    pub const fn per_page(self) -> u32 {
        self.per_page
    }

    /// Rows before this page.
    pub(crate) fn offset(self) -> u64 {
        u64::from(self.page - 1) * u64::from(self.per_page)
    }

    /// Rows of this page at most.
    pub(crate) fn limit(self) -> u64 {
        self.per_page.into()
    }
}

/// One page of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageOf<T> {
    /// The rows of this page; none beyond the last page.
    pub items: Vec<T>,
    /// Rows of the whole list.
    pub total: u64,
    /// This page, from 1.
    pub page: u32,
    /// Rows a page.
    pub per_page: u32,
}

impl<T> PageOf<T> {
    pub(crate) fn new(items: Vec<T>, total: u64, paging: Paging) -> Self {
        Self { items, total, page: paging.page, per_page: paging.per_page }
    }

    /// How many pages the list has; an empty list has one empty page.
    pub fn pages(&self) -> u64 {
        self.total.div_ceil(self.per_page.max(1).into()).max(1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_out_of_range_become_the_nearest() {
        let paging = Paging::new(0, 100_000);
        assert_eq!((paging.page(), paging.per_page(), paging.offset()), (1, 1000, 0));
        assert_eq!(Paging::new(u32::MAX, 1000).offset(), 4_294_967_294 * 1000);
    }

    #[test]
    fn a_begun_page_is_a_page() {
        let of = |total| PageOf::<()>::new(Vec::new(), total, Paging::new(1, 20)).pages();
        assert_eq!([of(0), of(20), of(21)], [1, 1, 2]);
    }
}
