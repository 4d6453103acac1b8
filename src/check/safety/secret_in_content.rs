//! A secret in a file that will be published.

use crate::check::rule::about;
use crate::check::{Rule, Scope};
use crate::entry::{Entry, Text};
use crate::evidence::Thread;
use crate::finding::{Finding, KeyPath, Place, Report};
use crate::mask::{Class, find};
use crate::name::ThreadRef;

/// A secret in a file that will be published.
pub(crate) struct SecretInContent;

impl Rule for SecretInContent {
    about!("secret-in-content", Said, Own);

    fn text(&self, _: &Scope<'_>, entry: &Entry, text: &Text<'_>, report: &mut Report) {
        let place = || Place::value(&entry.id.file(), text.path.clone());
        self.look(text.text, place, report);
    }

    fn thread(&self, id: &ThreadRef, thread: &Thread, report: &mut Report) {
        let file = Thread::file(id);
        for (at, error) in thread.errors.iter().enumerate() {
            let path = KeyPath::of("errors").item(at).key("text");
            self.look(&error.text, || Place::value(&file, path.clone()), report);
        }
        for (at, fix) in thread.fixes.iter().enumerate() {
            let path = KeyPath::of("fixes").item(at).key("excerpt");
            self.look(
                fix.excerpt.as_deref().unwrap_or(""),
                || Place::value(&file, path.clone()),
                report,
            );
        }
    }
}

impl SecretInContent {
    fn look(&self, text: &str, place: impl Fn() -> Place, report: &mut Report) {
        for secret in find(text, |class| class == Class::Secret) {
            report.push(
                Finding::error(
                    self.code(),
                    place(),
                    format!("this looks like a secret ({})", secret.kind),
                )
                .label("it would be published")
                .help(format!(
                    "write `<{}>` in its place, and revoke it if it was real",
                    secret.kind
                )),
            );
        }
    }
}
