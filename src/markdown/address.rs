//! What a link in a text may point to. Whether an internal address exists is for `check` to say.

/// The `href` of a link written as `target`, on a page whose way to the site's root is `root`; `None` when it must not
/// become a link. Internal addresses are written from the site's root, with or without the first slash.
pub(crate) fn resolve(target: &str, root: &str) -> Option<String> {
    let target = target.trim();
    if target.is_empty()
        || target.starts_with("//")
        || target.contains(['\\', '\0'])
        || target.contains(char::is_control)
    {
        return None;
    }
    if target.starts_with('#') {
        return Some(target.to_owned());
    }
    match scheme(target) {
        Some(scheme) => ["http", "https", "mailto"]
            .iter()
            .any(|known| scheme.eq_ignore_ascii_case(known))
            .then(|| target.to_owned()),
        None => Some(internal(target.trim_start_matches('/'), root)),
    }
}

/// What stands before the first colon, if that comes before any slash, question or number sign.
fn scheme(target: &str) -> Option<&str> {
    let end = target.find([':', '/', '?', '#'])?;
    target[end..].starts_with(':').then(|| &target[..end])
}

/// Pages end in a slash, files in an extension.
fn internal(path: &str, root: &str) -> String {
    let end = path.find(['?', '#']).unwrap_or(path.len());
    let (path, rest) = path.split_at(end);
    let is_page = !path.is_empty()
        && !path.ends_with('/')
        && !path.rsplit('/').next().unwrap_or("").contains('.');
    format!("{root}{path}{}{rest}", if is_page { "/" } else { "" })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn web_and_mail_addresses_stay_as_they_are() {
        for target in [
            "https://example.org/a?b#c",
            "HTTP://example.org",
            "mailto:a@example.org",
            "#why",
        ] {
            assert_eq!(resolve(target, "../"), Some(target.to_owned()));
        }
    }

    #[test]
    fn other_schemes_do_not_become_links() {
        for target in [
            "javascript:alert(1)",
            "JaVaScript:x",
            "data:text/html,x",
            "//evil.example",
            "java\nscript:x",
            "vbscript:x",
            "",
            "\\\\host",
        ] {
            assert_eq!(resolve(target, "../"), None, "{target:?}");
        }
    }

    #[test]
    fn internal_addresses_start_at_the_root_of_the_site() {
        assert_eq!(resolve("/about/", "../../").unwrap(), "../../about/");
        assert_eq!(
            resolve("claude-code/x", "../../").unwrap(),
            "../../claude-code/x/"
        );
        assert_eq!(
            resolve("claude-code/x#why", "./").unwrap(),
            "./claude-code/x/#why"
        );
        assert_eq!(
            resolve("/schema/entry.json", "../").unwrap(),
            "../schema/entry.json"
        );
        assert_eq!(resolve("/", "../").unwrap(), "../");
    }
}
