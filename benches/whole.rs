//! The whole program on synthetic knowledge bases: `cargo bench`, or `cargo bench -- check` for one row. 100,000 entries take some
//! minutes and 3 GB on the disk, and are left out unless asked for: `FIXBOOK_BENCH_LARGE=1 cargo bench`.

mod corpus;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};

use divan::Bencher;

fn main() {
    divan::main();
    let _ = fs::remove_dir_all(put_away());
}

/// What benches clear out of their way; see [`forget`].
fn put_away() -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join("bench-old")
}

/// How many entries the knowledge bases have.
fn sizes() -> Vec<usize> {
    let large = std::env::var_os("FIXBOOK_BENCH_LARGE").map(|_| 100_000);
    [1_000, 10_000].into_iter().chain(large).collect()
}

/// A knowledge base of so many entries, built once; it is made again where it is missing.
fn base(entries: usize, gate: &str) -> PathBuf {
    let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("bench-{gate}-{entries}"));
    if !root.join("made").exists() {
        corpus::write(&root, entries).expect("the folder can be written");
        let config = root.join("fixbook.yaml");
        let text = fs::read_to_string(&config).expect("the corpus has it");
        let text = text.replace("gate: off", &format!("gate: {gate}"));
        fs::write(config, text).expect("the folder can be written");
        fs::write(root.join("made"), "").expect("the folder can be written");
    }
    root
}

fn run(root: &Path, arguments: &[&str]) {
    let status = Command::new(env!("CARGO_BIN_EXE_fixbook"))
        .args(arguments)
        .current_dir(root)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .expect("the program starts");
    assert!(
        status.code().is_some_and(|code| code < 2),
        "{arguments:?}: {status}"
    );
}

/// Clears the way for a cold run. Nothing is removed before the end: ext4 does not use the number of a file again for some minutes,
/// and right after tens of thousands of removals whoever makes files is charged for looking for free ones.
fn forget(root: &Path) {
    static COUNT: AtomicUsize = AtomicUsize::new(0);
    let old = put_away().join(COUNT.fetch_add(1, Ordering::Relaxed).to_string());
    fs::create_dir_all(&old).expect("the folder can be made");
    for folder in [".fixbook", "public"] {
        // The first run finds none.
        let _ = fs::rename(root.join(folder), old.join(folder));
    }
}

/// Changes the text of one entry.
fn change(root: &Path) {
    static COUNT: AtomicUsize = AtomicUsize::new(0);
    let path = root.join("content/errors/tool-0/error-0.yaml");
    let text = fs::read_to_string(&path).expect("the corpus has this entry");
    let kept = text
        .lines()
        .filter(|line| !line.starts_with("evidence_note"));
    let round = COUNT.fetch_add(1, Ordering::Relaxed);
    let changed: Vec<&str> = kept.collect();
    let text = format!("{}\nevidence_note: 'Round {round}.'\n", changed.join("\n"));
    fs::write(&path, text).expect("the corpus can be written");
}

#[divan::bench(args = sizes(), sample_count = 5, sample_size = 1)]
fn cold(bencher: Bencher<'_, '_>, entries: usize) {
    let root = base(entries, "off");
    bencher
        .with_inputs(|| forget(&root))
        .bench_local_values(|()| run(&root, &["build", "-q"]));
}

#[divan::bench(args = sizes(), sample_count = 5, sample_size = 1)]
fn unchanged(bencher: Bencher<'_, '_>, entries: usize) {
    let root = base(entries, "off");
    run(&root, &["build", "-q"]);
    bencher.bench_local(|| run(&root, &["build", "-q"]));
}

#[divan::bench(args = sizes(), sample_count = 5, sample_size = 1)]
fn one_changed(bencher: Bencher<'_, '_>, entries: usize) {
    let root = base(entries, "off");
    run(&root, &["build", "-q"]);
    bencher
        .with_inputs(|| change(&root))
        .bench_local_values(|()| run(&root, &["build", "-q"]));
}

#[divan::bench(args = sizes(), sample_count = 5, sample_size = 1)]
fn check(bencher: Bencher<'_, '_>, entries: usize) {
    let root = base(entries, "off");
    run(&root, &["check", "-q"]);
    bencher.bench_local(|| run(&root, &["check", "-q"]));
}

/// The first check with the gate, which searches for all samples.
#[divan::bench(args = sizes(), sample_count = 3, sample_size = 1)]
fn first_check_with_gate(bencher: Bencher<'_, '_>, entries: usize) {
    let root = base(entries, "stub");
    bencher
        .with_inputs(|| forget(&root))
        .bench_local_values(|()| run(&root, &["check", "-q"]));
}

#[divan::bench(args = sizes(), sample_count = 5, sample_size = 1)]
fn find(bencher: Bencher<'_, '_>, entries: usize) {
    let root = base(entries, "off");
    let text = "step 1: nothing to say\n".repeat(59) + "fatal: unable to write to the store";
    run(&root, &["find", &text]);
    bencher.bench_local(|| run(&root, &["find", &text]));
}

/// The first search after an entry changed, which makes the index.
#[divan::bench(args = sizes(), sample_count = 5, sample_size = 1)]
fn index(bencher: Bencher<'_, '_>, entries: usize) {
    let root = base(entries, "off");
    run(&root, &["find", "a connection was refused"]);
    bencher
        .with_inputs(|| change(&root))
        .bench_local_values(|()| run(&root, &["find", "a connection was refused"]));
}
