//! Reads `Link` headers and changes the few query parameters that paging needs.

/// The target of `rel="next"`.
pub(super) fn next(header: &str) -> Option<&str> {
    header.split('<').skip(1).find_map(|part| {
        let (target, parameters) = part.split_once('>')?;
        let is_next = parameters
            .split([';', ','])
            .filter_map(|parameter| parameter.trim().strip_prefix("rel="))
            .any(|rel| {
                rel.trim_matches('"')
                    .split_ascii_whitespace()
                    .any(|word| word.eq_ignore_ascii_case("next"))
            });
        is_next.then_some(target)
    })
}

/// Whether a link counts pages, so that a change during the walk shifts what it shows.
pub(super) fn counts_pages(url: &str) -> bool {
    parameter(url, "page").is_some() && parameter(url, "after").is_none()
}

/// The same address with half the page size, and that size; `None` at the least size or without one.
pub(super) fn halve_page(url: &str, least: u32) -> Option<(String, u32)> {
    let size: u32 = parameter(url, "per_page")?.parse().ok()?;
    let half = (size / 2).max(least);
    (half < size).then(|| (with_page_size(url, half), half))
}

/// The same address with another page size.
pub(super) fn with_page_size(url: &str, size: u32) -> String {
    let Some((address, query)) = url.split_once('?') else {
        return url.to_owned();
    };
    let parameters: Vec<String> = query
        .split('&')
        .map(|pair| {
            if pair.starts_with("per_page=") {
                format!("per_page={size}")
            } else {
                pair.to_owned()
            }
        })
        .collect();
    format!("{address}?{}", parameters.join("&"))
}

/// The value of a query parameter, as it stands.
fn parameter<'a>(url: &'a str, name: &str) -> Option<&'a str> {
    let (_, query) = url.split_once('?')?;
    query
        .split('&')
        .find_map(|pair| pair.strip_prefix(name)?.strip_prefix('='))
}

/// Percent-encodes a query value (RFC 3986, everything but unreserved characters).
pub(super) fn encode(value: &str) -> String {
    let mut encoded = String::with_capacity(value.len());
    for byte in value.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            encoded.push('%');
            encoded.push(char::from(b"0123456789ABCDEF"[usize::from(byte >> 4)]));
            encoded.push(char::from(b"0123456789ABCDEF"[usize::from(byte & 15)]));
        }
    }
    encoded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_next_link_is_found_among_others() {
        let header = r#"<https://h/a?page=1>; rel="prev", <https://h/a?page=3>; rel="next", <https://h/a?page=9>; rel="last""#;
        assert_eq!(next(header), Some("https://h/a?page=3"));
        assert_eq!(next(r#"<https://h/a>; rel="last""#), None);
        assert_eq!(
            next(r#"<https://h/a,b>; title="x"; rel=next"#),
            Some("https://h/a,b")
        );
        assert_eq!(next("nonsense"), None);
    }

    #[test]
    fn cursors_do_not_count_pages() {
        assert!(counts_pages("https://h/a?per_page=100&page=2"));
        assert!(!counts_pages(
            "https://h/a?per_page=100&after=Y3Vyc29y&page=2"
        ));
        assert!(!counts_pages("https://h/a?per_page=100"));
    }

    #[test]
    fn pages_are_halved_down_to_the_least() {
        assert_eq!(
            halve_page("h?per_page=100&x=1", 10),
            Some(("h?per_page=50&x=1".to_owned(), 50))
        );
        assert_eq!(halve_page("h?per_page=10", 10), None);
        assert_eq!(halve_page("h", 10), None);
    }

    #[test]
    fn labels_are_encoded() {
        assert_eq!(
            encode("good first issue,bug/é"),
            "good%20first%20issue%2Cbug%2F%C3%A9"
        );
    }
}
