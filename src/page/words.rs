//! The fixed words of the model as readers see them: each with a sentence that says what it means.

use super::entry::PageState;
use super::label::Label;
use crate::entry::{Effect, FixKind, OutcomeResult, Owner, Role, Status, Where};
use crate::evidence::{AnswerKind, Confidence, Thread, ThreadState};

const fn label(key: &'static str, text: &'static str, help: &'static str) -> Label {
    Label { key, text, help }
}

/// How the error stands.
pub(super) fn status(status: Status) -> Label {
    match status {
        Status::Open => label("open", "Open", "Nobody has mended it yet."),
        Status::Workaround => label("workaround", "Workaround", "There is a way around it."),
        Status::Fixed => label("fixed", "Fixed", "A newer version no longer has it."),
        Status::ByDesign => label("by-design", "By design", "It works as its makers intend."),
        Status::Unknown => label("unknown", "Unknown", "Nobody has said how it stands."),
    }
}

/// What a command or a fix does. One that nobody labelled is never shown as safe.
pub(super) fn effect(effect: Option<Effect>) -> Label {
    match effect {
        Some(Effect::Read) => label("read", "only reads", "It changes nothing."),
        Some(Effect::Write) => label(
            "write",
            "changes things",
            "It changes something that can be changed back.",
        ),
        Some(Effect::Destructive) => label(
            "destructive",
            "can destroy data",
            "It can lose something for good.",
        ),
        None => label(
            "unknown",
            "effect unknown",
            "Nobody has said what it does: look before you run it.",
        ),
    }
}

/// What a fix achieves.
pub(super) fn fix_kind(kind: Option<FixKind>) -> Label {
    match kind {
        None | Some(FixKind::Fix) => label("fix", "Fix", "It removes the cause."),
        Some(FixKind::Workaround) => label("workaround", "Workaround", "It avoids the cause."),
        Some(FixKind::Mitigation) => label(
            "mitigation",
            "Mitigation",
            "It makes the error rarer or milder.",
        ),
    }
}

/// Who can remove a cause.
pub(super) fn owner(owner: Owner) -> Label {
    match owner {
        Owner::You => label("you", "yours to mend", "On your side: you can mend it."),
        Owner::Vendor => label(
            "vendor",
            "the vendor’s",
            "On the vendor’s side: only they can mend it.",
        ),
        Owner::Provider => label(
            "provider",
            "a provider’s",
            "On the side of a service behind it: its provider can mend it.",
        ),
        Owner::Network => label(
            "network",
            "in the network",
            "In the network between you and the service.",
        ),
    }
}

/// How it went for somebody.
pub(super) fn outcome(result: OutcomeResult) -> Label {
    match result {
        OutcomeResult::Worked => label("worked", "worked", "It worked."),
        OutcomeResult::Failed => label("failed", "did not work", "It did not work."),
        OutcomeResult::Partial => label("partial", "helped in part", "It helped in part."),
        OutcomeResult::Worse => label("worse", "made it worse", "It made things worse."),
    }
}

/// Who speaks in a source.
pub(super) fn role(role: Role) -> Label {
    match role {
        Role::Maintainer => label(
            "maintainer",
            "maintainer",
            "Somebody who speaks for the project.",
        ),
        Role::VendorDoc => label(
            "vendor-doc",
            "vendor’s documentation",
            "The documentation of the tool’s maker.",
        ),
        Role::Spec => label("spec", "specification", "A standard."),
        Role::Fix => label("fix", "merged fix", "A change that was merged."),
        Role::Reporter => label("reporter", "reporter", "Somebody who met the error."),
        Role::Community => label("community", "community", "Anybody else."),
        Role::OwnTest => label("own-test", "own test", "The writers of this page tried it."),
    }
}

/// How sure a claim is.
pub(super) fn confidence(level: Confidence) -> Label {
    match level {
        Confidence::Reproduced => label(
            "reproduced",
            "reproduced",
            "Tried by the writers of this page, with version and date.",
        ),
        Confidence::Confirmed => label(
            "confirmed",
            "confirmed",
            "A maintainer, the vendor’s documentation, a standard or a merged fix says so.",
        ),
        Confidence::Corroborated => label(
            "corroborated",
            "corroborated",
            "Two independent people say so, or somebody confirmed that the fix works.",
        ),
        Confidence::Reported => label("reported", "reported", "One person says so."),
        Confidence::Unsourced => label("unsourced", "unsourced", "Nothing stands behind it yet."),
    }
}

/// Where a signature is printed.
pub(super) fn place(place: Where) -> &'static str {
    match place {
        Where::Toast => "in a passing message",
        Where::Stderr => "in the error output",
        Where::Log => "in a log",
        Where::Http => "in the answer of a server",
        Where::Url => "in an address",
        Where::Code => "as an error code",
        Where::Ui => "in a window or page",
    }
}

/// What a comment in a thread offers.
pub(super) fn answer(kind: AnswerKind) -> Label {
    match kind {
        AnswerKind::Fix => label("fix", "fix", "Its writer says that it solved the problem."),
        AnswerKind::Workaround => label("workaround", "workaround", "A way around."),
        AnswerKind::Answer => label("answer", "answer", "A maintainer’s answer."),
    }
}

/// How a thread stands.
pub(super) fn thread_state(thread: &Thread) -> Label {
    if thread.gone.is_some() {
        return label("gone", "deleted", "The thread is no longer there.");
    }
    match thread.state {
        ThreadState::Open => label("open", "open", "The thread is open."),
        ThreadState::Closed => label("closed", "closed", "The thread is closed."),
        ThreadState::Merged => label("merged", "merged", "The change was merged."),
    }
}

/// The badge of a page that is not like the others.
pub(super) fn badge(state: PageState<'_>) -> Option<Label> {
    match state {
        PageState::Published => None,
        PageState::Stub(_) => Some(label(
            "stub",
            "not finished",
            "The page does not meet the bar of this site yet.",
        )),
        PageState::Draft => Some(label("draft", "draft", "The page was not reviewed yet.")),
        PageState::Withdrawn => Some(label("withdrawn", "withdrawn", "The page no longer holds.")),
    }
}
