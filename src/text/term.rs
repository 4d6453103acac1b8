//! What the index is keyed by: stems of plain words, identifiers whole and in their parts, names joined by hyphens and dots.
//!
//! Codes are never stemmed and never guessed at; that is what tells `E0391` from `E0392`.

use std::borrow::Cow;

use super::atom::Atom;

/// A key of the index and how it came about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    /// The key.
    pub text: String,
    /// The atom it came from (the last of a joined name).
    pub atom: u32,
    /// How telling it is by its shape, of 16.
    pub shape: u32,
}

/// The terms of a line's atoms.
pub fn terms(atoms: &[Atom]) -> Vec<Term> {
    let mut out = Vec::with_capacity(atoms.len() * 2);
    each_term(atoms, |text, atom, form| {
        let shape = match form {
            Form::Word => shape(&atoms[atom as usize]),
            Form::Part => 6,
            Form::Name => 20,
        };
        out.push(Term {
            text: text.to_owned(),
            atom,
            shape,
        });
    });
    out
}

/// What of its atom a term is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// All of it.
    Word,
    /// A part of an identifier.
    Part,
    /// The last of a joined name.
    Name,
}

/// Calls `take` with the key, the atom and the form of each term, in order: an index is counted from millions of terms, and
/// most of them are known already.
pub fn each_term<Text: AsRef<str>>(atoms: &[Atom<Text>], mut take: impl FnMut(&str, u32, Form)) {
    let mut name = String::new();
    let mut joined = 0;
    for (place, atom) in (0_u32..).zip(atoms) {
        let (raw, folded) = (atom.raw.as_ref(), atom.folded.as_ref());
        if folded.is_empty() {
            joined = 0;
            continue;
        }
        take(&stemmed(folded), place, Form::Word);
        if may_have_parts(raw) {
            for part in parts(raw) {
                take(&stemmed(&part), place, Form::Part);
            }
        }
        let goes_on = atoms.get(place as usize + 1).is_some_and(|next| {
            matches!(next.joint, Some('-' | '.')) && !next.folded.as_ref().is_empty()
        });
        match atom.joint {
            Some(joint @ ('-' | '.')) if joined > 0 && joined < 8 => {
                name.push(joint);
                name.push_str(folded);
                joined += 1;
            }
            _ => {
                name.clear();
                // Without a successor the name is this one word, which is counted already.
                if goes_on {
                    name.push_str(folded);
                }
                joined = 1;
            }
        }
        if joined > 1 && !goes_on {
            take(&name, place, Form::Name);
        }
    }
}

/// Whether a term is a plain word, which may be completed and misspelt; a code is neither.
pub fn plain_word(term: &str) -> bool {
    !term
        .bytes()
        .any(|byte| byte.is_ascii_digit() || matches!(byte, b'_' | b'-' | b'.'))
}

/// The word without its usual English endings; codes and short words stay.
pub fn stem(word: &str) -> String {
    stemmed(word).into_owned()
}

/// Endings that are cut, the first that leaves so many characters.
const ENDINGS: [(&str, usize); 11] = [
    ("ations", 4),
    ("ation", 4),
    ("ions", 4),
    ("ion", 4),
    ("ments", 6),
    ("ment", 6),
    ("ing", 4),
    ("ed", 3),
    ("es", 4),
    ("s", 3),
    ("e", 3),
];

/// The same, borrowed where nothing but the ending differs.
fn stemmed(word: &str) -> Cow<'_, str> {
    // The last letters of all endings below: most words have another.
    let may_end = matches!(
        word.as_bytes().last(),
        Some(b's' | b'e' | b'd' | b'g' | b'n' | b't' | b'y')
    );
    if !may_end || word.len() < 4 || !word.is_ascii() || !plain_word(word) {
        return Cow::Borrowed(word);
    }
    let word = cut(word, "ly", 5).unwrap_or(word);
    if let Some(head) = cut(word, "ies", 3).or_else(|| cut(word, "ied", 3)) {
        return Cow::Owned(format!("{head}y"));
    }
    let ending = ENDINGS.iter().find_map(|&(tail, least)| {
        let head = cut(word, tail, least)?;
        let fits = !tail.starts_with("ion") || head.ends_with(['s', 't']);
        fits.then_some((tail, head))
    });
    match ending {
        None => Cow::Borrowed(word),
        Some(("s", head)) if head.ends_with('s') => Cow::Borrowed(word),
        Some(("s", head)) => Cow::Borrowed(undouble(head)),
        Some((_, head)) => verb(undouble(head)),
    }
}

fn cut<'w>(word: &'w str, tail: &str, least: usize) -> Option<&'w str> {
    word.strip_suffix(tail).filter(|head| head.len() >= least)
}

/// `generat` (from `generated`) is `gener`, as from `generation`; `initialis` is `initializ`.
fn verb(head: &str) -> Cow<'_, str> {
    match cut(head, "is", 4) {
        Some(short) => Cow::Owned(format!("{short}iz")),
        None => Cow::Borrowed(cut(head, "at", 4).unwrap_or(head)),
    }
}

/// `stopp` (from `stopped`) is `stop`; then a silent `e` goes as well, so that `moved`, `moves` and `move` meet.
fn undouble(head: &str) -> &str {
    let bytes = head.as_bytes();
    let double = bytes.len() > 3
        && bytes[bytes.len() - 1] == bytes[bytes.len() - 2]
        && !matches!(bytes[bytes.len() - 1], b's' | b'l' | b'e' | b'o');
    let head = if double {
        &head[..head.len() - 1]
    } else {
        head
    };
    cut(head, "e", 3).unwrap_or(head)
}

fn shape(atom: &Atom) -> u32 {
    let (letters, digits, under) =
        atom.raw
            .chars()
            .fold((0, 0, 0), |(letters, digits, under), c| match c {
                '_' => (letters, digits, under + 1),
                c if c.is_ascii_digit() => (letters, digits + 1, under),
                _ => (letters + 1, digits, under),
            });
    match (letters, digits, under) {
        (0, ..) => {
            if digits < 3 {
                4
            } else {
                12
            }
        }
        (1, 0, _) => 3,
        (2, 0, _) => 6,
        (_, 0, 0) => {
            if atom.raw.chars().skip(1).any(|c| c.is_ascii_uppercase()) {
                20
            } else {
                16
            }
        }
        _ => 22,
    }
}

/// Whether [`parts`] can find any: an underscore, or a capital letter after the first character.
fn may_have_parts(raw: &str) -> bool {
    raw.bytes()
        .enumerate()
        .any(|(at, byte)| byte == b'_' || (at > 0 && byte.is_ascii_uppercase()))
}

/// `addedUserName_v2` gives `added`, `user`, `name`; nothing where there is only one part.
fn parts(raw: &str) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    let mut before: Option<char> = None;
    let mut chars = raw.chars().peekable();
    let mut current = String::new();
    let mut close = |current: &mut String| {
        if current.chars().count() > 1 && !current.bytes().all(|byte| byte.is_ascii_digit()) {
            out.push(std::mem::take(current));
        }
        current.clear();
    };
    let mut pieces = 1;
    while let Some(c) = chars.next() {
        let hump = c.is_ascii_uppercase()
            && before.is_some_and(|b| {
                b.is_ascii_lowercase()
                    || b.is_ascii_digit()
                    || (b.is_ascii_uppercase()
                        && chars.peek().is_some_and(char::is_ascii_lowercase))
            });
        if c == '_' || hump {
            close(&mut current);
            pieces += 1;
        }
        if c != '_' {
            current.push(super::fold(c));
        }
        before = Some(c);
    }
    close(&mut current);
    if pieces > 1 { out } else { Vec::new() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::atom::atoms;

    fn keys(line: &str) -> Vec<String> {
        terms(&atoms(line))
            .into_iter()
            .map(|term| term.text)
            .collect()
    }

    #[test]
    fn identifiers_are_found_whole_and_in_parts() {
        assert_eq!(
            keys("ERR_INVALID_URL"),
            ["err_invalid_url", "err", "invalid", "url"]
        );
        assert_eq!(
            keys("XMLHttpRequest"),
            ["xmlhttprequest", "xml", "http", "request"]
        );
        assert_eq!(keys("gsp-redirect"), ["gsp", "redirect", "gsp-redirect"]);
    }

    #[test]
    fn word_forms_meet_and_codes_stay() {
        for forms in [
            ["moved", "moves", "move"],
            ["stopping", "stopped", "stops"],
            ["duplicates", "duplicate", "duplicated"],
            ["connection", "connects", "connected"],
            ["hydration", "hydrate", "hydrating"],
            ["initialisation", "initialize", "initialised"],
            ["deployments", "deploy", "deployed"],
            ["retried", "retries", "retry"],
            ["directly", "direct", "directed"],
        ] {
            assert!(
                forms.iter().all(|form| stem(form) == stem(forms[0])),
                "{forms:?}"
            );
        }
        assert_eq!(stem("e0391s"), "e0391s");
    }
}
