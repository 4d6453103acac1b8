//! Templates of a site that replace nothing and are used by nothing: nearly always a typo in a file's name.

use super::files::Files;
use crate::finding::suggest::nearest;
use crate::finding::{Code, Finding, Place};
use crate::source::RelPath;

/// A template of the site that has no effect.
pub const STRAY_TEMPLATE: Code = Code("stray-template");

/// The files of `own` that are neither in `built_in` nor named by any template.
pub(crate) fn find(own: &Files, built_in: &Files) -> Vec<Finding> {
    own.iter()
        .map(|(path, _)| path)
        .filter(|path| {
            !built_in.contains(path) && !is_named(path, own) && !is_named(path, built_in)
        })
        .map(|path| finding(path, built_in))
        .collect()
}

fn finding(path: &str, built_in: &Files) -> Finding {
    let file = RelPath::new(format!("templates/{path}"));
    let meant = nearest(path, built_in.iter().map(|(name, _)| name));
    let help = match meant {
        Some(name) => format!("rename it: `mv {file} templates/{name}`"),
        None => format!("remove it, or name it in a template: `{{% include \"{path}\" %}}`"),
    };
    Finding::warning(
        STRAY_TEMPLATE,
        Place::whole(&file),
        "a template that has no effect",
    )
    .label("expected the path of a built-in template, or one that another template names")
    .help(help)
}

/// Whether some template says `extends` or `include` of `path`; the quoted name is enough to look for.
fn is_named(path: &str, files: &Files) -> bool {
    let (double, single) = (format!("\"{path}\""), format!("'{path}'"));
    files.iter().any(|(_, bytes)| {
        let text = String::from_utf8_lossy(bytes);
        text.contains(&double) || text.contains(&single)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::theme::files::made_of as files;

    #[test]
    fn a_typo_is_told_what_was_meant() {
        let strays = find(
            &files(&[("entyr.html", "")]),
            &files(&[("entry.html", ""), ("home.html", "")]),
        );
        assert_eq!(strays.len(), 1);
        assert_eq!(
            strays[0].help.as_deref(),
            Some("rename it: `mv templates/entyr.html templates/entry.html`")
        );
    }

    #[test]
    fn a_template_that_is_included_is_in_use() {
        let own = files(&[
            ("parts/banner.html", ""),
            ("entry.html", r#"{% include "parts/banner.html" %}"#),
        ]);
        assert!(find(&own, &files(&[("entry.html", "")])).is_empty());
    }
}
