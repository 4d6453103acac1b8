//! Card images for Open Graph: one for the site, one per tool, drawn from SVG with a font that is
//! part of the program. Names carry the hash of what is drawn, so an unchanged card is drawn once.

use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};

use anyhow::{Context, Result};
use rayon::prelude::*;
use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{self, fontdb};

use super::Site;
use super::machine::xml;
use crate::entry::Card;
use crate::memo::hash_of;
use crate::page::{CardImage, Frame};
use crate::sink::{Sink, Stage};

const WIDTH: u32 = 1200;
const HEIGHT: u32 = 630;
/// Changes when the drawing does.
const DESIGN: &str = "1";
const FONT: &str = "Ubuntu";
/// Characters of the large line that fit.
const LINE: usize = 26;

/// The card images of a site.
pub(super) struct Images {
    site: Drawing,
    tools: BTreeMap<String, Drawing>,
}

struct Drawing {
    image: CardImage,
    path: String,
    svg: String,
}

impl Images {
    /// The images of the site and of every tool that has an entry.
    pub(super) fn new(frame: &Frame<'_>, cards: &[Card]) -> Self {
        let site = Drawing::new(frame, "site", frame.title, &frame.description);
        let mut tools = BTreeMap::new();
        for card in cards {
            let key = card.tool.as_str();
            if !tools.contains_key(key) {
                let name = format!("{} errors", frame.tool_name(key));
                tools.insert(key.to_owned(), Drawing::new(frame, key, &name, frame.title));
            }
        }
        Self { site, tools }
    }

    /// The image of the site.
    pub(super) fn of_site(&self) -> CardImage {
        self.site.image.clone()
    }

    /// The image of a tool.
    pub(super) fn of_tool(&self, tool: &str) -> CardImage {
        self.tools.get(tool).unwrap_or(&self.site).image.clone()
    }

    fn all(&self) -> Vec<&Drawing> {
        std::iter::once(&self.site)
            .chain(self.tools.values())
            .collect()
    }
}

/// Draws and hands over all of them; what a name is made from is hashed in it.
pub(super) fn write(site: &Site<'_>, sink: &dyn Sink) -> Result<()> {
    let options = LazyLock::new(|| {
        let mut fonts = fontdb::Database::new();
        fonts.load_font_data(epaint_default_fonts::UBUNTU_LIGHT.to_vec());
        usvg::Options {
            fontdb: Arc::new(fonts),
            font_family: FONT.to_owned(),
            ..Default::default()
        }
    });
    let all = site.images().all();
    let wanted = all.par_iter().filter(|drawing| sink.wants(&drawing.path));
    wanted.try_for_each(|drawing| {
        let path = &drawing.path;
        site.made(path, hash_of(path), sink, |sink| {
            sink.put(path, &draw(&drawing.svg, &options)?, Stage::Hashed)
        })
    })
}

impl Drawing {
    fn new(frame: &Frame<'_>, name: &str, title: &str, below: &str) -> Self {
        let svg = svg(title, below);
        let hash = &blake3::hash(format!("{DESIGN}{svg}").as_bytes()).to_hex()[..12];
        let path = format!("assets/card-{name}.{hash}.png");
        let image = CardImage {
            url: frame.url(&path),
            width: WIDTH,
            height: HEIGHT,
            alt: title.to_owned(),
        };
        Self { image, path, svg }
    }
}

fn draw(svg: &str, options: &usvg::Options<'_>) -> Result<Vec<u8>> {
    let tree = usvg::Tree::from_str(svg, options).context("cannot read the drawing of a card")?;
    let mut pixels = Pixmap::new(WIDTH, HEIGHT).context("cannot make a card image")?;
    resvg::render(&tree, Transform::default(), &mut pixels.as_mut());
    png(&pixels).context("cannot write a card image")
}

/// The image as PNG. Nothing shines through a card, so its pixels are written without their alpha; a card has large even areas,
/// which the fast way of compressing packs well too.
fn png(pixels: &Pixmap) -> Result<Vec<u8>> {
    let colours: Vec<u8> = pixels
        .data()
        .chunks_exact(4)
        .flat_map(|pixel| [pixel[0], pixel[1], pixel[2]])
        .collect();
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, WIDTH, HEIGHT);
    encoder.set_color(png::ColorType::Rgb);
    encoder.set_compression(png::Compression::Fast);
    let mut writer = encoder.write_header()?;
    writer.write_image_data(&colours)?;
    writer.finish()?;
    Ok(bytes)
}

fn svg(title: &str, below: &str) -> String {
    let mut text = String::new();
    let mut y = 250;
    for line in lines(title, LINE, 3) {
        text.push_str(&format!(
            "<text x=\"96\" y=\"{y}\" font-size=\"80\" fill=\"#16202c\">{}</text>",
            xml(&line)
        ));
        y += 96;
    }
    for line in lines(below, 62, 2) {
        text.push_str(&format!(
            "<text x=\"96\" y=\"{y}\" font-size=\"34\" fill=\"#4a5a6c\">{}</text>",
            xml(&line)
        ));
        y += 48;
    }
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{WIDTH}\" height=\"{HEIGHT}\" font-family=\"{FONT}\">\
         <rect width=\"100%\" height=\"100%\" fill=\"#f6f4ef\"/>\
         <rect width=\"16\" height=\"100%\" fill=\"#0b6e69\"/>\
         <rect x=\"96\" y=\"96\" width=\"64\" height=\"10\" rx=\"5\" fill=\"#0b6e69\"/>{text}</svg>"
    )
}

/// A text in lines of at most `width` characters, at most `most` of them.
fn lines(text: &str, width: usize, most: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match lines.last_mut() {
            Some(line) if line.chars().count() + 1 + word.chars().count() <= width => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.chars().take(width).collect()),
        }
    }
    if lines.len() > most {
        lines.truncate(most);
        if let Some(last) = lines.last_mut() {
            last.push_str(" …");
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_title_ends_in_an_ellipsis() {
        assert_eq!(lines("one two three four", 9, 1), ["one two …"]);
        assert_eq!(lines("", 9, 1), Vec::<String>::new());
    }
}
