//! Follows saved files. Editors save in several steps; what happens within a moment is
//! one change.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use anyhow::{Context, Result};
use notify::{Event, EventKind, RecursiveMode, Watcher};
use tokio::sync::watch::Sender;

use super::State;
use crate::live::Live;

/// How long nothing must happen before a change is followed.
const PAUSE: Duration = Duration::from_millis(20);

/// Watches on a thread of its own for as long as the program runs.
pub(super) fn start(
    watched: &[PathBuf],
    live: Arc<Mutex<Live>>,
    told: impl Fn(&Live) -> String + Send + 'static,
    sender: Sender<State>,
) -> Result<()> {
    let (events, changes) = channel();
    let ours = watched.to_vec();
    let concerns =
        move |path: &Path| !is_of_an_editor(path) && ours.iter().any(|own| path.starts_with(own));
    let mut watcher = notify::recommended_watcher(move |event: notify::Result<Event>| {
        let Ok(event) = event else { return };
        if matches!(event.kind, EventKind::Access(_)) {
            return;
        }
        let mut paths = event.paths;
        paths.retain(|path| concerns(path));
        if !paths.is_empty() {
            // The other end lives as long as the program.
            let _ = events.send(paths);
        }
    })
    .context("cannot watch files")?;
    // The folder around them is watched as well: some of them may be made later.
    let around: BTreeSet<&Path> = watched.iter().filter_map(|path| path.parent()).collect();
    for folder in around {
        watcher
            .watch(folder, RecursiveMode::NonRecursive)
            .with_context(|| format!("cannot watch {}", folder.display()))?;
    }
    let mut folders = Folders {
        watched: watched.to_vec(),
        watcher,
    };
    folders.watch_new()?;
    std::thread::spawn(move || {
        let mut version = sender.borrow().version;
        while let Some(paths) = settled(&changes) {
            version += 1;
            let mut live = live.lock().expect("no holder panics");
            let followed = folders.watch_new().and_then(|()| live.follow(&paths));
            let findings = match followed {
                Ok(()) => told(&live),
                Err(error) => format!("error: {error:#}"),
            };
            drop(live);
            sender.send_replace(State { findings, version });
        }
    });
    Ok(())
}

/// The folders whose files are followed.
struct Folders<W> {
    /// Those that are not watched yet.
    watched: Vec<PathBuf>,
    watcher: W,
}

impl<W: Watcher> Folders<W> {
    /// Begins to watch folders that are there by now.
    fn watch_new(&mut self) -> Result<()> {
        let (there, missing) = self.watched.drain(..).partition(|path| path.is_dir());
        self.watched = missing;
        for folder in there {
            self.watcher
                .watch(&folder, RecursiveMode::Recursive)
                .with_context(|| format!("cannot watch {}", folder.display()))?;
        }
        Ok(())
    }
}

/// Whether a file only helps an editor to save another: a swap or backup file.
fn is_of_an_editor(path: &Path) -> bool {
    path.file_name()
        .and_then(|name| name.to_str())
        .is_some_and(|name| name.starts_with('.') || name.ends_with('~'))
}

/// Waits for a change and for the pause after it; what changed, or none when there will be no change any more.
fn settled(changes: &Receiver<Vec<PathBuf>>) -> Option<Vec<PathBuf>> {
    let mut all = changes.recv().ok()?;
    loop {
        match changes.recv_timeout(PAUSE) {
            Ok(paths) => all.extend(paths),
            Err(RecvTimeoutError::Disconnected) => return None,
            Err(RecvTimeoutError::Timeout) => {
                all.sort();
                all.dedup();
                return Some(all);
            }
        }
    }
}
