//! What a heading of an issue says about the text below it. Issue forms and templates differ by project, their
//! headings hardly: they name logs, a description, steps, what was expected, the environment.

use std::sync::LazyLock;

use regex::{Regex, RegexBuilder};

/// The part a section plays in a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Role {
    /// Before any heading, or under one that says nothing.
    #[default]
    Free,
    /// Error messages, logs, output, what actually happened.
    Log,
    /// The problem in words.
    Description,
    /// How to make it happen.
    Steps,
    /// What should happen instead.
    Expected,
    /// Versions, platforms, configuration.
    Environment,
    /// Boxes to tick and other formalities.
    Formality,
    /// What the writer proposes or has found out.
    Solution,
    /// The wishes of a feature request.
    Wish,
}

/// Rules in order: the first that matches says it.
static ROLES: LazyLock<Vec<(Regex, Role)>> = LazyLock::new(|| {
    [
        (r"check ?list|preflight|code of conduct|before (you|submitting|opening)|search(ed)?\b|confirm|duplicate|terms|prerequisites|willing to|contribut|verify canary|which area|is there an existing", Role::Formality),
        (r"(current|actual|observed) (vs\.?|versus|and|/) expected", Role::Log),
        (r"feature|problem statement|motivation|use case|proposal|is your .* related to a problem|describe the solution|would like|priority|alternative", Role::Wish),
        (r"expect|should (happen|have)|desired|erwartet|期望|预期|期待", Role::Expected),
        (r"solution|suggest|possible fix|proposed|work-?around|root cause|analysis|diagnosis|hypothes|impact|解决|what (i|have you) tried|related|see also|references?$", Role::Solution),
        (r"additional|anything else", Role::Free),
        (r"error|\blogs?\b|log output|output|trace|console|exception|messages?|response|issue details|actual|observed|current(ly)? behaviou?r|crash|stderr|what happen|what went wrong|fehler|日志|报错|错误|エラー|ログ", Role::Log),
        (r"reproduc|steps|repro\b|how to|test case|minimal|example code|复现|重现|步骤|再現", Role::Steps),
        (r"environment|versions?\b|platform|operating system|\bos\b|system|browser|device|hardware|runtime|installation|install method|setup|config|package\.json|doctor|diagnostic|\binfo\b|information|which (operating|version)|model|terminal|shell|subscription|regression|transport|registration type|url|where does|provider|deployed|环境|版本|系统|環境", Role::Environment),
        (r"what|describe|description|problem|issue|bug|summary|detail|overview|context|描述|问题|概要|beschreibung", Role::Description),
    ]
    .into_iter()
    .map(|(pattern, role)| (RegexBuilder::new(pattern).case_insensitive(true).build().expect("a constant"), role))
    .collect()
});

/// The role that a heading gives to what follows.
pub(super) fn role(label: &str) -> Role {
    ROLES
        .iter()
        .find(|(pattern, _)| pattern.is_match(label))
        .map_or(Role::Free, |(_, role)| *role)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_of_common_forms_get_their_role() {
        for (label, expected) in [
            ("Error Messages/Logs", Role::Log),
            ("Relevant log output", Role::Log),
            ("Issue details", Role::Log),
            ("What happened?", Role::Log),
            ("Describe the bug", Role::Description),
            ("What's Wrong?", Role::Description),
            ("What issue are you seeing?", Role::Description),
            ("Steps to Reproduce", Role::Steps),
            ("What steps can reproduce the bug?", Role::Steps),
            ("What Should Happen?", Role::Expected),
            ("What is the expected behavior?", Role::Expected),
            ("Provide environment information", Role::Environment),
            ("What version of the tool is running?", Role::Environment),
            ("Preflight Checklist", Role::Formality),
            ("Problem Statement", Role::Wish),
            ("Workaround", Role::Solution),
            ("Notes", Role::Free),
        ] {
            assert_eq!(role(label), expected, "{label}");
        }
    }
}
