//! Draws an answer of `find` for people: the line that matched with marks below its words, the quick fix, the address.

use unicode_width::{UnicodeWidthChar as _, UnicodeWidthStr as _};

use super::ui::printable;
use crate::finding::human::Colour;
use crate::lookup::{FoundPage, FoundPages, MatchedLine};

/// Pages shown beside the answer, or where there is none.
const NEAREST: usize = 3;
/// Unknown words shown.
const UNKNOWN: usize = 8;
/// A narrower terminal breaks lines itself.
const NARROWEST: usize = 30;

/// How an answer is drawn.
pub(super) struct Picture {
    pub(super) colour: Colour,
    /// The width of the terminal.
    pub(super) columns: usize,
}

impl Picture {
    pub(super) fn draw(&self, found: &FoundPages) -> String {
        let mut text = String::new();
        let near = match found.matches.split_first() {
            None => {
                text.push_str("no page matches\n");
                &[]
            }
            Some((best, others)) if found.confident => {
                text.push_str(&self.page(best));
                if !others.is_empty() {
                    text.push_str(&format!("\n{}\n", self.dim("also near:")));
                }
                others
            }
            Some(_) => {
                text.push_str("no page matches; nearest are\n");
                &found.matches[..]
            }
        };
        let rows = near.iter().take(NEAREST).map(|page| self.row(page));
        text.extend(rows);
        if !found.unknown_words.is_empty() && !found.confident {
            let words: Vec<&str> = found
                .unknown_words
                .iter()
                .take(UNKNOWN)
                .map(String::as_str)
                .collect();
            text.push('\n');
            text.push_str(&self.labelled("", "not known here:", &words.join(", ")));
        }
        if found.left_out > 0 {
            let lines = format!("{} of the middle", found.left_out);
            text.push('\n');
            text.push_str(&self.labelled("", "lines not looked at:", &lines));
        }
        text
    }

    fn page(&self, page: &FoundPage) -> String {
        let mut text = String::new();
        for line in self.wrapped(&page.title, 0, 0) {
            text.push_str(&format!("{}\n", self.style("1", &line)));
        }
        let mut about = printable(&page.tool_name).into_owned();
        if page.status != "unknown" {
            about.push_str(&format!(", {}", page.status.replace('-', " ")));
        }
        text.push_str(&format!("{}\n", self.dim(&about)));
        if let Some(why) = page.why.first() {
            text.push_str(&self.why(why));
        }
        if let Some(fix) = &page.quick_fix {
            text.push('\n');
            text.push_str(&self.labelled("  ", "quick fix:", fix));
        }
        if page.state == "stub" {
            text.push_str("\n  this page is not finished yet\n");
        }
        text.push_str(&format!("\n  {}\n", printable(&page.url)));
        text
    }

    /// The line with marks below the words that matched, and the signature.
    fn why(&self, why: &MatchedLine) -> String {
        let number = why.line.to_string();
        let gap = " ".repeat(number.len());
        let room = self.columns.max(NARROWEST) - number.len() - 4;
        let part = Part::around(why, room);
        let mut text = format!(
            "\n {} {}\n {} {}\n",
            self.dim(&format!("{number} |")),
            part.line(|word| self.accent(word)),
            self.dim(&format!("{gap} |")),
            self.accent(&part.marks()),
        );
        let lead = format!(" {gap} ");
        text.push_str(&self.labelled(&lead, "= matches", &why.signature));
        if !why.captured.is_empty() {
            let parts: Vec<String> = why
                .captured
                .iter()
                .map(|part| format!("`{}`", part.trim()))
                .collect();
            text.push_str(&self.labelled(&lead, "= <*> is", &parts.join(", ")));
        }
        text
    }

    fn row(&self, page: &FoundPage) -> String {
        let title = self.wrapped(&page.title, 2, 2).join("\n  ");
        format!("  {title}\n    {}\n", self.dim(&page.entry))
    }

    /// A label, and after it a text that goes on below itself where the terminal ends.
    fn labelled(&self, lead: &str, label: &str, text: &str) -> String {
        let indent = lead.len() + 2;
        let lines = self.wrapped(text, lead.len() + label.len() + 1, indent);
        let label = if label == "quick fix:" {
            self.accent(label)
        } else {
            self.dim(label)
        };
        let between = format!("\n{}", " ".repeat(indent));
        format!("{lead}{label} {}\n", lines.join(&between))
    }

    /// A text in lines of the terminal's width, the first one after `used` columns, the others after `indent`. Only blanks
    /// break, so that addresses stay whole.
    fn wrapped(&self, text: &str, used: usize, indent: usize) -> Vec<String> {
        let text = printable(text);
        let mut lines = vec![String::new()];
        let mut at = used;
        for word in text.split_whitespace() {
            let last = lines.last_mut().expect("it begins with one");
            if !last.is_empty() && at + 1 + word.width() > self.columns {
                lines.push(word.to_owned());
                at = indent + word.width();
                continue;
            }
            if !last.is_empty() {
                last.push(' ');
                at += 1;
            }
            last.push_str(word);
            at += word.width();
        }
        lines
    }

    fn style(&self, code: &str, text: &str) -> String {
        match self.colour {
            Colour::Styled if !text.is_empty() => format!("\u{1b}[{code}m{text}\u{1b}[0m"),
            _ => text.to_owned(),
        }
    }

    fn dim(&self, text: &str) -> String {
        self.style("2", text)
    }

    fn accent(&self, text: &str) -> String {
        self.style("1;32", text)
    }
}

/// What a character of the line belongs to.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Role {
    Word,
    Captured,
    Other,
}

/// The part of a line that is shown: each character, its width in columns, and what it belongs to.
struct Part {
    characters: Vec<(char, usize, Role)>,
    cut_before: bool,
    cut_after: bool,
}

impl Part {
    /// As much around the words that matched as there is room for.
    fn around(why: &MatchedLine, room: usize) -> Self {
        let role = |at: usize| {
            let at = u32::try_from(at).unwrap_or(u32::MAX);
            let holds = |&(from, to): &(u32, u32)| (from..to).contains(&at);
            if why.words.iter().any(holds) {
                Role::Word
            } else if why.captured_at.iter().flatten().any(holds) {
                Role::Captured
            } else {
                Role::Other
            }
        };
        let mut all: Vec<(char, usize, Role)> = why
            .text
            .chars()
            .enumerate()
            .filter(|(_, c)| !c.is_control())
            .map(|(at, c)| (c, c.width().unwrap_or(0), role(at)))
            .collect();
        let width =
            |part: &[(char, usize, Role)]| part.iter().map(|(_, width, _)| width).sum::<usize>();
        if width(&all) <= room {
            return Self {
                characters: all,
                cut_before: false,
                cut_after: false,
            };
        }
        let is_word = |(.., role): &(char, usize, Role)| *role == Role::Word;
        let first = all.iter().position(is_word).unwrap_or(0);
        let last = all.iter().rposition(is_word).unwrap_or(0);
        // From the beginning where the words are within reach of it, else with a little of what stands before them.
        let mut start = 0;
        if width(&all[..=last]) + 1 > room {
            let spare = room
                .saturating_sub(width(&all[first..=last]) + 2)
                .min(room / 4);
            start = first;
            let fits =
                |from: usize| width(&all[from..first]) <= spare || width(&all[from..]) < room;
            while start > 0 && fits(start - 1) {
                start -= 1;
            }
        }
        let cut_before = start > 0;
        let mut characters = all.split_off(start);
        let cut_after = width(&characters) + usize::from(cut_before) > room;
        while width(&characters) + usize::from(cut_before) + usize::from(cut_after) > room {
            characters.pop();
        }
        Self {
            characters,
            cut_before,
            cut_after,
        }
    }

    /// The characters, words that matched in a style of their own.
    fn line(&self, style: impl Fn(&str) -> String) -> String {
        let mut text = String::from(if self.cut_before { "…" } else { "" });
        for run in self.characters.chunk_by(|a, b| a.2 == b.2) {
            let part: String = run.iter().map(|(c, ..)| c).collect();
            let is_word = run[0].2 == Role::Word;
            text.push_str(&if is_word { style(&part) } else { part });
        }
        text.push_str(if self.cut_after { "…" } else { "" });
        text
    }

    /// A mark below each column of the words, another below what stood in the `<*>` parts.
    fn marks(&self) -> String {
        let mut text = String::from(if self.cut_before { " " } else { "" });
        for (_, width, role) in &self.characters {
            let mark = match role {
                Role::Word => "^",
                Role::Captured => "~",
                Role::Other => " ",
            };
            text.push_str(&mark.repeat(*width));
        }
        text.truncate(text.trim_end().len());
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn part(text: &str, words: &[(u32, u32)], room: usize) -> String {
        picture(text, words, &[], room)
    }

    fn picture(
        text: &str,
        words: &[(u32, u32)],
        captured: &[Option<(u32, u32)>],
        room: usize,
    ) -> String {
        let why = MatchedLine {
            line: 1,
            text: text.to_owned(),
            signature: String::new(),
            words: words.to_vec(),
            captured: Vec::new(),
            captured_at: captured.to_vec(),
        };
        let part = Part::around(&why, room);
        format!("{}\n{}", part.line(str::to_owned), part.marks())
    }

    #[test]
    fn marks_stand_below_their_words_whatever_the_width_of_characters() {
        assert_eq!(
            part("错误 e\u{301}té fatal", &[(0, 2), (8, 13)], 40),
            "错误 e\u{301}té fatal\n^^^^     ^^^^^"
        );
    }

    #[test]
    fn what_stood_in_the_parts_that_vary_has_a_mark_of_its_own() {
        assert_eq!(
            picture(
                "cannot open /etc/x: no",
                &[(0, 6), (7, 11), (20, 22)],
                &[None, Some((12, 18))],
                40
            ),
            "cannot open /etc/x: no\n^^^^^^ ^^^^ ~~~~~~  ^^"
        );
    }

    #[test]
    fn of_a_long_line_the_words_are_shown() {
        assert_eq!(
            part("one two three four", &[(0, 3), (4, 7)], 10),
            "one two t…\n^^^ ^^^"
        );
        assert_eq!(
            part("one two three four", &[(14, 18)], 10),
            "…hree four\n      ^^^^"
        );
        assert_eq!(
            part("one two three four", &[(4, 7), (8, 13)], 9),
            "…two thr…\n ^^^ ^^^"
        );
    }
}
