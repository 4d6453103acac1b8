//! Puts the comments of a thread together: what was proposed, by whom, who said that it worked or did not, and who
//! has the same problem.

use super::raw::is_bot;
use super::reply::{Reply, read};
use super::{FixKind, FoundError, FoundFix, Thread};
use crate::import::template::template;

/// What the comments of a thread hold.
#[derive(Debug, Default)]
pub(super) struct Answers {
    pub(super) fixes: Vec<FoundFix>,
    pub(super) also_reported_by: Vec<String>,
}

/// Reads the comments in their order; an outcome belongs to a fix before it.
pub(super) fn answers(thread: &Thread<'_>, errors: &[FoundError]) -> Answers {
    let mut answers = Answers::default();
    let mut proposals: Vec<Proposal> = Vec::new();
    for (number, (comment, body)) in thread.raw.comments.iter().zip(&thread.comments).enumerate() {
        let author = comment.author.as_deref();
        if is_bot(author) {
            continue;
        }
        let maintainer = thread.raw.is_maintainer(author, &comment.association);
        let reply = read(body);
        let new = is_new(&reply, &proposals);
        let proposes = new && (reply.proposes || (maintainer && reply.substance));
        if !proposes && let Some(target) = target(&reply, author, &proposals, body) {
            let login = author.unwrap_or("ghost").to_owned();
            let fix = &mut answers.fixes[target];
            let list = if reply.failed {
                &mut fix.rejected_by
            } else {
                &mut fix.confirmed_by
            };
            if !list.contains(&login) {
                list.push(login);
            }
        }
        let also = reply.same || repeats(errors, body);
        let independent = |login: &&str| {
            Some(*login) != thread.raw.author.as_deref()
                && !answers.also_reported_by.iter().any(|known| known == login)
        };
        if let Some(login) = author
            .filter(independent)
            .filter(|_| also && !proposes && !maintainer)
        {
            answers.also_reported_by.push(login.to_owned());
        }
        if proposes {
            answers.fixes.push(FoundFix {
                comment: number,
                kind: kind(&reply, maintainer),
                excerpt: reply.excerpt.clone(),
                confirmed_by: Vec::new(),
                rejected_by: Vec::new(),
            });
            proposals.push(Proposal {
                author: author.map(str::to_owned),
                stems: stems(&reply.words),
                around: reply.around,
            });
        }
    }
    for (fix, proposal) in answers.fixes.iter_mut().zip(&proposals) {
        if !fix.confirmed_by.is_empty() && !proposal.around {
            fix.kind = FixKind::Fix;
        }
    }
    answers
}

/// A fix so far, as later comments may refer to it.
struct Proposal {
    author: Option<String>,
    stems: Vec<String>,
    around: bool,
}

fn kind(reply: &Reply, maintainer: bool) -> FixKind {
    match () {
        () if reply.solved && (reply.told || !reply.around) => FixKind::Fix,
        () if reply.around && reply.proposes => FixKind::Workaround,
        () if maintainer => FixKind::Answer,
        () => FixKind::Workaround,
    }
}

/// Whether a comment brings something that no proposal before it has said. One that only says that it worked, in
/// the words of an earlier one, confirms that.
fn is_new(reply: &Reply, proposals: &[Proposal]) -> bool {
    if !reply.worked || reply.released {
        return true;
    }
    let own = stems(&reply.words);
    let known = |stem: &String| {
        proposals
            .iter()
            .any(|proposal| proposal.stems.iter().any(|other| alike(stem, other)))
    };
    let fresh = own.iter().filter(|stem| !known(stem)).count();
    if proposals.is_empty() {
        !own.is_empty()
    } else {
        fresh >= 2 && fresh * 2 > own.len()
    }
}

/// Which fix an outcome is about: one of another writer, by mention, by shared words, else the nearest.
fn target(
    reply: &Reply,
    author: Option<&str>,
    proposals: &[Proposal],
    body: &str,
) -> Option<usize> {
    let rejects = reply.failed && !reply.same;
    if !reply.worked && !rejects {
        return None;
    }
    let others = || {
        proposals
            .iter()
            .enumerate()
            .rev()
            .filter(|(_, proposal)| proposal.author.as_deref() != author)
    };
    let own = stems(&reply.words);
    let mentioned = others().find(|(_, proposal)| {
        proposal
            .author
            .as_deref()
            .is_some_and(|login| body.contains(&format!("@{login}")))
    });
    let shared = |proposal: &Proposal| {
        proposal
            .stems
            .iter()
            .filter(|stem| own.iter().any(|other| alike(stem, other)))
            .count()
    };
    let by_words = others()
        .filter(|(_, proposal)| shared(proposal) > 0)
        .max_by_key(|(_, proposal)| shared(proposal));
    mentioned
        .or(by_words)
        .or_else(|| others().next())
        .map(|(index, _)| index)
}

/// Whether a comment shows the same error itself.
fn repeats(errors: &[FoundError], body: &str) -> bool {
    errors.first().is_some_and(|error| {
        let main = template(&error.text);
        main.len() >= 20 && body.lines().any(|line| template(line).contains(&main))
    })
}

/// The telling words of a comment.
fn stems(words: &str) -> Vec<String> {
    words
        .split(|c: char| !(c.is_alphanumeric() || "-_./".contains(c)))
        .map(|word| {
            word.trim_matches(|c: char| !c.is_alphanumeric())
                .to_lowercase()
        })
        .filter(|word| word.chars().count() >= 2 && !EMPTY.contains(&word.as_str()))
        .collect()
}

fn alike(left: &str, right: &str) -> bool {
    let prefix = |word: &str| word.chars().take(5).collect::<String>();
    left == right
        || (left.chars().count() >= 5
            && right.chars().count() >= 5
            && prefix(left) == prefix(right))
        || (left.len() >= 5 && right.contains(left))
}

/// Words that say only that something worked, and for whom.
const EMPTY: &[&str] = &[
    "danke",
    "das",
    "funktioniert",
    "merci",
    "gracias",
    "funciona",
    "fonctionne",
    "obrigado",
    "谢谢",
    "感谢",
    "解决",
    "解决了，谢谢",
    "もう",
    "on",
    "it!",
    "was",
    "cheers",
    "ty",
    "it",
    "that",
    "this",
    "the",
    "a",
    "an",
    "and",
    "is",
    "was",
    "to",
    "of",
    "for",
    "me",
    "my",
    "in",
    "on",
    "at",
    "with",
    "as",
    "well",
    "too",
    "also",
    "now",
    "again",
    "just",
    "so",
    "do",
    "did",
    "does",
    "done",
    "not",
    "no",
    "yes",
    "ok",
    "okay",
    "you",
    "your",
    "we",
    "us",
    "our",
    "he",
    "she",
    "they",
    "works",
    "work",
    "worked",
    "working",
    "fine",
    "great",
    "good",
    "nice",
    "perfect",
    "perfectly",
    "charm",
    "like",
    "trick",
    "solved",
    "solves",
    "resolved",
    "fixed",
    "fixes",
    "fix",
    "solution",
    "workaround",
    "helped",
    "helps",
    "help",
    "thanks",
    "thank",
    "thx",
    "confirmed",
    "confirm",
    "confirming",
    "can",
    "could",
    "have",
    "has",
    "had",
    "be",
    "been",
    "same",
    "here",
    "issue",
    "problem",
    "error",
    "everything",
    "all",
    "very",
    "much",
    "really",
    "indeed",
    "after",
    "above",
    "suggestion",
    "suggested",
    "answer",
    "tried",
    "try",
    "trying",
    "problem.",
    "解决了",
    "可以了",
    "谢谢",
    "成功",
    "by",
    "from",
    "im",
    "i'm",
    "seems",
    "seem",
    "finally",
    "awesome",
    "cool",
    "wow",
    "back",
    "any",
    "more",
    "when",
    "if",
    "then",
    "are",
    "will",
    "s",
    "t",
];

#[cfg(test)]
mod tests {
    use super::super::{FixKind, RawComment, RawThread, extract};

    fn comment(author: &str, association: &str, body: &str) -> RawComment {
        RawComment {
            author: Some(author.into()),
            association: association.into(),
            body: body.into(),
            ..RawComment::default()
        }
    }

    fn thread(comments: Vec<RawComment>) -> RawThread {
        RawThread {
            repo: "o/r".into(),
            title: "It fails".into(),
            author: Some("me".into()),
            comments,
            ..RawThread::default()
        }
    }

    #[test]
    fn confirmations_and_rejections_join_the_fix_before() {
        let found = extract(&thread(vec![
            comment(
                "helper",
                "NONE",
                "Deleting the lock file and signing in again fixed it.",
            ),
            comment("a", "NONE", "That worked for me as well!"),
            comment("b", "NONE", "Signing in again does not help here."),
            comment("c", "NONE", "Same problem on Linux."),
        ]));
        assert_eq!(found.fixes.len(), 1);
        assert_eq!(found.fixes[0].confirmed_by, ["a"]);
        assert_eq!(found.fixes[0].rejected_by, ["b"]);
        assert_eq!(found.also_reported_by, ["c"]);
    }

    #[test]
    fn kinds_follow_who_says_what() {
        let found = extract(&thread(vec![
            comment(
                "m",
                "MEMBER",
                "The server is not listening at that address.",
            ),
            comment("n", "NONE", "Roll back to 0.46 for now."),
            comment("o", "OWNER", "Fixed in v1.2.3."),
            comment("b", "helper[bot]", "Use the flag."),
            comment("p", "MEMBER", "Could you share your logs?"),
        ]));
        let kinds: Vec<_> = found
            .fixes
            .iter()
            .map(|fix| (fix.comment, fix.kind))
            .collect();
        assert_eq!(
            kinds[..3],
            [
                (0, FixKind::Answer),
                (1, FixKind::Workaround),
                (2, FixKind::Fix)
            ]
        );
    }
}
