//! One masking rule and the list of all, decoded from `mask-rules.json`. Patterns are compiled when a text first needs
//! them; a literal hint decides that, so that text without secrets costs one pass.
//!
//! Where the formats come from: the pages of the services on their own tokens (GitHub "Token formats", GitLab "Token
//! prefixes", Slack "Token types", Stripe "API keys", npm "About access tokens", `PyPI` "API tokens", AWS IAM "Unique
//! identifiers", Google Cloud "API keys", Azure Storage "Connection strings", Hugging Face "User access tokens",
//! `SendGrid`, Twilio, Telegram "Bot API", Discord "Reference", `OpenAI` and Anthropic "API keys"); RFC 7519 (`JWT`), RFC
//! 7468 (PEM), RFC 6750 (Bearer), RFC 7617 (Basic), RFC 3986 (userinfo); RFC 1918, 3927, 4193, 4291 and 6598 (private
//! addresses); RFC 6762 (`.local`), RFC 8375 (`.home.arpa`), and ICANN's reservation of `.internal`.

use std::collections::HashSet;
use std::sync::{LazyLock, OnceLock};

use aho_corasick::{AhoCorasick, AhoCorasickKind};
use regex::{Regex, RegexBuilder};
use serde::Deserialize;

/// All rules, most precise first.
pub(super) static RULES: LazyLock<Rules> = LazyLock::new(|| Rules::decode(super::RULES_JSON));

/// What a masked piece is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Class {
    /// It opens a door: a token, a key, a password, a session.
    Secret,
    /// It names a person or a machine: an e-mail address, a home folder, a host of an intranet.
    Private,
}

/// One kind of text to mask. Every capture group of the pattern is masked, what it matches outside groups stays.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Rule {
    pub(super) kind: String,
    pub(super) class: Class,
    /// Lower-case literals; the pattern cannot match a text that has none of them.
    hints: Vec<String>,
    pattern: String,
    /// `i` where case does not matter.
    #[serde(default)]
    flags: String,
    /// Matches values that are no secrets after all: placeholders, names of variables.
    unless: Option<String>,
    /// Least number of different characters, among them a letter and a digit: a cheap, exact stand-in for entropy.
    varied: Option<usize>,
    #[serde(skip)]
    compiled: OnceLock<(Regex, Option<Regex>)>,
}

impl Rule {
    pub(super) fn pattern(&self) -> &Regex {
        &self.compiled().0
    }

    /// Whether a captured piece is one to mask.
    pub(super) fn accepts(&self, piece: &str) -> bool {
        !piece.is_empty()
            && self
                .compiled()
                .1
                .as_ref()
                .is_none_or(|unless| !unless.is_match(piece))
            && self.varied.is_none_or(|least| is_varied(piece, least))
    }

    fn compiled(&self) -> &(Regex, Option<Regex>) {
        self.compiled.get_or_init(|| {
            let unless = self.unless.as_ref().map(|unless| compile(unless, "i"));
            (compile(&self.pattern, &self.flags), unless)
        })
    }
}

/// The list, and one automaton over the hints of all.
pub(super) struct Rules {
    list: Vec<Rule>,
    /// The hints of all rules.
    hints: AhoCorasick,
    /// The rule of each hint, by its place in the list.
    owners: Vec<usize>,
}

impl Rules {
    /// The rules that may match the text, in order.
    pub(super) fn candidates<'a>(&'a self, text: &str) -> impl Iterator<Item = &'a Rule> {
        let mut may_match = vec![false; self.list.len()];
        for hint in self.hints.find_overlapping_iter(text) {
            may_match[self.owners[hint.pattern()]] = true;
        }
        let rules = self.list.iter().zip(may_match);
        rules.filter_map(|(rule, may_match)| may_match.then_some(rule))
    }

    fn decode(json: &str) -> Self {
        let list: Vec<Rule> = serde_json::from_str(json).expect("mask-rules.json is tested");
        let (owners, hints): (Vec<usize>, Vec<&String>) = list
            .iter()
            .enumerate()
            .flat_map(|(place, rule)| rule.hints.iter().map(move |hint| (place, hint)))
            .unzip();
        let hints = AhoCorasick::builder()
            .ascii_case_insensitive(true)
            .kind(Some(AhoCorasickKind::DFA))
            .build(hints)
            .expect("hints are few and short");
        Self {
            list,
            hints,
            owners,
        }
    }
}

fn compile(pattern: &str, flags: &str) -> Regex {
    RegexBuilder::new(pattern)
        .case_insensitive(flags == "i")
        .size_limit(64 << 20)
        .build()
        .unwrap_or_else(|error| panic!("mask-rules.json is tested: {error}"))
}

fn is_varied(piece: &str, least: usize) -> bool {
    piece.chars().any(|c| c.is_ascii_digit())
        && piece.chars().any(|c| c.is_ascii_alphabetic())
        && piece.chars().collect::<HashSet<_>>().len() >= least
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn secrets_are_masked_before_private_data() {
        let classes = RULES.list.iter().map(|rule| rule.class);
        assert!(classes.is_sorted_by_key(|class| class == Class::Private));
    }

    #[test]
    fn every_rule_compiles_and_masks_at_least_one_group() {
        for rule in &RULES.list {
            assert!(rule.pattern().captures_len() > 1, "{}", rule.kind);
            assert!(!rule.hints.is_empty(), "{}", rule.kind);
        }
    }

    #[test]
    fn rules_use_only_what_rust_and_javascript_read_alike() {
        for rule in &RULES.list {
            for pattern in [Some(&rule.pattern), rule.unless.as_ref()]
                .into_iter()
                .flatten()
            {
                for forbidden in [
                    "(?=", "(?!", "(?<", "(?P", "(?i", "\\b", "\\d", "\\w", "\\s", "\\p", "[[",
                    "&&", "--]", "~~",
                ] {
                    assert!(!pattern.contains(forbidden), "{}: {forbidden}", rule.kind);
                }
            }
            assert!(rule.flags.is_empty() || rule.flags == "i", "{}", rule.kind);
        }
    }

    #[test]
    fn hints_are_lower_case() {
        for hint in RULES.list.iter().flat_map(|rule| &rule.hints) {
            assert_eq!(hint, &hint.to_ascii_lowercase());
        }
    }
}
