"""Writes src/problems/diabetes.csv, the patients that the `diabetes` problem trains on.

Run by hand, once, in a virtual environment of its own; the file is committed:

    python3 -m venv venv && venv/bin/pip install scikit-learn==1.7.2
    venv/bin/python scripts/export-diabetes.py

One line a patient, in scikit-learn's order and units, under a line of names; the last column is the target.
"""

import hashlib
from pathlib import Path

from sklearn.datasets import load_diabetes

TARGET = Path(__file__).parent.parent / "src" / "problems" / "diabetes.csv"


def main():
    data = load_diabetes(scaled=False)
    lines = [",".join([*data.feature_names, "progression"])]
    for features, target in zip(data.data, data.target):
        lines.append(",".join(f"{value:g}" for value in [*features, target]))
    text = "\n".join(lines) + "\n"
    TARGET.write_text(text)
    print(f"{TARGET.name}: {len(data.data)} patients, sha256 {hashlib.sha256(text.encode()).hexdigest()}")


main()
