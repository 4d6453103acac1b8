// Makes a knowledge base of `entries.jsonl` (`slug`, `title`, `tool`, `category`, `signatures`, `summary`, `body`), to measure the
// search on. It claims nothing: causes are unknown, there is no known fix, and the gate is off.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** The objects of a file of JSON Lines. */
export const jsonLines = (path) => readFileSync(path, "utf8").split("\n").filter(Boolean).map((line) => JSON.parse(line));

/** Writes the knowledge base of `entries` into `folder`. JSON is YAML. */
export function writeKnowledgeBase(entries, folder) {
  const write = (path, value) => {
    mkdirSync(join(folder, path, ".."), { recursive: true });
    writeFileSync(join(folder, path), `${JSON.stringify(value, null, 1)}\n`);
  };
  write("fixbook.yaml", { title: "Search data", base_url: "https://example.org/", gate: "off" });
  write("content/tools.yaml", Object.fromEntries(entries.map(({ tool, category }) => [tool, { name: tool, category }])));
  for (const { slug, title, tool, signatures, summary, body } of entries) {
    write(`content/errors/${tool}/${slug}.yaml`, {
      title: [...title.padEnd(8, "…")].slice(0, 120).join("").trim(),
      tool,
      summary: [...summary].slice(0, 200).join("").trim() || title,
      signatures,
      meaning: body || summary || title,
      cause_unknown: true,
      no_known_fix: true,
      escalate: { to: "whoever makes the tool", url: "https://example.org/" },
      sources: { docs: "https://example.org/" },
    });
  }
}
