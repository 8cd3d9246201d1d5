#!/usr/bin/env python3
"""Turns a neutral corpus into bantin's input, to time bantin beside other site generators.

    benches/corpus_input.py --corpus DIR --out DIR

The corpus is what other generators are timed with, too: `meta.json` (indicators with code, name and unit;
periods with a label and a date; the stages of a funnel; the two parts) and `zones/<id>.json` (for each
indicator a target, a result and two parts in each period; the funnel; a narrative in Markdown). Nothing that
is derived goes into the input: no percentages, no averages, no rows of several zones. Each zone becomes its
zone.toml, one plan with every target, one report a year and its narrative. The table of numbers in the
narrative becomes references to the figures, because a bare number is a warning; nothing else in it changes
but marks that mean something else here. Standard library only.
"""
import argparse
import json
import os
import re

QUARTER = re.compile(r"(\d{4})-q([1-4])$")
PARTS = "doi-tuong"


def put(out, path, text):
    path = os.path.join(out, path)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)


def time(period):
    year, quarter = QUARTER.match(period["id"]).groups()
    return f"{year}-Q{quarter}"


def number(value):
    """A whole number as it is, a decimal one in quotes with a comma."""
    return str(value) if isinstance(value, int) else '"' + str(value).replace(".", ",") + '"'


def slug(text):
    """The id of a stage: its ASCII letters, told apart by its place."""
    return re.sub(r"[^a-z]+", "-", text.lower()).strip("-")


def stages(meta):
    return [(f"buoc-{n + 1}", name) for n, name in enumerate(meta["funnel"])]


def measured(corpus, meta):
    """The indicators that have decimals anywhere."""
    found = set()
    for zone in meta["zones"]:
        with open(os.path.join(corpus, "zones", zone["id"] + ".json"), encoding="utf-8") as file:
            for one in json.load(file)["indicators"]:
                if any(isinstance(value, float) for value in one["actual"] + one["target"]):
                    found.add(one["id"])
        if len(found) * 2 >= len(meta["indicators"]):
            break
    return found


def indicators(meta, decimal):
    text = ""
    for one in meta["indicators"]:
        text += (f'[{one["id"]}]\nname = {{ vi = "{one["name"]}" }}\nunit = {{ vi = "{one["unit"]}" }}\n'
                 'measure = "flow"\ngood = "up"\nadditive = true\n')
        text += "decimals = 1\n\n" if one["id"] in decimal else "\n"
    for key, name in stages(meta):
        text += (f'[{key}]\nname = {{ vi = "{name}" }}\nunit = {{ vi = "hồ sơ" }}\n'
                 'measure = "flow"\ngood = "up"\nadditive = true\n\n')
    parts = "\n".join(f'{one["id"]} = {{ vi = "{one["name"].split(": ")[-1]}" }}' for one in meta["of_which"])
    ids = ", ".join(f'"{key}"' for key, _ in stages(meta))
    return (text + f'[breakdown.{PARTS}]\nname = {{ vi = "Đối tượng" }}\n[breakdown.{PARTS}.parts]\n{parts}\n\n'
            f'[[pipeline]]\nid = "ho-so"\nname = {{ vi = "Hồ sơ theo từng bước" }}\nstages = [{ids}]\n')


def source(title, published):
    return f'[source]\ntitle = "{title}"\npublisher = "Ủy ban nhân dân"\npublished = "{published}"\n\n'


def zone(corpus, out, zid, meta):
    with open(os.path.join(corpus, "zones", zid + ".json"), encoding="utf-8") as file:
        data = json.load(file)
    periods, folder = meta["periods"], f"zones/{zid}"
    put(out, f"{folder}/zone.toml",
        f'name = "{data["name"]}"\nprovince = "{data["name"]}"\nkind = "khu-kinh-te"\n\n'
        f'[[body]]\nid = "ubnd"\nname = "Ủy ban nhân dân {data["name"]}"\nline = "management"\n')
    first, last = periods[0]["id"][:4], periods[-1]["id"][:4]
    plan = (f'body = "ubnd"\nname = "Kế hoạch nhiệm kỳ {first} - {last}"\nterm = "{first}/{last}"\nissuer = "own"\n\n'
            + source("Kế hoạch nhiệm kỳ", f"{first}-01-05"))
    for q, period in enumerate(periods):
        plan += f'[during."{time(period)}"]\n'
        plan += "".join(f'{one["id"]} = {number(one["target"][q])}\n' for one in data["indicators"]) + "\n"
    put(out, f"{folder}/plans/nhiem-ky.toml", plan)
    for year in sorted({period["id"][:4] for period in periods}):
        report = 'body = "ubnd"\n\n' + source(f"Báo cáo năm {year}", f"{int(year) + 1}-01-10")
        for q, period in enumerate(periods):
            if period["id"][:4] != year:
                continue
            report += f'[during."{time(period)}"]\n'
            for one in data["indicators"]:
                parts = ", ".join(f"of_which.{PARTS}.{key} = {number(values[q])}" for key, values in one["of"].items())
                report += f'{one["id"]} = {{ value = {number(one["actual"][q])}, {parts} }}\n'
            report += "\n"
        if year == last:
            report += f'[during."{first}/{last}"]\n'
            report += "".join(f'{key} = {stage["n"]}\n' for (key, _), stage in zip(stages(meta), data["funnel"]))
        put(out, f"{folder}/results/{year}.toml", report)
    put(out, f"{folder}/index.md", narrative(data, meta))


def narrative(data, meta):
    """The zone's words: numbers of its table lead to the figures they are."""
    when, ids = time(meta["periods"][-1]), {one["name"]: one["id"] for one in meta["indicators"]}
    lines = []
    for line in data["narrative"].splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if line.startswith("|") and cells[0] in ids:
            key = ids[cells[0]]
            target, result = (cell.strip("*").replace(".", ",") for cell in cells[1:3])
            line = (f"| {cells[0]} | [](figure:{key}@{when}?as=target:nhiem-ky) | "
                    f"**[{result}](figure:{key}@{when})** |")
        # The running number of a zone is part of its name, and no figure.
        line = re.sub(r"(\*\*[^*]* )(\d+)\*\* tổng hợp", r"\1[\2](plain:)** tổng hợp", line)
        lines.append(line.replace("(so-lieu.csv)", "(https://example.org/so-lieu)"))
    return "\n".join(lines) + "\n"


def issue(out, number, period, cutoff):
    year, quarter = QUARTER.match(period["id"]).groups()
    put(out, f"bulletins/{period['id']}/index.md",
        f'+++\nnumber = {number}\ntitle = "Bản tin quý {quarter}/{year}"\nperiod = "{time(period)}"\n'
        f'cutoff = "{cutoff}"\npublished = "{cutoff}"\n+++\n## Tóm tắt\n\nBản tin tổng hợp kết quả của các vùng.\n')


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", required=True)
    parser.add_argument("--out", required=True)
    asked = parser.parse_args()
    with open(os.path.join(asked.corpus, "meta.json"), encoding="utf-8") as file:
        meta = json.load(file)
    periods = meta["periods"]
    put(asked.out, "site.toml", f'title = "{meta["title"]}"\npublisher = "Ủy ban nhân dân"\n'
        f'contact = "bantin@example.org"\nlanguages = ["vi"]\nbase_url = "{meta["base_url"]}"\n'
        'chart_png = false\n')
    put(asked.out, "indicators.toml", indicators(meta, measured(asked.corpus, meta)))
    middle = periods[len(periods) // 2]
    issue(asked.out, 1, middle, f"{int(middle['id'][:4]) + 1}-01-28")
    issue(asked.out, 2, periods[-1], f"{int(periods[-1]['id'][:4]) + 1}-01-28")
    for one in meta["zones"]:
        zone(asked.corpus, asked.out, one["id"], meta)


if __name__ == "__main__":
    main()
