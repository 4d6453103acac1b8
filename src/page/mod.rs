//! What a template may see. Each page of the site is one struct here, and the comments on its fields are the reference
//! for whoever writes templates. Views borrow from the model; only Markdown and addresses are made anew. A field called
//! `path` counts from the site's root and is printed after `root`; a field called `href` is complete.

mod category;
mod entry;
mod entry_row;
mod feedback;
mod frame;
mod head;
mod home;
mod json_ld;
mod label;
mod link;
mod not_found;
mod pager;
mod plain;
mod redirect;
mod reports;
mod root;
mod rule;
mod search;
mod site_view;
mod slice;
mod tool;
mod words;

pub use category::CategoryPage;
pub use entry::{
    Answer, CauseLink, CauseView, CheckView, Choice, Citation, EntryPage, EscalateView, Excerpt,
    ExpectView, Facts, Faq, FixView, LookAlike, Notice, OutcomeView, PageState, Part, ReportView,
    Reports, Review, SignatureView, SourceView, Subject, Support, Titles, VersionRange,
};
pub use entry_row::EntryRow;
pub use feedback::Feedback;
pub use frame::Frame;
pub use head::{Alternate, CardImage, Head};
pub use home::{CategoryGroup, HomePage};
pub use label::Label;
pub use link::Link;
pub use not_found::NotFoundPage;
pub use pager::Pager;
pub use plain::PlainPage;
pub use redirect::RedirectPage;
pub use reports::ReportsPage;
pub use root::Root;
pub use rule::{RulePage, RulesPage};
pub use search::SearchPage;
pub use site_view::SiteView;
pub use slice::Slice;
pub use tool::{ToolPage, ToolRow};
