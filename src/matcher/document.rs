//! What the matcher is told of a page: its texts, by how much they say.

use std::borrow::Cow;

/// One page that can be found. Knows nothing of entries; whoever has entries makes these.
#[derive(Debug, Clone, Default)]
pub struct Document<'a> {
    /// Its address, `<tool>/<slug>`; ties between equal scores break by it.
    pub address: Cow<'a, str>,
    /// The name of its tool, searched like a word of the title.
    pub tool: Cow<'a, str>,
    /// Its title.
    pub title: Cow<'a, str>,
    /// Its summary.
    pub summary: Cow<'a, str>,
    /// Error texts as printed; `<*>` stands for what varies.
    pub signatures: Vec<Cow<'a, str>>,
    /// Real outputs.
    pub samples: Vec<Cow<'a, str>>,
    /// How people describe it.
    pub asked_as: Vec<Cow<'a, str>>,
    /// All else that the page says, in one string.
    pub body: Cow<'a, str>,
    /// The message wraps another error.
    pub wrapper: bool,
    /// Shown with a result and used by filters: `open`, `fixed` …
    pub status: Cow<'a, str>,
    /// `published`, `stub` …
    pub state: Cow<'a, str>,
    /// One line, shown with a result.
    pub quick_fix: Cow<'a, str>,
}
