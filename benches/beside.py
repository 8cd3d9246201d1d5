#!/usr/bin/env python3
"""Times bantin beside other site generators that make the same corpus into a site.

    benches/beside.py --content DIR --rounds 3 --peer hugo=DIR:hugo --quiet -d out  --peer …

A peer is its name, the folder of its own prepared input, and its command, which writes `out` there. Rounds are
interleaved: each runs every contender once, in turn, into an empty folder; ratios are taken round by round, so
that what else a machine does cancels. `write` is the physical limit: bantin's output, held in memory, is written
out by one thread and nothing else (give `--rewrite`, a program that does it and prints {"inner_cpu": seconds}).
CPU is user and system seconds of the whole process, peak its largest resident memory; standard library only.
"""
import argparse
import glob
import json
import os
import shlex
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))


def set_aside(out):
    """Moves what an earlier build left out of the way; it goes at the end. A file system that has just deleted
    thousands of files (ext4 does not use their inodes again at once) charges whoever makes the next ones."""
    if os.path.exists(out):
        os.rename(out, tempfile.mkdtemp(prefix=os.path.basename(out) + ".old-", dir=os.path.dirname(out)))


def run(command, folder, out):
    """One build into an empty folder: wall, user and CPU seconds, peak MiB."""
    set_aside(out)
    with tempfile.TemporaryFile() as log:
        start = time.perf_counter()
        process = subprocess.Popen(command, cwd=folder, stdin=subprocess.DEVNULL, stdout=log, stderr=log)
        _, status, used = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        log.seek(0)
        text = log.read().decode(errors="replace")
    if process.returncode:
        sys.exit(f"{command[0]} failed in {folder}:\n{text[-2000:]}")
    return {"wall": wall, "user": used.ru_utime, "cpu": used.ru_utime + used.ru_stime,
            "peak MiB": used.ru_maxrss / 1024}


def limit(program, site, out):
    """The CPU seconds of writing a site that is in memory already."""
    set_aside(out)
    told = subprocess.run([program, site, out, "1"], check=True, capture_output=True, text=True).stdout
    return json.loads(told)["inner_cpu"]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--content", required=True)
    parser.add_argument("--bantin", default=os.path.join(ROOT, "target", "release", "bantin"))
    parser.add_argument("--peer", action="append", default=[], metavar="NAME=DIR:COMMAND")
    parser.add_argument("--rewrite")
    parser.add_argument("--rounds", type=int, default=3)
    asked = parser.parse_args()
    work = tempfile.mkdtemp(prefix="bantin-beside-")
    site = os.path.join(work, "site")
    contenders = {"bantin": ([asked.bantin, "build", "-q", "--content", asked.content, "--output", site], work, site)}
    for peer in asked.peer:
        name, rest = peer.split("=", 1)
        folder, command = rest.split(":", 1)
        contenders[name] = (shlex.split(command), folder, os.path.join(folder, "out"))
    rows = {name: [] for name in contenders}
    writes = []
    for _ in range(asked.rounds):
        for name, (command, folder, out) in contenders.items():
            rows[name].append(run(command, folder, out))
            if name == "bantin" and asked.rewrite:
                writes.append(limit(asked.rewrite, site, os.path.join(work, "copy")))
    own = rows["bantin"]
    print("| contender | user s | cpu s | wall s | peak MiB | output MiB | bantin's CPU over its CPU |")
    print("|---|---|---|---|---|---|---|")
    for name, found in rows.items():
        out = contenders[name][2]
        size = sum(os.path.getsize(os.path.join(d, f)) for d, _, names in os.walk(out) for f in names) / 2**20
        row = {key: statistics.median(one[key] for one in found) for key in found[0]}
        ratios = [f"{a['cpu'] / b['cpu']:.2f}" for a, b in zip(own, found)]
        print(f"| {name} | {row['user']:.2f} | {row['cpu']:.2f} | {row['wall']:.2f} | {row['peak MiB']:.0f} | "
              f"{size:.1f} | {', '.join(ratios)} |")
    if writes:
        ratios = [f"{a['cpu'] / b:.2f}" for a, b in zip(own, writes)]
        print(f"| only writing bantin's files | | {statistics.median(writes):.2f} | | | | {', '.join(ratios)} |")
    shutil.rmtree(work)
    for _, _, out in contenders.values():
        for old in glob.glob(out + ".old-*"):
            shutil.rmtree(old)


if __name__ == "__main__":
    main()
