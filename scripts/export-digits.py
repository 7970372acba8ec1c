"""Writes src/problems/digits.bin, the handwritten digits that the `digits` problem trains on.

Run by hand, once, in a virtual environment of its own; the binary is committed:

    python3 -m venv venv && venv/bin/pip install scikit-learn==1.7.2
    venv/bin/python scripts/export-digits.py

Layout (numbers are little-endian):

    bytes 0-7    "DIGITS01"
    bytes 8-11   uint32: CRC-32 of everything from byte 12 on
    bytes 12-19  four uint16: images for training, validation and test; pixels of an image (64)
    then         one byte a label (0-9), in the order training, validation, test
    then         64 bytes an image (0-16), row by row, in the same order

The split follows a rule, not a random generator: within each class the images are sorted by the SHA-256 of their 64
pixel bytes; the first 100 are for training, the next 30 for validation, the rest for testing. Each part takes turns
through the classes (0, 1, ..., 9, 0, 1, ...), so that the first n training images are balanced for every n.
"""

import hashlib
import struct
import zlib
from pathlib import Path

import numpy as np
from sklearn.datasets import load_digits
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import log_loss

TRAIN, VALIDATION = 100, 30
TARGET = Path(__file__).parent.parent / "src" / "problems" / "digits.bin"


def turns(classes, start, stop):
    """One image of each class in turn; a class that has no more is passed over."""
    return [images[k] for k in range(start, stop) for images in classes if k < len(images)]


def main():
    digits = load_digits()
    pixels, labels = digits.data.astype(np.uint8), digits.target.astype(np.uint8)
    assert (pixels == digits.data).all() and pixels.max() == 16

    def by_hash(image):
        return hashlib.sha256(pixels[image].tobytes()).digest()

    classes = [sorted(np.flatnonzero(labels == digit), key=by_hash) for digit in range(10)]
    longest = max(len(images) for images in classes)
    train = turns(classes, 0, TRAIN)
    validation = turns(classes, TRAIN, TRAIN + VALIDATION)
    test = turns(classes, TRAIN + VALIDATION, longest)
    order = train + validation + test
    assert sorted(order) == list(range(len(labels)))

    counts = struct.pack("<4H", len(train), len(validation), len(test), pixels.shape[1])
    body = counts + labels[order].tobytes() + pixels[order].tobytes()
    data = b"DIGITS01" + struct.pack("<I", zlib.crc32(body)) + body
    TARGET.write_bytes(data)
    print(f"{TARGET.name}: {len(data)} bytes, sha256 {hashlib.sha256(data).hexdigest()}")

    # What test/problems/digits.test.ts compares with: the mean cross-entropy plus sum(w^2) / (2 C n) at its minimum.
    for strength in (1, 0.1):
        model = LogisticRegression(C=strength, max_iter=10_000, tol=1e-9)
        model.fit(pixels[train] / 16, labels[train])
        for name, part in (("train", train), ("validation", validation), ("test", test)):
            x, y = pixels[part] / 16, labels[part]
            loss = log_loss(y, model.predict_proba(x))
            print(f"C={strength} {name}: loss {loss:.6f}, accuracy {model.score(x, y):.6f}")


main()
