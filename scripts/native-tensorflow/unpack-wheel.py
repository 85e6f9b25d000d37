"""Unpacks the part of a TensorFlow wheel that a native addon needs.

Usage: unpack-wheel.py WHEEL FOLDER LIBRARY...
Libraries go to FOLDER/lib, the C headers to FOLDER/include.
"""

import os
import shutil
import sys
import zipfile

HEADERS = tuple(
    "tensorflow/include/" + folder
    for folder in ("tensorflow/c/", "tensorflow/core/platform/", "xla/tsl/c/", "tsl/platform/")
)
CHUNK_BYTES = 1 << 22


def unpack(wheel, folder, libraries):
    with zipfile.ZipFile(wheel) as archive:
        targets = []
        for entry in archive.infolist():
            if entry.filename.startswith(HEADERS) and not entry.is_dir():
                name = entry.filename.split("/", 1)[1]
                targets.append((entry, os.path.join(folder, *name.split("/"))))
        for library in libraries:
            entry = archive.getinfo("tensorflow/" + library)
            targets.append((entry, os.path.join(folder, "lib", library)))
        for entry, target in targets:
            os.makedirs(os.path.dirname(target), exist_ok=True)
            with archive.open(entry) as source, open(target, "wb") as out:
                shutil.copyfileobj(source, out, CHUNK_BYTES)
                if target.startswith(os.path.join(folder, "lib")):
                    # The folder is renamed to say that it is complete: its bytes go first.
                    out.flush()
                    os.fsync(out.fileno())


if __name__ == "__main__":
    try:
        unpack(sys.argv[1], sys.argv[2], sys.argv[3:])
    except (OSError, KeyError, zipfile.BadZipFile) as error:
        sys.exit("%s: %s" % (type(error).__name__, error))
