//! Builds that do not come to their end: killed, on a full disk, or two at once. Whatever happens, the folder holds a site.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{BufRead, BufReader};
use std::process::Stdio;
use std::time::{Duration, Instant};

use crate::support::site::{TestSite, tree};

/// A knowledge base with some pages of its own.
fn site() -> TestSite {
    let site = TestSite::minimal();
    for number in 0..30 {
        site.write(
            &format!("content/errors/example/error-{number}.yaml"),
            format!(
                "title: 'Example Tool: error {number}'\ntool: example\nadded: 2026-01-02\nsummary: It is number {number}.\nsignatures: 'fatal: error {number}00 of example'\nmeaning: It means {number}.\ncauses: The setting is missing.\nfixes: Add it.\nsources: {{docs: 'https://example.org/docs/{number}'}}\n"
            ),
        );
    }
    site
}

/// Makes every page, the style sheet and the index differ from those of the build before.
fn change_everything(site: &TestSite, round: usize) {
    site.write("static/css/own.css", format!("main {{ order: {round} }}\n"));
    site.write(
        "templates/parts/footer.html",
        format!("<footer>round {round}</footer>"),
    );
    site.write(
        &format!("content/errors/example/new-{round}.yaml"),
        format!(
            "title: 'Example Tool: new {round}'\ntool: example\nadded: 2026-01-03\nsummary: It came in round {round}.\nsignatures: 'panic: round {round}77'\nmeaning: It is new.\ncauses: The setting is missing.\nfixes: Add it.\nsources: {{docs: 'https://example.org/docs/new'}}\n"
        ),
    );
}

/// The files that a page loads: its style sheets, scripts and images below `assets/`.
fn assets(page: &str) -> Vec<String> {
    page.split("assets/")
        .skip(1)
        .map(|rest| {
            let end = rest.find(['"', '\'', ' ', '>', '&']).unwrap();
            format!("assets/{}", &rest[..end])
        })
        .collect()
}

/// Every page is whole and finds what it loads; every shard that the manifest names is there.
fn assert_servable(files: &BTreeMap<String, Vec<u8>>, when: &str) {
    for (path, bytes) in files
        .iter()
        .filter(|(path, _)| path.ends_with("index.html"))
    {
        let page = String::from_utf8_lossy(bytes);
        assert!(
            page.trim_end().ends_with("</html>"),
            "{when}: {path} is cut short"
        );
        for asset in assets(&page) {
            assert!(files.contains_key(&asset), "{when}: {path} wants {asset}");
        }
    }
    let manifest: serde_json::Value =
        serde_json::from_slice(&files["search/manifest.json"]).unwrap();
    for (key, kind) in [("terms", 't'), ("cards", 'c')] {
        let hashes = manifest[key].as_str().unwrap();
        for number in 0..hashes.len() / 4 {
            let hash = &hashes[number * 4..number * 4 + 4];
            let shard = format!("search/{kind}{number}-{hash}.json");
            assert!(
                files.contains_key(&shard),
                "{when}: the manifest wants {shard}"
            );
        }
    }
}

#[test]
fn a_build_killed_at_any_moment_leaves_a_site_that_can_be_served() {
    let site = site();
    site.build(&["--keep-going"]);
    let begun = Instant::now();
    change_everything(&site, 0);
    site.build(&["--keep-going"]);
    let whole = begun.elapsed();
    for round in 1..=10_u32 {
        change_everything(&site, round as usize);
        let mut build = site
            .command(&["build", "--keep-going"], &[])
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        std::thread::sleep(whole * round / 11);
        build.kill().unwrap();
        build.wait().unwrap();
        assert_servable(&site.built(), &format!("killed after {round} elevenths"));
    }
    site.build(&["--keep-going"]);
    let fresh = site.run(&["build", "--no-cache", "--keep-going", "--out", "fresh"]);
    assert!(fresh.status < 2, "{}", fresh.stderr);
    let built = site.built();
    for (path, bytes) in tree(&site.root().join("fresh")) {
        if !path.starts_with(".fixbook") {
            assert!(built.get(&path) == Some(&bytes), "{path} differs");
        }
    }
    assert!(built.keys().all(|path| !path.contains("fixbook-part")));
}

/// A limit on the size of files stands in for a full disk: a write fails in the middle. Making the disk really full needs rights
/// that a test does not have.
#[cfg(unix)]
#[test]
fn a_full_disk_is_said_and_the_old_site_stays() {
    let site = site();
    site.build(&["--keep-going"]);
    let before = site.built();
    change_everything(&site, 1);
    let command = site.command(&["build", "--keep-going"], &[]);
    let program = command.get_program().to_owned();
    let output = std::process::Command::new("sh")
        .args([
            "-c",
            "trap '' XFSZ; ulimit -f 16; exec \"$0\" build --keep-going",
        ])
        .arg(program)
        .current_dir(site.root())
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(2), "{said}");
    assert!(said.contains("is the disk full?"), "{said}");
    assert!(site.built() == before, "the old site was touched");
    site.build(&["--keep-going"]);
    assert_servable(&site.built(), "after the disk had room again");
}

#[test]
fn a_second_build_into_a_folder_says_that_it_waits_and_then_builds() {
    let site = site();
    site.build(&["--keep-going"]);
    let lock = File::options()
        .write(true)
        .open(site.root().join("public/.fixbook-lock"))
        .unwrap();
    lock.lock().unwrap();
    change_everything(&site, 1);
    let before = site.built();
    let mut second = site
        .command(&["build", "--keep-going"], &[])
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(second.stderr.take().unwrap())
        .lines()
        .map(Result::unwrap);
    assert!(lines.any(|line| line.contains("another build writes to")));
    std::thread::sleep(Duration::from_millis(300));
    assert!(site.built() == before, "it did not wait");
    lock.unlock().unwrap();
    lines.for_each(drop);
    assert!(second.wait().unwrap().success());
    let pages = site.built();
    assert!(pages.contains_key("example/new-1/index.html"));
    assert_servable(&pages, "after both");
}

#[test]
fn two_builds_at_once_give_one_site() {
    let site = site();
    let start = || {
        site.command(&["build", "--keep-going"], &[])
            .stderr(Stdio::null())
            .spawn()
            .unwrap()
    };
    let (mut one, mut other) = (start(), start());
    assert!(one.wait().unwrap().success() && other.wait().unwrap().success());
    let built = site.built();
    assert_servable(&built, "after both");
    fs::remove_dir_all(site.root().join(".fixbook")).unwrap();
    fs::remove_dir_all(site.root().join("public")).unwrap();
    assert!(site.build(&["--keep-going"]) == built);
}
