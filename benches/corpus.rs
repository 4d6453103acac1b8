//! Synthetic knowledge bases with real-shaped text, the same for the same number of entries.
//!
//! Messages recombine the shapes that real tools print, with tokens drawn by Zipf's law from a
//! vocabulary that grows with the corpus (Heaps' law), so that common words are common and most
//! names are rare. One entry in twenty is a near-duplicate of the one before; one in five cites a
//! thread with an evidence file. An entry has about 5 KB.

use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::Path;

/// Pseudo-random numbers that are the same everywhere (`SplitMix64`, Steele et al. 2014).
struct Dice(u64);

impl Dice {
    fn roll(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.roll() % end.max(1) as u64).unwrap_or(0)
    }

    fn pick<'a>(&mut self, list: &[&'a str]) -> &'a str {
        list[self.below(list.len())]
    }

    /// A rank below `end`, small ones most often: 1/rank, by inversion of its continuous form.
    #[expect(
        clippy::cast_precision_loss,
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "ranks are small and positive"
    )]
    fn zipf(&mut self, end: usize) -> usize {
        let uniform = (self.roll() >> 11) as f64 / (1_u64 << 53) as f64;
        ((end as f64).powf(uniform) as usize).min(end) - 1
    }
}

const SHAPES: &[&str] = &[
    "error[E{n}]: cannot find {kind} `{name}` in this scope",
    "{Name}Error: Failed to {verb} {noun} '{name}': {reason}",
    "fatal: unable to {verb} '{host}': {reason}",
    "npm ERR! code E{CODE}\nnpm ERR! {verb} {name}@<*> failed: {reason}",
    "Error: {CODE}: {reason}, {verb} '<*>/{name}'",
    "{name}: {noun} `{name2}` is not {state} (code {n})",
    "[{CODE}] {reason} while trying to {verb} the {noun} {name}",
    "panic: {reason}: {name}.{name2}(<*>)",
    "{Name}Exception: {noun} {name} {state}: {reason}",
    "HTTP {n} from {host}: {reason} ({name})",
    "E{CODE}: {noun} {name} could not {verb} {name2}",
    "{name}.{name2}: {reason}; expected {noun}, got <*>",
];
const KINDS: &[&str] = &[
    "function", "struct", "module", "type", "trait", "macro", "value",
];
const VERBS: &[&str] = &[
    "resolve",
    "open",
    "connect to",
    "parse",
    "load",
    "fetch",
    "write",
    "bind",
    "authenticate",
    "deserialize",
    "mount",
    "install",
];
const NOUNS: &[&str] = &[
    "module",
    "token",
    "certificate",
    "socket",
    "manifest",
    "lockfile",
    "container",
    "migration",
    "plugin",
    "schema",
    "channel",
    "workspace",
];
const REASONS: &[&str] = &[
    "permission denied",
    "connection refused",
    "no such file or directory",
    "timed out after <*> ms",
    "unexpected end of input",
    "address already in use",
    "unsupported version",
    "checksum mismatch",
    "certificate has expired",
    "out of memory",
    "invalid header",
    "not found",
];
const STATES: &[&str] = &[
    "available",
    "initialized",
    "allowed here",
    "registered",
    "reachable",
    "compatible",
];
const SENTENCES: &[&str] = &[
    "The {noun} `{name}` is looked up before `{name2}` runs, and the message says that the lookup ended with {reason}.",
    "When {name} tries to {verb} its {noun}, it reads the setting `{name2}` first and falls back to the {noun} of the system.",
    "It appears after an update of {name}, since the newer release expects the {noun} to be {state}.",
    "A proxy between {host} and {name} can cut the answer, which {name2} then reports as {reason}.",
    "The number in the message is the line of {name2}, not the one of the {noun}.",
    "On a second run the {noun} is {state} already, so the message is not shown again until {name} restarts.",
    "Two versions of {name} in one {noun} load {name2} twice, and only the first of them is {state}.",
    "The log of {name2} names the {noun} that could not {verb}; the lines above it belong to {name}.",
];

/// Writes a knowledge base of `entries` entries.
pub(crate) fn write(root: &Path, entries: usize) -> io::Result<()> {
    let tools = (entries / 250).clamp(4, 200);
    put(
        &root.join("fixbook.yaml"),
        "title: A synthetic knowledge base\nbase_url: https://example.org/kb/\ndescription: Made to be measured.\nrepository: https://github.com/example/kb\ngate: off\n",
    )?;
    let mut list = String::new();
    for tool in 0..tools {
        let _ = writeln!(
            list,
            "tool-{tool}:\n  name: Tool {tool}\n  category: Category {}\n  homepage: https://tool-{tool}.example.org",
            tool % 12
        );
    }
    put(&root.join("content/tools.yaml"), &list)?;
    let vocabulary = 2_000 + entries * 3;
    let mut before = None;
    for number in 0..entries {
        let tool = number % tools;
        let mut dice = Dice(number as u64 + 1);
        let seed = before
            .filter(|_| number % 20 == 19)
            .unwrap_or_else(|| dice.roll());
        before = Some(seed);
        let text = entry(number, tool, &mut Dice(seed), &mut dice, vocabulary);
        put(
            &root.join(format!("content/errors/tool-{tool}/error-{number}.yaml")),
            &text,
        )?;
        if number.is_multiple_of(5) {
            let path = format!(
                "content/evidence/github/example/tool-{tool}/{}.yaml",
                number + 1
            );
            put(
                &root.join(path),
                &thread(number, tool, &mut dice, vocabulary),
            )?;
        }
    }
    Ok(())
}

fn put(path: &Path, text: &str) -> io::Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::write(path, text)
}

/// A name as programs have them: two or three syllables, by rank.
fn name(dice: &mut Dice, vocabulary: usize) -> String {
    const SYLLABLES: &[&str] = &[
        "con", "fig", "net", "ser", "log", "da", "ta", "ker", "nel", "pro", "xy", "store", "hub",
        "ra", "li", "mo", "vex", "tri", "cor", "ban", "zu", "pel", "ost", "win",
    ];
    let mut rank = dice.zipf(vocabulary) + 30;
    let mut text = String::new();
    while rank > 0 {
        text.push_str(SYLLABLES[rank % SYLLABLES.len()]);
        rank /= SYLLABLES.len();
    }
    text
}

fn fill(shape: &str, dice: &mut Dice, vocabulary: usize) -> String {
    let mut out = String::new();
    let mut rest = shape;
    while let Some((plain, tail)) = rest.split_once('{') {
        let (slot, tail) = tail.split_once('}').unwrap_or((tail, ""));
        out.push_str(plain);
        match slot {
            "n" => out.push_str(&(100 + dice.zipf(900)).to_string()),
            "kind" => out.push_str(dice.pick(KINDS)),
            "verb" => out.push_str(dice.pick(VERBS)),
            "noun" => out.push_str(dice.pick(NOUNS)),
            "reason" => out.push_str(dice.pick(REASONS)),
            "state" => out.push_str(dice.pick(STATES)),
            "host" => out.push_str(&format!("{}.example.org", name(dice, vocabulary))),
            "CODE" => out.push_str(&name(dice, vocabulary).to_uppercase()),
            "Name" => {
                let text = name(dice, vocabulary);
                out.push_str(&text[..1].to_uppercase());
                out.push_str(&text[1..]);
            }
            _ => out.push_str(&name(dice, vocabulary)),
        }
        rest = tail;
    }
    out.push_str(rest);
    out
}

fn prose(sentences: usize, dice: &mut Dice, vocabulary: usize) -> String {
    let all: Vec<String> = (0..sentences)
        .map(|_| {
            let shape = dice.pick(SENTENCES);
            fill(shape, dice, vocabulary).replace("<*>", "30")
        })
        .collect();
    all.join(" ")
}

fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''").replace('\n', " "))
}

fn entry(number: usize, tool: usize, same: &mut Dice, own: &mut Dice, vocabulary: usize) -> String {
    let signature = fill(same.pick(SHAPES), same, vocabulary);
    let line = signature.lines().last().unwrap_or("").to_owned();
    let sample = line.replace(
        "<*>",
        &format!("/srv/{}/{}", name(own, vocabulary), own.below(9999)),
    );
    let title: String = format!("Tool {tool}: {}", line.replace("<*>", "…"))
        .chars()
        .take(110)
        .collect();
    let mut out = format!(
        "title: {}\ntool: tool-{tool}\nadded: 2026-01-{:02}\n",
        quoted(&title),
        1 + number % 28
    );
    let _ = writeln!(
        out,
        "summary: {}",
        quoted(
            &prose(1, own, vocabulary)
                .chars()
                .take(190)
                .collect::<String>()
        )
    );
    let _ = writeln!(
        out,
        "signatures:\n  - {}\nsamples:\n  - {}\nstatus: workaround",
        quoted(&line),
        quoted(&sample)
    );
    let _ = writeln!(
        out,
        "quick_fix: Set `{}` and run it again.",
        name(own, vocabulary)
    );
    let _ = writeln!(
        out,
        "meaning: |\n  {}\nwhy: |\n  {}\n\n  {}",
        prose(7, own, vocabulary),
        prose(7, own, vocabulary),
        prose(6, own, vocabulary)
    );
    out.push_str("causes:\n");
    for cause in 0..2 {
        let _ = writeln!(
            out,
            "  - id: cause-{cause}\n    claim: {}\n    tell: {}\n    owner: you\n    evidence: docs\n    fixes:\n      - do: {}\n        effect: write\n        steps:\n          - |\n            Run it again with more output:\n\n            ```sh\n            {} --verbose --config ./{}.toml | tee out.log\n            ```\n          - {}",
            quoted(&prose(1, own, vocabulary)),
            quoted(&prose(1, own, vocabulary)),
            quoted(&prose(1, own, vocabulary)),
            name(own, vocabulary),
            name(own, vocabulary),
            quoted(&prose(1, own, vocabulary)),
        );
    }
    let _ = writeln!(
        out,
        "checks:\n  - run: {} status --json\n    effect: read\n    expect:\n      - {{see: {}, points_to: cause-0}}\n      - {{see: {}, points_to: cause-1}}",
        name(own, vocabulary),
        quoted(&name(own, vocabulary)),
        quoted(&name(own, vocabulary))
    );
    let _ = writeln!(
        out,
        "steps:\n  - {}\n  - {}\nprevention:\n  - {}",
        quoted(&prose(1, own, vocabulary)),
        quoted(&prose(1, own, vocabulary)),
        quoted(&prose(1, own, vocabulary))
    );
    let _ = writeln!(
        out,
        "faq:\n  - q: Is it safe to ignore?\n    a: {}",
        quoted(&prose(2, own, vocabulary))
    );
    let _ = writeln!(
        out,
        "sources:\n  docs: https://tool-{tool}.example.org/docs/{number}"
    );
    if number.is_multiple_of(5) {
        let _ = writeln!(
            out,
            "  report: {{issue: 'example/tool-{tool}#{}', says: Reports it.}}",
            number + 1
        );
    }
    out
}

fn thread(number: usize, tool: usize, dice: &mut Dice, vocabulary: usize) -> String {
    let issue = number + 1;
    format!(
        "issue: example/tool-{tool}#{issue}\nurl: https://github.com/example/tool-{tool}/issues/{issue}\ntitle: {}\nkind: issue\nstate: open\nauthor: user-{}\nassociation: NONE\nopened: 2026-01-0{}\nerrors:\n  - text: {}\n    where: body\nfixes:\n  - url: https://github.com/example/tool-{tool}/issues/{issue}#issuecomment-{}\n    author: user-{}\n    kind: workaround\n    excerpt: {}\nentries:\n  - {{entry: tool-{tool}/error-{number}, score: 0.9}}\n",
        quoted(&fill(dice.pick(SHAPES), dice, vocabulary)),
        dice.below(9_000),
        1 + dice.below(9),
        quoted(&fill(dice.pick(SHAPES), dice, vocabulary)),
        1_000_000 + dice.below(9_000_000),
        dice.below(9_000),
        quoted(&prose(1, dice, vocabulary)),
    )
}
