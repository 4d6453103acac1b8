//! The pages of the rules that `check` applies, `/rules/` and `/rules/<code>/`.

use serde::Serialize;

use super::frame::Frame;
use super::head::{CardImage, Head};
use super::link::Link;
use super::root::Root;
use crate::markdown::{Html, Renderer};

/// Template `rule.html`: one rule.
#[derive(Debug, Serialize)]
pub struct RulePage<'a> {
    /// What stands in the head.
    pub head: Head,
    /// The way to the site's root.
    pub root: Root,
    /// The code, such as `unknown-key`.
    pub code: &'a str,
    /// The explanation, with its examples.
    pub body: Html,
}

/// Template `rules.html`: all rules.
#[derive(Debug, Serialize)]
pub struct RulesPage {
    /// What stands in the head.
    pub head: Head,
    /// The way to the site's root.
    pub root: Root,
    /// The rules by code.
    pub rules: Vec<Link>,
}

impl<'a> RulePage<'a> {
    /// The page of the rule `code`, explained in Markdown.
    pub fn new(
        frame: &Frame<'_>,
        code: &'a str,
        explanation: &str,
        card: Option<CardImage>,
    ) -> Self {
        let path = format!("rules/{code}/");
        let root = Root::of(&path);
        let description =
            format!("What the rule {code} looks at, why, and how to mend what it finds.");
        Self {
            head: frame.head(&path, code, &description, card),
            code,
            body: Renderer {
                root: root.as_str(),
            }
            .document(explanation),
            root,
        }
    }
}

impl RulesPage {
    /// The page that lists the rules of these codes.
    pub fn new<'c>(
        frame: &Frame<'_>,
        codes: impl Iterator<Item = &'c str>,
        card: Option<CardImage>,
    ) -> Self {
        let description =
            "Every rule that fixbook check applies to this knowledge base, one page each.";
        Self {
            head: frame.head("rules/", "Rules", description, card),
            root: Root::of("rules/"),
            rules: codes
                .map(|code| Link::new(format!("{code}/"), code))
                .collect(),
        }
    }
}
