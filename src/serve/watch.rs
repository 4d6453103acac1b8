//! Rebuilds when a file is saved. Editors save in several steps; what happens within a moment is
//! one change.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::Duration;

use anyhow::{Context, Result};
use notify::{Event, EventKind, RecursiveMode, Watcher};
use tokio::sync::watch::Sender;

use super::{Rebuild, Snapshot};

/// How long nothing must happen before a rebuild.
const PAUSE: Duration = Duration::from_millis(20);

/// Watches on a thread of its own for as long as the program runs.
pub(super) fn start(
    watched: &[PathBuf],
    url: String,
    rebuild: Rebuild,
    sender: Sender<Arc<Snapshot>>,
) -> Result<()> {
    let (events, changes) = channel();
    let ours = watched.to_vec();
    let concerns = move |event: &Event| {
        !matches!(event.kind, EventKind::Access(_))
            && event
                .paths
                .iter()
                .any(|path| ours.iter().any(|own| path.starts_with(own)))
    };
    let mut watcher = notify::recommended_watcher(move |event: notify::Result<Event>| {
        if event.is_ok_and(|event| concerns(&event)) {
            // The other end lives as long as the program.
            let _ = events.send(());
        }
    })
    .context("cannot watch files")?;
    for path in watched.iter().filter(|path| path.exists()) {
        // Editors replace a file by another of its name: its folder is watched, not the file itself.
        let (folder, mode) = match path.parent().filter(|_| path.is_file()) {
            Some(folder) => (folder, RecursiveMode::NonRecursive),
            None => (path.as_path(), RecursiveMode::Recursive),
        };
        watcher
            .watch(folder, mode)
            .with_context(|| format!("cannot watch {}", folder.display()))?;
    }
    std::thread::spawn(move || {
        let _watcher = watcher;
        let mut version = sender.borrow().version;
        while settled(&changes) {
            version += 1;
            let snapshot = rebuild(&url).unwrap_or_else(|error| Snapshot {
                findings: format!("error: {error:#}"),
                files: sender.borrow().files.clone(),
                version: 0,
            });
            sender.send_replace(Arc::new(Snapshot {
                version,
                ..snapshot
            }));
        }
    });
    Ok(())
}

/// Waits for a change and for the pause after it; false when there will be none any more.
fn settled(changes: &Receiver<()>) -> bool {
    if changes.recv().is_err() {
        return false;
    }
    loop {
        match changes.recv_timeout(PAUSE) {
            Ok(()) => {}
            Err(RecvTimeoutError::Timeout) => return true,
            Err(RecvTimeoutError::Disconnected) => return false,
        }
    }
}
