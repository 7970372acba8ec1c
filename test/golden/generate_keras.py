"""Writes the golden files that come from Keras, in float64, for the starts and gradients of inputs.json.

Run by hand in a virtual environment of its own (see README.md); not part of CI.
The recorded `call` of every case is the very expression that was evaluated.
"""

import json
import os
import pathlib

os.environ["KERAS_BACKEND"] = "jax"

import jax

jax.config.update("jax_enable_x64", True)
jax.config.update("jax_platforms", "cpu")

import keras
import numpy as np

keras.config.set_floatx("float64")

HERE = pathlib.Path(__file__).parent
INPUTS = json.loads((HERE / "inputs.json").read_text())
UPDATES = INPUTS["updates"]
RECORDED = [*range(1, 11), *range(15, UPDATES + 1, 5)]
VERSIONS = {"keras": keras.__version__, "jax": jax.__version__, "numpy": np.__version__}

OPTIONS = {
    "learningRatePower": -0.5,
    "initialAccumulatorValue": 0.1,
    "l1RegularizationStrength": 0.0,
    "l2RegularizationStrength": 0.0,
    "l2ShrinkageRegularizationStrength": 0.0,
    "beta": 0.0,
}
FTRL = (
    "keras.optimizers.Ftrl({rate}, learning_rate_power={learningRatePower}, initial_accumulator_value={initialAccumulatorValue}, "
    "l1_regularization_strength={l1RegularizationStrength}, l2_regularization_strength={l2RegularizationStrength}, "
    "l2_shrinkage_regularization_strength={l2ShrinkageRegularizationStrength}, beta={beta})"
)
RATES = [0.1 * (1 + update % 7) for update in range(UPDATES)]
# Name, start, stream, options that are changed.
SCENARIOS = [
    ("normal", "plain", "normal", {}),
    ("mixed", "plain", "mixed", {}),
    ("shrinking", "plain", "shrinking", {}),
    ("sparse", "plain", "sparse", {}),
    ("rates", "plain", "normal", {"learningRate": RATES}),
    ("l1", "zero", "normal", {"l1RegularizationStrength": 2.0}),
    ("l1-sparse", "zero", "sparse", {"l1RegularizationStrength": 1.0}),
    ("l2", "plain", "normal", {"l2RegularizationStrength": 0.5}),
    ("shrinkage", "plain", "normal", {"l2ShrinkageRegularizationStrength": 0.25}),
    ("beta", "plain", "normal", {"initialAccumulatorValue": 0.0, "beta": 1.0}),
    ("power-0.25", "plain", "normal", {"learningRatePower": -0.25}),
    ("power-0.2", "plain", "mixed", {"learningRatePower": -0.2}),
    ("power-1", "plain", "normal", {"learningRatePower": -1.0}),
    ("power-0", "plain", "normal", {"learningRatePower": 0.0}),
    ("all", "plain", "mixed", {"learningRatePower": -0.75, "initialAccumulatorValue": 0.5, "l1RegularizationStrength": 0.25,
                               "l2RegularizationStrength": 0.125, "l2ShrinkageRegularizationStrength": 0.0625, "beta": 0.5}),
]


def run(call: str, rate, start: dict, stream: dict):
    """The weights after each update."""
    variables = {name: keras.Variable(np.reshape(start[name], shape), dtype="float64") for name, shape in stream["shapes"].items()}
    optimizer = eval(call, {"keras": keras, "rate": 0.0})
    for update in range(UPDATES):
        if isinstance(rate, list):
            optimizer.learning_rate = rate[update]
        gradients = [np.reshape(stream["gradients"][name][update], shape) for name, shape in stream["shapes"].items()]
        optimizer.apply(gradients, list(variables.values()))
        yield {name: np.ravel(keras.ops.convert_to_numpy(variable)).tolist() for name, variable in variables.items()}


def case(name: str, start: str, gradients: str, changed: dict) -> dict:
    settings = {"learningRate": 0.25, **OPTIONS, **changed}
    rate = settings["learningRate"]
    call = FTRL.format(**settings, rate="rate" if isinstance(rate, list) else rate)
    after = list(run(call, rate, INPUTS["starts"][start], INPUTS["streams"][gradients]))
    return {
        "id": f"keras/{name}",
        "library": "keras",
        "call": call,
        "conventions": [],
        "settings": settings,
        "start": start,
        "gradients": gradients,
        "weights": {one: [after[update - 1][one] for update in RECORDED] for one in after[0]},
    }


content = {"schema": 1, "rule": "ftrl", "libraries": VERSIONS, "recorded": RECORDED, "cases": [case(*one) for one in SCENARIOS]}
(HERE / "optimizers" / "ftrl.json").write_text(json.dumps(content) + "\n")

# --- what docs/migrating.md says of Keras ---------------------------------------------------------------------------

OPTIMIZERS = [
    "SGD(momentum=0.9)", "RMSprop(rho=0.9)", "Adam()", "Adam(weight_decay=0.01)", "SGD(weight_decay=0.01)", "Adam(amsgrad=True)", "AdamW()",
    "Adagrad()", "Adadelta()", "Adamax()", "Nadam()", "Lion()", "Lamb(weight_decay=0.01)", "Ftrl()",
]
CURVES = [
    "PiecewiseConstantDecay([3000], [0.1, 0.02])", "ExponentialDecay(0.1, 100, 0.9, staircase=True)", "InverseTimeDecay(0.1, 10, 0.96)",
    "InverseTimeDecay(0.1, 10, 0.5, staircase=True)", "PolynomialDecay(0.1, 100, 0.01, cycle=True)", "PolynomialDecay(0.1, 100, 0.01, power=2, cycle=True)",
    "PolynomialDecay(0.1, 10_000, 0, power=1)", "CosineDecayRestarts(0.1, 1000)",
]
ASKED = [*range(0, 32), 99, 100, 101, 199, 200, 201, 299, 300, 301, 302, 499, 500, 501, 999, 1000, 1001, 2999, 3000, 3001, 3002, 9999, 10_000, 10_001]


def walk(call: str, gradients: str, falls: bool) -> dict:
    """An optimizer at its own defaults; with `falls`, its rate is a tenth from the sixth update on."""
    stream = INPUTS["streams"][gradients]
    start = {name: [0.0] * len(stream["gradients"][name][0]) for name in stream["shapes"]} if gradients == "tiny" else INPUTS["starts"]["plain"]
    rate = float(keras.ops.convert_to_numpy(eval(f"keras.optimizers.{call}", {"keras": keras}).learning_rate))
    rate = float(np.format_float_positional(np.float32(rate), unique=True))
    rates = [rate * (0.1 if falls and update > 4 else 1) for update in range(UPDATES)]
    after = list(run(f"keras.optimizers.{call}", rates, start, stream))
    return {
        "id": f"{call} {gradients}{' falls' if falls else ''}", "library": "keras", "call": call, "conventions": [],
        "settings": {"learningRate": rates}, "start": "zero" if gradients == "tiny" else "plain", "gradients": gradients,
        "weights": {one: [after[update - 1][one] for update in RECORDED] for one in after[0]},
    }


def rates_of(call: str) -> dict:
    made = eval(f"keras.optimizers.schedules.{call}", {"keras": keras})
    return {"call": call, "rates": [float(keras.ops.convert_to_numpy(made(update))) for update in ASKED]}


content = {
    "schema": 1, "libraries": VERSIONS, "recorded": RECORDED, "asked": ASKED,
    "cases": [walk(call, gradients, falls) for call in OPTIMIZERS for gradients, falls in [("normal", False), ("tiny", False), ("normal", True)]],
    "schedules": [rates_of(call) for call in CURVES],
}
(HERE / "keras.json").write_text(json.dumps(content) + "\n")
