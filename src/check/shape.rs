//! Explanations of the findings that no rule makes: those of reading and decoding, and of links that are asked.

use super::external::DEAD_EXTERNAL_LINK;
use crate::finding::Code;
use crate::library::{BAD_ADDRESS, EVIDENCE_MISPLACED, FOLDER_LOOP, WRONG_EXTENSION};
use crate::theme::STRAY_TEMPLATE;
use crate::yaml::{
    BAD_VALUE, DUPLICATE_KEY, EMPTY_FILE, FILE_TOO_LARGE, MISSING_KEY, NOT_UTF8, UNKNOWN_KEY,
    UNREADABLE_FILE, WRONG_FORM, YAML_SYNTAX, YAML_TOO_COMPLEX,
};

/// Each code with its page.
pub(super) const EXPLANATIONS: &[(Code, &str)] = &[
    (BAD_ADDRESS, include_str!("explain/bad-address.md")),
    (BAD_VALUE, include_str!("explain/bad-value.md")),
    (
        DEAD_EXTERNAL_LINK,
        include_str!("explain/dead-external-link.md"),
    ),
    (DUPLICATE_KEY, include_str!("explain/duplicate-key.md")),
    (EMPTY_FILE, include_str!("explain/empty-file.md")),
    (
        EVIDENCE_MISPLACED,
        include_str!("explain/evidence-misplaced.md"),
    ),
    (FILE_TOO_LARGE, include_str!("explain/file-too-large.md")),
    (FOLDER_LOOP, include_str!("explain/folder-loop.md")),
    (MISSING_KEY, include_str!("explain/missing-key.md")),
    (NOT_UTF8, include_str!("explain/not-utf8.md")),
    (STRAY_TEMPLATE, include_str!("explain/stray-template.md")),
    (UNKNOWN_KEY, include_str!("explain/unknown-key.md")),
    (UNREADABLE_FILE, include_str!("explain/unreadable-file.md")),
    (WRONG_EXTENSION, include_str!("explain/wrong-extension.md")),
    (WRONG_FORM, include_str!("explain/wrong-form.md")),
    (YAML_SYNTAX, include_str!("explain/yaml-syntax.md")),
    (
        YAML_TOO_COMPLEX,
        include_str!("explain/yaml-too-complex.md"),
    ),
];
