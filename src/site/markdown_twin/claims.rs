//! The claims of the twin: causes, fixes and the checks that tell them apart.

use std::fmt::Write as _;

use super::Twin;
use super::text::indented;
use crate::claim::{self, Standing};
use crate::entry::{Cause, Check, Effect, Fix};

impl Twin<'_> {
    pub(super) fn causes(&mut self) {
        let entry = self.entry;
        if entry.causes.is_empty() {
            if entry.cause_unknown {
                self.heading("Common causes");
                self.text.push_str("The cause is not known.\n\n");
            }
            return;
        }
        self.heading("Common causes");
        for (at, cause) in entry.causes.iter().enumerate() {
            self.cause(at, cause);
        }
    }

    fn cause(&mut self, at: usize, cause: &Cause) {
        let id = cause
            .id
            .as_ref()
            .map(|id| format!(" ({id})"))
            .unwrap_or_default();
        let _ = writeln!(
            self.text,
            "### Cause {}{id}\n\n{}\n",
            at + 1,
            cause.claim.as_str().trim()
        );
        self.standing(
            claim::of_cause(self.library, self.entry, cause),
            &cause.evidence,
        );
        if let Some(owner) = cause.owner {
            self.item(&format!("Who can mend it: {owner}"));
        }
        if let Some(tell) = &cause.tell {
            self.item(&format!("How to recognise it: {}", tell.as_str()));
        }
        self.text.push('\n');
        for fix in &cause.fixes {
            self.fix(fix);
        }
    }

    pub(super) fn fixes(&mut self) {
        if self.entry.no_known_fix {
            self.heading("Quick fixes");
            self.text.push_str("No fix is known.\n\n");
        } else if !self.entry.fixes.is_empty() {
            self.heading("Quick fixes");
        }
        for fix in &self.entry.fixes {
            self.fix(fix);
        }
    }

    fn fix(&mut self, fix: &Fix) {
        let kind = fix.kind.map_or("fix", crate::entry::FixKind::as_str);
        let _ = writeln!(
            self.text,
            "**{}{}:** {}\n",
            kind[..1].to_uppercase(),
            &kind[1..],
            fix.r#do.as_str().trim()
        );
        self.standing(claim::of_fix(self.library, self.entry, fix), &fix.evidence);
        self.item(&format!("Effect: {}", effect(fix.effect)));
        if !fix.platforms.is_empty() {
            self.item(&format!("Applies to: {}", fix.platforms.join(", ")));
        }
        if let Some(undo) = &fix.undo {
            self.item(&format!("Undo: {}", undo.as_str()));
        }
        if let Some(confirm) = &fix.confirm {
            self.item(&format!("It worked if: {}", confirm.as_str()));
        }
        for outcome in &fix.outcomes {
            let with = outcome
                .environment
                .as_ref()
                .map(|with| format!(" ({})", with.as_str().trim()));
            self.item(&format!(
                "Outcome: {}{}",
                outcome.result,
                with.unwrap_or_default()
            ));
        }
        self.text.push('\n');
        for (at, step) in fix.steps.iter().enumerate() {
            let _ = writeln!(
                self.text,
                "{}. {}",
                at + 1,
                indented(step.as_str().trim(), 3)
            );
        }
        if !fix.steps.is_empty() {
            self.text.push('\n');
        }
    }

    fn standing(&mut self, standing: Standing, evidence: &[String]) {
        let disputed = if standing.disputed { ", disputed" } else { "" };
        let cited = self.entry.cited(evidence).join(", ");
        let cited = if cited.is_empty() {
            String::new()
        } else {
            format!(" (sources: {cited})")
        };
        self.item(&format!(
            "Confidence: {}{disputed}{cited}",
            standing.confidence
        ));
    }

    pub(super) fn checks(&mut self) {
        if self.entry.checks.is_empty() {
            return;
        }
        self.heading("Checks that tell the causes apart");
        for check in &self.entry.checks {
            self.check(check);
        }
    }

    fn check(&mut self, check: &Check) {
        let platform = check
            .platform
            .as_ref()
            .map(|platform| format!(" ({platform})"))
            .unwrap_or_default();
        match &check.ask {
            Some(ask) => {
                let _ = writeln!(self.text, "**Check{platform}:** {}\n", ask.as_str().trim());
            }
            None => {
                let _ = writeln!(self.text, "**Check{platform}:**\n");
            }
        }
        if let Some(run) = &check.run {
            self.code(run);
            self.item(&format!("Effect: {}", effect(check.effect)));
        }
        for expect in &check.expect {
            let mut text = format!("If you see `{}`", expect.see.replace('`', "'"));
            if let Some(means) = &expect.means {
                let _ = write!(text, ": {}", means.as_str().trim());
            }
            for (word, ids) in [
                ("points to", &expect.points_to),
                ("rules out", &expect.rules_out),
            ] {
                if !ids.is_empty() {
                    let ids: Vec<&str> = ids.iter().map(crate::name::Slug::as_str).collect();
                    let _ = write!(text, " ({word} {})", ids.join(", "));
                }
            }
            self.item(&text);
        }
        self.text.push('\n');
    }
}

fn effect(effect: Option<Effect>) -> &'static str {
    effect.map_or("unknown", Effect::as_str)
}
