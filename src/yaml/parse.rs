//! YAML text to a [`Node`] tree, from the events of serde-saphyr's parser.
//!
//! Its events, and not its serde interface, because the latter decides types before we see the
//! text: `1.10` would become `1.1` and `no` become `false`, and both are content here. The parser
//! bounds nesting; aliases are resolved here under a bound on the number of nodes, so that a file
//! cannot grow by repetition.

use serde_yaml::granit_parser::{
    self as parser, Event, Parser, ScalarStyle, Span as RawSpan, StrInput,
};

use super::node::{Node, Pair, Value};
use super::syntax::{self, MAX_DEPTH};
use super::{DUPLICATE_KEY, EMPTY_FILE, WRONG_FORM, YAML_SYNTAX, YAML_TOO_COMPLEX};
use crate::finding::{Finding, Place, Report};
use crate::source::{SourceFile, Span};

/// The most nodes one file may have, aliases resolved.
const MAX_NODES: usize = 100_000;

/// Parses the one document of a file. `None` where it is not YAML, with the finding in `report`.
pub fn parse(file: &SourceFile, report: &mut Report) -> Option<Node> {
    let options = parser::options! {
        emit_comments: false,
        flow_nesting_limit: MAX_DEPTH,
        block_nesting_limit: MAX_DEPTH,
    };
    let mut builder = Builder {
        events: Parser::new_from_str_with_options(&file.text, options),
        file,
        report,
        anchors: Vec::new(),
        nodes: 0,
    };
    match builder.document() {
        Ok(node) => node,
        Err(finding) => {
            builder.report.push(*finding);
            None
        }
    }
}

type Fault = Box<Finding>;

struct Builder<'a> {
    events: Parser<'a, StrInput<'a>>,
    file: &'a SourceFile,
    report: &'a mut Report,
    anchors: Vec<(usize, Node)>,
    nodes: usize,
}

impl<'a> Builder<'a> {
    fn document(&mut self) -> Result<Option<Node>, Fault> {
        let mut root = None;
        while let Some((event, span)) = self.next()? {
            match event {
                Event::StreamStart | Event::DocumentStart(..) | Event::DocumentEnd => {}
                Event::StreamEnd => break,
                _ if root.is_some() => {
                    self.report.push(
                        Finding::error(
                            WRONG_FORM,
                            self.place(self.bytes(&span)),
                            "a second document in one file",
                        )
                        .label("expected one document per file")
                        .help("move it to a file of its own, without `---`"),
                    );
                    break;
                }
                event => root = Some(self.node(event, &span)?),
            }
        }
        if root.as_ref().is_none_or(Node::is_empty) {
            self.report.push(
                Finding::error(
                    EMPTY_FILE,
                    Place::whole(&self.file.path),
                    "the file is empty",
                )
                .help("`fixbook new <tool> \"<error text>\"` writes an entry to start from"),
            );
            return Ok(None);
        }
        Ok(root)
    }

    fn next(&mut self) -> Result<Option<(Event<'a>, RawSpan)>, Fault> {
        match self.events.next() {
            Some(Ok(pair)) => Ok(Some(pair)),
            None => Ok(None),
            Some(Err(error)) => Err(Box::new(syntax::finding(self.file, &error))),
        }
    }

    fn node(&mut self, event: Event<'a>, span: &RawSpan) -> Result<Node, Fault> {
        let start = self.bytes(span);
        self.count(1, start)?;
        let (anchor, node) = match event {
            Event::Scalar(text, style, anchor, _) => {
                // The parser says `~` where nothing is written; a `~` that is written has a length.
                let empty =
                    style == ScalarStyle::Plain && (text.is_empty() || start.start == start.end);
                let value = if empty {
                    Value::Empty
                } else {
                    Value::Text(text.into_owned())
                };
                (anchor, Node { span: start, value })
            }
            Event::SequenceStart(_, anchor, _) => (anchor, self.list(start)?),
            Event::MappingStart(_, anchor, _) => (anchor, self.map(start)?),
            Event::Alias(id) => return self.alias(id, start),
            _ => (
                0,
                Node {
                    span: start,
                    value: Value::Empty,
                },
            ),
        };
        if anchor != 0 {
            self.anchors.push((anchor, node.clone()));
        }
        Ok(node)
    }

    fn list(&mut self, start: Span) -> Result<Node, Fault> {
        let mut items = Vec::new();
        let mut end = start;
        while let Some((event, span)) = self.next()? {
            if matches!(event, Event::SequenceEnd) {
                end = self.bytes(&span);
                break;
            }
            items.push(self.node(event, &span)?);
        }
        let span = cover(start, end, items.last().map(|item| item.span));
        Ok(Node {
            span,
            value: Value::List(items),
        })
    }

    fn map(&mut self, start: Span) -> Result<Node, Fault> {
        let mut pairs: Vec<Pair> = Vec::new();
        let mut end = start;
        while let Some((event, span)) = self.next()? {
            if matches!(event, Event::MappingEnd) {
                end = self.bytes(&span);
                break;
            }
            let key = self.node(event, &span)?;
            let value = match self.next()? {
                Some((event, span)) => self.node(event, &span)?,
                None => break,
            };
            self.pair(&mut pairs, key, value);
        }
        let span = cover(start, end, pairs.last().map(|pair| pair.value.span));
        Ok(Node {
            span,
            value: Value::Map(pairs),
        })
    }

    fn pair(&mut self, pairs: &mut Vec<Pair>, key: Node, value: Node) {
        let key_span = key.span;
        let Value::Text(text) = key.value else {
            self.report.push(
                Finding::error(WRONG_FORM, self.place(key_span), "a key that is not text")
                    .label(format!("expected a key, found {}", key.form())),
            );
            return;
        };
        if let Some(first) = pairs.iter().find(|pair| pair.key == text) {
            let first = first.key_span;
            self.report.push(
                Finding::error(
                    DUPLICATE_KEY,
                    self.place(key_span),
                    format!("the key `{text}` stands twice"),
                )
                .label("the second one")
                .also(self.place(first), "the first one")
                .help("join the two, or remove one"),
            );
            return;
        }
        pairs.push(Pair {
            key: text,
            key_span,
            value,
        });
    }

    fn alias(&mut self, id: usize, span: Span) -> Result<Node, Fault> {
        let found = self.anchors.iter().rev().find(|(anchor, _)| *anchor == id);
        let Some(mut node) = found.map(|(_, node)| node.clone()) else {
            let finding = Finding::error(
                YAML_SYNTAX,
                self.place(span),
                "an alias inside what it stands for",
            );
            return Err(Box::new(finding.help("write the value out")));
        };
        self.count(node.size(), span)?;
        node.span = span;
        Ok(node)
    }

    fn count(&mut self, nodes: usize, span: Span) -> Result<(), Fault> {
        self.nodes += nodes;
        if self.nodes <= MAX_NODES {
            return Ok(());
        }
        let message = format!("more than {MAX_NODES} values in one file");
        Err(Box::new(
            Finding::error(YAML_TOO_COMPLEX, self.place(span), message)
                .consequence(
                    "an entry has some hundred values; aliases count as what they stand for",
                )
                .help("split the file, and write repeated values out"),
        ))
    }

    fn bytes(&self, span: &RawSpan) -> Span {
        Span::new(
            syntax::offset(self.file, &span.start),
            syntax::offset(self.file, &span.end),
        )
    }

    fn place(&self, span: Span) -> Place {
        Place::bytes(&self.file.path, span)
    }
}

/// From the first byte to the end of the last child; block collections end at the next token, which is too far.
fn cover(start: Span, end: Span, last: Option<Span>) -> Span {
    let close = if end.end > end.start {
        end.end
    } else {
        last.map_or(start.end, |span| span.end)
    };
    Span::new(start.start, close.max(start.end))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::RelPath;

    fn tree(text: &str) -> (Option<Node>, Report) {
        let mut report = Report::default();
        let file = SourceFile {
            path: RelPath::new("a.yaml"),
            text: text.to_owned(),
        };
        let node = parse(&file, &mut report);
        (node, report)
    }

    fn text_of(yaml: &str, key: &str) -> String {
        let (node, report) = tree(yaml);
        assert!(report.is_empty(), "{report:?}");
        match node.unwrap().pair(key).unwrap().value.value.clone() {
            Value::Text(text) => text,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn plain_text_stays_what_was_written() {
        for text in ["1.10", "no", "0x10", "2026-05-18", "~", "null", "1e3", "+1"] {
            assert_eq!(text_of(&format!("v: {text}\n"), "v"), text);
        }
    }

    #[test]
    fn nothing_after_a_key_is_nothing() {
        let (node, _) = tree("a:\nb: ~\nc: ''\n");
        let node = node.unwrap();
        assert!(node.child("a").unwrap().is_empty());
        assert!(!node.child("b").unwrap().is_empty());
        assert!(!node.child("c").unwrap().is_empty());
    }

    #[test]
    fn an_alias_bomb_is_a_finding() {
        let mut yaml = String::from("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for level in 1..12 {
            let before = format!("*a{}", level - 1);
            let items = vec![before; 10].join(", ");
            yaml.push_str(&format!("a{level}: &a{level} [{items}]\n"));
        }
        let (node, report) = tree(&yaml);
        assert!(node.is_none());
        assert_eq!(report.findings()[0].code, YAML_TOO_COMPLEX);
    }

    #[test]
    fn deep_nesting_is_a_finding_and_no_crash() {
        for yaml in [
            "[".repeat(10_000),
            format!("a: {}", "{a: ".repeat(10_000)),
            "- ".repeat(10_000),
        ] {
            let (node, report) = tree(&yaml);
            assert!(node.is_none());
            assert_eq!(report.findings()[0].code, YAML_TOO_COMPLEX, "{report:?}");
        }
    }

    #[test]
    fn a_key_that_stands_twice_shows_both_places() {
        let (_, report) = tree("a: 1\nb: 2\na: 3\n");
        let finding = &report.findings()[0];
        assert_eq!(finding.code, DUPLICATE_KEY);
        assert_eq!(
            finding.place,
            Place::bytes(&RelPath::new("a.yaml"), Span::new(10, 11))
        );
        assert!(finding.also.is_some());
    }

    #[test]
    fn windows_line_ends_do_not_reach_values() {
        assert_eq!(text_of("v: |\r\n  one\r\n  two\r\n", "v"), "one\ntwo\n");
    }

    #[test]
    fn spans_are_bytes_after_non_ascii_text() {
        let yaml = "título: x\nname: y\n";
        let (node, _) = tree(yaml);
        let span = node.unwrap().pair("name").unwrap().value.span;
        assert_eq!(&yaml[span.start..span.end], "y");
    }
}
