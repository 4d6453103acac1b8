//! Measures an import of a large repository: `cargo run --release --example measure_import [ISSUES]`, after
//! `cargo build --release`. A local server shows 20,000 issues with 40,000 comments, all made up; the released program
//! imports them into an empty knowledge base, then once more, then after 50 changes. Prints requests against the least
//! number of pages, time, and peak memory.

use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use serde_json::json;

const PAGE: usize = 100;

/// An item of a listing: when it was updated, and its JSON.
type Item = (i64, String);

/// What the server shows, both sorted by update.
#[derive(Default)]
struct World {
    issues: Vec<Item>,
    comments: Vec<Item>,
    requests: usize,
}

fn main() -> Result<()> {
    let count = std::env::args().nth(1).map_or(Ok(20_000), |n| n.parse())?;
    let world = Arc::new(Mutex::new(made_up(count)));
    let listener = TcpListener::bind("127.0.0.1:0")?;
    let url = format!("http://{}", listener.local_addr()?);
    let shown = Arc::clone(&world);
    let base = url.clone();
    std::thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let (world, base) = (Arc::clone(&shown), base.clone());
            std::thread::spawn(move || serve(&stream, &world, &base));
        }
    });
    let root = tempfile::tempdir()?;
    knowledge_base(root.path())?;
    let pages = {
        let world = world.lock().expect("whole");
        world.issues.len().div_ceil(PAGE) + world.comments.len().div_ceil(PAGE)
    };
    let mut table = format!(
        "{:<24} {:>9} {:>9} {:>9} {:>9}\n",
        "", "requests", "pages", "seconds", "MB"
    );
    table += &measure("first import", pages, root.path(), &url, &world)?;
    table += &measure("again, nothing changed", 1, root.path(), &url, &world)?;
    change(&mut world.lock().expect("whole"), 50);
    table += &measure("again, 50 changes", 2, root.path(), &url, &world)?;
    std::io::stdout().write_all(table.as_bytes())?;
    Ok(())
}

/// Runs the program and gives a row of the table.
fn measure(
    name: &str,
    pages: usize,
    root: &Path,
    url: &str,
    world: &Mutex<World>,
) -> Result<String> {
    world.lock().expect("whole").requests = 0;
    let begin = Instant::now();
    let mut child = Command::new("target/release/fixbook")
        .args(["import", "--root"])
        .arg(root)
        .env("GITHUB_API_URL", url)
        .env("GITHUB_TOKEN", "made-up")
        .stdout(Stdio::null())
        .spawn()
        .context("run `cargo build --release` first")?;
    let mut peak = 0;
    while child.try_wait()?.is_none() {
        peak = peak.max(peak_memory(child.id()));
        std::thread::sleep(Duration::from_millis(10));
    }
    let seconds = begin.elapsed().as_secs_f64();
    let requests = world.lock().expect("whole").requests;
    Ok(format!(
        "{name:<24} {requests:>9} {pages:>9} {seconds:>9.1} {:>9}\n",
        peak / 1024
    ))
}

/// The most memory that a process has used, in KiB, where the system tells.
fn peak_memory(process: u32) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.split_whitespace().next()?.parse().ok())
        .unwrap_or(0)
}

fn knowledge_base(root: &Path) -> Result<()> {
    std::fs::create_dir_all(root.join("content"))?;
    std::fs::write(
        root.join("fixbook.yaml"),
        "title: Errors\nbase_url: https://example.org/\nimport:\n  - {repo: example/large, tool: large}\n",
    )?;
    std::fs::write(
        root.join("content/tools.yaml"),
        "large: {name: Large, category: Made up}\n",
    )?;
    Ok(())
}

/// A number that depends on its arguments alone.
fn chance(seed: usize, salt: usize, below: usize) -> usize {
    let mut x = (seed as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15)
        ^ (salt as u64).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    x = (x ^ (x >> 31)).wrapping_mul(0x94D0_49BB_1331_11EB);
    usize::try_from((x ^ (x >> 29)) % below as u64).unwrap_or(0)
}

const VERBS: [&str; 12] = [
    "open",
    "load",
    "resolve",
    "parse",
    "connect to",
    "authenticate with",
    "write",
    "refresh",
    "spawn",
    "lock",
    "upload",
    "decode",
];
const NOUNS: [&str; 16] = [
    "manifest",
    "session token",
    "workspace index",
    "socket",
    "credential store",
    "plugin",
    "cache entry",
    "language server",
    "update channel",
    "proxy",
    "certificate chain",
    "worker",
    "settings file",
    "tool schema",
    "stream",
    "remote",
];

/// An error, the common ones more often (Zipf).
fn error(seed: usize) -> String {
    let rank = 3000 / (1 + chance(seed, 1, 3000));
    let code = 1000 + chance(rank, 2, 9000);
    let (verb, noun) = (
        VERBS[chance(rank, 3, VERBS.len())],
        NOUNS[chance(rank, 4, NOUNS.len())],
    );
    format!(
        "Error [E{code}]: could not {verb} the {noun} within {}ms (request req_{:016x})",
        100 * chance(seed, 5, 90),
        chance(seed, 6, usize::MAX)
    )
}

fn body(seed: usize) -> String {
    if seed % 5 < 2 {
        return "It would be nice to have this in the settings, so that I do not have to start it by hand. ".repeat(8);
    }
    let frames: String = (0..12)
        .map(|n| {
            format!(
                "    at step{n} (/home/somebody/app/lib/module{}.js:{}:13)\n",
                chance(seed, n, 40),
                10 + n
            )
        })
        .collect();
    format!(
        "### What happened?\n\n{}\n\n### Log\n\n```\n2026-01-01T10:00:00Z INFO starting\n{}\n{frames}```\n\n### Version\n\nlarge 3.{}.1 on macOS 15.{}\n\n<!-- Please describe the bug -->\n",
        "After the update it stops when I begin to work, every time, on both of my machines. "
            .repeat(4),
        error(seed),
        chance(seed, 7, 20),
        chance(seed, 8, 6),
    )
}

fn time(second: i64) -> String {
    jiff::Timestamp::from_second(1_700_000_000 + second)
        .map_or_else(|_| String::new(), |time| time.to_string())
}

fn made_up(count: usize) -> World {
    let mut world = World::default();
    for number in 1..=count {
        let opened = i64::try_from(number).unwrap_or(0) * 600;
        let last = (1..=2).map(|nth| {
            let written = opened + 60 * nth;
            let id = number * 10 + usize::try_from(nth).unwrap_or(0);
            let text = if nth == 1 { "Could you share the log of the worker, please?" } else { "Deleting the cache folder and starting again fixed it for me." };
            world.comments.push((written, json!({"id": id, "body": text, "user": {"login": format!("user-{}", chance(id, 9, 5000))},
                "author_association": "NONE", "created_at": time(written), "updated_at": time(written), "reactions": {"total_count": 0},
                "issue_url": format!("https://api.github.com/repos/example/large/issues/{number}"),
                "html_url": format!("https://github.com/example/large/issues/{number}#issuecomment-{id}")}).to_string()));
            written
        }).max();
        world
            .issues
            .push(issue(number, opened, last.unwrap_or(opened)));
    }
    world.comments.sort();
    world
}

fn issue(number: usize, opened: i64, updated: i64) -> Item {
    let json = json!({"id": 5_000_000 + number, "number": number, "title": format!("It stops at start, case {number}"), "body": body(number),
        "state": if number.is_multiple_of(3) { "closed" } else { "open" }, "user": {"login": format!("user-{}", chance(number, 10, 8000))},
        "author_association": "NONE", "labels": [{"name": "bug"}], "comments": 2, "created_at": time(opened), "updated_at": time(updated),
        "html_url": format!("https://github.com/example/large/issues/{number}"), "reactions": {"+1": chance(number, 11, 4), "total_count": 3}});
    (updated, json.to_string())
}

/// Some issues get a comment.
fn change(world: &mut World, changes: usize) {
    let newest = world.issues.last().map_or(0, |(time, _)| *time);
    let count = world.issues.len();
    for nth in 1..=changes {
        let (number, written) = (
            nth * count / (changes + 1),
            newest + 3600 + i64::try_from(nth).unwrap_or(0),
        );
        let id = 9_000_000 + nth;
        world.comments.push((written, json!({"id": id, "body": "This helped me too, thanks!", "user": {"login": "late"}, "created_at": time(written),
            "updated_at": time(written), "issue_url": format!("https://api.github.com/repos/example/large/issues/{number}"),
            "html_url": format!("https://github.com/example/large/issues/{number}#issuecomment-{id}")}).to_string()));
        let at = world
            .issues
            .iter()
            .position(|(_, json)| json.contains(&format!("\"number\":{number},")));
        if let Some(at) = at {
            world.issues.remove(at);
        }
        let (_, json) = issue(number, i64::try_from(number).unwrap_or(0) * 600, written);
        world
            .issues
            .push((written, json.replace("\"comments\":2", "\"comments\":3")));
    }
}

/// One connection, many requests, answered as GitHub does: pages linked by cursors.
fn serve(stream: &TcpStream, world: &Mutex<World>, base: &str) {
    let Ok(reading) = stream.try_clone() else {
        return;
    };
    let mut reader = BufReader::new(reading);
    loop {
        let mut line = String::new();
        if reader.read_line(&mut line).unwrap_or(0) == 0 {
            return;
        }
        let target = line.split(' ').nth(1).unwrap_or("").to_owned();
        while line.trim_end() != "" {
            line.clear();
            if reader.read_line(&mut line).unwrap_or(0) == 0 {
                return;
            }
        }
        let (body, link) = answer(&mut world.lock().expect("whole"), &target, base);
        let link = link.map_or_else(String::new, |next| {
            format!("link: <{next}>; rel=\"next\"\r\n")
        });
        let head = format!(
            "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\nx-ratelimit-limit: 5000\r\nx-ratelimit-remaining: 4000\r\n{link}content-length: {}\r\n\r\n",
            body.len()
        );
        let mut stream = stream;
        if stream
            .write_all(head.as_bytes())
            .and_then(|()| stream.write_all(body.as_bytes()))
            .is_err()
        {
            return;
        }
    }
}

fn answer(world: &mut World, target: &str, base: &str) -> (String, Option<String>) {
    world.requests += 1;
    let (path, query) = target.split_once('?').unwrap_or((target, ""));
    let get = |name: &str| {
        query
            .split('&')
            .find_map(|pair| pair.strip_prefix(name)?.strip_prefix('='))
    };
    let listing = match path.strip_prefix("/repos/example/large").unwrap_or("") {
        "" => {
            return (
                json!({"id": 7, "full_name": "example/large"}).to_string(),
                None,
            );
        }
        "/issues" => &world.issues,
        "/issues/comments" => &world.comments,
        other => return (thread(world, other), None),
    };
    let since = get("since").and_then(|since| since.parse::<jiff::Timestamp>().ok());
    let since = since.map_or(i64::MIN, |since| since.as_second() - 1_700_000_000);
    let begin = listing.partition_point(|(time, _)| *time < since);
    let at = get("after").and_then(|at| at.parse().ok()).unwrap_or(begin);
    let end = (at + PAGE).min(listing.len());
    let items: Vec<&str> = listing[at..end]
        .iter()
        .map(|(_, json)| json.as_str())
        .collect();
    let next = (end < listing.len()).then(|| format!("{base}{path}?per_page={PAGE}&after={end}"));
    (format!("[{}]", items.join(",")), next)
}

/// One issue, or its comments.
fn thread(world: &World, path: &str) -> String {
    let number = path
        .trim_start_matches("/issues/")
        .split('/')
        .next()
        .unwrap_or("");
    if path.ends_with("/comments") {
        let own = format!("issues/{number}\"");
        let items: Vec<&str> = world
            .comments
            .iter()
            .map(|(_, json)| json.as_str())
            .filter(|json| json.contains(&own))
            .collect();
        return format!("[{}]", items.join(","));
    }
    let own = format!("\"number\":{number},");
    let found = world.issues.iter().find(|(_, json)| json.contains(&own));
    found.map_or_else(|| "{}".to_owned(), |(_, json)| json.clone())
}
