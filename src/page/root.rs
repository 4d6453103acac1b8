//! Where a page lies in the site.

use std::fmt;

use serde::{Serialize, Serializer};

/// The way from a page to the site's root: `./`, `../`, `../../` and so on; on the 404 page, which is served at any
/// depth, the site's whole address. Everything on a page that points inside the site begins with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Root(String);

impl Root {
    /// The root as seen from the page at `path`, such as `claude-code/not-found/`.
    pub fn of(path: &str) -> Self {
        match path.matches('/').count() {
            0 => Self("./".to_owned()),
            depth => Self("../".repeat(depth)),
        }
    }

    /// The root for a page that is shown at any address.
    pub fn absolute(base_url: &str) -> Self {
        Self(format!("{}/", base_url.trim_end_matches('/')))
    }

    /// The root as text, ending in a slash.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The address of what lies at `path` from the site's root.
    pub fn to(&self, path: &str) -> String {
        format!("{}{path}", self.0)
    }
}

impl fmt::Display for Root {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Serialize for Root {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_way_back_is_as_long_as_the_way_there() {
        assert_eq!(Root::of("").as_str(), "./");
        assert_eq!(Root::of("404.html").as_str(), "./");
        assert_eq!(Root::of("claude-code/").as_str(), "../");
        assert_eq!(
            Root::of("a/b/reports/page/2/").to("a/b/"),
            "../../../../../a/b/"
        );
    }

    #[test]
    fn an_absolute_root_ends_in_one_slash() {
        assert_eq!(
            Root::absolute("https://example.org/kb").as_str(),
            "https://example.org/kb/"
        );
        assert_eq!(
            Root::absolute("https://example.org/kb/").as_str(),
            "https://example.org/kb/"
        );
    }
}
