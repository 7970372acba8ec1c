"""Reads TensorBoard event files with the real `tensorboard` package and prints what it finds, as JSON.

    python3 scripts/read-events.py FOLDER

Prints {run: {tag: [[step, value], ...]}}, where a run is a folder with event files, as a path within FOLDER. Wall
times are left out: they are never the same twice. A value that is no finite number is the string that Python prints.
"""

import json
import math
import os
import sys

from tensorboard.backend.event_processing.event_accumulator import EventAccumulator


def scalars(folder):
    # 0 keeps every point; by default the package keeps a sample.
    accumulator = EventAccumulator(folder, size_guidance={"scalars": 0})
    accumulator.Reload()
    return {
        tag: [
            [point.step, point.value if math.isfinite(point.value) else str(point.value)]
            for point in accumulator.Scalars(tag)
        ]
        for tag in accumulator.Tags()["scalars"]
    }


def main():
    (root,) = sys.argv[1:]
    runs = {
        os.path.relpath(folder, root): scalars(folder)
        for folder, _, files in os.walk(root)
        if any("tfevents" in name for name in files)
    }
    json.dump(runs, sys.stdout, sort_keys=True, allow_nan=False)
    print()


main()
