//! Versions compare by their numeric parts; a range means `introduced <= v < fixed`.

use std::cmp::Ordering;

/// Compares two versions or dates by their numeric parts: `1.10` is after `1.9`, `v2.0` equals
/// `2`. What is not a number is left out.
pub fn compare(a: &str, b: &str) -> Ordering {
    let (a, b) = (numbers(a), numbers(b));
    let length = a.len().max(b.len());
    let at = |parts: &[u64], place: usize| parts.get(place).copied().unwrap_or(0);
    (0..length)
        .map(|place| at(&a, place).cmp(&at(&b, place)))
        .find(|order| order.is_ne())
        .unwrap_or(Ordering::Equal)
}

/// Whether a text has a number to compare by.
pub fn comparable(text: &str) -> bool {
    !numbers(text).is_empty()
}

fn numbers(text: &str) -> Vec<u64> {
    text.split(|c: char| !c.is_ascii_digit())
        .filter(|part| !part.is_empty())
        .map(|part| part.parse().unwrap_or(u64::MAX))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_compare_by_number_not_by_text() {
        assert_eq!(compare("1.10", "1.9"), Ordering::Greater);
        assert_eq!(compare("v2.0", "2"), Ordering::Equal);
        assert_eq!(compare("2026-01-02", "2025-12-31"), Ordering::Greater);
    }
}
