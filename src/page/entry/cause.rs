//! A cause.

use serde::Serialize;

use super::fix::FixView;
use super::subject::{Subject, Voice};
use super::support::Support;
use crate::entry::Cause;
use crate::markdown::Html;
use crate::page::label::Label;
use crate::page::words;

/// Why the error may have appeared.
#[derive(Debug, Serialize)]
pub struct CauseView<'a> {
    /// The anchor on the page: `cause-dns`.
    pub anchor: String,
    /// What is claimed.
    pub claim: Html,
    /// Who can remove it: you, the vendor, a provider, the network.
    pub owner: Option<Label>,
    /// How to recognise it.
    pub tell: Option<Html>,
    /// How well it is supported.
    pub support: Support<'a>,
    /// The fixes that belong to it.
    pub fixes: Vec<FixView<'a>>,
}

impl<'a> CauseView<'a> {
    /// The cause at place `at`, from 0; `fixes` numbers the fixes of the page.
    pub(super) fn new(
        subject: &Subject<'a>,
        voice: Voice<'_>,
        at: usize,
        cause: &'a Cause,
        fixes: &mut usize,
    ) -> Self {
        Self {
            anchor: anchor(at, cause),
            claim: voice.inline(&cause.claim),
            owner: cause.owner.map(words::owner),
            tell: cause.tell.as_ref().map(|text| voice.block(text)),
            support: Support::new(subject, &cause.evidence, &cause.contradicted_by),
            fixes: cause
                .fixes
                .iter()
                .map(|fix| FixView::new(subject, voice, fix, fixes))
                .collect(),
        }
    }
}

/// The anchor of a cause: its id, or its number.
pub(super) fn anchor(at: usize, cause: &Cause) -> String {
    match &cause.id {
        Some(id) => format!("cause-{id}"),
        None => format!("cause-{}", at + 1),
    }
}
