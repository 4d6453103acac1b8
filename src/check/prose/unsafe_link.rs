//! A link that is neither http, https, mailto nor inside the site.

use super::links_of;
use crate::check::rule::about;
use crate::check::{Rule, Scope};
use crate::entry::{Entry, Text};
use crate::finding::{Finding, Place, Report};

/// A link that is neither http, https, mailto nor inside the site.
pub(crate) struct UnsafeLink;

impl Rule for UnsafeLink {
    about!("unsafe-link", Said, Own);

    fn text(&self, _: &Scope<'_>, entry: &Entry, text: &Text<'_>, report: &mut Report) {
        for link in links_of(text).iter().filter(|link| is_unsafe(link)) {
            report.push(
                Finding::warning(
                    self.code(),
                    Place::value(&entry.id.file(), text.path.clone()),
                    format!("the link `{link}` is not followed"),
                )
                .label("expected an http, https or mailto address, or a page of this site")
                .consequence("it is shown as text"),
            );
        }
    }
}

fn is_unsafe(link: &str) -> bool {
    let colon = link
        .find([':', '/', '?', '#'])
        .filter(|at| link[*at..].starts_with(':'));
    let scheme = colon.map(|at| link[..at].to_ascii_lowercase());
    link.starts_with("//")
        || scheme.is_some_and(|scheme| !["http", "https", "mailto"].contains(&scheme.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_web_mail_and_own_addresses_are_safe() {
        for link in [
            "https://a.org",
            "mailto:a@b.org",
            "/a/b/",
            "a/b#c:d",
            "#why",
        ] {
            assert!(!is_unsafe(link), "{link}");
        }
        for link in [
            "javascript:alert(1)",
            "DATA:text/html,x",
            "//evil.example",
            "file:///etc/passwd",
        ] {
            assert!(is_unsafe(link), "{link}");
        }
    }
}
