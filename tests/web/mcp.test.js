// The server for coding agents, spoken to by the protocol's own client: over this knowledge base, and over the site built from it.
import assert from "node:assert/strict";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StdioClientTransport } from "@modelcontextprotocol/sdk/client/stdio.js";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const places = { "a knowledge base": ["--root", ROOT], "a built site": ["--site", `${process.env.FIXBOOK_BUILT}/kb`] };

const connect = async (place) => {
  const client = new Client({ name: "a test", version: "1" });
  await client.connect(
    new StdioClientTransport({ command: `${ROOT}/target/debug/fixbook`, args: ["mcp", ...place], cwd: "/" }),
  );
  return client;
};

for (const [name, place] of Object.entries(places)) {
  test(`an agent finds the page of a log in ${name}, with fixes, how sure they are and what they do`, async () => {
    const client = await connect(place);
    try {
      const text = "starting server\nError: spawn npx ENOENT\n    at onexit (node:internal/child_process:286:19)";
      const { structuredContent: answer } = await client.callTool({ name: "find_error", arguments: { text } });
      assert.equal(answer.confident, true);
      assert.equal(answer.matches[0].entry, "mcp/spawn-npx-enoent");
      assert.equal(answer.matches[0].why[0].line, 2);
      assert.ok(answer.matches[0].fixes.length > 1);
      for (const fix of answer.matches.flatMap((match) => match.fixes)) {
        assert.match(fix.effect, /^(read|write|destructive|unknown)$/);
        assert.match(fix.confidence, /^(reproduced|confirmed|corroborated|reported|unsourced)$/);
      }
    } finally {
      await client.close();
    }
  });

  test(`an error without a page is told apart from an answer in ${name}`, async () => {
    const client = await connect(place);
    try {
      const { structuredContent: answer } = await client.callTool({
        name: "find_error",
        arguments: { text: "kernel panic: not syncing" },
      });
      assert.equal(answer.confident, false);
      assert.match(answer.note, /^No page matches/);
    } finally {
      await client.close();
    }
  });

  test(`every tool of ${name} is listed, and every entry reads as Markdown`, async () => {
    const client = await connect(place);
    try {
      const { tools } = await client.listTools();
      assert.deepEqual(tools.map((tool) => tool.name).sort(), ["find_error", "list_tools", "read_entry"]);
      assert.ok(tools.every((tool) => tool.annotations.readOnlyHint));
      const { structuredContent } = await client.callTool({ name: "list_tools", arguments: {} });
      assert.deepEqual(
        structuredContent.tools.find((tool) => tool.tool === "mcp"),
        { tool: "mcp", name: "MCP clients and servers", category: "Protocols", entries: 2 },
      );
      const page = await client.callTool({ name: "read_entry", arguments: { entry: "mcp/spawn-npx-enoent" } });
      assert.match(page.content[0].text, /^# spawn npx ENOENT: an MCP server cannot be started\n/);
      const missing = await client.callTool({ name: "read_entry", arguments: { entry: "mcp/nothing-here" } });
      assert.equal(missing.isError, true);
      assert.match(missing.content[0].text, /there is no entry `mcp\/nothing-here`/);
    } finally {
      await client.close();
    }
  });
}
