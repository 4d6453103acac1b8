//! Masking by the vectors that the browser's side runs as well. Secrets stand there in parts, so that no scanner of
//! secrets takes this repository for a leak.

use fixbook::mask::{Class, find, mask};
use serde::Deserialize;

#[derive(Deserialize)]
struct Vector {
    name: String,
    text: Vec<String>,
    masked: String,
}

fn vectors() -> Vec<Vector> {
    serde_json::from_str(include_str!("vectors/mask.json")).expect("vectors are JSON")
}

#[test]
fn texts_are_masked_as_the_vectors_say() {
    for vector in vectors() {
        assert_eq!(
            mask(&vector.text.concat()),
            vector.masked,
            "{}",
            vector.name
        );
    }
}

#[test]
fn masked_texts_stay_as_they_are() {
    for vector in vectors() {
        assert_eq!(mask(&vector.masked), vector.masked, "{}", vector.name);
    }
}

#[test]
fn what_is_found_is_what_is_masked() {
    for vector in vectors() {
        let text = vector.text.concat();
        assert_eq!(
            find(&text, |_| true).is_empty(),
            text == vector.masked,
            "{}",
            vector.name
        );
        assert!(
            find(&text, |_| true)
                .iter()
                .all(|secret| text.get(secret.span.clone()).is_some())
        );
    }
}

#[test]
fn addresses_and_folders_are_private_but_no_secrets() {
    let found = find("jane@example.com in /home/jane on 10.0.0.1", |_| true);
    assert_eq!(found.len(), 3);
    assert!(found.iter().all(|piece| piece.class == Class::Private));
}
