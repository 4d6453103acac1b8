//! Takes the blanks out of JavaScript of the program's own.
//!
//! It reads tokens, not the grammar, and is told what to read: code in which every statement ends with a semicolon, and no regular
//! expression follows a closing bracket.

/// Words after which a `/` begins a regular expression, unlike after other names.
const BEFORE_PATTERN: [&str; 7] = ["return", "case", "typeof", "of", "in", "else", "await"];

/// The same program with the blanks and comments that only people need taken out.
pub(super) fn without_blanks(code: &str) -> String {
    let mut out = String::with_capacity(code.len());
    // Brackets open inside of each template that is open.
    let mut templates: Vec<usize> = Vec::new();
    let mut last = "";
    let mut apart = false;
    let mut rest = code;
    while let Some(first) = rest.chars().next() {
        if let Some(length) = blank(rest) {
            apart = true;
            rest = &rest[length..];
            continue;
        }
        let goes_on = first == '}' && templates.last() == Some(&0);
        let length = if is_word(first) {
            rest.find(|c| !is_word(c)).unwrap_or(rest.len())
        } else if matches!(first, '"' | '\'') {
            ends(rest, |rest| rest.starts_with(first).then_some(1))
        } else if first == '`' || goes_on {
            template(rest)
        } else if first == '/' && begins_pattern(last) {
            pattern(rest)
        } else {
            first.len_utf8()
        };
        let text = &rest[..length];
        if goes_on {
            templates.pop();
        }
        match (text, templates.last_mut()) {
            ("{", Some(open)) => *open += 1,
            ("}", Some(open)) => *open -= 1,
            _ if (first == '`' || goes_on) && text.ends_with("${") => templates.push(0),
            _ => {}
        }
        let both_words = last.ends_with(is_word) && is_word(first);
        if apart && (both_words || (matches!(text, "+" | "-") && last == text)) {
            out.push(' ');
        }
        out.push_str(text);
        (last, apart) = (text, false);
        rest = &rest[length..];
    }
    out.push('\n');
    out
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '_' | '$' | '#')
}

/// The length of white space, or of a comment.
fn blank(text: &str) -> Option<usize> {
    let to = |found: Option<usize>, more: usize| Some(found.map_or(text.len(), |at| at + more));
    if text.starts_with("//") {
        to(text.find('\n'), 0)
    } else if text.starts_with("/*") {
        to(text.find("*/"), 2)
    } else if text.starts_with(char::is_whitespace) {
        to(text.find(|c: char| !c.is_whitespace()), 0)
    } else {
        None
    }
}

fn begins_pattern(last: &str) -> bool {
    BEFORE_PATTERN.contains(&last)
        || !last.ends_with(|c: char| is_word(c) || matches!(c, ')' | ']' | '}' | '"' | '\'' | '`'))
}

/// From a backtick, or the end of an expression, to the next expression or the end of the template.
fn template(text: &str) -> usize {
    ends(text, |rest| {
        if rest.starts_with('`') {
            Some(1)
        } else {
            rest.starts_with("${").then_some(2)
        }
    })
}

/// A regular expression with its flags.
fn pattern(text: &str) -> usize {
    let mut in_class = false;
    let body = ends(text, |rest| {
        match rest.chars().next() {
            Some('[') => in_class = true,
            Some(']') => in_class = false,
            Some('/') if !in_class => return Some(1),
            _ => {}
        }
        None
    });
    let flags = text[body..].find(|c: char| !c.is_ascii_lowercase());
    body + flags.unwrap_or(0)
}

/// Where something ends that begins with one character and may hold escapes.
fn ends(text: &str, mut end: impl FnMut(&str) -> Option<usize>) -> usize {
    let mut escaped = false;
    for (at, c) in text.char_indices().skip(1) {
        if escaped {
            escaped = false;
        } else if c == '\\' {
            escaped = true;
        } else if let Some(length) = end(&text[at..]) {
            return at + length;
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blanks_and_comments_go_and_texts_stay() {
        for (code, short) in [
            (
                "// one\nconst a = b  +  +c /* two */ - d--;\n  e ++ ;",
                "const a=b+ +c-d--;e++;",
            ),
            (
                "f(\"x  // y\" + 'it\\'s', [ ]);",
                "f(\"x  // y\"+'it\\'s',[]);",
            ),
            (
                "x = y / 2 / z;\nif (/[/\"] +/u.test(s)) return /a b/ ;",
                "x=y/2/z;if(/[/\"] +/u.test(s))return/a b/;",
            ),
            (
                "`p  ${ a [ 0 ] } q ${ { b : `  ${ c }` } . b }  r` ;",
                "`p  ${a[0]} q ${{b:`  ${c}`}.b}  r`;",
            ),
            (
                "else\n  throw  new Error( `no` )",
                "else throw new Error(`no`)",
            ),
        ] {
            assert_eq!(without_blanks(code), format!("{short}\n"));
        }
    }
}
