// @ts-check
// Masks secrets and private data before a text is put into an address. The rules are the file that the program itself
// uses (`mask-rules.json`); the program's `src/mask/` says what they mean, `tests/vectors/mask.json` holds both equal.

/**
 * @typedef {{kind: string, class: "secret" | "private", hints: string[], pattern: string, flags?: string,
 *   unless?: string, varied?: number}} Rule
 */

/**
 * A function that masks by these rules.
 * @param {Rule[]} rules
 * @returns {(text: string) => string}
 */
export function masker(rules) {
  const ready = rules.map((rule) => {
    /** @type {{find: RegExp, unless: RegExp | null} | undefined} */
    let compiled;
    return {
      ...rule,
      compile: () => (compiled ??= {
        find: new RegExp(rule.pattern, `gud${rule.flags ?? ""}`),
        unless: rule.unless ? new RegExp(rule.unless, "iu") : null,
      }),
    };
  });
  return (text) => {
    const lower = text.toLowerCase();
    const candidates = ready.filter((rule) => rule.hints.some((hint) => lower.includes(hint)));
    return candidates.reduce((masked, rule) => apply(masked, rule, rule.compile()), text);
  };
}

/**
 * @param {string} text
 * @param {Rule} rule
 * @param {{find: RegExp, unless: RegExp | null}} compiled
 */
function apply(text, rule, { find, unless }) {
  let out = "";
  let done = 0;
  find.lastIndex = 0;
  for (let match; (match = find.exec(text)); ) {
    let next = find.lastIndex + (match[0] === "" ? 1 : 0);
    for (const span of (match.indices ?? []).slice(1)) {
      if (!span) continue;
      const piece = text.slice(...span);
      if (piece === "" || unless?.test(piece) || (rule.varied && !isVaried(piece, rule.varied))) continue;
      out += `${text.slice(done, span[0])}<${rule.kind}>`;
      done = next = span[1];
    }
    find.lastIndex = Math.max(next, match.index + 1);
  }
  return out + text.slice(done);
}

/**
 * @param {string} piece
 * @param {number} least
 */
function isVaried(piece, least) {
  return /[0-9]/.test(piece) && /[A-Za-z]/.test(piece) && new Set(piece).size >= least;
}
