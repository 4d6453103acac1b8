// @ts-check
// Removes what terminals and editors add to text, and rejoins lines that a terminal broke at its right edge.

const INVISIBLE = /[\0-\x1f\x7f-\x9f\xad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufffd]/;

/**
 * One line without escape sequences and invisible characters, quotes straightened, tabs as blanks.
 * @param {string} line
 */
export function clean(line) {
  if (/^[ -~]*$/.test(line)) return line.replace(/ +$/, "");
  const chars = [...line];
  let out = "";
  for (let i = 0; i < chars.length; i++) {
    const c = chars[i];
    if (c === "\x1b") i = afterEscape(chars, i + 1);
    else if (c === "\t" || c === "\xa0") out += " ";
    else if (/[\u2018-\u201b]/.test(c)) out += "'";
    else if (/[\u201c-\u201f«»]/.test(c)) out += '"';
    else if (!INVISIBLE.test(c)) out += c;
  }
  return out.replace(/ +$/, "");
}

/**
 * The index of the last character of an escape sequence: `[ … letter`, `] … BEL` (or `ESC \`), or one character.
 * @param {string[]} chars
 * @param {number} i
 */
function afterEscape(chars, i) {
  if (chars[i] === "[") {
    do i++; while (i < chars.length && !/[@-~]/.test(chars[i]));
  } else if (chars[i] === "]") {
    do i++; while (i < chars.length && !/[\x07\x1b]/.test(chars[i]));
    if (chars[i] === "\x1b") i++;
  }
  return i;
}

/** Widths terminals have by default; one full line of such a width is tell enough. */
const USUAL_WIDTHS = [72, 76, 80, 100, 120, 132, 160];
const MOST_ROWS = 40;
const LONGEST_JOINED = 16384;

/**
 * Joins each line of full width with the one after it; the first number stays.
 * @param {[number, string][]} lines
 */
export function rejoin(lines) {
  const widths = lines.map(([, text]) => codePoints(text));
  const width = widths.reduce((most, own) => Math.max(most, own), 0);
  if (width < 40 || width > 400 || !isTerminal(lines, widths, width)) return lines;
  /** @type {[number, string][]} */
  const out = [];
  let open = false;
  lines.forEach(([number, text], i) => {
    const last = out.at(-1);
    if (last && open && codePoints(last[1]) < LONGEST_JOINED) last[1] += text;
    else out.push([number, text]);
    open = widths[i] === width;
  });
  return out;
}

/**
 * Two different full lines, or one of a usual width; but not so many on end that they are a log of even lines.
 * @param {[number, string][]} lines
 * @param {number[]} widths
 * @param {number} width
 */
function isTerminal(lines, widths, width) {
  let [rows, most] = [0, 0];
  for (const own of widths) most = Math.max(most, (rows = own === width ? rows + 1 : 0));
  const full = lines.filter((_, i) => widths[i] === width);
  return most <= MOST_ROWS && lines.length > 1
    && (USUAL_WIDTHS.includes(width) || full.some(([, text]) => text !== full[0][1]));
}

/** @param {string} text */
export const codePoints = (text) => (/[\ud800-\udfff]/.test(text) ? [...text].length : text.length);
