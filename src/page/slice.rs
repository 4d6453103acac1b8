//! One page's worth of a long list.

use std::ops::Range;

use super::pager::Pager;
use super::root::Root;

/// The rows of a list that stand on one page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Slice {
    /// The page, from 1.
    pub number: usize,
    /// How many pages there are.
    pub of: usize,
    /// How many rows there are on all pages.
    pub total: usize,
    size: usize,
}

impl Slice {
    /// The pages of a list of `total` rows, `size` on each; an empty list has one page too.
    pub fn all(total: usize, size: usize) -> impl Iterator<Item = Self> {
        let of = total.div_ceil(size).max(1);
        (1..=of).map(move |number| Self {
            number,
            of,
            total,
            size,
        })
    }

    /// The places of the rows on this page.
    pub fn range(&self) -> Range<usize> {
        let start = (self.number - 1) * self.size;
        start..(start + self.size).min(self.total)
    }

    /// The path of this page of the list whose first page is at `first`.
    pub fn path(&self, first: &str) -> String {
        if self.number == 1 {
            first.to_owned()
        } else {
            format!("{first}page/{}/", self.number)
        }
    }

    /// The way to the site's root from this page.
    pub(super) fn root(&self, first: &str) -> Root {
        Root::of(&self.path(first))
    }

    /// The pager of this page.
    pub(super) fn pager(&self, first: &str) -> Option<Pager> {
        Pager::new(first, self.number, self.of)
    }

    /// The title of this page: no two pages of a list have the same.
    pub(super) fn title(&self, title: &str) -> String {
        if self.number == 1 {
            title.to_owned()
        } else {
            format!("{title}, page {}", self.number)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_page_holds_the_rest() {
        let ranges: Vec<_> = Slice::all(450, 200).map(|slice| slice.range()).collect();
        assert_eq!(ranges, [0..200, 200..400, 400..450]);
        assert_eq!(Slice::all(0, 200).count(), 1);
    }

    #[test]
    fn later_pages_lie_below_the_first() {
        let slice = Slice::all(3, 1).last().unwrap();
        assert_eq!(slice.path("claude-code/"), "claude-code/page/3/");
        assert_eq!(slice.root("claude-code/").as_str(), "../../../");
    }
}
