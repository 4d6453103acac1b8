//! Raw HTML in Markdown, which is shown as text.

use super::raw_html;
use crate::check::rule::about;
use crate::check::{Rule, Scope};
use crate::entry::{Entry, Text, TextKind};
use crate::finding::{Finding, Place, Report};

/// Raw HTML in Markdown, which is shown as text.
pub(crate) struct RawHtml;

impl Rule for RawHtml {
    about!("raw-html", Said, Own);

    fn text(&self, _: &Scope<'_>, entry: &Entry, text: &Text<'_>, report: &mut Report) {
        let may_have = text.kind == TextKind::Prose && text.text.contains('<');
        if let Some(html) = may_have.then(|| raw_html(text.text)).flatten() {
            let place = Place::value(&entry.id.file(), text.path.clone());
            self.found(&html, place, report);
        }
    }

    fn whole(&self, scope: &Scope<'_>, report: &mut Report) {
        for page in &scope.library.pages {
            if let Some(html) = raw_html(&page.body) {
                self.found(&html, Place::whole(&page.file), report);
            }
        }
    }
}

impl RawHtml {
    fn found(&self, html: &str, place: Place, report: &mut Report) {
        let short: String = html.chars().take(40).collect();
        report.push(
            Finding::warning(self.code(), place, format!("raw HTML `{short}`"))
                .label("HTML is shown as text")
                .help("write Markdown, or put it in backticks if it is meant as text"),
        );
    }
}
