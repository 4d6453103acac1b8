//! The text is only what the thread says.

use crate::check::rule::about;
use crate::check::{Rule, Scope};
use crate::entry::Entry;
use crate::finding::{Finding, KeyPath, Place, Report};
use crate::name::Markdown;

/// The text is only what the thread says.
pub(crate) struct OnlyTheIssue;

impl Rule for OnlyTheIssue {
    about!("only-the-issue", Gate, Own);

    fn entry(&self, scope: &Scope<'_>, entry: &Entry, report: &mut Report) {
        let excerpts: Vec<String> = entry
            .sources
            .iter()
            .filter_map(|(_, source)| scope.library.thread(source.issue.as_ref()?))
            .flat_map(|thread| {
                let fixes = thread.fixes.iter().filter_map(|fix| fix.excerpt.as_deref());
                fixes
                    .chain([thread.title.as_str()])
                    .map(words)
                    .collect::<Vec<_>>()
            })
            .collect();
        let own = [&entry.meaning, &entry.why]
            .into_iter()
            .flatten()
            .map(Markdown::as_str);
        let own: Vec<String> = own
            .chain(entry.all_fixes().map(|(_, fix)| fix.r#do.as_str()))
            .map(words)
            .collect();
        let copied = |text: &String| {
            excerpts
                .iter()
                .any(|excerpt| excerpt.contains(text.as_str()))
        };
        if !own.is_empty() && own.iter().all(copied) {
            let place = Place::key(&entry.id.file(), KeyPath::of("meaning"));
            report.push(
                Finding::warning(self.code(), place, "the text is only what the thread says")
                    .label("expected your own words")
                    .help("say what the message means and what to do, and cite the thread for it"),
            );
        }
    }
}

fn words(text: &str) -> String {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect::<Vec<_>>()
        .join(" ")
}
