//! Lists that go on over several pages.

use serde::Serialize;

/// Where in a long list a page stands; absent when the list fits on one page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Pager {
    /// This page, from 1.
    pub number: usize,
    /// How many pages there are.
    pub of: usize,
    /// The page before.
    pub previous: Option<String>,
    /// The page after.
    pub next: Option<String>,
}

impl Pager {
    /// The pager of page `number` of a list whose first page is at `first`, an address relative to the current page.
    /// Page 2 is at `page/2/` below the first.
    pub fn new(first: &str, number: usize, of: usize) -> Option<Self> {
        let address = |n: usize| {
            if n == 1 {
                first.to_owned()
            } else {
                format!("{first}page/{n}/")
            }
        };
        (of > 1).then(|| Self {
            number,
            of,
            previous: (number > 1).then(|| address(number - 1)),
            next: (number < of).then(|| address(number + 1)),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_on_one_page_has_no_pager() {
        assert_eq!(Pager::new("../x/", 1, 1), None);
    }

    #[test]
    fn the_second_page_leads_back_to_the_list_itself() {
        let pager = Pager::new("../../../x/", 2, 3).unwrap();
        assert_eq!(pager.previous.as_deref(), Some("../../../x/"));
        assert_eq!(pager.next.as_deref(), Some("../../../x/page/3/"));
    }
}
