//! A local server that answers like GitHub and misbehaves on request. It makes up ids, dates and comments, keeps
//! a log of what was asked, and lets a test change the world between two requests.

use std::collections::{BTreeMap, HashMap};
use std::io::{BufRead, BufReader, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::Duration;

use serde_json::{Value, json};

#[path = "github_world.rs"]
mod world;
pub(crate) use world::{Links, Repo, World, comment, issue};

/// What goes wrong.
#[derive(Clone, Debug)]
pub(crate) enum Fault {
    /// This status, with extra headers and a body.
    Status(u16, Vec<(&'static str, String)>, String),
    /// The connection is reset in the middle of the body.
    Reset,
    /// Head and half of the body, then silence.
    Stall,
    /// A whole answer whose JSON is cut.
    Truncated,
    /// Not a byte, then silence, until the client goes away.
    Silence,
    /// The connection is closed before a byte is sent.
    Closed,
    /// These bytes in place of the body.
    Body(Vec<u8>),
    /// The body as it is, with this `Link` header.
    Link(String),
}

/// A status without anything else.
pub(crate) fn status(status: u16) -> Fault {
    Fault::Status(
        status,
        Vec::new(),
        json!({"message": "so it is"}).to_string(),
    )
}

/// A request that was made.
#[derive(Clone, Debug)]
pub(crate) struct Asked {
    pub(crate) path: String,
    pub(crate) authorization: Option<String>,
    pub(crate) conditional: bool,
    pub(crate) status: u16,
}

type Hook = Box<dyn FnOnce(&mut World) + Send>;

#[derive(Default)]
struct State {
    world: World,
    at: HashMap<usize, Fault>,
    on: Vec<(String, usize, Fault)>,
    hooks: BTreeMap<usize, Vec<Hook>>,
    log: Vec<Asked>,
    limit: u64,
    rewrite: Option<(&'static str, &'static str)>,
}

/// The running server; it ends with the test.
pub(crate) struct GithubServer {
    state: Arc<Mutex<State>>,
    address: String,
    prefix: &'static str,
}

impl GithubServer {
    pub(crate) fn start(world: World) -> Self {
        Self::start_below("", world)
    }

    /// Serves the API below a path, as GitHub Enterprise Server does.
    pub(crate) fn start_below(prefix: &'static str, world: World) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let address = listener.local_addr().expect("bound").to_string();
        let state = Arc::new(Mutex::new(State {
            world,
            limit: 5000,
            ..State::default()
        }));
        let server = Self {
            state: Arc::clone(&state),
            address: address.clone(),
            prefix,
        };
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (state, base) = (Arc::clone(&state), format!("http://{address}{prefix}"));
                std::thread::spawn(move || serve(&stream, &state, &base, prefix));
            }
        });
        server
    }

    pub(crate) fn url(&self) -> String {
        format!("http://{}{}", self.address, self.prefix)
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().expect("no test panicked inside")
    }

    /// The n-th request (from 0) goes wrong.
    pub(crate) fn fault_at(&self, n: usize, fault: Fault) {
        self.state().at.insert(n, fault);
    }

    /// The next `times` requests whose address contains `part` go wrong.
    pub(crate) fn fault_on(&self, part: &str, times: usize, fault: Fault) {
        self.state().on.push((part.to_owned(), times, fault));
    }

    /// Sends `to` wherever a body says `from`, for bytes that no JSON value holds.
    pub(crate) fn rewrite(&self, from: &'static str, to: &'static str) {
        self.state().rewrite = Some((from, to));
    }

    /// Nothing goes wrong any more.
    pub(crate) fn mend(&self) {
        let mut state = self.state();
        state.at.clear();
        state.on.clear();
    }

    /// Changes the world before the n-th request is answered.
    pub(crate) fn before(&self, n: usize, hook: impl FnOnce(&mut World) + Send + 'static) {
        self.state()
            .hooks
            .entry(n)
            .or_default()
            .push(Box::new(hook));
    }

    pub(crate) fn change(&self, change: impl FnOnce(&mut World)) {
        change(&mut self.state().world);
    }

    pub(crate) fn log(&self) -> Vec<Asked> {
        self.state().log.clone()
    }

    /// The addresses asked for, without host.
    pub(crate) fn paths(&self) -> Vec<String> {
        self.log().into_iter().map(|asked| asked.path).collect()
    }
}

/// One connection, many requests.
fn serve(stream: &TcpStream, state: &Mutex<State>, base: &str, prefix: &str) {
    let mut reader = BufReader::new(stream.try_clone().expect("a handle"));
    while let Some((target, headers)) = read_request(&mut reader) {
        let (mut reply, fault) = {
            let mut state = state.lock().expect("no test panicked inside");
            let n = state.log.len();
            for hook in state.hooks.remove(&n).unwrap_or_default() {
                hook(&mut state.world);
            }
            let mut reply = match target.strip_prefix(prefix) {
                Some(path) => state.world.answer(base, path),
                None => world::Reply::status(404),
            };
            if let Some((from, to)) = state.rewrite {
                reply.body = reply.body.replace(from, to);
            }
            conditional(&mut reply, &target, headers.get("if-none-match"));
            let fault = state.fault(n, &target);
            if let Some(Fault::Status(status, ..)) = &fault {
                reply.status = *status;
            }
            state.limit -= 1;
            let limit = state.limit;
            reply
                .headers
                .push(("x-ratelimit-limit".to_owned(), "5000".to_owned()));
            reply
                .headers
                .push(("x-ratelimit-remaining".to_owned(), limit.to_string()));
            state.log.push(Asked {
                path: target.clone(),
                authorization: headers.get("authorization").cloned(),
                conditional: headers.contains_key("if-none-match"),
                status: reply.status,
            });
            (reply, fault)
        };
        if !send(stream, &mut reply, fault.as_ref()) {
            return;
        }
    }
}

impl State {
    fn fault(&mut self, n: usize, target: &str) -> Option<Fault> {
        if let Some(fault) = self.at.remove(&n) {
            return Some(fault);
        }
        let (_, times, fault) = self
            .on
            .iter_mut()
            .find(|(part, times, _)| *times > 0 && target.contains(part.as_str()))?;
        *times -= 1;
        Some(fault.clone())
    }
}

fn read_request(reader: &mut BufReader<TcpStream>) -> Option<(String, HashMap<String, String>)> {
    let mut line = String::new();
    reader.read_line(&mut line).ok()?;
    let target = line.split(' ').nth(1)?.to_owned();
    let mut headers = HashMap::new();
    loop {
        let mut line = String::new();
        reader.read_line(&mut line).ok()?;
        let Some((name, value)) = line.trim_end().split_once(':') else {
            break;
        };
        headers.insert(name.to_ascii_lowercase(), value.trim().to_owned());
    }
    Some((target, headers))
}

/// Adds an `ETag`, and turns the answer into a 304 if the client has it; a 304 has no `Link`.
fn conditional(reply: &mut world::Reply, target: &str, known: Option<&String>) {
    if reply.status != 200 {
        return;
    }
    let etag = format!(
        "W/\"{}\"",
        &blake3::hash(format!("{target}\n{}", reply.body).as_bytes()).to_hex()[..16]
    );
    if known == Some(&etag) {
        *reply = world::Reply {
            status: 304,
            headers: Vec::new(),
            body: String::new(),
        };
    }
    reply.headers.push(("etag".to_owned(), etag));
}

/// Sends the answer, or what the fault leaves of it; `false` ends the connection.
fn send(mut stream: &TcpStream, reply: &mut world::Reply, fault: Option<&Fault>) -> bool {
    let mut body = reply.body.clone().into_bytes();
    match &fault {
        Some(Fault::Status(_, headers, text)) => {
            // A fault that speaks about limits speaks for itself.
            reply
                .headers
                .retain(|(name, _)| !name.starts_with("x-ratelimit-r") && name != "link");
            reply.headers.extend(
                headers
                    .iter()
                    .map(|(name, value)| ((*name).to_owned(), value.clone())),
            );
            body = text.clone().into_bytes();
        }
        Some(Fault::Body(bytes)) => body.clone_from(bytes),
        Some(Fault::Truncated) => body.truncate(body.len() / 2),
        Some(Fault::Link(link)) => {
            reply.headers.retain(|(name, _)| name != "link");
            reply.headers.push(("link".to_owned(), link.clone()));
        }
        Some(Fault::Closed) => {
            let _ = stream.shutdown(Shutdown::Both);
            return false;
        }
        Some(Fault::Silence) => {
            wait_for_the_client(stream);
            return false;
        }
        _ => {}
    }
    let now = jiff::fmt::rfc2822::DateTimePrinter::new()
        .timestamp_to_rfc9110_string(&jiff::Timestamp::now());
    let mut head = format!(
        "HTTP/1.1 {} So\r\ndate: {}\r\n",
        reply.status,
        now.expect("a date")
    );
    for (name, value) in &reply.headers {
        head.push_str(&format!("{name}: {value}\r\n"));
    }
    if reply.status != 304 {
        head.push_str(&format!(
            "content-type: application/json\r\ncontent-length: {}\r\n",
            body.len()
        ));
    }
    head.push_str("\r\n");
    let mut bytes = head.into_bytes();
    let cut = matches!(fault, Some(Fault::Reset | Fault::Stall));
    bytes.extend_from_slice(if cut { &body[..body.len() / 2] } else { &body });
    let sent = stream
        .write_all(&bytes)
        .and_then(|()| stream.flush())
        .is_ok();
    if matches!(fault, Some(Fault::Stall)) {
        wait_for_the_client(stream);
    }
    if cut {
        let _ = stream.shutdown(Shutdown::Both);
    }
    sent && !cut
}

/// Blocks until the client gives up, at most ten seconds.
fn wait_for_the_client(mut stream: &TcpStream) {
    let _ = stream.set_read_timeout(Some(Duration::from_secs(10)));
    let _ = std::io::Read::read(&mut stream, &mut [0; 1]);
}

/// The value as a JSON array.
pub(crate) fn array(values: Vec<Value>) -> String {
    Value::Array(values).to_string()
}
