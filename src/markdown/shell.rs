//! Colours for shell commands. They are the code that stands on most pages, and a full grammar of the shell costs more
//! than the rest of the page: this scanner knows comments, strings, variables, options and the command of each line.

/// Calls `piece` with each part of `code` and its class, in order; together the parts are the code.
pub(super) fn scan<'c>(code: &'c str, mut piece: impl FnMut(&'static str, &'c str)) {
    let mut rest = code;
    let mut first_word = true;
    while let Some(start) = rest.chars().next() {
        let (class, len) = match start {
            '\n' | ';' | '|' | '&' | '(' => {
                first_word = true;
                ("", start.len_utf8())
            }
            c if c.is_whitespace() => (
                "",
                rest.find(|c: char| !c.is_whitespace() || c == '\n')
                    .unwrap_or(rest.len()),
            ),
            '#' => ("c", rest.find('\n').unwrap_or(rest.len())),
            '\'' | '"' => {
                first_word = false;
                ("s", quoted(rest, start))
            }
            '$' => ("v", variable(rest)),
            '\\' => ("", 1 + rest[1..].chars().next().map_or(0, char::len_utf8)),
            ')' | '<' | '>' | '`' => ("", 1),
            _ => word(rest, &mut first_word),
        };
        let (part, after) = rest.split_at(len);
        piece(class, part);
        rest = after;
    }
}

/// A word: an assignment, an option, the command itself, or an argument.
fn word(text: &str, first_word: &mut bool) -> (&'static str, usize) {
    let end = text
        .find(|c: char| c.is_whitespace() || ";|&()<>'\"$`\\".contains(c))
        .unwrap_or(text.len());
    let word = &text[..end];
    let name = word.split('=').next().unwrap_or(word);
    if word.starts_with('=') {
        return ("", end);
    }
    if name.len() < word.len()
        && *first_word
        && name.chars().all(|c| c.is_alphanumeric() || c == '_')
    {
        return ("v", name.len());
    }
    if word.starts_with('-') && word.len() > 1 {
        return ("k", end);
    }
    let class = if *first_word && !matches!(word, "$" | ">" | "%") {
        "f"
    } else {
        ""
    };
    *first_word = matches!(
        word,
        "sudo" | "env" | "exec" | "then" | "do" | "else" | "if" | "!" | "{"
    );
    (class, end)
}

/// The length of the string that opens `text`, with its quotes; an open one ends with the code.
fn quoted(text: &str, quote: char) -> usize {
    let mut escaped = false;
    for (at, c) in text.char_indices().skip(1) {
        if escaped {
            escaped = false;
        } else if c == '\\' && quote == '"' {
            escaped = true;
        } else if c == quote {
            return at + 1;
        }
    }
    text.len()
}

/// The length of the variable that opens `text`: `$NAME`, `${NAME}`, `$?`, or the `$` of `$(…)`.
fn variable(text: &str) -> usize {
    let after = &text[1..];
    match after.chars().next() {
        Some('{') => after.find('}').map_or(text.len(), |at| at + 2),
        Some(c) if c.is_alphanumeric() || c == '_' => {
            1 + after
                .find(|c: char| !c.is_alphanumeric() && c != '_')
                .unwrap_or(after.len())
        }
        Some('?' | '!' | '@' | '*' | '#' | '$') => 2,
        _ => 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(code: &str) -> Vec<(&'static str, &str)> {
        let mut parts = Vec::new();
        scan(code, |class, part| {
            if !part.trim().is_empty() {
                parts.push((class, part));
            }
        });
        parts
    }

    #[test]
    fn commands_options_strings_and_comments_are_told_apart() {
        let expected = [
            ("f", "curl"),
            ("k", "-sS"),
            ("s", "\"a \\\" b\""),
            ("", "|"),
            ("f", "jq"),
            ("", ".x"),
            ("c", "# why"),
        ];
        assert_eq!(parts("curl -sS \"a \\\" b\" | jq .x # why"), expected);
    }

    #[test]
    fn assignments_and_variables_are_names() {
        assert_eq!(
            parts("A=1 run ${B} $?"),
            [
                ("v", "A"),
                ("", "=1"),
                ("f", "run"),
                ("v", "${B}"),
                ("v", "$?")
            ]
        );
    }

    #[test]
    fn the_parts_are_the_code_whatever_it_is() {
        for code in [
            "",
            "'open",
            "$",
            "${x",
            "a\\",
            "é\\é 'ü' $ü",
            "\n\n;;",
            "a=b=c -",
            "echo \"\\",
        ] {
            let mut joined = String::new();
            scan(code, |_, part| joined.push_str(part));
            assert_eq!(joined, code);
        }
    }
}
