// Reloads the page when the site was rebuilt, and lays findings over it. Part of `fixbook serve` only.
const show = async () => {
  const text = await (await fetch("/_fixbook/findings")).text();
  document.querySelector("#fixbook-findings")?.remove();
  if (!text) return;
  const sheet = document.createElement("link");
  sheet.rel = "stylesheet";
  sheet.href = "/_fixbook/overlay.css";
  const box = document.createElement("details");
  box.id = "fixbook-findings";
  box.open = text.startsWith("error");
  const title = document.createElement("summary");
  title.textContent = text.split("\n").filter((line) => /^(error|warning|note)[[:]/.test(line)).length + " findings";
  const list = document.createElement("pre");
  list.textContent = text;
  box.append(title, list);
  document.head.append(sheet);
  document.body.append(box);
};

const version = Number(await (await fetch("/_fixbook/version")).text());
await show();
for (;;) {
  try {
    const answer = await fetch(`/_fixbook/wait/${version}`);
    if (answer.status === 200) location.reload();
  } catch {
    await new Promise((done) => setTimeout(done, 1000));
  }
}
