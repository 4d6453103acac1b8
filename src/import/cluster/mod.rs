//! Brings threads together that report the same error. Two threads belong together where somebody said so, where the
//! messages are equal once what varies is masked, where one is the other cut short, or where few and untelling words
//! differ. A wrong pair costs more than a missed one: it would merge two pages.

mod alike;
mod core;
mod groups;

use std::collections::{BTreeMap, BTreeSet, HashMap};

use alike::{Facts, same, shortens};
use groups::Groups;

use super::template::VARIES;

/// Words by which a message looks for others.
const RAREST: usize = 4;
/// Messages with one word in common that are all compared with each other.
const WHOLE_LIST: usize = 64;
/// How many of more are compared with each.
const NEIGHBOURS: usize = 8;

/// What clustering needs to know of a thread.
#[derive(Debug, Clone, Copy)]
pub struct Member<'a> {
    /// `owner/repo#number`.
    pub thread: &'a str,
    /// Its main error as printed.
    pub error: &'a str,
    /// Its title.
    pub title: &'a str,
    /// `owner/repo#number` of the thread it repeats.
    pub duplicate_of: Option<&'a str>,
}

/// The threads in groups of the same error, as positions in the list; each group in order, groups by their first.
pub fn clusters(members: &[Member<'_>]) -> Vec<Vec<usize>> {
    let facts: Vec<Facts<'_>> = members.iter().map(Facts::new).collect();
    let mut groups = Groups::new(members.len());
    declared(members, &mut groups);
    let pairs = candidates(&facts);
    for &(left, right) in &pairs {
        if groups.root(left) != groups.root(right) && same(&facts[left], &facts[right]) {
            groups.join(left, right);
        }
    }
    shortened(&facts, &pairs, &mut groups);
    groups.list()
}

/// Joins groups whose message is another's cut short. One that several different messages continue belongs to none
/// of them: it would bring these together.
fn shortened(facts: &[Facts<'_>], pairs: &[(usize, usize)], groups: &mut Groups) {
    let mut continued: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
    for &(left, right) in pairs {
        for (short, long) in [(left, right), (right, left)] {
            let (from, to) = (groups.root(short), groups.root(long));
            if from != to && shortens(&facts[short], &facts[long]) {
                continued.entry(from).or_default().insert(to);
            }
        }
    }
    for (short, longs) in &continued {
        // Longer messages may be one another's continuation.
        let ends: Vec<usize> = longs
            .iter()
            .copied()
            .filter(|long| !continued.contains_key(long))
            .collect();
        if let [end] = ends[..] {
            groups.join(*short, end);
        }
    }
}

/// Threads that are said to be duplicates.
fn declared(members: &[Member<'_>], groups: &mut Groups) {
    let mut known: HashMap<&str, usize> = HashMap::new();
    for (index, member) in members.iter().enumerate() {
        known.entry(member.thread).or_insert(index);
    }
    for (index, member) in members.iter().enumerate() {
        if let Some(other) = member.duplicate_of {
            let first = *known.entry(other).or_insert(index);
            groups.join(first, index);
        }
    }
}

/// Pairs worth comparing, in order: those that share one of their rarest words. Common words pair nothing, so that the
/// work grows with the threads and not with their square.
fn candidates(facts: &[Facts<'_>]) -> Vec<(usize, usize)> {
    let mut by_word: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (index, fact) in facts.iter().enumerate() {
        for word in telling(fact).collect::<BTreeSet<&str>>() {
            by_word.entry(word).or_default().push(index);
        }
    }
    let mut rarest: BTreeSet<&str> = BTreeSet::new();
    for fact in facts {
        let mut own: Vec<&str> = telling(fact).collect();
        own.sort_by_key(|word| (by_word[word].len(), *word));
        own.dedup();
        rarest.extend(own.into_iter().take(RAREST));
    }
    let mut pairs = Vec::new();
    for word in rarest {
        let mut list = by_word[word].clone();
        let mut reach = list.len();
        if list.len() > WHOLE_LIST {
            // Neighbours are enough where alike messages stand together: equal ones chain through them.
            list.sort_by(|left, right| facts[*left].core.words.cmp(&facts[*right].core.words));
            reach = NEIGHBOURS;
        }
        for (at, &left) in list.iter().enumerate() {
            let others = list.iter().skip(at + 1).take(reach);
            pairs.extend(others.map(|&right| (left.min(right), left.max(right))));
        }
    }
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}

fn telling<'f>(fact: &'f Facts<'_>) -> impl Iterator<Item = &'f str> {
    let words = fact.core.words.iter().map(String::as_str);
    words.filter(|word| *word != VARIES)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn together(errors: &[(&str, &str)]) -> Vec<Vec<usize>> {
        let members: Vec<Member<'_>> = errors
            .iter()
            .map(|&(thread, error)| Member {
                thread,
                error,
                title: "",
                duplicate_of: None,
            })
            .collect();
        clusters(&members)
    }

    #[test]
    fn ids_advice_and_levels_keep_nothing_apart() {
        let found = together(&[
            (
                "a/b#1",
                "Couldn't reach the widget host. Share this: \"ofid_1234567890\"",
            ),
            ("c/d#2", "Couldn’t reach the widget host"),
            (
                "a/b#3",
                "FATAL: Couldn't reach the widget host. If this persists, call us",
            ),
        ]);
        assert_eq!(found, [vec![0, 1, 2]]);
    }

    #[test]
    fn different_messages_of_one_relay_stay_apart() {
        let found = together(&[
            (
                "a/b#1",
                "API Error: 400 {\"error\":{\"message\":\"tool ids must be unique\"}}",
            ),
            (
                "a/b#2",
                "API Error: 400 {\"error\":{\"message\":\"prompt is too long\"}}",
            ),
            (
                "a/b#3",
                "API Error: 429 {\"error\":{\"message\":\"tool ids must be unique\"}}",
            ),
        ]);
        assert_eq!(found.len(), 3);
    }

    #[test]
    fn general_messages_join_only_near_each_other() {
        let found = together(&[
            ("a/b#1", "Connection failed"),
            ("c/d#2", "Connection failed"),
            ("a/b#3", "connection failed."),
        ]);
        assert_eq!(found, [vec![0, 2], vec![1]]);
        let found = together(&[
            ("a/b#1", "TypeError: x is not a function"),
            ("c/d#2", "TypeError: x is not a function"),
        ]);
        assert_eq!(found.len(), 2);
    }

    #[test]
    fn one_telling_word_keeps_apart() {
        let found = together(&[
            (
                "a/b#1",
                "error: could not find native static library `alpha`, perhaps an -L flag is missing",
            ),
            (
                "a/b#2",
                "error: could not find native static library `bravo`, perhaps an -L flag is missing",
            ),
        ]);
        assert_eq!(found.len(), 2);
    }

    #[test]
    fn a_declared_duplicate_joins_whatever_it_says() {
        let member = |thread, error, duplicate_of| Member {
            thread,
            error,
            title: "",
            duplicate_of,
        };
        let members = [
            member("a/b#1", "one thing", None),
            member("a/b#2", "another", Some("a/b#1")),
            member("a/b#3", "third", Some("a/b#9")),
            member("a/b#4", "fourth", Some("a/b#9")),
        ];
        assert_eq!(clusters(&members), [vec![0, 1], vec![2, 3]]);
    }

    #[test]
    fn a_beginning_that_several_messages_share_joins_none_of_them() {
        let found = together(&[
            ("a/b#1", "widget stream disconnected early"),
            (
                "a/b#2",
                "widget stream disconnected early: quota of today used up",
            ),
            (
                "a/b#3",
                "widget stream disconnected early: socket dropped by peer",
            ),
        ]);
        assert_eq!(found.len(), 3);
        assert_eq!(
            together(&[
                ("a/b#1", "widget stream disconnected early"),
                ("a/b#2", "widget stream disconnected early: quota used up")
            ])
            .len(),
            1
        );
    }

    #[test]
    fn placeholders_of_reporters_match_any_name() {
        let found = together(&[
            ("a/b#1", "Couldn't register with <name>'s sign-in service"),
            (
                "c/d#2",
                "Couldn’t register with acme’s sign-in service. You can try again.",
            ),
        ]);
        assert_eq!(found, [vec![0, 1]]);
    }
}
