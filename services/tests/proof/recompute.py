"""Works out the digests, links and heads of an archive of evidence again, by the layout that its README describes.

    python3 recompute.py FILE.zip

It knows nothing of the portal, and needs nothing but Python's standard library. The last line of what it prints is
`N frames in M chains` or what does not fit; exit code 1 then. A chain is there whole or not at all: of chains without frames,
which were removed after their term, it prints the heads, which only whoever has kept them can compare.
"""

import base64
import csv
import datetime
import hashlib
import io
import json
import sys
import zipfile

BEIJING = datetime.timezone(datetime.timedelta(hours=8))


def moment(milliseconds):
    # Seconds by whole numbers: a float could turn the day a millisecond early.
    return datetime.datetime.fromtimestamp(milliseconds // 1000, BEIJING)


def day(text):
    return datetime.date.fromisoformat(text)


def sha256(data):
    return hashlib.sha256(data).hexdigest()


def fail(what):
    print(what)
    sys.exit(1)


archive = zipfile.ZipFile(sys.argv[1])
manifest = json.loads(archive.read("manifest.json"))
for file in manifest["files"]:
    if sha256(archive.read(file["name"])) != file["sha256"]:
        fail("not what the manifest says: " + file["name"])

stretch = (day(manifest["to"]) - day(manifest["from"])).days + 1
for n in range(stretch):
    if (day(manifest["from"]) + datetime.timedelta(days=n)).isoformat() not in manifest["days"]:
        fail("a day of the stretch is not among the days")

ends = {}
numbers = {}
frames = 0
for line in archive.read("frames.jsonl").decode("utf-8").splitlines():
    frame = json.loads(line)
    wire = frame["text"].encode("ascii") if "text" in frame else base64.b64decode(frame["base64"], validate=True)
    arrived = moment(frame["arrived_ms"])
    if arrived.isoformat() != frame["arrived"] or arrived.date().isoformat() not in manifest["days"]:
        fail("arrival of frame %d" % frame["id"])
    if frame["digest"] is None:
        continue
    if sha256(wire) != frame["digest"]:
        fail("bytes of frame %d" % frame["id"])
    key = (arrived.date().isoformat(), frame["device"])
    place, previous = ends.get(key, (0, "0" * 64))
    parts = [
        "mingjian-link-1",
        frame["device"],
        key[0],
        place + 1,
        previous,
        frame["id"],
        frame["arrived_ms"],
        frame["digest"],
        frame["verdict_at_arrival"],
    ]
    link = sha256("".join("%s\n" % part for part in parts).encode("ascii"))
    if (place + 1, link) != (frame["position"], frame["link"]):
        fail("link of frame %d" % frame["id"])
    ends[key] = (place + 1, link)
    numbers[key] = (numbers.get(key, (frame["id"],))[0], frame["id"])
    frames += 1

heads = {}
for row in csv.DictReader(io.StringIO(archive.read("chains.csv").decode("utf-8"))):
    key = (row["day"], int(row["device"]))
    if key not in ends:
        print("removed: %s %d, %s frames, head %s" % (key[0], key[1], row["frames"], row["head"]))
        continue
    heads[key] = (int(row["frames"]), row["head"])
    if numbers[key] != (int(row["first_frame"]), int(row["last_frame"])):
        fail("first or last frame of %r" % (key,))
if heads != ends:
    fail("heads: %r, and the frames end in %r" % (heads, ends))

revisions = {}
for row in csv.DictReader(io.StringIO(archive.read("measurements.csv").decode("utf-8"))):
    if moment(int(row["at_ms"])).isoformat() != row["at"]:
        fail("moment of a value of frame %s" % row["frame_id"])
    value = (row["interval"], row["at_ms"], row["pollutant"])
    revisions.setdefault(value, []).append(int(row["revision"]))
for value, of in revisions.items():
    is_whole = sorted(of) == list(range(min(of), max(of) + 1)) and 1 in of
    if not is_whole and manifest["values_removed_before"] is None:
        fail("revisions of %r: %r" % (value, of))
for name in {"marks.jsonl", "exceedances.jsonl"} & set(archive.namelist()):
    for line in archive.read(name).decode("utf-8").splitlines():
        said = [json.loads(line)]
        while said:
            part = said.pop()
            if isinstance(part, dict) and set(part) == {"ms", "at"} and moment(part["ms"]).isoformat() != part["at"]:
                fail("a moment of %s: %r" % (name, part))
            said.extend(part.values() if isinstance(part, dict) else part if isinstance(part, list) else [])

print("%d frames in %d chains" % (frames, len(ends)))
