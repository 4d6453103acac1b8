//! `find --site` on a site that a web server publishes: what it downloads, without a connection, and of hosts that do harm.

use std::collections::BTreeMap;
use std::time::{Duration, Instant, SystemTime};

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

/// Files of the reader's cache, below the folders of sites.
fn kept(reader: &TestSite) -> Vec<String> {
    let files = crate::support::site::tree(&reader.root().join(".cache/fixbook"));
    files.into_keys().collect()
}

fn set_age(file: &std::path::Path, days: u64) {
    let then = SystemTime::now() - Duration::from_hours(24 * days);
    let file = std::fs::File::options().append(true).open(file).unwrap();
    file.set_modified(then).unwrap();
}

#[test]
fn of_a_site_published_anew_only_what_its_manifest_names_is_kept() {
    let (old, new) = (files(None), files(Some("flux capacitor overheated 4711")));
    let server = SiteServer::of(old.clone());
    let reader = nowhere();
    find(&reader, &server, ERROR);
    let pages = ["example/config-not-found", "example/another"];
    for page in pages {
        server.publish(new.clone());
        let run = reader.run(&["explain", page, "--site", &server.url]);
        assert_eq!(run.status, 0, "{}", run.stderr);
        server.publish(old.clone());
        find(&reader, &server, ERROR);
    }
    let cache = reader.root().join(".cache/fixbook");
    for path in kept(&reader) {
        if path.contains(pages[0]) {
            set_age(&cache.join(path), 91);
        }
    }
    server.publish(new.clone());
    find(&reader, &server, ERROR);
    let (mut shards, mut others) = (0, Vec::new());
    for path in kept(&reader) {
        let (_, path) = path.split_once('/').unwrap();
        let file = path.strip_suffix(".tag").unwrap_or(path);
        assert!(new.contains_key(file), "{path} is of the site before");
        if path.starts_with("search/") {
            shards += 1;
        } else {
            others.push(path.to_owned());
        }
    }
    assert!(shards > 4, "{shards}");
    others.retain(|path| path.contains(pages[0]));
    assert_eq!(others, Vec::<String>::new(), "nobody asked for 90 days");
    assert!(kept(&reader).iter().any(|path| path.contains(pages[1])));
}

#[test]
fn sites_that_were_not_used_for_long_are_not_kept() {
    let files = files(None);
    let sites: Vec<_> = (0..3).map(|_| SiteServer::of(files.clone())).collect();
    let reader = nowhere();
    let cache = reader.root().join(".cache/fixbook");
    let folders = || -> Vec<_> {
        let all = std::fs::read_dir(&cache).unwrap();
        all.map(|site| site.unwrap().path()).collect()
    };
    let mut known = Vec::new();
    for site in &sites {
        find(&reader, site, ERROR);
        known.extend(folders().into_iter().find(|site| !known.contains(site)));
    }
    for (site, days) in known.iter().zip([91, 89, 91]) {
        set_age(&site.join("search/manifest.json"), days);
    }
    reader.write(".cache/fixbook/0123456789abcdef", "a file of somebody else");
    // The last one is used again, and is not new.
    assert_eq!(find(&reader, &sites[2], ERROR).status, 0);
    assert_eq!(folders().len(), 4);
    assert_eq!(find(&reader, &SiteServer::of(files), ERROR).status, 0);
    assert!(!known[0].exists() && known[1].exists() && known[2].exists());
    assert_eq!(folders().len(), 4);
}

#[test]
fn a_cache_that_cannot_be_written_is_no_fault() {
    let server = SiteServer::of(files(None));
    let reader = nowhere();
    reader.write(".cache", "not a folder");
    let run = find(&reader, &server, ERROR);
    assert_eq!((run.status, run.stderr.as_str()), (0, ""));
}
