//! A command that can lose something, without `effect: destructive`.

use pulldown_cmark::{Event, Parser, Tag, TagEnd};

use super::destructive::danger;
use crate::check::rule::about;
use crate::check::{Rule, Scope};
use crate::entry::{Effect, Entry, Fix};
use crate::finding::{Finding, KeyPath, Place, Report};
use crate::name::Markdown;

/// A command that can lose something, without `effect: destructive`.
pub(crate) struct UnlabelledCommand;

impl Rule for UnlabelledCommand {
    about!("unlabelled-command", Said, Own);

    fn entry(&self, _: &Scope<'_>, entry: &Entry, report: &mut Report) {
        let mut look = |command: &str, effect: Option<Effect>, path: KeyPath| {
            if effect == Some(Effect::Destructive) {
                return;
            }
            if let Some((part, what)) = danger(command) {
                report.push(
                    Finding::warning(
                        self.code(),
                        Place::value(&entry.id.file(), path),
                        format!("`{part}` {what}"),
                    )
                    .label("expected `effect: destructive` beside it")
                    .help("add `effect: destructive`, and `undo:` if there is a way back"),
                );
            }
        };
        for (at, check) in entry.checks.iter().enumerate() {
            if let Some(run) = &check.run {
                look(run, check.effect, KeyPath::of("checks").item(at).key("run"));
            }
        }
        for (at, cause) in entry.causes.iter().enumerate() {
            fixes(
                &KeyPath::of("causes").item(at).key("fixes"),
                &cause.fixes,
                &mut look,
            );
        }
        fixes(&KeyPath::of("fixes"), &entry.fixes, &mut look);
        for (key, texts) in [("steps", &entry.steps), ("prevention", &entry.prevention)] {
            for (at, text) in texts.iter().enumerate() {
                code(text)
                    .iter()
                    .for_each(|command| look(command, None, KeyPath::of(key).item(at)));
            }
        }
    }
}

fn fixes(path: &KeyPath, fixes: &[Fix], look: &mut impl FnMut(&str, Option<Effect>, KeyPath)) {
    for (at, fix) in fixes.iter().enumerate() {
        let place = path.clone().item(at);
        code(&fix.r#do)
            .iter()
            .for_each(|command| look(command, fix.effect, place.clone().key("do")));
        for (step, text) in fix.steps.iter().enumerate() {
            code(text).iter().for_each(|command| {
                look(command, fix.effect, place.clone().key("steps").item(step));
            });
        }
    }
}

/// The code of a text: inline and blocks.
fn code(text: &Markdown) -> Vec<String> {
    let mut found = Vec::new();
    let text = text.as_str();
    // Fences, spans and indented blocks: most texts have none of them.
    if !text.contains(['`', '~', '\t']) && !text.contains("    ") {
        return found;
    }
    let mut block: Option<String> = None;
    for event in Parser::new(text) {
        match event {
            Event::Code(code) => found.push(code.into_string()),
            Event::Start(Tag::CodeBlock(_)) => block = Some(String::new()),
            Event::Text(text) => {
                if let Some(block) = &mut block {
                    block.push_str(&text);
                }
            }
            Event::End(TagEnd::CodeBlock) => found.extend(block.take()),
            _ => {}
        }
    }
    found
}
