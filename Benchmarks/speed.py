#!/usr/bin/env python3
"""Prints how fast evidence is read, in CPU seconds of one core and beside peers, as a table (docs/performance.md).

usage: speed.py [--rules DIR] [FILE_OR_FOLDER...]      event logs to measure on (default: the sample intrusion)

Peers: the PyPI packages `evtx` and `orjson`, and Python's own `json`; what is not installed is said. All run in the same
minutes on the same bytes, and the best of several runs counts, so that ratios hold on a busy machine, too.
"""
import argparse, importlib.util, os, subprocess, sys, tempfile, time
from pathlib import Path

import samples

BUILT = Path(__file__).resolve().parent.parent / ".build/release"
PROGRAM = Path(os.environ.get("CORDON_PROGRAM", BUILT / "cordon"))
READER = Path(os.environ.get("CORDON_READER", BUILT / "ReaderBenchmark"))
SIZE = 100 << 20
LARGE = 1 << 30
CHUNK, HEADER = 65_536, 4_096

# Each prints the CPU seconds of its work alone.
PEERS = {
    "evtx": "from evtx import PyEvtxParser\ndef work():\n for f in sys.argv[1:]:\n  for r in PyEvtxParser(f, 1).records_json(): pass",
    "orjson": "import orjson\nlines = open(sys.argv[1], 'rb').read().splitlines()\ndef work():\n for l in lines: orjson.loads(l)",
    "json": "import json\nlines = open(sys.argv[1], 'rb').read().splitlines()\ndef work():\n for l in lines: json.loads(l)",
}


# A process counts the memory of the one that it was forked from as its own, so a small one starts what is measured.
START = """import os, sys
child = os.posix_spawnp(sys.argv[1], sys.argv[1:], os.environ, file_actions=[
    (os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0), (os.POSIX_SPAWN_OPEN, 2, os.devnull, os.O_WRONLY, 0)])
_, status, usage = os.wait4(child, 0)
print(status, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)"""


def run(*command):
    """CPU seconds, peak memory in MB and seconds by the clock of one run."""
    starter = [sys.executable, "-S", "-c", START, *map(str, command)]
    begun = time.monotonic()
    status, seconds, memory = subprocess.run(starter, capture_output=True, text=True, check=True).stdout.split()
    if int(status) != 0:
        sys.exit(f"failed: {' '.join(map(str, command[:3]))}")
    return float(seconds), float(memory), time.monotonic() - begun


def cpu(*command, rounds=3):
    return min(run(*command)[0] for _ in range(rounds))


def peer(name, *files):
    """CPU seconds of a peer on the same files; None where it is not installed."""
    if importlib.util.find_spec(name) is None:
        return None
    timed = f"import sys, time\n{PEERS[name]}\nfor _ in range(2):\n t = time.process_time(); work(); print(time.process_time() - t)"
    printed = subprocess.run([sys.executable, "-P", "-c", timed, *map(str, files)], capture_output=True, text=True)
    return min(map(float, printed.stdout.split())) if printed.returncode == 0 else None


def batches(*files):
    """Lines of ReaderBenchmark: (name, format, bytes, values, CPU seconds)."""
    printed = subprocess.run([READER, *files], capture_output=True, text=True, check=True).stdout
    for line in printed.splitlines():
        name, kind, size, records, values, seconds = line.split("\t")
        yield name, kind, int(size), int(records), float(seconds)


def concatenate(logs, size, path):
    """One event log with the chunks of others, again and again. Their numbers repeat, which no reader minds."""
    whole = [log.read_bytes() for log in logs]
    chunks = b"".join(
        log[place:place + CHUNK] for log in whole for place in range(HEADER, len(log) - CHUNK + 1, CHUNK)
        if log[place:place + 8] == b"ElfChnk\0")
    with open(path, "wb") as out:
        out.write(whole[0][:HEADER])
        while out.tell() < size:
            out.write(chunks)


def repeat(body, size, path):
    with open(path, "wb") as out:
        while out.tell() < size:
            out.write(body)


def row(what, size, seconds, records, beside=""):
    print(f"| {what} | {size / 1e6:.0f} | {seconds:.2f} | {size / seconds / 1e6:.0f} | {records / seconds / 1e3:.0f} "
          f"| {beside} |", flush=True)


def beside(seconds, *peers):
    return "; ".join(f"{name} {other:.2f} s: {other / seconds:.1f}x as fast as it" if other else f"{name} is not installed"
                     for name, other in peers)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rules", action="append", default=[])
    parser.add_argument("path", nargs="*")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        paths = [Path(p) for p in options.path] or [folder / "sample"]
        if not options.path:
            subprocess.run([PROGRAM, "exercise", "generate", paths[0]], check=True, stderr=subprocess.DEVNULL)
        logs = [f for p in paths for f in ([p] if p.is_file() else sorted(p.rglob("*.evtx")))]
        log, lines = folder / "windows.evtx", folder / "windows.jsonl"
        concatenate(logs, SIZE, log)
        with open(folder / "once.jsonl", "wb") as out:
            subprocess.run([PROGRAM, "evidence", "dump", *logs], stdout=out, stderr=subprocess.DEVNULL, check=True)
        once = (folder / "once.jsonl").read_bytes()
        repeat(once, SIZE, lines)

        print("| what | MB | CPU s | MB/s | 1,000 records/s | beside |\n|---|---|---|---|---|---|")
        (_, _, size, records, seconds), = batches(log)
        dump = cpu(PROGRAM, "evidence", "dump", log)
        row("EVTX to JSON lines", size, dump, records, beside(dump, ("PyPI evtx", peer("evtx", log))))
        row("EVTX to batches", size, seconds, records, f"to JSON lines {dump:.2f} s: {dump / seconds:.1f}x as fast as it")
        (_, _, size, records, seconds), = batches(lines)
        row("JSON lines (Windows events) to batches", size, seconds, records,
            beside(seconds, ("orjson", peer("orjson", lines)), ("Python json", peer("json", lines))))
        for kind, _, size, records, seconds in batches(*samples.write(folder, SIZE)):
            row(f"{kind} to batches", size, seconds, records)

        print("\nTwo threads beside one, and the same of a loop that adds up memory:")
        printed = subprocess.run([READER, "--threads", log, lines], capture_output=True, text=True, check=True).stdout
        for line in printed.splitlines():
            kind, reading, memory = line.split("\t")
            print(f"- {kind}: {float(reading):.2f}x; the loop {float(memory):.2f}x")

        print(f"\nStart of the program (`--version`): {cpu(PROGRAM, '--version', rounds=20) * 1e3:.1f} ms of CPU")
        rules = [part for rule in options.rules for part in ("--rules", rule)]
        if rules:
            (folder / "one.jsonl").write_text("{}\n")
            print("\nStart of `detect` with the rules, one record: "
                  f"{cpu(PROGRAM, 'detect', folder / 'one.jsonl', *rules, rounds=10) * 1e3:.0f} ms of CPU")
        concatenate(logs, LARGE, log)
        copy = folder / "windows2.evtx"
        copy.write_bytes(log.read_bytes())
        print("\n| detect, two files of 1 GiB | CPU s | s |\n|---|---|---|")
        for threads in (1, 2):
            rounds = [run(PROGRAM, "detect", *rules, "--threads", threads, log, copy) for _ in range(3)]
            print(f"| {threads} thread{'s' if threads > 1 else ''} | {min(r[0] for r in rounds):.1f} "
                  f"| {min(r[2] for r in rounds):.1f} |", flush=True)
        copy.unlink()
        repeat(once, LARGE, lines)
        print("\n| peak memory on 1 GiB | MB | CPU s |\n|---|---|---|")
        for what, *command in [("dump", "evidence", "dump"), ("detect", "detect", *rules)]:
            for file in (log, lines):
                seconds, memory, _ = run(PROGRAM, *command, file)
                print(f"| {what} of {file.name} | {memory:.0f} | {seconds:.1f} |", flush=True)


main()
