//! A local web server that serves the files of a site with tags, and misbehaves on request.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::time::Duration;

/// How it answers.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Manner {
    /// As a web host does.
    Well,
    /// Every address with a page, as hosts of single-page applications do.
    WithPages,
    /// Every address but the manifest with bytes without end.
    WithoutEnd,
    /// Every address with a redirect to itself.
    InCircles,
    /// One byte now and then.
    Slowly,
    /// Closes the connection.
    NotAtAll,
}

struct State {
    files: BTreeMap<String, Vec<u8>>,
    manner: Manner,
    asked: Vec<(String, u16)>,
}

/// The server; it ends with the test.
pub(crate) struct SiteServer {
    pub(crate) url: String,
    state: Arc<Mutex<State>>,
}

impl SiteServer {
    pub(crate) fn of(files: BTreeMap<String, Vec<u8>>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}/kb/", listener.local_addr().unwrap());
        let state = Arc::new(Mutex::new(State {
            files,
            manner: Manner::Well,
            asked: Vec::new(),
        }));
        let shared = Arc::clone(&state);
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let state = Arc::clone(&shared);
                // A client that goes away in the middle is part of the test.
                std::thread::spawn(move || drop(answer(stream, &state)));
            }
        });
        Self { url, state }
    }

    pub(crate) fn behave(&self, manner: Manner) {
        self.state.lock().unwrap().manner = manner;
    }

    pub(crate) fn publish(&self, files: BTreeMap<String, Vec<u8>>) {
        self.state.lock().unwrap().files = files;
    }

    /// What was asked for since the last time, with the status of the answer.
    pub(crate) fn asked(&self) -> Vec<(String, u16)> {
        std::mem::take(&mut self.state.lock().unwrap().asked)
    }
}

fn answer(mut stream: TcpStream, state: &Mutex<State>) -> std::io::Result<()> {
    let mut lines = BufReader::new(stream.try_clone()?).lines();
    let first = lines.next().unwrap_or(Ok(String::new()))?;
    let path = first.split(' ').nth(1).unwrap_or_default();
    let path = path.strip_prefix("/kb/").unwrap_or(path).to_owned();
    let mut tag = String::new();
    for line in lines {
        let line = line?;
        if line.is_empty() {
            break;
        }
        if let Some((name, value)) = line.split_once(": ")
            && name.eq_ignore_ascii_case("if-none-match")
        {
            value.clone_into(&mut tag);
        }
    }
    let (manner, file) = {
        let state = state.lock().unwrap();
        (state.manner, state.files.get(&path).cloned())
    };
    let own = file
        .as_ref()
        .map(|bytes| format!("\"{}\"", &blake3::hash(bytes).to_hex()[..12]));
    let (status, head, body) = match manner {
        Manner::NotAtAll => return Ok(()),
        Manner::WithPages => (
            200,
            String::new(),
            b"<!doctype html><title>App</title>".to_vec(),
        ),
        Manner::InCircles => (302, format!("Location: /kb/{path}\r\n"), Vec::new()),
        Manner::Slowly => (200, "Content-Length: 100000\r\n".to_owned(), Vec::new()),
        Manner::WithoutEnd if !path.ends_with("manifest.json") => (200, String::new(), Vec::new()),
        _ => match (file, own) {
            (Some(_), Some(own)) if own == tag => (304, format!("ETag: {own}\r\n"), Vec::new()),
            (Some(bytes), Some(own)) => (200, format!("ETag: {own}\r\n"), bytes),
            _ => (404, String::new(), b"<h1>404</h1>".to_vec()),
        },
    };
    state.lock().unwrap().asked.push((path.clone(), status));
    write!(
        stream,
        "HTTP/1.1 {status} So\r\nConnection: close\r\n{head}\r\n"
    )?;
    stream.write_all(&body)?;
    loop {
        match manner {
            Manner::Slowly => {
                std::thread::sleep(Duration::from_millis(200));
                stream.write_all(b" ")?;
            }
            Manner::WithoutEnd if status == 200 && body.is_empty() => {
                stream.write_all(&[b' '; 8_192])?;
            }
            _ => return Ok(()),
        }
    }
}
