//! `find --site` on a site that a web server publishes: what it downloads, without a connection, and of hosts that do harm.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use crate::support::site::{Run, TestSite};
use crate::support::site_server::{Manner, SiteServer};

const ERROR: &str = "error: config file not found: ./example.toml";

/// The files of the site, with one more entry where there is a text for it.
fn files(more: Option<&str>) -> BTreeMap<String, Vec<u8>> {
    let site = TestSite::minimal();
    if let Some(text) = more {
        site.write(
            "content/errors/example/another.yaml",
            format!("title: 'Example Tool: another'\ntool: example\nsummary: S.\nsignatures: '{text}'\nmeaning: M.\ncauses: C.\nfixes: F.\nsources:\n  docs: 'https://example.org/docs'\n"),
        );
    }
    site.build(&[])
}

/// A folder that is no knowledge base, with a cache of its own.
fn nowhere() -> TestSite {
    let site = TestSite::minimal();
    site.remove("fixbook.yaml");
    site
}

fn find(reader: &TestSite, server: &SiteServer, text: &str) -> Run {
    reader.run(&["find", "--site", &server.url, "--format", "short", text])
}

#[test]
fn what_is_unchanged_is_downloaded_once() {
    let server = SiteServer::of(files(None));
    let reader = nowhere();
    let first = find(&reader, &server, ERROR);
    assert_eq!((first.status, first.stderr.as_str()), (0, ""));
    let asked = server.asked();
    assert!(
        asked.len() > 2 && asked.iter().all(|(_, status)| *status == 200),
        "{asked:?}"
    );
    let again = find(&reader, &server, ERROR);
    assert_eq!((again.status, again.stdout), (0, first.stdout));
    assert_eq!(server.asked(), [("search/manifest.json".to_owned(), 304)]);
}

#[test]
fn without_a_connection_it_answers_from_what_was_kept_and_says_so() {
    let server = SiteServer::of(files(None));
    let reader = nowhere();
    let first = find(&reader, &server, ERROR);
    server.behave(Manner::NotAtAll);
    let offline = find(&reader, &server, ERROR);
    assert_eq!((offline.status, offline.stdout), (0, first.stdout));
    assert!(
        offline
            .stderr
            .starts_with("note: cannot reach http://127.0.0.1:")
            && offline
                .stderr
                .ends_with("this is from what was kept of the site\n"),
        "{}",
        offline.stderr
    );
    let other = find(&nowhere(), &server, ERROR);
    assert_eq!(other.status, 2);
    assert!(
        other.stderr.contains("has no search that can be read"),
        "{}",
        other.stderr
    );
}

#[test]
fn a_site_that_was_published_anew_is_read_anew() {
    let server = SiteServer::of(files(None));
    let reader = nowhere();
    find(&reader, &server, ERROR);
    server.publish(files(Some("flux capacitor overheated 4711")));
    let found = find(&reader, &server, "flux capacitor overheated 4711");
    assert_eq!(found.status, 0, "{}{}", found.stdout, found.stderr);
    assert!(
        found.stdout.starts_with("1.000 example/another "),
        "{}",
        found.stdout
    );
}

#[test]
fn a_manifest_of_yesterday_and_a_damaged_cache_are_recovered_from() {
    let old = files(None);
    let mut new = files(Some("flux capacitor overheated 4711"));
    let server = SiteServer::of(new.clone());
    // A host whose copies of one file are older than those of the others.
    let fresh = new.insert(
        "search/manifest.json".to_owned(),
        old["search/manifest.json"].clone(),
    );
    server.publish(new.clone());
    let reader = nowhere();
    let stale = find(&reader, &server, ERROR);
    assert_eq!(stale.status, 2);
    assert!(
        stale.stderr.contains("the site has no search/"),
        "{}",
        stale.stderr
    );
    new.insert("search/manifest.json".to_owned(), fresh.unwrap());
    server.publish(new);
    assert_eq!(find(&reader, &server, ERROR).status, 0);

    let cache = reader.root().join(".cache/fixbook");
    for (path, _) in crate::support::site::tree(&cache) {
        if path.contains("/search/") && path.contains('-') {
            std::fs::write(cache.join(path), "{").unwrap();
        }
    }
    let mended = find(&reader, &server, ERROR);
    assert_eq!(mended.status, 0, "{}", mended.stderr);
}

#[test]
fn a_host_that_does_harm_ends_with_a_message() {
    let cases = [
        (Manner::WithPages, "is no search index"),
        (Manner::WithoutEnd, "is larger than 8388608 bytes"),
        (Manner::InCircles, "too many redirects"),
        (Manner::Slowly, "timeout"),
    ];
    let files = files(None);
    let ends = |(manner, expected): (Manner, &str)| {
        let server = SiteServer::of(files.clone());
        server.behave(manner);
        let start = Instant::now();
        let run = find(&nowhere(), &server, ERROR);
        assert_eq!(run.status, 2, "{}{}", run.stdout, run.stderr);
        assert!(run.stderr.contains(expected), "{}", run.stderr);
        assert!(start.elapsed() < Duration::from_mins(2), "{expected}");
    };
    std::thread::scope(|scope| {
        for case in cases {
            let ends = &ends;
            scope.spawn(move || ends(case));
        }
    });
}

#[test]
fn a_manifest_cannot_name_files_outside_the_cache() {
    let mut files = files(None);
    let manifest = String::from_utf8(files["search/manifest.json"].clone()).unwrap();
    let mut json: serde_json::Value = serde_json::from_str(&manifest).unwrap();
    json["terms"] = "/../".repeat(16).into();
    files.insert(
        "search/manifest.json".to_owned(),
        json.to_string().into_bytes(),
    );
    let run = find(&nowhere(), &SiteServer::of(files), ERROR);
    assert_eq!(run.status, 2);
    assert!(run.stderr.contains("is no search index"), "{}", run.stderr);
}
