//! The reports of an error that its page has no room for, `/<tool>/<slug>/reports/`.

use serde::Serialize;

use super::entry::{REPORTS_ON_PAGE, ReportView, Subject};
use super::head::Head;
use super::link::Link;
use super::pager::Pager;
use super::root::Root;
use super::slice::Slice;

/// Template `reports.html`.
#[derive(Debug, Serialize)]
pub struct ReportsPage<'a> {
    /// What stands in the head.
    pub head: Head,
    /// The way to the site's root.
    pub root: Root,
    /// The entry that the reports belong to.
    pub entry: Link,
    /// The category and the tool.
    pub breadcrumb: Vec<Link>,
    /// How many reports there are in all.
    pub total: usize,
    /// The reports of this page.
    pub reports: Vec<ReportView<'a>>,
    /// Where in the list this page stands.
    pub pager: Option<Pager>,
}

/// How many reports stand on one page.
const SIZE: usize = 100;

impl<'a> ReportsPage<'a> {
    /// The pages with the reports of an entry, each with its path; none while the entry's own page has room for them.
    pub fn all(subject: &Subject<'a>) -> Vec<(String, Self)> {
        let mut reports = ReportView::all(subject);
        let total = reports.len();
        if total <= REPORTS_ON_PAGE {
            return Vec::new();
        }
        let first = format!("{}/reports/", subject.entry.id);
        let pages = Slice::all(total, SIZE);
        pages
            .map(|slice| {
                (
                    slice.path(&first),
                    Self::new(
                        subject,
                        &first,
                        &slice,
                        reports.drain(..slice.range().len()).collect(),
                    ),
                )
            })
            .collect()
    }

    fn new(
        subject: &Subject<'a>,
        first: &str,
        slice: &Slice,
        reports: Vec<ReportView<'a>>,
    ) -> Self {
        let (entry, frame) = (subject.entry, subject.frame);
        let root = slice.root(first);
        let title = entry.title.trim();
        let description = format!("Threads that report the error: {title}");
        let tool = entry.tool.as_str();
        Self {
            head: frame.head(
                &slice.path(first),
                &slice.title(&format!("Reports: {title}")),
                &description,
                subject.card.clone(),
            ),
            entry: Link::new(root.to(&format!("{}/", entry.id)), title),
            breadcrumb: vec![
                frame.category(tool, &root),
                Link::new(root.to(&format!("{tool}/")), frame.tool_name(tool)),
            ],
            total: slice.total,
            reports,
            pager: slice.pager(&root.to(first)),
            root,
        }
    }
}
