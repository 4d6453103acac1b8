//! `find` in the terminal: what it says, and that no text harms it.

use serde_json::Value;

use crate::support::site::TestSite;

const ERROR: &str = "error: config file not found: ./example.toml";

/// A word for a number.
fn word(number: usize) -> String {
    let digit = |place: u32| b'a' + u8::try_from(number / 26_usize.pow(place) % 26).unwrap();
    (0..4).map(|place| char::from(digit(place))).collect()
}

/// Bytes that hold the error somewhere, and the line it stands in.
type Hostile = (&'static str, Vec<u8>, u64);

fn lines(count: usize, line: impl Fn(usize) -> String) -> String {
    (0..count).map(|number| line(number) + "\n").collect()
}

fn huge() -> Vec<Hostile> {
    let words = lines(50_000, word).replace('\n', " ");
    let ticks = "tick\n".repeat(50_000);
    let (some, others) = (
        lines(40_000, word),
        lines(40_000, |number| word(number) + "x"),
    );
    let steps = "step done\\n  ".repeat(15_000);
    let texts = [
        (
            "a million letters before it",
            format!("{}{ERROR}", "x ".repeat(500_000)),
            1,
        ),
        (
            "words of a million letters around it",
            format!(
                "{}\n{ERROR}\n{}",
                "x".repeat(1_000_000),
                "y".repeat(1_000_000)
            ),
            2,
        ),
        (
            "50,000 words around it",
            format!("{words} {ERROR} {words}"),
            1,
        ),
        (
            "100,000 equal lines",
            format!("{ticks}{ERROR}\n{ticks}"),
            50_001,
        ),
        (
            "80,000 lines that differ",
            format!("{some}{ERROR}\n{others}"),
            40_001,
        ),
        (
            "a text inside JSON, 200,000 letters from its beginning",
            format!("{{\"log\":\"{steps}{ERROR}\\n  done\"}}"),
            1,
        ),
    ];
    texts
        .map(|(what, text, line)| (what, text.into_bytes(), line))
        .into()
}

fn junk() -> Vec<Hostile> {
    let mut noise: Vec<u8> = (0_u32..400_000)
        .map(|byte| (byte * 7 % 251) as u8)
        .collect();
    noise.retain(|byte| !matches!(byte, b'\n' | b'\r'));
    let signs = "?!.,;:-_()[]{}<>*+^$|\\/\"'`~@#%&=\n".repeat(5_000);
    let colours = "\u{1b}[38;2;1;2;3m".repeat(30_000);
    let coloured: String = ERROR
        .chars()
        .map(|c| format!("\u{1b}[1m\u{1b}]0;t\u{7}{c}\u{1b}[0m"))
        .collect();
    let texts = [
        (
            "NUL bytes inside it",
            format!("\0\0\0\n{}\0\0", ERROR.replace('n', "\0n\0")),
            2,
        ),
        ("punctuation", format!("{signs}{ERROR}\n"), 5_001),
        (
            "patterns",
            format!("(a+)+$\n.*.*.*=.*\n[[:alpha:]\n(?:\n\\\n{ERROR}\n"),
            6,
        ),
        (
            "text from right to left, reversed by control characters",
            format!("שגיאה: הקובץ לא נמצא\n\u{202e}{ERROR}\u{202c}\nخطأ\n"),
            2,
        ),
        (
            "colours at every letter",
            format!("{colours}\n{coloured}"),
            2,
        ),
    ];
    let mut all: Vec<Hostile> = texts
        .map(|(what, text, line)| (what, text.into_bytes(), line))
        .into();
    let broken: [&[u8]; 5] = [
        &noise,
        b"\n\xff\xc3",
        ERROR.as_bytes(),
        b"\xe2\x82\n",
        &noise,
    ];
    all.push(("bytes that are no text", broken.concat(), 2));
    all
}

#[test]
fn the_answer_shows_the_line_with_marks_below_its_words() {
    let site = TestSite::minimal();
    site.write(
        "content/errors/example/timeout.yaml",
        "title: 'Example Tool: \"timeout\"'\ntool: example\nsummary: No answer.\nsignatures: 'timeout after <*> while reading <*>'\nquick_fix: Run `example --retry`, which asks again until an answer comes, and look at the network if none does after a minute.\nmeaning: M.\ncauses: C.\nfixes: F.\nsources:\n  docs: 'https://example.org/docs'\n",
    );
    let log =
        "> start\n\u{1b}[31m  错误 ERROR: timeout after 20 s while reading /srv/a b.txt\u{1b}[0m\n";
    let run = site.pipe(&["find"], log.into());
    snapbox::assert_data_eq!(
        run.stdout,
        snapbox::str![[r#"
Example Tool: "timeout"
Example Tool

 2 | 错误 ERROR: timeout after 20 s while reading /srv/a b.txt
   |             ^^^^^^^ ^^^^^ ~~~~ ^^^^^ ^^^^^^^ ~~~~~~~~~~~~
   = matches timeout after <*> while reading <*>
   = <*> is `20 s`, `/srv/a b.txt`

  quick fix: Run `example --retry`, which asks again until an answer comes, and look at the network
    if none does after a minute.

  https://example.org/kb/example/timeout/

also near:
  Example Tool: "config file not found"
    example/config-not-found

"#]]
    );
    let run = site.pipe(&["find"], "configuration of timeouts".into());
    snapbox::assert_data_eq!(
        run.stdout,
        snapbox::str![[r#"
no page matches; nearest are
  Example Tool: "timeout"
    example/timeout
  Example Tool: "config file not found"
    example/config-not-found

not known here: configuration, of

"#]]
    );
}

#[test]
fn an_error_is_found_inside_whatever_stands_around_it() {
    let site = TestSite::minimal();
    for (what, bytes, line) in huge().into_iter().chain(junk()) {
        let run = site.pipe(&["find", "--format", "json"], bytes);
        assert_eq!(run.status, 0, "{what}: {}{}", run.stdout, run.stderr);
        let answer: Value = serde_json::from_str(&run.stdout).unwrap();
        let best = &answer["matches"][0];
        assert_eq!(best["entry"], "example/config-not-found", "{what}");
        assert_eq!(best["why"][0]["line"], line, "{what}");
    }
}

#[test]
fn text_that_says_nothing_has_no_page() {
    let site = TestSite::minimal();
    let nothing: [&[u8]; 6] = [
        b"",
        b"\n\n\r\n",
        b"\0\0",
        b"\xff\xfe\xfd",
        b"***** (((( ]]]] \\+ .*",
        "\u{202e}\u{200f}\u{feff}".as_bytes(),
    ];
    for bytes in nothing {
        let run = site.pipe(&["find"], bytes.to_vec());
        assert_eq!((run.status, run.stdout.as_str()), (1, "no page matches\n"));
    }
}

#[test]
fn the_end_of_a_very_long_log_is_read_and_what_is_left_out_is_told() {
    let site = TestSite::minimal();
    let steps = lines(45_000, word);
    let run = site.pipe(&["find"], format!("{steps}{ERROR}\n").into_bytes());
    assert_eq!(run.status, 0, "{}{}", run.stdout, run.stderr);
    let told = [
        " 45001 | error: config file",
        "lines not looked at: 5002 of the middle",
    ];
    assert!(
        told.iter().all(|text| run.stdout.contains(text)),
        "{}",
        run.stdout
    );
}
