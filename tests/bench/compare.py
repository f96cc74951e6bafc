#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""How long Assay takes beside ffmpeg's loudness meter, on real files, in one run.

    tests/bench/compare.py [--assay build/dev/bin/assay] [-n 5] FILE...
    tests/bench/compare.py --lengths | --channels | --folder [-n 3] [FILE]
    tests/bench/compare.py --all -n 3 STEREO SURROUND

Commands are run in turns, the whole round n times, and the median of each is shown: a machine that is busy for a while
is busy for all. Figures: wall and processor seconds, peak memory, wall time as a part of ffmpeg's, and the factor from
one thread to two. --lengths (1 and 10 minutes of stereo and 5.1; --minutes 1,10,60,180 for more), --channels (one
minute of 2 to 128) and --folder (500 files of 2 s) make their files from FILE, or from noise, in a temporary folder
(TMPDIR, up to 10 GB) that is deleted at the end. --all is the comparison of each FILE, then lengths and channels: about
five minutes with files of ten.
"""
import argparse
import multiprocessing
import os
import shutil
import statistics
import struct
import subprocess
import sys
import tempfile
import time
from collections import defaultdict

RATE = 48000


def run(command):
    """Wall seconds, processor seconds and peak memory (MB) of one command."""
    with open(os.devnull, "r+b") as nowhere:
        before = time.monotonic()
        process = subprocess.Popen(command, stdin=nowhere, stdout=nowhere, stderr=nowhere)
        _, status, used = os.wait4(process.pid, 0)
        wall = time.monotonic() - before
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        sys.exit("failed (%d): %s" % (process.returncode, " ".join(command)))
    return wall, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024.0


def rounds(commands, count):
    """Medians of (wall, processor, memory) of each named command, run in turns."""
    seen = defaultdict(list)
    for _ in range(count):
        for name, command in commands.items():
            seen[name].append(run(command))
    return {name: tuple(statistics.median(column) for column in zip(*figures)) for name, figures in seen.items()}


def assay(program, paths, *options):
    return [program, "measure", "-q", *options, *paths]


def ffmpeg(path, *output):
    return ["ffmpeg", "-nostdin", "-v", "error", "-i", path, *output, "-f", "null", "-"]


def meter(path):
    return ffmpeg(path, "-filter_complex", "[0:a:0]ebur128=peak=true")


def warm(paths):
    for path in paths:
        with open(path, "rb") as stream:
            while stream.read(1 << 20):
                pass


def table(title, results, reference, seconds=None):
    print("\n## " + title + "\n")
    print("| command | wall s | cpu s | peak MB | of ffmpeg's wall | of its cpu |" + (" times real time |" if seconds else ""))
    print("|---|---|---|---|---|---|" + ("---|" if seconds else ""))
    for name, (wall, cpu, memory) in results.items():
        base = results.get(reference)
        parts = "%.2f | %.2f" % (wall / base[0], cpu / base[1]) if base else "- | -"
        line = "| %s | %.2f | %.2f | %.0f | %s |" % (name, wall, cpu, memory, parts)
        print(line + (" %.0f |" % (seconds / wall) if seconds else ""))


def compare(program, path, count):
    some = ("--only", "loudness.*,peak.*")
    commands = {
        "ffmpeg ebur128=peak=true": meter(path),
        "assay, everything, 1 thread": assay(program, [path], "-j", "1"),
        "assay, everything, 2 threads": assay(program, [path], "-j", "2"),
        "... without hashes, 2 threads": assay(program, [path], "-j", "2", "--no-hashes"),
        "assay, loudness and peaks, 1 thread": assay(program, [path], "-j", "1", *some),
        "assay, loudness and peaks, 2 threads": assay(program, [path], "-j", "2", *some),
        "... without hashes, 1 thread": assay(program, [path], "-j", "1", "--no-hashes", *some),
        "... loudness and peaks without hashes, 2 threads": assay(program, [path], "-j", "2", "--no-hashes", *some),
        "ffmpeg, decode only": ffmpeg(path),
    }
    warm([path])
    results = rounds(commands, count)
    table(path, results, "ffmpeg ebur128=peak=true", duration(path))
    one, two = (results["assay, everything, %s" % name][0] for name in ("1 thread", "2 threads"))
    print("\nTwo threads are %.2f times as fast as one." % (one / two))


def duration(path):
    asked = ["ffprobe", "-v", "error", "-show_entries", "format=duration", "-of", "csv=p=0", path]
    text = subprocess.run(asked, capture_output=True, text=True, check=False).stdout.strip()
    return float(text) if text and text != "N/A" else None


def make(*what):
    """Writes a file in a process of its own: what that one holds in memory would count as its later sisters' peak."""
    process = multiprocessing.Process(target=write_sound, args=what)
    process.start()
    process.join()
    if process.exitcode != 0:
        sys.exit("a file for the table could not be made")


def write_sound(path, seconds, channels, source):
    """`seconds` of 24-bit sound in RF64: every channel is the source's first one, or noise, each begun elsewhere."""
    given = ["-i", source] if source else ["-f", "lavfi", "-i", "anoisesrc=r=%d:a=0.1:seed=1:d=60" % RATE]
    decode = ["ffmpeg", "-nostdin", "-v", "error", *given, "-t", "300", "-af", "pan=mono|c0=c0", "-ar", str(RATE), "-f",
              "s24le", "-"]
    sound = subprocess.run(decode, capture_output=True, check=True).stdout
    second = 3 * RATE
    size = seconds * second * channels
    mask = {2: 0x3, 6: 0x3F}.get(channels, 0)
    head = struct.pack("<4sI4s4sIQQQI", b"RF64", 0xFFFFFFFF, b"WAVE", b"ds64", 28, size + 96, size, seconds * RATE, 0)
    head += struct.pack("<4sIHHIIHHHHI", b"fmt ", 40, 0xFFFE, channels, RATE, RATE * channels * 3, channels * 3, 24, 22, 24,
                        mask) + bytes.fromhex("0100000000001000800000aa00389b71")
    head += struct.pack("<4sI", b"data", 0xFFFFFFFF)
    with open(path, "wb") as out:
        out.write(head)
        frames = bytearray(second * channels)
        for at in range(seconds):
            for channel in range(channels):
                start = (at * second + channel * 7919 * 3) % max(len(sound) - second, 1) // 3 * 3
                piece = sound[start:start + second].ljust(second, b"\0")
                for byte in range(3):
                    frames[channel * 3 + byte::channels * 3] = piece[byte::3]
            out.write(frames)


def scaling(program, title, shapes, source, count):
    print("\n## " + title + "\n")
    print("| minutes | channels | 1 thread: wall s | 2 threads: wall s | cpu s | peak MB | ns a sample | 1 to 2 threads |")
    print("|---|---|---|---|---|---|---|---|")
    for minutes, channels in shapes:
        with tempfile.TemporaryDirectory(prefix="assay-bench-") as folder:
            path = os.path.join(folder, "sound.wav")
            needed = minutes * 60 * RATE * channels * 3
            if shutil.disk_usage(folder).free < 2 * needed:
                print("| %d | %d | no room for %d MB |" % (minutes, channels, needed >> 20))
                continue
            make(path, minutes * 60, channels, source)
            warm([path])
            result = rounds({str(n): assay(program, [path], "-j", str(n)) for n in (1, 2)}, count)
            (one, cpu, _), (two, _, memory) = result["1"], result["2"]
            print("| %d | %d | %.2f | %.2f | %.2f | %.0f | %.1f | %.2f |" % (
                minutes, channels, one, two, cpu, memory, cpu * 1e9 / (minutes * 60 * RATE * channels), one / two), flush=True)


def folder_of_many(program, source, count):
    with tempfile.TemporaryDirectory(prefix="assay-bench-") as folder:
        first = os.path.join(folder, "000.wav")
        make(first, 2, 2, source)
        for i in range(1, 500):
            shutil.copy(first, os.path.join(folder, "%03d.wav" % i))
        results = rounds({
            "everything, 1 thread": assay(program, [folder], "-j", "1"),
            "everything, 2 threads": assay(program, [folder], "-j", "2"),
            "header facts, 2 threads": assay(program, [folder], "-j", "2", "--no-hashes", "--only", "format.*,bext.*"),
        }, count)
        table("A folder of 500 files of 2 s", results, None)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", metavar="FILE")
    parser.add_argument("--assay", default="build/dev/bin/assay")
    parser.add_argument("-n", type=int, default=5, help="rounds (default 5)")
    parser.add_argument("--lengths", action="store_true")
    parser.add_argument("--channels", action="store_true")
    parser.add_argument("--folder", action="store_true")
    parser.add_argument("--all", action="store_true")
    parser.add_argument("--minutes", default="1,10", help="for --lengths (default 1,10)")
    asked = parser.parse_args()
    tables = asked.lengths or asked.channels or asked.folder
    if not (asked.files or tables or asked.all):
        parser.error("no file named, and no table asked for")
    if not os.access(asked.assay, os.X_OK):
        parser.error("no program at %s; build it, or name it with --assay" % asked.assay)
    print("Medians of %d, in turns; load at the start %.1f, %d processors." % (asked.n, os.getloadavg()[0], os.cpu_count()))
    source = asked.files[0] if asked.files else None
    if asked.all or not tables:
        for path in asked.files:
            compare(asked.assay, path, asked.n)
    if asked.all or asked.lengths:
        lengths = [int(text) for text in asked.minutes.split(",")]
        for name, channels in (("stereo", 2), ("5.1", 6)):
            scaling(asked.assay, "Length, " + name, [(minutes, channels) for minutes in lengths], source, asked.n)
    if asked.all or asked.channels:
        scaling(asked.assay, "Channels, one minute", [(1, n) for n in (2, 6, 12, 64, 128)], source, asked.n)
    if asked.folder:
        folder_of_many(asked.assay, source, asked.n)


if __name__ == "__main__":
    main()
