"""Works out the digests, links and heads of an archive of evidence again, by the layout that its README describes.

    python3 recompute.py FILE.zip

It knows nothing of the portal, and needs nothing but Python's standard library. The last line of what it prints is
`N frames in M chains` or what does not fit; exit code 1 then.
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

ends = {}
frames = 0
for line in archive.read("frames.jsonl").decode("utf-8").splitlines():
    frame = json.loads(line)
    wire = frame["text"].encode("ascii") if "text" in frame else base64.b64decode(frame["base64"], validate=True)
    if frame["digest"] is None:
        continue
    if sha256(wire) != frame["digest"]:
        fail("bytes of frame %d" % frame["id"])
    # Seconds by whole numbers: a float could turn the day a millisecond early.
    arrived = datetime.datetime.fromtimestamp(frame["arrived_ms"] // 1000, BEIJING)
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
    frames += 1

heads = {}
for row in csv.DictReader(io.StringIO(archive.read("chains.csv").decode("utf-8"))):
    heads[(row["day"], int(row["device"]))] = (int(row["frames"]), row["head"])
if heads != ends:
    fail("heads: %r, and the frames end in %r" % (heads, ends))
print("%d frames in %d chains" % (frames, len(ends)))
