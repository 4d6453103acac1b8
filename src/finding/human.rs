//! Findings for people, drawn as rustc draws its own, by annotate-snippets.

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};
use rayon::prelude::*;

use super::{Finding, Located, Severity, Spot};
use crate::source::Span;

/// Whether the output goes to a terminal that shows colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Colour {
    /// With colours.
    Styled,
    /// Without.
    Plain,
}

/// Renders all findings, one block each.
pub fn render(located: &Located, colour: Colour) -> String {
    let renderer = match colour {
        Colour::Styled => Renderer::styled(),
        Colour::Plain => Renderer::plain(),
    };
    let all: Vec<_> = located.iter().collect();
    all.into_par_iter()
        .map(|(spot, also, finding)| {
            let group = group(located, *spot, also.copied(), finding);
            format!("{}\n\n", renderer.render(&[group]))
        })
        .collect()
}

fn group<'a>(
    located: &'a Located,
    spot: Spot,
    also: Option<Spot>,
    finding: &'a Finding,
) -> Group<'a> {
    let level = match finding.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let text = located.text(&finding.place.file);
    let main = AnnotationKind::Primary
        .span(range(text, spot.span))
        .label(finding.label.as_str());
    let mut snippet = Snippet::source(text)
        .path(finding.place.file.as_str())
        .annotation(main);
    let mut elsewhere = None;
    if let (Some(spot), Some((place, label))) = (also, &finding.also) {
        let text = located.text(&place.file);
        let second = AnnotationKind::Context
            .span(range(text, spot.span))
            .label(label.as_str());
        if place.file == finding.place.file {
            snippet = snippet.annotation(second);
        } else {
            elsewhere = Some(
                Snippet::source(text)
                    .path(place.file.as_str())
                    .annotation(second),
            );
        }
    }
    let title = level
        .primary_title(finding.message.as_str())
        .id(finding.code.0);
    let mut group = title.element(snippet);
    if let Some(second) = elsewhere {
        group = group.element(second);
    }
    if let Some(note) = &finding.note {
        group = group.element(Level::NOTE.message(note.as_str()));
    }
    if let Some(help) = &finding.help {
        group = group.element(Level::HELP.message(help.as_str()));
    }
    group
}

/// The bytes to underline: the first line of a long value, never outside the text.
fn range(text: &str, span: Span) -> std::ops::Range<usize> {
    let start = floor(text, span.start.min(text.len()));
    let end = floor(text, span.end.clamp(start, text.len()));
    let line = text[start..end]
        .find(['\n', '\r'])
        .map_or(end, |at| start + at);
    start..line.max(start)
}

fn floor(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}
