//! A date that has not come yet, or an update before the first publication.

use crate::check::rule::about;
use crate::check::{Rule, Scope};
use crate::entry::Entry;
use crate::finding::{Finding, KeyPath, Place, Report};
use crate::yaml::Day;

/// A date that has not come yet, or an update before the first publication.
pub(crate) struct FutureDate;

impl Rule for FutureDate {
    about!("future-date");

    fn entry(&self, scope: &Scope<'_>, entry: &Entry, report: &mut Report) {
        let place = |path: KeyPath| Place::value(&entry.id.file(), path);
        let review = entry.review.as_ref().map(|review| review.on);
        let mut dates: Vec<(KeyPath, Option<Day>)> = vec![
            (KeyPath::of("added"), entry.added),
            (KeyPath::of("updated"), entry.updated),
            (KeyPath::of("review").key("on"), review),
        ];
        dates.extend(
            entry
                .sources
                .iter()
                .map(|(key, source)| (KeyPath::of("sources").key(key).key("date"), source.date)),
        );
        for (path, day) in dates {
            let (Some(day), Some(today)) = (day, scope.today) else {
                continue;
            };
            if day > today {
                report.push(
                    Finding::error(
                        self.code(),
                        place(path),
                        format!("`{day}` is in the future"),
                    )
                    .label(format!("today is {today}")),
                );
            }
        }
        if let (Some(added), Some(updated)) = (entry.added, entry.updated)
            && updated < added
        {
            report.push(
                Finding::error(
                    self.code(),
                    place(KeyPath::of("updated")),
                    "updated before it was added",
                )
                .label(format!("expected {added} or later"))
                .also(place(KeyPath::of("added")), "added here"),
            );
        }
    }
}
