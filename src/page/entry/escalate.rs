//! "If nothing helps".

use serde::Serialize;

use super::subject::Voice;
use crate::entry::Escalate;
use crate::markdown::Html;

/// Where to turn when nothing helps.
#[derive(Debug, Serialize)]
pub struct EscalateView {
    /// Who can help.
    pub to: Option<Html>,
    /// Where they are reached.
    pub url: Option<String>,
    /// What to collect first.
    pub collect: Vec<Html>,
    /// How fast it expires.
    pub deadline: Option<Html>,
}

impl EscalateView {
    /// The way to escalate that an entry names.
    pub(super) fn new(voice: Voice<'_>, escalate: &Escalate) -> Self {
        Self {
            to: voice.maybe_inline(escalate.to.as_ref()),
            url: escalate.url.as_ref().map(ToString::to_string),
            collect: voice.lines(&escalate.collect),
            deadline: voice.maybe_inline(escalate.deadline.as_ref()),
        }
    }
}
