#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Holds reports of the real program against the published schema, by a validator that is not ours: python-jsonschema.

    tests/reports/schema_check.py ASSAY SCHEMA DELIVERY     exits with 77 where there is no jsonschema
"""
import json, pathlib, subprocess, sys, tempfile

try:
    import jsonschema
except ImportError:
    print("schema_check: no python3-jsonschema here")
    sys.exit(77)


def main():
    assay, schema_file, delivery = sys.argv[1:4]
    schema = json.loads(pathlib.Path(schema_file).read_text(encoding="utf-8"))
    jsonschema.Draft7Validator.check_schema(schema)
    validator = jsonschema.Draft7Validator(schema)
    files = sorted(str(file) for file in pathlib.Path(delivery).glob("*.wav"))
    mix = next(file for file in files if "_PM_" in file and "_6ch_" in file)
    stems = [file for file in files if "STEM" in file]
    wrong = 0
    with tempfile.TemporaryDirectory() as folder:
        broken = pathlib.Path(folder) / "broken.wav"
        broken.write_bytes(b"RIFF\xff\xff\xff\xffWAVEfmt nonsense")
        first = str(pathlib.Path(folder) / "first.json")
        for name, arguments in {
            "delivery": ["check", "-p", "netflix-package", "--json", first, delivery],
            "one file": ["check", "-p", "ebu-r128", "--json", "-", mix],
            "measured": ["measure", "--only", "loudness.*", "--json", "-", mix],
            "no series": ["check", "-p", "ebu-r128", "--no-series", "--json", "-", mix],
            "unreadable": ["check", "-p", "ebu-r128", "--json", "-", str(broken), mix],
            "null test": ["null", "--json", "-", "--mix", mix] + stems,
            "judged again": ["judge", first, "-p", "ebu-r128", "--json", "-"],
            "exported": ["export", first, "--to", "json"],
        }.items():
            run = subprocess.run([assay, *arguments] + ([] if arguments[0] == "export" else ["-q"]),
                                 capture_output=True, text=True)
            text = pathlib.Path(first).read_text(encoding="utf-8") if first in arguments[:5] and name == "delivery" \
                else run.stdout
            try:
                errors = [f"{error.json_path}: {error.message[:200]}" for error in validator.iter_errors(json.loads(text))]
            except ValueError as error:
                errors = [f"no JSON: {error}; {run.stderr[:200]}"]
            print(("ok      " if not errors else "WRONG   ") + name, *errors, sep="\n        " if errors else "")
            wrong += len(errors)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
