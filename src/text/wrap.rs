//! Rejoins lines that a terminal broke at its right edge.
//!
//! A terminal leaves a tell: no line is longer than its width, and the broken ones have exactly that width.

/// Widths terminals have by default; one full line of such a width is tell enough.
const USUAL: [usize; 7] = [72, 76, 80, 100, 120, 132, 160];

/// More full lines on end are a log of even lines, not one long line.
const MOST_ROWS: usize = 40;

/// Joins each full-width line with the one after it; `lines` are (number, text), the first number stays.
pub(super) fn rejoin(lines: Vec<(u32, String)>) -> Vec<(u32, String)> {
    let widths: Vec<usize> = lines.iter().map(|(_, text)| text.chars().count()).collect();
    let width = widths.iter().copied().max().unwrap_or(0);
    if !(40..=400).contains(&width) || !is_terminal(&lines, &widths, width) {
        return lines;
    }
    let mut out: Vec<(u32, String)> = Vec::with_capacity(lines.len());
    let mut open = false;
    for ((number, text), length) in lines.into_iter().zip(widths) {
        match out.last_mut() {
            Some((_, joined)) if open && joined.chars().count() < 16_384 => joined.push_str(&text),
            _ => out.push((number, text)),
        }
        open = length == width;
    }
    out
}

/// Two different full lines, or one of a usual width, and something after a full line.
fn is_terminal(lines: &[(u32, String)], widths: &[usize], width: usize) -> bool {
    let rows = widths.split(|&length| length != width).map(<[usize]>::len);
    if rows.max().unwrap_or(0) > MOST_ROWS {
        return false;
    }
    let mut full = lines
        .iter()
        .zip(widths)
        .filter(|&(_, &length)| length == width)
        .map(|((_, text), _)| text);
    let Some(first) = full.next() else {
        return false;
    };
    lines.len() > 1 && (USUAL.contains(&width) || full.any(|text| text != first))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbered(texts: &[&str]) -> Vec<(u32, String)> {
        texts
            .iter()
            .zip(1..)
            .map(|(text, number)| (number, (*text).to_owned()))
            .collect()
    }

    #[test]
    fn a_word_cut_at_the_edge_is_whole_again() {
        let first = format!("{}certifi", "x".repeat(73));
        let joined = rejoin(numbered(&[&first, "cate expired", "next"]));
        assert_eq!(joined.len(), 2);
        assert!(joined[0].1.ends_with("certificate expired"));
        assert_eq!(joined[1].0, 3);
    }

    #[test]
    fn repeated_lines_are_no_terminal() {
        let same = "a".repeat(65);
        assert_eq!(rejoin(numbered(&[&same, &same, "b"])).len(), 3);
    }
}
