//! `check --links`: addresses outside the site, asked over HTTP.

use std::io::{BufRead, BufReader, Write};
use std::net::TcpListener;
use std::sync::{Arc, Mutex};

use crate::support::site::TestSite;

/// A host that answers each path with the status in it; the paths it was asked for.
fn host() -> (String, Arc<Mutex<Vec<String>>>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let base = format!("http://{}", listener.local_addr().unwrap());
    let asked = Arc::new(Mutex::new(Vec::new()));
    let log = Arc::clone(&asked);
    std::thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let mut lines = BufReader::new(&stream).lines();
            let first = lines.next().unwrap().unwrap();
            while lines.next().is_some_and(|line| !line.unwrap().is_empty()) {}
            let path = first.split(' ').nth(1).unwrap().to_owned();
            let status = path.trim_start_matches('/').split('/').next().unwrap();
            log.lock().unwrap().push(path.clone());
            let answer =
                format!("HTTP/1.1 {status} So\r\ncontent-length: 0\r\nconnection: close\r\n\r\n");
            (&stream).write_all(answer.as_bytes()).unwrap();
        }
    });
    (base, asked)
}

/// A knowledge base that links to nobody.
fn offline() -> TestSite {
    let site = TestSite::minimal();
    site.remove("content/errors/example/config-not-found.yaml")
        .write("content/tools.yaml", "example: Example Tool\n")
        .write(
            "fixbook.yaml",
            "title: Links\nbase_url: https://example.org/\n",
        );
    site
}

#[test]
fn links_that_are_gone_are_warned_of_and_refusals_are_not() {
    let (base, asked) = host();
    let site = offline();
    site.write(
        "content/pages/links.md",
        format!("# Links\n\n[here]({base}/200/a) [twice]({base}/200/a#part) [refused]({base}/403/b) [limited]({base}/429/c)\n"),
    );
    site.write(
        "content/errors/example/linked.yaml",
        format!("title: 'Example Tool: it links'\ntool: example\nstate: draft\nsignatures: 'linked: <*>'\nmeaning: See [the manual]({base}/404/manual).\nescalate: {base}/410/tracker\nsources:\n  docs: {base}/503/docs\n"),
    );
    let run = site.run(&["check", "--links", "--format", "short"]);
    let found: Vec<String> = run
        .stdout
        .lines()
        .filter(|line| line.contains("dead-external-link"))
        .map(|line| line.replace(&base, "[HOST]"))
        .collect();
    assert_eq!(
        found,
        [
            "content/errors/example/linked.yaml:5:10: warning[dead-external-link]: `[HOST]/404/manual` leads nowhere",
            "content/errors/example/linked.yaml:6:11: warning[dead-external-link]: `[HOST]/410/tracker` leads nowhere",
            "content/errors/example/linked.yaml:8:9: note[dead-external-link]: `[HOST]/503/docs` could not be asked",
        ],
        "{}{}",
        run.stdout,
        run.stderr
    );
    let mut asked = asked.lock().unwrap().clone();
    asked.sort();
    asked.dedup();
    assert_eq!(
        asked,
        [
            "/200/a",
            "/403/b",
            "/404/manual",
            "/410/tracker",
            "/429/c",
            "/503/docs"
        ]
    );
}

#[test]
fn without_the_flag_nothing_is_asked() {
    let (base, asked) = host();
    let site = offline();
    site.write(
        "content/pages/links.md",
        format!("# Links\n\n[gone]({base}/404)\n"),
    );
    let run = site.run(&["check"]);
    assert_eq!(run.status, 0, "{}", run.stdout);
    assert!(asked.lock().unwrap().is_empty());
}
