#!/usr/bin/env python3
"""Times bantin on synthetic content: each stage, the whole build, peak memory.

    benches/speed.py [--sizes 10,100,1000,5000] [--rounds 3] [--work DIR]

Prints the rows of docs/speed.md. Wall and CPU seconds and peak memory are those of the whole
process (wait4); the stages are what `bantin build --timings` prints, in milliseconds. `first` is a
build into an empty folder, `again` one that changes nothing; `check` is `bantin check`, which has to
stay below the `render ms` of a build. Medians; standard library only.
"""
import argparse
import math
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
TARGET = os.path.join(os.environ.get("CARGO_TARGET_DIR", os.path.join(ROOT, "target")), "release")


def build(content, output):
    """One build: wall and CPU seconds, peak MiB, and the milliseconds of each stage."""
    return run("build", "-q", "--timings", "--content", content, "--output", output)


def check(content):
    """One check, which reads and analyses and renders nothing: wall and CPU seconds, peak MiB."""
    return run("check", "-q", "--content", content)


def run(*arguments):
    command = [os.path.join(TARGET, "bantin"), *arguments]
    with tempfile.TemporaryFile() as err, tempfile.TemporaryFile() as out:
        start = time.perf_counter()
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=out, stderr=err)
        _, status, used = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        out.seek(0)
        err.seek(0)
        text = err.read().decode()
        if process.returncode:
            sys.exit(f"exit {process.returncode}\n{out.read().decode()[:4000]}\n{text[:4000]}")
    row = {"wall s": wall, "user s": used.ru_utime, "cpu s": used.ru_utime + used.ru_stime,
           "peak MiB": used.ru_maxrss / 1024}
    for line in text.splitlines():
        word = line.split()
        if len(word) == 3 and word[0] == "timing" and word[1] != "total":
            row[word[1] + " ms"] = float(word[2])
    return row


def median(rows):
    return {key: statistics.median(row[key] for row in rows) for key in rows[0]}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", default="10,100,1000,5000")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--work", help="keeps the content there; a temporary folder without it")
    parser.add_argument("--cold", action="store_true", help="without a round that warms the page cache")
    asked = parser.parse_args()
    subprocess.run(["cargo", "build", "--release", "--locked", "--bins", "--example", "synthetic"],
                   cwd=ROOT, check=True)
    work = asked.work or tempfile.mkdtemp(prefix="bantin-speed-")
    os.makedirs(work, exist_ok=True)
    table = []
    for zones in map(int, asked.sizes.split(",")):
        content, output = os.path.join(work, f"content-{zones}"), os.path.join(work, "output")
        if not os.path.isdir(content):
            subprocess.run([os.path.join(TARGET, "examples", "synthetic"), "--zones", str(zones), "--out", content],
                           check=True)
        first, again, checks = [], [], []
        for rnd in range(0 if asked.cold else -1, asked.rounds):  # round -1 warms the page cache
            shutil.rmtree(output, ignore_errors=True)
            runs = build(content, output), build(content, output), check(content)
            if rnd >= 0:
                first.append(runs[0])
                again.append(runs[1])
                checks.append(runs[2])
        files = size = 0
        for folder, _, names in os.walk(output):
            files += len(names)
            size += sum(os.path.getsize(os.path.join(folder, name)) for name in names)
        for kind, rows in (("first", first), ("again", again), ("check", checks)):
            row = median(rows)
            if not table:
                print("| zones | build | files | MiB | " + " | ".join(row) + " |")
                print("|" + "---|" * (4 + len(row)))
            table.append((zones, kind, row))
            values = " | ".join(f"{value:.0f}" if value >= 100 else f"{value:.2f}" for value in row.values())
            written = f"{files} | {size / 2**20:.1f}" if kind != "check" else "– | –"
            print(f"| {zones} | {kind} | {written} | {values} |", flush=True)
    print()
    by_kind = [row for row in table if row[1] == "first"]
    for (small, _, a), (large, _, b) in zip(by_kind, by_kind[1:]):
        growth = [f"{key} n^{math.log(b[key] / a[key]) / math.log(large / small):.2f}"
                  for key in ("wall s", "user s", "peak MiB") if a[key] > 0.02]
        print(f"growth {small} -> {large}: " + ", ".join(growth))
    if not asked.work:
        shutil.rmtree(work)


if __name__ == "__main__":
    main()
