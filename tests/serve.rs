//! The server for writers: it answers with what `build` would write, and follows what is saved.

use std::io::{BufRead, BufReader};
use std::process::{Child, Stdio};
use std::time::Duration;

use crate::support::site::TestSite;

const RELOAD: &str = "<script type=\"module\" src=\"/_fixbook/reload.js\"></script>";

/// The program, serving a knowledge base until it is dropped.
struct Server {
    program: Child,
    url: String,
}

impl Server {
    fn start(site: &TestSite) -> Self {
        let mut program = site
            .command(&["serve", "--port", "0"], &[])
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let lines = BufReader::new(program.stderr.take().unwrap()).lines();
        let mut lines = lines.map(Result::unwrap);
        let line = lines.find(|line| line.starts_with("serving ")).unwrap();
        // What it says later must not fill the pipe.
        std::thread::spawn(move || lines.for_each(drop));
        let url = line.split(' ').nth(1).unwrap().to_owned();
        Self { program, url }
    }

    /// The status and the body of an answer.
    fn get(&self, path: &str) -> (u16, String) {
        let agent: ureq::Agent = ureq::Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .timeout_global(Some(Duration::from_secs(60)))
            .build()
            .into();
        let mut answer = agent.get(format!("{}{path}", self.url)).call().unwrap();
        let bytes = answer.body_mut().read_to_vec().unwrap();
        let text = String::from_utf8_lossy(&bytes).into_owned();
        (answer.status().as_u16(), text)
    }

    fn version(&self) -> u64 {
        self.get("_fixbook/version").1.parse().unwrap()
    }

    /// Does something to the files, and waits until the server has followed.
    fn after<R>(&self, change: impl FnOnce() -> R) {
        let before = self.version();
        change();
        let (status, _) = self.get(&format!("_fixbook/wait/{before}"));
        assert_eq!(status, 200, "the change was not followed");
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.program.kill();
        let _ = self.program.wait();
    }
}

fn entry(slug: &str, words: &str) -> (String, String) {
    let text = format!(
        "title: 'Example Tool: {words}'\ntool: example\nadded: 2026-01-02\nsummary: It says {words}.\nsignatures: 'fatal: {words}'\nmeaning: It means {words}.\ncauses: The setting is missing.\nfixes: Add it.\nsources: {{docs: 'https://example.org/docs/{slug}'}}\n"
    );
    (format!("content/errors/example/{slug}.yaml"), text)
}

#[test]
fn every_file_is_what_a_build_would_write() {
    let site = TestSite::minimal();
    let (path, text) = entry("the-second", "the second was refused");
    site.write(&path, format!("{text}aliases: example/an-old-name\n"));
    let server = Server::start(&site);
    let built = site.build(&["--drafts", "--base-url", &server.url, "--no-cache"]);
    for (path, bytes) in &built {
        let (status, body) = server.get(path.strip_suffix("index.html").unwrap_or(path));
        let body = body.replacen(RELOAD, "", 1);
        assert_eq!(status, 200, "{path}");
        assert!(body == String::from_utf8_lossy(bytes), "{path} differs");
    }
    assert_eq!(server.get("example/the-second").0, 301);
    let (status, body) = server.get("example/nothing-here/");
    assert_eq!(status, 404);
    assert!(body.contains("<h1"), "{body}");
}

#[test]
fn a_saved_file_is_followed() {
    let site = TestSite::minimal();
    let (path, text) = entry("the-second", "the second was refused");
    site.write(&path, text);
    let server = Server::start(&site);
    let page = "example/the-second/";
    assert!(
        server
            .get(page)
            .1
            .contains("It means the second was refused.")
    );

    let changed = entry("the-second", "nobody answered in time").1;
    server.after(|| site.write(&path, changed));
    assert!(
        server
            .get(page)
            .1
            .contains("It means nobody answered in time.")
    );
    assert!(server.get("example/").1.contains("nobody answered in time"));

    let (third, text) = entry("the-third", "three is too many");
    server.after(|| site.write(&third, text));
    assert!(server.get("errors.json").1.contains("three is too many"));
    let index = site.build(&["--drafts", "--base-url", &server.url, "--no-cache"]);
    let manifest = "search/manifest.json";
    let now = server.get(manifest).1;
    assert_eq!(now.as_bytes(), index[manifest]);

    server.after(|| site.remove(&third));
    assert_eq!(server.get("example/the-third/").0, 404);
    assert_ne!(server.get(manifest).1, now);
}

#[test]
fn a_broken_file_is_told_and_left_out_until_it_is_mended() {
    let site = TestSite::minimal();
    let (path, text) = entry("the-second", "the second was refused");
    site.write(&path, &text);
    let server = Server::start(&site);
    let page = "example/the-second/";

    server.after(|| site.write(&path, "title: ["));
    assert!(
        server
            .get("_fixbook/findings")
            .1
            .contains("the-second.yaml")
    );
    assert_eq!(server.get(page).0, 404);

    server.after(|| site.write(&path, &text));
    assert!(
        !server
            .get("_fixbook/findings")
            .1
            .contains("the-second.yaml")
    );
    assert_eq!(server.get(page).0, 200);

    server.after(|| site.write("templates/entry.html", "{% if %}"));
    assert!(server.get("_fixbook/findings").1.contains("entry.html"));
    assert_eq!(server.get(page).0, 200, "the theme of before stays");

    let changed = entry("the-second", "nobody answered in time").1;
    server.after(|| site.write(&path, changed));
    assert!(server.get("_fixbook/findings").1.contains("entry.html"));
    assert!(server.get(page).1.contains("nobody answered in time"));

    server.after(|| site.write("templates/entry.html", "it is {{ page.nothing.here }}"));
    assert_eq!(server.get(page).0, 500);
}
