#!/usr/bin/env python3
"""Measures dump and detect of the release build in CPU seconds, beside the PyPI parser `evtx` where it is installed.

usage: speed.py [--rules DIR] FILE_OR_FOLDER...      (default: the sample intrusion)

Both run in the same minute on the same files, so the ratio holds on a busy machine, too; the best of three runs counts.
"""
import argparse, os, resource, subprocess, sys, tempfile
from pathlib import Path

PROGRAM = Path(__file__).resolve().parent.parent / ".build/release/cordon"
READER = ("import sys\nfrom evtx import PyEvtxParser\nfor f in sys.argv[1:]:\n  it = PyEvtxParser(f, 1).records_json()\n"
          "  while True:\n    try: next(it)\n    except StopIteration: break\n    except RuntimeError: continue\n")


def cpu(*arguments):
    """CPU seconds of the best of three runs."""
    best = float("inf")
    for _ in range(3):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run(list(map(str, arguments)), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        best = min(best, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return best


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rules", action="append", default=[])
    parser.add_argument("path", nargs="*")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        paths = options.path
        if not paths:
            paths = [os.path.join(folder, "sample")]
            subprocess.run([PROGRAM, "exercise", "generate", paths[0]], check=True, stderr=subprocess.DEVNULL)
        files = [f for p in paths for f in ([Path(p)] if Path(p).is_file() else sorted(Path(p).rglob("*.evtx")))]
        copies = []  # the same files again under other names, until start-up no longer counts
        while sum(f.stat().st_size for f in files) * (len(copies) // max(1, len(files))) < 200 << 20:
            for number, file in enumerate(files):
                link = Path(folder) / f"{len(copies)}-{number}.evtx"
                link.symlink_to(file.resolve())
                copies.append(link)
        megabytes = sum(f.stat().st_size for f in copies) / 1e6
        dumped = subprocess.run([PROGRAM, "evidence", "dump", *files], capture_output=True, check=True)
        records = dumped.stdout.count(b"\n") * len(copies) // len(files)
        dump = cpu(PROGRAM, "evidence", "dump", *copies)
        print(f"dump    {megabytes:.0f} MB, {records} records: {dump:.2f} CPU s, {records / dump / 1e3:.0f}k records per CPU s")
        try:
            import evtx  # noqa: F401
            peer = cpu(sys.executable, "-c", READER, *copies)
            print(f"        PyPI evtx: {peer:.2f} CPU s; ratio {dump / peer:.2f} (below 1 is faster than it)")
        except ImportError:
            print("        PyPI evtx is not installed: no comparison")
        rules = [a for r in options.rules for a in ("--rules", r)]
        whole = cpu(PROGRAM, "detect", *copies, *rules)
        start = cpu(PROGRAM, "detect", files[0], *rules)
        print(f"detect  {whole:.2f} CPU s, of which start and rules {start:.2f}: "
              f"{records / max(0.001, whole - start) / 1e3:.0f}k records per CPU s")


main()
