//! "On this page": the sections that an entry's page has.

use super::EntryPage;
use crate::page::link::Link;

/// Links to the sections of a page, in their order.
pub(super) fn of(page: &EntryPage<'_>) -> Vec<Link> {
    let sections = [
        ("which", "Which one are you?", !page.choices.is_empty()),
        ("not-this", "Looks alike", !page.not_this.is_empty()),
        ("meaning", "What it means", !page.meaning.is_empty()),
        ("why", "Why it happens", page.why.is_some()),
        (
            "causes",
            "Common causes",
            page.cause_unknown || !page.causes.is_empty(),
        ),
        (
            "fixes",
            "Quick fixes",
            page.no_known_fix || !page.fixes.is_empty(),
        ),
        ("checks", "Checks", !page.checks.is_empty()),
        ("steps", "Step by step", !page.steps.is_empty()),
        (
            "prevention",
            "How to prevent it",
            !page.prevention.is_empty(),
        ),
        ("escalate", "If nothing helps", page.escalate.is_some()),
        ("reports", "Reports", page.reports.is_some()),
        ("sources", "Sources", !page.sources.is_empty()),
        ("faq", "FAQ", !page.faq.is_empty()),
        ("related", "Related errors", !page.related.is_empty()),
    ];
    let there = sections.into_iter().filter(|(_, _, there)| *there);
    there
        .map(|(anchor, text, _)| Link::new(format!("#{anchor}"), text))
        .collect()
}
