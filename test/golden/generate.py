"""Writes the golden files of this folder: what PyTorch and Optax compute, in float64.

Run by hand in a virtual environment of its own (see README.md); not part of CI.
The recorded `call` of every case is the very expression that was evaluated.
"""

import contextlib
import functools
import importlib.metadata
import inspect
import json
import logging
import math
import pathlib
import re
import sys
import warnings
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import jax

jax.config.update("jax_enable_x64", True)
jax.config.update("jax_platforms", "cpu")

import jax.numpy as jnp
import numpy as np
import optax
import torch

# NAdam keeps its product of momenta in the default dtype: in float32, its "float64" weights are good to 1e-7 only.
torch.set_default_dtype(torch.float64)
torch.set_num_threads(1)
warnings.filterwarnings("ignore", message=".*lr_scheduler.step.*")
logging.getLogger("absl").setLevel(logging.ERROR)

HERE = pathlib.Path(__file__).parent
VERSIONS = {
    "torch": torch.__version__.split("+")[0],
    "optax": optax.__version__,
    "jax": jax.__version__,
    "numpy": np.__version__,
}
UPDATES = 60
# Every one of the first 10 updates, then every fifth.
RECORDED = [*range(1, 11), *range(15, UPDATES + 1, 5)]

# --- inputs: start weights and gradients, every number exact in float32 ---------------------------------------------

SMALL = {"a": [3], "b": [2, 2]}
TALL = {"a": [3], "b": [3, 2]}
WIDE = {"a": [3], "b": [2, 3]}
MISSING = {"a": {40}, "b": {0, 3, 4, 11, 12, 13, 30}}
ZERO_UPDATES = {0, 1, 2, 20, 21, 22}


def short(x):
    """Rounds to 12 bits of mantissa: the value is the same in float32 and float64, and short in print."""
    mantissa, exponent = np.frexp(x)
    return np.ldexp(np.round(mantissa * 4096) / 4096, exponent)


def draw(seed: int, shapes=SMALL) -> dict[str, np.ndarray]:
    rng = np.random.default_rng(seed)
    return {name: rng.standard_normal((UPDATES, math.prod(shape))) for name, shape in shapes.items()}


def each(stream, f):
    return {name: f(rows, name) for name, rows in stream.items()}


def streams() -> dict[str, dict]:
    scales = {"a": [1e-4, 1e-2, 1], "b": [10, 1e-3, 0.1, 3]}
    fall = 10 * 0.85 ** np.arange(UPDATES)[:, None]
    keep = each(draw(5), lambda rows, _: np.abs(rows) > 1)
    for rows in keep.values():
        rows[list(ZERO_UPDATES)] = False
    made = {
        "normal": (SMALL, "standard normal", draw(1)),
        "tiny": (SMALL, "standard normal times 1e-6", each(draw(2), lambda rows, _: rows * 1e-6)),
        "mixed": (SMALL, "normal, each element on a scale of its own from 1e-4 to 10",
                  each(draw(3), lambda rows, name: rows * scales[name])),
        "shrinking": (SMALL, "normal times 10 * 0.85^update: from 10 down to under 1e-3", each(draw(4), lambda rows, _: rows * fall)),
        "sparse": (SMALL, "normal with about two thirds zeros; all zero in updates 0-2 and 20-22",
                   each(draw(6), lambda rows, name: rows * keep[name])),
        "steady": (SMALL, "the same sign for ever: 1 + 0.05 * normal, odd elements negative",
                   each(draw(7), lambda rows, _: (1 + 0.05 * rows) * (-1.0) ** np.arange(rows.shape[1]))),
        "missing": (SMALL, "normal; null where that variable has no gradient in that update", draw(8)),
        "tall": (TALL, "standard normal", draw(9, TALL)),
        "wide": (WIDE, "standard normal", draw(10, WIDE)),
    }
    result = {}
    for name, (shapes, about, rows) in made.items():
        rounded = {variable: [short(row).tolist() for row in rows[variable]] for variable in rows}
        # -0 would be written as "-0.0" for nothing.
        gradients = {v: [[x + 0.0 for x in row] for row in rounded[v]] for v in rounded}
        if name == "missing":
            gradients = {v: [None if i in MISSING[v] else row for i, row in enumerate(gradients[v])] for v in gradients}
        result[name] = {"about": about, "shapes": shapes, "gradients": gradients}
    return result


STREAMS = streams()
STARTS = {
    "plain": {"a": [0.5, -1.5, 2.0], "b": [1.0, -0.25, 0.75, -2.0]},
    "zero": {"a": [0.0] * 3, "b": [0.0] * 4},
    "six": {"a": [0.5, -1.5, 2.0], "b": [1.0, -0.25, 0.75, -2.0, 0.125, 1.25]},
}


def rates(peak: float) -> list[float]:
    """Ten updates of warm-up, a plateau, a drop to a tenth, and half the peak again at the end."""
    factors = [(i + 1) / 10 if i < 10 else 1 if i < 35 else 0.1 if i < 50 else 0.5 for i in range(UPDATES)]
    return [float(f"{peak * factor:.10g}") for factor in factors]


# --- optimizers -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Scenario:
    """One run of a rule: which gradients, from where, with which options changed."""

    name: str
    stream: str
    settings: dict[str, Any] = field(default_factory=dict)
    start: str = "plain"


@dataclass(frozen=True)
class Source:
    """One library's way to a rule; `conventions` says where it departs from downhill's."""

    id: str
    call: str
    conventions: tuple[str, ...] = ()
    serves: Callable[[Scenario, dict], bool] = lambda scenario, settings: True
    # Evaluated for every parameter that has a gradient, before the step.
    before: str | None = None
    patch: Callable = contextlib.nullcontext
    # Hands every matrix to the library transposed: torch keeps [out, in] where a kernel of ours is [in, out].
    transposed: bool = False
    note: str | None = None

    @property
    def library(self) -> str:
        return self.id.split("-")[0]


@dataclass(frozen=True)
class Rule:
    name: str
    defaults: dict[str, Any]
    scenarios: list[Scenario]
    sources: list[Source]


def only(*names: str):
    return lambda scenario, settings: scenario.name in names


def tensor(values, shape):
    return torch.tensor(values).reshape(shape)


def rate_of(settings: dict, update: int) -> float:
    rate = settings["learningRate"]
    return rate[update] if isinstance(rate, list) else rate


def run_torch(source: Source, settings: dict, stream: dict, start: dict):
    turn = (lambda x: x.T if x.ndim == 2 else x) if source.transposed else (lambda x: x)
    params = {name: torch.nn.Parameter(turn(tensor(start[name], shape)).contiguous()) for name, shape in stream["shapes"].items()}
    call = source.call.format(**settings, rate=rate_of(settings, 0))
    with source.patch():
        made = eval(call, globals() | {"params": list(params.values()), **params})
        optimizers = made if isinstance(made, list) else [made]
        for update in range(UPDATES):
            lr = rate_of(settings, update)
            for name, p in params.items():
                g = stream["gradients"][name][update]
                p.grad = None if g is None else turn(tensor(g, stream["shapes"][name])).contiguous()
                if source.before and g is not None:
                    with torch.no_grad():
                        eval(source.before.format(**settings), {"p": p, "lr": lr})
            for optimizer in optimizers:
                for group in optimizer.param_groups:
                    group["lr"] = lr
                optimizer.step()
            yield {name: turn(p.detach()).flatten().tolist() for name, p in params.items()}


def decay_in_double(update, exponent):
    """Optax's own function for Adafactor's decay computes it in float32."""
    return 1.0 - (update + 1.0) ** -exponent


def starting_at(tx: optax.GradientTransformation, **fields) -> optax.GradientTransformation:
    """The same transformation with fields of its first state replaced."""
    return optax.GradientTransformation(lambda params: tx.init(params)._replace(**fields), tx.update)


def run_optax(source: Source, settings: dict, stream: dict, start: dict):
    listed = isinstance(settings["learningRate"], list)
    table = jnp.asarray(settings["learningRate"] if listed else [settings["learningRate"]] * UPDATES)
    names = {
        "optax": optax, "jnp": jnp, "decay_in_double": decay_in_double, "starting_at": starting_at,
        "rate": lambda count: table[count],
        "relative_step": lambda count: jnp.minimum(table[count], 1 / jnp.sqrt(count + 1.0)),
    }
    shapes = stream["shapes"]
    params = {name: jnp.asarray(start[name]).reshape(shape) for name, shape in shapes.items()}
    names["zeros"] = optax.tree.zeros_like(params)
    tx = eval(source.call.format(**settings, rate="rate" if listed else settings["learningRate"]), names)
    lookahead = "lookahead" in source.call
    if lookahead:
        params = optax.LookaheadParams.init_synced(params)
    state = tx.init(params)
    # Left to itself, Muon's loop is compiled anew in every update, until memory runs out.
    step = jax.jit(tx.update) if "muon" in source.call else tx.update
    for update in range(UPDATES):
        grads = {name: jnp.asarray(stream["gradients"][name][update]).reshape(shape) for name, shape in shapes.items()}
        deltas, state = step(grads, state, params)
        params = optax.apply_updates(params, deltas)
        trained, other = (params.fast, params.slow) if lookahead else (params, None)
        if "schedule_free" in source.call:
            other = optax.contrib.schedule_free_eval_params(state, params)
        assert all(value.dtype == jnp.float64 for value in trained.values())
        flat = lambda tree: {name: np.asarray(value).ravel().tolist() for name, value in tree.items()}
        yield flat(trained) | ({f"evaluated {name}": value for name, value in flat(other).items()} if other else {})


@contextlib.contextmanager
def muon_in_double():
    """torch.optim.Muon computes its Newton-Schulz steps in bfloat16; the same source text in float64 takes their place."""
    module = sys.modules["torch.optim._muon"]
    original = module._zeropower_via_newtonschulz
    text = inspect.getsource(original)
    assert text.count("torch.bfloat16") == 1
    exec(text.replace("torch.bfloat16", "torch.float64"), module.__dict__)
    try:
        yield
    finally:
        module._zeropower_via_newtonschulz = original


def common(peak: float, tiny: dict | None = None, skip: tuple[str, ...] = ()) -> list[Scenario]:
    """The scenarios that weak goldens leave out."""
    made = [
        Scenario("normal", "normal"),
        Scenario("tiny", "tiny", tiny or {}, start="zero"),
        Scenario("mixed", "mixed"),
        Scenario("shrinking", "shrinking"),
        Scenario("sparse", "sparse"),
        Scenario("steady", "steady"),
        Scenario("rates", "normal", {"learningRate": rates(peak)}),
        Scenario("missing", "missing"),
    ]
    return [scenario for scenario in made if scenario.name not in skip]


def large_epsilon() -> list[Scenario]:
    return [Scenario("epsilon-0.01", "tiny", {"epsilon": 1e-2, "learningRate": 1.0}, start="zero"), Scenario("epsilon-1", "mixed", {"epsilon": 1.0})]


def adam_scenarios() -> list[Scenario]:
    return [
        *common(0.05), *large_epsilon(),
        Scenario("defaults", "normal", {"learningRate": 0.001}),
        Scenario("short-memory", "shrinking", {"beta1": 0.5, "beta2": 0.9}),
    ]


COUPLED = [Scenario("coupled-l2", "normal", {"weightDecay": 0.1})]
DECAYS = [Scenario("strong-decay", "steady", {"weightDecay": 0.5}), Scenario("no-decay", "normal", {"weightDecay": 0.0})]
ADAM = {"learningRate": 0.05, "beta1": 0.9, "beta2": 0.999, "epsilon": 1e-8}
TORCH_ADAM = "lr={rate}, betas=({beta1}, {beta2}), eps={epsilon}"
OPTAX_ADAM = "{rate}, b1={beta1}, b2={beta2}, eps={epsilon}"
plain = lambda scenario, settings: scenario.name != "coupled-l2"


def torch_rule(call: str, *conventions: str, id: str = "torch", serves=plain, **more) -> Source:
    return Source(id, call, conventions, serves, **more)


def optax_rule(call: str, *conventions: str, id: str = "optax", serves=plain, **more) -> Source:
    """Optax has no missing gradients: a None would have to be cut out of the tree and its state."""
    return Source(id, call, conventions, lambda s, o: s.stream != "missing" and serves(s, o), **more)


def coupled(call: str) -> Source:
    return torch_rule(call, "coupled-l2", serves=only("coupled-l2"))


ADAGRAD = "optax.adagrad({rate}, initial_accumulator_value={initialAccumulatorValue}, eps={epsilon})"
TORCH_RMS = "lr={rate}, alpha={decay}, eps={epsilon}"
OPTAX_RMS = "{rate}, decay={decay}, eps={epsilon}"
LARS = "optax.lars({rate}, weight_decay={weightDecay}, trust_coefficient={trustCoefficient}, momentum={momentum})"
YOGI = "optax.scale_by_yogi(b1={beta1}, b2={beta2}, eps={epsilon}, initial_accumulator_value={initialAccumulatorValue})"
SGD = "torch.optim.SGD(params, lr={rate}"
FAST = {"learningRate": 1e4}
MOMENTUM = {"learningRate": 0.05, "momentum": 0.9}
MOMENTA = [*common(0.05, FAST), Scenario("momentum-0.5", "normal", {"momentum": 0.5}), Scenario("momentum-0", "normal", {"momentum": 0.0})]
MUON_SCENARIOS = [
    *[Scenario(name, name) for name in ("normal", "mixed", "shrinking", "sparse")],
    Scenario("rates", "normal", {"learningRate": rates(0.02)}),
    Scenario("tall", "tall", start="six"), Scenario("wide", "wide", start="six"),
    Scenario("strong-decay", "steady", {"weightDecay": 2.0}),
]
TORCH_MUON = (
    "[torch.optim.Muon([b], lr={rate}, momentum={momentum}, weight_decay={weightDecay}, ns_steps={newtonSchulzSteps}, nesterov=%s), "
    f"torch.optim.AdamW([a], {TORCH_ADAM}, weight_decay={{weightDecay}})]"
)
IN_DOUBLE = {
    "patch": muon_in_double, "transposed": True,
    "note": "Newton-Schulz steps in float64 in place of the library's bfloat16; b is transposed on its way in and out, because torch keeps [out, in]",
}
OPTAX_MUON = (
    "optax.contrib.muon({rate}, beta={momentum}, ns_steps={newtonSchulzSteps}, weight_decay={weightDecay}, nesterov=%s, "
    "adam_b1={beta1}, adam_b2={beta2}, adam_weight_decay={weightDecay})"
)

RULES = [
    Rule("sgd", {"learningRate": 0.1}, [*common(0.1, FAST), *COUPLED],
         [torch_rule(SGD + ")"), optax_rule("optax.sgd({rate})"), coupled(SGD + ", weight_decay={weightDecay})")]),
    Rule("momentum", MOMENTUM, [*MOMENTA, *COUPLED],
         [torch_rule(SGD + ", momentum={momentum})"), optax_rule("optax.sgd({rate}, momentum={momentum})"),
          coupled(SGD + ", momentum={momentum}, weight_decay={weightDecay})")]),
    # torch refuses Nesterov without momentum.
    Rule("nesterov", MOMENTUM, MOMENTA,
         [torch_rule(SGD + ", momentum={momentum}, nesterov=True)", serves=lambda s, o: s.name != "momentum-0"),
          optax_rule("optax.sgd({rate}, momentum={momentum}, nesterov=True)")]),
    Rule("sgdw", {**MOMENTUM, "weightDecay": 0.1}, [*common(0.05, FAST, skip=("tiny",)), *DECAYS],
         [torch_rule(SGD + ", momentum={momentum})", before="p.mul_(1 - lr * {weightDecay})"),
          optax_rule("optax.chain(optax.trace({momentum}), optax.add_decayed_weights({weightDecay}), optax.scale_by_learning_rate({rate}))")]),
    Rule("adagrad", {"learningRate": 0.1, "initialAccumulatorValue": 0.0, "epsilon": 1e-8},
         [*common(0.1), *large_epsilon(),
          Scenario("accumulator-0.1", "normal", {"initialAccumulatorValue": 0.1}),
          Scenario("accumulator-0.1-tiny", "tiny", {"initialAccumulatorValue": 0.1, "learningRate": 1e3}, start="zero"),
          Scenario("epsilon-0", "mixed", {"epsilon": 0.0}),
          Scenario("epsilon-0-accumulator-0.1", "sparse", {"epsilon": 0.0, "initialAccumulatorValue": 0.1})],
         [torch_rule("torch.optim.Adagrad(params, lr={rate}, initial_accumulator_value={initialAccumulatorValue}, eps={epsilon})"),
          optax_rule(ADAGRAD, "epsilon-inside-root", serves=lambda s, o: o["epsilon"] > 0),
          optax_rule(ADAGRAD, serves=lambda s, o: o["epsilon"] == 0)]),
    Rule("adadelta", {"learningRate": 1.0, "rho": 0.9, "epsilon": 1e-6},
         [*common(1.0), *large_epsilon(), Scenario("tiny-epsilon", "tiny", {"epsilon": 1e-12}, start="zero"),
          Scenario("rho-0.95", "normal", {"rho": 0.95}), Scenario("rho-0.5", "shrinking", {"rho": 0.5})],
         [torch_rule("torch.optim.Adadelta(params, lr={rate}, rho={rho}, eps={epsilon})"),
          optax_rule("optax.adadelta({rate}, rho={rho}, eps={epsilon})")]),
    Rule("rmsprop", {"learningRate": 0.01, "decay": 0.9, "epsilon": 1e-8},
         [*common(0.01), *large_epsilon(), Scenario("decay-0.99", "normal", {"decay": 0.99})],
         [torch_rule(f"torch.optim.RMSprop(params, {TORCH_RMS})"), optax_rule(f"optax.rmsprop({OPTAX_RMS}, eps_in_sqrt=False)"),
          optax_rule(f"optax.rmsprop({OPTAX_RMS}, eps_in_sqrt=True)", "epsilon-inside-root", id="optax-inside", serves=only("normal", "tiny", "mixed", "epsilon-1"))]),
    Rule("rmspropCentered", {"learningRate": 0.01, "decay": 0.9, "epsilon": 1e-8},
         [*common(0.01), *large_epsilon(), Scenario("decay-0.99", "normal", {"decay": 0.99})],
         [torch_rule(f"torch.optim.RMSprop(params, {TORCH_RMS}, centered=True)"), optax_rule(f"optax.rmsprop({OPTAX_RMS}, centered=True, eps_in_sqrt=False)"),
          optax_rule(f"optax.rmsprop({OPTAX_RMS}, centered=True, eps_in_sqrt=True)", "epsilon-inside-root", id="optax-inside", serves=only("normal", "steady", "mixed"))]),
    Rule("rmspropMomentum", {"learningRate": 0.01, "decay": 0.9, "momentum": 0.9, "epsilon": 1e-8},
         [*common(0.01), *large_epsilon(), Scenario("momentum-0.5", "normal", {"momentum": 0.5})],
         [torch_rule(f"torch.optim.RMSprop(params, {TORCH_RMS}, momentum={{momentum}})"),
          # With a constant rate it is the same inside and outside the velocity.
          optax_rule(f"optax.rmsprop({OPTAX_RMS}, momentum={{momentum}}, eps_in_sqrt=False)", serves=lambda s, o: s.name != "rates"),
          optax_rule(f"optax.rmsprop({OPTAX_RMS}, momentum={{momentum}}, eps_in_sqrt=False)", "rate-inside-velocity", serves=only("rates"))]),
    Rule("adam", ADAM, [*adam_scenarios(), *COUPLED],
         [torch_rule(f"torch.optim.Adam(params, {TORCH_ADAM})"), optax_rule(f"optax.adam({OPTAX_ADAM})"),
          coupled(f"torch.optim.Adam(params, {TORCH_ADAM}, weight_decay={{weightDecay}})")]),
    Rule("adamw", {**ADAM, "weightDecay": 0.1}, [*adam_scenarios(), *DECAYS],
         [torch_rule(f"torch.optim.AdamW(params, {TORCH_ADAM}, weight_decay={{weightDecay}})"),
          optax_rule(f"optax.adamw({OPTAX_ADAM}, weight_decay={{weightDecay}})")]),
    Rule("amsgrad", ADAM, adam_scenarios(),
         [torch_rule(f"torch.optim.Adam(params, {TORCH_ADAM}, amsgrad=True)"),
          optax_rule(f"optax.amsgrad({OPTAX_ADAM})", "maximum-of-corrected"),
          optax_rule(f"optax.amsgrad({OPTAX_ADAM}, bias_correction_mu=False, bias_correction_nu=False)", "no-bias-correction",
                     id="optax-uncorrected", serves=only("normal", "shrinking", "short-memory", "mixed"))]),
    Rule("adamax", ADAM,
         [*adam_scenarios(), Scenario("epsilon-0", "normal", {"epsilon": 0.0}), Scenario("epsilon-0-tiny", "tiny", {"epsilon": 0.0}, start="zero"),
          Scenario("epsilon-0-shrinking", "shrinking", {"epsilon": 0.0, "beta2": 0.9})],
         [torch_rule(f"torch.optim.Adamax(params, {TORCH_ADAM})"), optax_rule(f"optax.adamax({OPTAX_ADAM})")]),
    Rule("nadam", {**ADAM, "momentumDecay": 0.004}, [*adam_scenarios(), Scenario("momentum-decay-1", "normal", {"momentumDecay": 1.0})],
         [torch_rule(f"torch.optim.NAdam(params, {TORCH_ADAM}, momentum_decay={{momentumDecay}})"),
          optax_rule(f"optax.nadam({OPTAX_ADAM})", "no-momentum-schedule", serves=lambda s, o: s.name != "momentum-decay-1")]),
    Rule("radam", ADAM, adam_scenarios(),
         [optax_rule(f"optax.radam({OPTAX_ADAM}, threshold=5.0)"),
          torch_rule(f"torch.optim.RAdam(params, {TORCH_ADAM})", "epsilon-hat"),
          optax_rule(f"optax.radam({OPTAX_ADAM}, threshold=4.0)", "threshold-4", id="optax-threshold-4")]),
    Rule("adabelief", ADAM, [*adam_scenarios(), Scenario("epsilon-1e-16", "normal", {"epsilon": 1e-16})],
         [optax_rule(f"optax.adabelief({OPTAX_ADAM}, eps_root={{epsilon}})"),
          optax_rule(f"optax.adabelief({OPTAX_ADAM}, eps_root=0.0)", "epsilon-outside-only", id="optax-outside",
                     serves=lambda s, o: s.name != "epsilon-1e-16")]),
    Rule("yogi", {**ADAM, "epsilon": 1e-3, "initialAccumulatorValue": 0.0},
         [*adam_scenarios(), Scenario("epsilon-1e-8", "tiny", {"epsilon": 1e-8}, start="zero"),
          Scenario("accumulator-1e-6", "mixed", {"initialAccumulatorValue": 1e-6}), Scenario("accumulator-0.1", "normal", {"initialAccumulatorValue": 0.1})],
         # Optax lets the average gradient, too, start at the initial value; a rule of ours has only the average square start there.
         [optax_rule(f"optax.chain(starting_at({YOGI}, mu=zeros), optax.scale_by_learning_rate({{rate}}))"),
          optax_rule(f"optax.yogi({OPTAX_ADAM})", "averages-start-at-1e-6", id="optax-alias", serves=only("normal", "mixed", "sparse", "epsilon-1e-8")),
          # A million updates on, both bias corrections are exactly 1.
          optax_rule(f"optax.chain(starting_at({YOGI}, count=jnp.int32(1_000_000)), optax.scale_by_learning_rate({{rate}}))",
                     "no-bias-correction", id="optax-uncorrected", serves=only("normal", "mixed", "shrinking", "short-memory"))]),
    Rule("lion", {"learningRate": 0.01, "beta1": 0.9, "beta2": 0.99, "weightDecay": 0.1},
         [*common(0.01, skip=("missing",)), *DECAYS, Scenario("equal-betas", "shrinking", {"beta1": 0.5, "beta2": 0.5})],
         [optax_rule("optax.lion({rate}, b1={beta1}, b2={beta2}, weight_decay={weightDecay})")]),
    Rule("adafactor", {"learningRate": 0.01, "decayRate": 0.8, "clipThreshold": 1.0, "epsilon1": 1e-30, "epsilon2": 1e-3, "weightDecay": 0.0},
         [*common(0.01), Scenario("tall", "tall", start="six"), Scenario("wide", "wide", start="six"),
          Scenario("relative-step", "normal", {"learningRate": 0.5}), Scenario("clip-2", "mixed", {"clipThreshold": 2.0}),
          Scenario("decay-rate-0.5", "shrinking", {"decayRate": 0.5}), Scenario("decay", "normal", {"weightDecay": 0.1})],
         [torch_rule("torch.optim.Adafactor(params, lr={rate}, beta2_decay=-{decayRate}, eps=({epsilon1} ** 0.5, {epsilon2}), "
                     "d={clipThreshold}, weight_decay={weightDecay})"),
          optax_rule("optax.chain(optax.scale_by_factored_rms(decay_rate={decayRate}, decay_rate_fn=decay_in_double, "
                     "min_dim_size_to_factor=1, epsilon={epsilon1}), "
                     "optax.clip_by_block_rms({clipThreshold}), optax.scale_by_learning_rate(relative_step, flip_sign=False), "
                     "optax.scale_by_param_block_rms({epsilon2}), optax.scale(-1))", serves=lambda s, o: not o["weightDecay"])]),
    Rule("lars", {"learningRate": 1.0, "momentum": 0.9, "trustCoefficient": 0.01, "weightDecay": 0.0},
         [*common(1.0, skip=("missing",)), Scenario("momentum-0", "normal", {"momentum": 0.0}), Scenario("decay", "normal", {"weightDecay": 0.1})],
         [optax_rule(LARS, serves=lambda s, o: s.name != "decay"), optax_rule(LARS, "norm-of-decayed-gradient", serves=only("decay"))]),
    Rule("lamb", {**ADAM, "learningRate": 0.02, "epsilon": 1e-6, "weightDecay": 0.1},
         [*common(0.02, skip=("missing",)), *large_epsilon(), *DECAYS, Scenario("short-memory", "shrinking", {"beta1": 0.5, "beta2": 0.9})],
         [optax_rule(f"optax.lamb({OPTAX_ADAM}, weight_decay={{weightDecay}})")]),
    Rule("muon", {"learningRate": 0.02, "momentum": 0.95, "weightDecay": 0.1, "newtonSchulzSteps": 5, "beta1": 0.9, "beta2": 0.999, "epsilon": 1e-8},
         MUON_SCENARIOS,
         [torch_rule(TORCH_MUON % "True", **IN_DOUBLE),
          torch_rule(TORCH_MUON % "False", "no-nesterov", id="torch-heavy-ball", serves=only("normal", "shrinking"), **IN_DOUBLE),
          optax_rule(OPTAX_MUON % True, "nesterov-with-bias-correction"),
          optax_rule(OPTAX_MUON % False, "no-nesterov", id="optax-heavy-ball")]),
    Rule("scheduleFreeAdamW", {**ADAM, "weightDecay": 0.1},
         [*common(0.05, skip=("missing",)), *large_epsilon(), *DECAYS, Scenario("beta1-0.98", "normal", {"beta1": 0.98})],
         [optax_rule(f"optax.contrib.schedule_free_adamw({OPTAX_ADAM}, weight_decay={{weightDecay}})", serves=lambda s, o: s.name != "rates"),
          # The alias reads its own rate one update ahead of the one that scales the step; here both read the same.
          optax_rule("optax.contrib.schedule_free(optax.chain(optax.scale_by_rms(decay={beta2}, eps={epsilon}, eps_in_sqrt=False, bias_correction=True), "
                     "optax.add_decayed_weights({weightDecay}), optax.scale_by_learning_rate({rate})), lambda count: {rate}(count - 1), b1={beta1})",
                     serves=only("rates"))]),
    Rule("lookahead", {"learningRate": 0.05, "syncPeriod": 5, "slowStepSize": 0.5},
         [Scenario("normal", "normal"), Scenario("steady", "steady"), Scenario("rates", "normal", {"learningRate": rates(0.05)}),
          Scenario("period-7", "normal", {"syncPeriod": 7, "slowStepSize": 0.8}), Scenario("period-1", "normal", {"syncPeriod": 1}),
          Scenario("adam", "normal", {"optimizer": "adam"}), Scenario("momentum", "normal", {"optimizer": "momentum"})],
         [optax_rule("optax.lookahead(" + fast + ", sync_period={syncPeriod}, slow_step_size={slowStepSize})", serves=lambda s, o, name=name: o["optimizer"] == name)
          for name, fast in [("sgd", "optax.sgd({rate})"), ("adam", "optax.adam({rate})"), ("momentum", "optax.sgd({rate}, momentum=0.9)")]]),
]


def optimizer_case(source: Source, scenario: Scenario, settings: dict) -> dict:
    stream = STREAMS[scenario.stream]
    run = run_optax if source.library == "optax" else run_torch
    shown = {**settings, "rate": "rate" if isinstance(settings["learningRate"], list) else settings["learningRate"]}
    call = source.call.format(**shown)
    if source.before:
        call = f"{source.before.format(**settings)} before each step; {call}"
    after = list(run(source, settings, stream, STARTS[scenario.start]))
    rows = [after[update - 1] for update in RECORDED]
    columns = {name: [row[name] for row in rows] for name in rows[0]}
    evaluated = {name.removeprefix("evaluated "): column for name, column in columns.items() if name.startswith("evaluated ")}
    return {
        "id": f"{source.id}/{scenario.name}",
        "library": source.library,
        "call": call,
        **({"note": source.note} if source.note else {}),
        "conventions": list(source.conventions),
        "settings": settings,
        "start": scenario.start,
        "gradients": scenario.stream,
        "weights": {name: column for name, column in columns.items() if not name.startswith("evaluated ")},
        **({"evaluated": evaluated} if evaluated else {}),
    }


def optimizer_file(rule: Rule) -> dict:
    cases = []
    for scenario in rule.scenarios:
        settings = {**({"optimizer": "sgd"} if rule.name == "lookahead" else {}), **rule.defaults, **scenario.settings}
        cases += [optimizer_case(source, scenario, settings) for source in rule.sources if source.serves(scenario, settings)]
    others = {source.library: importlib.metadata.version(source.library) for source in rule.sources if source.library not in VERSIONS}
    return {"schema": 1, "rule": rule.name, "libraries": VERSIONS | others, "recorded": RECORDED, "cases": cases}


# --- optimizers that own their loop ---------------------------------------------------------------------------------

rosenbrock = lambda x: sum(100 * (x[i + 1] - x[i] ** 2) ** 2 + (1 - x[i]) ** 2 for i in range(len(x) - 1))
PROBLEMS = {
    "rosenbrock": ("sum over i of 100 (x[i+1] - x[i]^2)^2 + (1 - x[i])^2", rosenbrock, [-1.2, 1.0], [1.0, 1.0], 40),
    "rosenbrock-6": ("as rosenbrock, six variables", rosenbrock, [0.5, -0.5, 1.5, 1.25, 0.75, -0.25], [1.0] * 6, 60),
    "quadratic": ("(x[0]^2 + 10 x[1]^2 + 100 x[2]^2) / 2", lambda x: (x[0] ** 2 + 10 * x[1] ** 2 + 100 * x[2] ** 2) / 2, [1.0, -2.0, 3.0], [0.0] * 3, 25),
    "coupled-quadratic": (
        "2 x[0]^2 + x[1]^2 + 3 x[2]^2 + x[0] x[1] - x[1] x[2] - x[0] + 2 x[2]",
        lambda x: 2 * x[0] ** 2 + x[1] ** 2 + 3 * x[2] ** 2 + x[0] * x[1] - x[1] * x[2] - x[0] + 2 * x[2],
        [3.0, -1.0, 2.0],
        np.linalg.solve([[4, 1, 0], [1, 2, -1], [0, -1, 6]], [1, 0, -2]).tolist(), 25),
}
LBFGS = [
    ("strong-wolfe", {"learningRate": 1.0, "memory": 10, "lineSearch": "strong-wolfe"}, list(PROBLEMS)),
    ("memory-2", {"learningRate": 1.0, "memory": 2, "lineSearch": "strong-wolfe"}, ["rosenbrock-6", "coupled-quadratic"]),
    ("fixed-step", {"learningRate": 0.5, "memory": 10, "lineSearch": None}, ["quadratic", "coupled-quadratic"]),
]


def lbfgs_case(name: str, options: dict, problem: str) -> dict:
    formula, f, start, optimum, most = PROBLEMS[problem]
    search = options["lineSearch"] and options["lineSearch"].replace("-", "_")
    x = torch.nn.Parameter(torch.tensor(start))
    tolerances = {"toleranceGradient": 1e-7, "toleranceChange": 1e-9}
    # One iteration a step, so that every iterate can be recorded; the state goes on from step to step.
    call = (f"torch.optim.LBFGS([x], lr={options['learningRate']}, max_iter=1, max_eval=26, tolerance_grad=1e-07, tolerance_change=1e-09, "
            f"history_size={options['memory']}, line_search_fn={search!r})")
    optimizer = eval(call, {"torch": torch, "x": x})
    evaluations = [0]

    def closure():
        evaluations[0] += 1
        optimizer.zero_grad()
        loss = f(x)
        loss.backward()
        return loss

    path = []
    for iteration in range(1, most + 1):
        before = optimizer.state[x].get("n_iter", 0)
        previous, at = f(x).item(), x.detach().clone()
        optimizer.step(closure)
        if optimizer.state[x]["n_iter"] == before:
            break
        # Each step but the first evaluates once more the point where the one before had ended.
        path.append({"point": x.detach().tolist(), "value": f(x).item(), "evaluations": evaluations[0] - (iteration - 1)})
        if abs(path[-1]["value"] - previous) < 1e-9 or (x.detach() - at).abs().max() <= 1e-9:
            break
    # Without a line search torch never looks at the point that it ends on.
    if search is None:
        for row in path:
            del row["evaluations"]
    return {
        "id": f"torch/{name}/{problem}", "library": "torch", "call": call, "conventions": [], "settings": {**options, **tolerances},
        "problem": {"name": problem, "formula": formula, "start": start, "optimum": optimum}, "path": path,
    }


def lbfgs_file() -> dict:
    cases = [lbfgs_case(name, options, problem) for name, options, problems in LBFGS for problem in problems]
    return {"schema": 1, "rule": "lbfgs", "libraries": VERSIONS, "cases": cases}


# --- schedules ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Curve:
    """One schedule: `settings`, the config of ours that it stands for, the library's call, and how many update indices to record."""

    id: str
    settings: dict[str, Any]
    call: str
    length: int
    conventions: tuple[str, ...] = ()


def torch_rates(call: str, length: int) -> list[float]:
    def optimizer(lr):
        return torch.optim.SGD([torch.nn.Parameter(torch.zeros(1))], lr=lr, momentum=0.9)

    made = {}

    def sgd(lr):
        return made.setdefault("it", optimizer(lr))

    schedule = eval(call, {"S": torch.optim.lr_scheduler, "sgd": sgd, "math": math})
    result = [float(made["it"].param_groups[0]["lr"])]
    while len(result) < length:
        made["it"].step()
        schedule.step()
        result.append(float(made["it"].param_groups[0]["lr"]))
    return result


def optax_rates(call: str, length: int) -> list[float]:
    schedule = eval(call, {"optax": optax})
    # A schedule divides its count, and JAX divides an int32 count, as Optax's optimizers hand it, in float32.
    values = [jnp.asarray(schedule(jnp.int64(update))) for update in range(length)]
    assert all(value.dtype == jnp.float64 for value in values)
    return [float(value) for value in values]


warm = "S.LinearLR({opt}, start_factor=1/{n}, end_factor=1.0, total_iters={n}-1)"
CLIMB = {"updates": 10, "from": 0.01, "after": {"schedule": "constant", "rate": 0.1}}
WARM = {"updates": 8, "after": {"schedule": "constant", "rate": 0.1}}
WARM_COSINE = {"updates": 5, "after": {"schedule": "cosine", "peak": 0.1, "updates": 20, "floor": 0.01}}
ONE_CYCLE = {"peak": 0.1, "updates": 20, "rise": 0.3, "start": 0.1 / 25, "floor": 0.1 / 25 / 1e4}
JOINED = {
    "milestones": [6, 15],
    "schedules": [{"schedule": "constant", "rate": 0.1}, {"schedule": "exponential", "rate": 0.1, "factor": 0.9, "every": 1},
              {"schedule": "cosine", "peak": 0.1, "updates": 10, "floor": 0.0}],
}
SCHEDULES: dict[str, list[Curve]] = {
    "constant": [
        Curve("torch", {"rate": 0.1}, "S.ConstantLR(sgd(0.1), factor=1.0)", 12),
        Curve("optax", {"rate": 0.1}, "optax.constant_schedule(0.1)", 12),
    ],
    "stepDecay": [
        *[c for every, factor in [(10, 0.1), (7, 0.5)] for c in (
            Curve(f"torch/every-{every}", {"rate": 0.1, "factor": factor, "every": every}, f"S.StepLR(sgd(0.1), step_size={every}, gamma={factor})", 45),
            Curve(f"optax/every-{every}", {"rate": 0.1, "factor": factor, "every": every},
                  f"optax.exponential_decay(0.1, transition_steps={every}, decay_rate={factor}, staircase=True)", 45))],
    ],
    "multiStep": [
        Curve("torch", {"rate": 0.1, "factor": 0.1, "milestones": [5, 12, 30]}, "S.MultiStepLR(sgd(0.1), milestones=[5, 12, 30], gamma=0.1)", 40),
        Curve("optax", {"rate": 0.1, "factor": 0.1, "milestones": [5, 12, 30]}, "optax.piecewise_constant_schedule(0.1, {5: 0.1, 12: 0.1, 30: 0.1})", 40),
        Curve("torch/adjacent", {"rate": 1.0, "factor": 0.5, "milestones": [1, 2, 3]}, "S.MultiStepLR(sgd(1.0), milestones=[1, 2, 3], gamma=0.5)", 8),
        Curve("optax/adjacent", {"rate": 1.0, "factor": 0.5, "milestones": [1, 2, 3]}, "optax.piecewise_constant_schedule(1.0, {1: 0.5, 2: 0.5, 3: 0.5})", 8),
    ],
    "exponential": [
        Curve("torch", {"rate": 0.1, "factor": 0.95, "every": 1}, "S.ExponentialLR(sgd(0.1), gamma=0.95)", 40),
        Curve("optax", {"rate": 0.1, "factor": 0.95, "every": 1}, "optax.exponential_decay(0.1, transition_steps=1, decay_rate=0.95)", 40),
        Curve("optax/every-10", {"rate": 0.1, "factor": 0.5, "every": 10}, "optax.exponential_decay(0.1, transition_steps=10, decay_rate=0.5)", 40),
        Curve("optax/floor", {"rate": 0.1, "factor": 0.5, "every": 10},
              "optax.exponential_decay(0.1, transition_steps=10, decay_rate=0.5, end_value=0.01)", 45, ("floor-0.01",)),
    ],
    # Neither library has these two; the lambda is the closed form, and only the index it is given is torch's.
    "inverseTime": [
        Curve("torch", {"rate": 0.1, "every": 4}, "S.LambdaLR(sgd(0.1), lambda update: 1 / (1 + update / 4))", 40),
        Curve("torch/every-1", {"rate": 0.5, "every": 1}, "S.LambdaLR(sgd(0.5), lambda update: 1 / (1 + update))", 40),
    ],
    "inverseSqrt": [
        Curve("torch", {"rate": 0.1, "every": 1}, "S.LambdaLR(sgd(0.1), lambda update: (update + 1) ** -0.5)", 40),
        Curve("torch/every-5", {"rate": 0.1, "every": 5}, "S.LambdaLR(sgd(0.1), lambda update: (1 + update / 5) ** -0.5)", 40),
    ],
    "linear": [
        Curve("torch", {"peak": 0.1, "updates": 20, "floor": 0.01}, "S.LinearLR(sgd(0.1), start_factor=1.0, end_factor=0.1, total_iters=20)", 26),
        Curve("optax", {"peak": 0.1, "updates": 20, "floor": 0.01}, "optax.linear_schedule(0.1, 0.01, transition_steps=20)", 26),
        Curve("torch/to-zero", {"peak": 0.1, "updates": 20, "floor": 0.0}, "S.LinearLR(sgd(0.1), start_factor=1.0, end_factor=0.0, total_iters=20)", 26),
        Curve("optax/to-zero", {"peak": 0.1, "updates": 20, "floor": 0.0}, "optax.linear_schedule(0.1, 0.0, transition_steps=20)", 26),
    ],
    "polynomial": [
        *[c for power in (1.0, 2.0, 0.5) for c in (
            Curve(f"torch/power-{power:g}", {"peak": 0.1, "updates": 20, "power": power, "floor": 0.0},
                  f"S.PolynomialLR(sgd(0.1), total_iters=20, power={power})", 26),
            Curve(f"optax/power-{power:g}", {"peak": 0.1, "updates": 20, "power": power, "floor": 0.0},
                  f"optax.polynomial_schedule(0.1, 0.0, power={power}, transition_steps=20)", 26))],
        Curve("optax/floor", {"peak": 0.1, "updates": 20, "power": 3.0, "floor": 0.02}, "optax.polynomial_schedule(0.1, 0.02, power=3.0, transition_steps=20)", 26),
    ],
    "cosine": [
        Curve("torch", {"peak": 0.1, "updates": 20, "floor": 0.0}, "S.CosineAnnealingLR(sgd(0.1), T_max=20)", 21),
        Curve("optax", {"peak": 0.1, "updates": 20, "floor": 0.0}, "optax.cosine_decay_schedule(0.1, decay_steps=20)", 26),
        Curve("torch/floor", {"peak": 0.1, "updates": 17, "floor": 0.01}, "S.CosineAnnealingLR(sgd(0.1), T_max=17, eta_min=0.01)", 18),
        Curve("optax/floor", {"peak": 0.1, "updates": 17, "floor": 0.01}, "optax.cosine_decay_schedule(0.1, decay_steps=17, alpha=0.1)", 23),
        Curve("torch/past-the-end", {"peak": 0.1, "updates": 20, "floor": 0.01}, "S.CosineAnnealingLR(sgd(0.1), T_max=20, eta_min=0.01)", 45, ("rises-again",)),
    ],
    "cosineRestarts": [
        Curve("torch", {"peak": 0.1, "updates": 10, "stretch": 1, "floor": 0.0}, "S.CosineAnnealingWarmRestarts(sgd(0.1), T_0=10, T_mult=1)", 35),
        Curve("torch/doubling", {"peak": 0.1, "updates": 8, "stretch": 2, "floor": 0.01},
              "S.CosineAnnealingWarmRestarts(sgd(0.1), T_0=8, T_mult=2, eta_min=0.01)", 70),
        Curve("optax/doubling", {"peak": 0.1, "updates": 8, "stretch": 2, "floor": 0.01},
              "optax.sgdr_schedule([dict(init_value=0.1, peak_value=0.1, warmup_steps=0, decay_steps=8 * 2**i, end_value=0.01) for i in range(4)])", 70),
        Curve("optax/lower-peaks", {"peak": 0.1, "updates": 10, "factor": 0.5, "floor": 0.0},
              "optax.sgdr_schedule([dict(init_value=0.1 / 2**i, peak_value=0.1 / 2**i, warmup_steps=0, decay_steps=10, end_value=0.0) for i in range(4)])", 40),
        Curve("optax/ends", {"peak": 0.1, "updates": 10, "stretch": 1, "floor": 0.0},
              "optax.sgdr_schedule([dict(init_value=0.1, peak_value=0.1, warmup_steps=0, decay_steps=10, end_value=0.0) for _ in range(3)])", 35, ("ends-after-3-cycles",)),
    ],
    "oneCycle": [
        *[Curve(f"torch/{shape}", ONE_CYCLE,
                f"S.OneCycleLR(sgd(0.1), max_lr=0.1, total_steps=20, pct_start=0.3, anneal_strategy={name!r}, div_factor=25.0, final_div_factor=10000.0)", 20,
                conventions)
          for shape, name, conventions in (("cosine", "cos", ()), ("linear", "linear", ("straight-lines",)))],
        Curve("torch/defaults", {"peak": 1.0, "updates": 50}, "S.OneCycleLR(sgd(0.1), max_lr=1.0, total_steps=50)", 50),
        Curve("torch/half", {"peak": 0.1, "updates": 33, "rise": 0.5, "start": 0.01, "floor": 0.0001},
              "S.OneCycleLR(sgd(0.1), max_lr=0.1, total_steps=33, pct_start=0.5, anneal_strategy='cos', div_factor=10.0, final_div_factor=100.0)", 33),
        Curve("torch/three-phases", {**ONE_CYCLE, "updates": 30, "rise": 0.4},
              "S.OneCycleLR(sgd(0.1), max_lr=0.1, total_steps=30, pct_start=0.4, anneal_strategy='linear', three_phase=True)", 30, ("straight-lines", "three-phases")),
        Curve("optax/cosine", ONE_CYCLE,
              "optax.cosine_onecycle_schedule(20, 0.1, pct_start=0.3, div_factor=25.0, final_div_factor=10000.0)", 26, ("peak-one-update-later",)),
        Curve("optax/linear", ONE_CYCLE,
              "optax.linear_onecycle_schedule(20, 0.1, pct_start=0.3, pct_final=0.85, div_factor=25.0, final_div_factor=10000.0)", 26,
              ("peak-one-update-later", "straight-lines", "three-phases")),
    ],
    "cyclic": [
        Curve("torch", {"floor": 0.01, "peak": 0.1, "every": 5}, "S.CyclicLR(sgd(0.1), base_lr=0.01, max_lr=0.1, step_size_up=5)", 32),
        Curve("torch/halving", {"floor": 0.01, "peak": 0.1, "every": 4, "factor": 0.5},
              "S.CyclicLR(sgd(0.1), base_lr=0.01, max_lr=0.1, step_size_up=4, mode='triangular2')", 34),
        Curve("torch/from-zero", {"floor": 0.0, "peak": 0.1, "every": 3}, "S.CyclicLR(sgd(0.1), base_lr=0.0, max_lr=0.1, step_size_up=3)", 20),
        Curve("torch/uneven", {"floor": 0.0, "peak": 0.1, "every": 3},
              "S.CyclicLR(sgd(0.1), base_lr=0.0, max_lr=0.1, step_size_up=3, step_size_down=7)", 32, ("falls-for-7-updates",)),
        Curve("torch/every-update", {"floor": 0.01, "peak": 0.1, "every": 4, "factor": 0.97},
              "S.CyclicLR(sgd(0.1), base_lr=0.01, max_lr=0.1, step_size_up=4, mode='exp_range', gamma=0.97)", 34, ("factor-for-every-update",)),
    ],
    "warmup": [
        Curve("torch", WARM, warm.format(opt="sgd(0.1)", n=8), 14),
        Curve("optax", WARM, "optax.linear_schedule(0.1 / 8, 0.1, transition_steps=8 - 1)", 14),
        Curve("torch/cosine", WARM_COSINE,
              f"S.SequentialLR(sgd(0.1), [{warm.format(opt='sgd(0.1)', n=5)}, S.CosineAnnealingLR(sgd(0.1), T_max=20, eta_min=0.01)], milestones=[5])", 26),
        Curve("optax/cosine", WARM_COSINE,
              "optax.join_schedules([optax.linear_schedule(0.1 / 5, 0.1, transition_steps=5 - 1), optax.cosine_decay_schedule(0.1, decay_steps=20, alpha=0.1)], [5])", 30),
        Curve("optax/from-zero", WARM, "optax.warmup_constant_schedule(0.0, 0.1, warmup_steps=8)", 14, ("starts-at-zero",)),
        Curve("optax/cosine-from-zero", WARM_COSINE,
              "optax.warmup_cosine_decay_schedule(0.0, 0.1, warmup_steps=5, decay_steps=25, end_value=0.01)", 30, ("starts-at-zero",)),
    ],
    # Where the climb begins and ends is nobody's standard: the cases with conventions begin on `from` itself.
    "exponentialWarmup": [
        Curve("torch", CLIMB, "S.SequentialLR(sgd(0.001 * 100 ** (1 / 10)), [S.ExponentialLR(sgd(0), gamma=100 ** (1 / 10)), "
              "S.LambdaLR(sgd(0), lambda update: 100 ** (9 / 10))], milestones=[10])", 16),
        Curve("optax", CLIMB, "optax.exponential_decay(0.001 * 100 ** (1 / 10), transition_steps=10, decay_rate=100.0, end_value=0.1)", 16),
        Curve("optax/peak-last", CLIMB, "optax.exponential_decay(0.001, transition_steps=9, decay_rate=100.0, end_value=0.1)", 16, ("first-at-from",)),
        Curve("optax/peak-after", CLIMB, "optax.exponential_decay(0.001, transition_steps=10, decay_rate=100.0, end_value=0.1)", 16,
              ("first-at-from", "peak-at-first-update-after")),
    ],
    "join": [
        Curve("torch", JOINED,
              "S.SequentialLR(sgd(0.1), [S.ConstantLR(sgd(0.1), factor=1.0), S.ExponentialLR(sgd(0.1), gamma=0.9), "
              "S.CosineAnnealingLR(sgd(0.1), T_max=10)], milestones=[6, 15])", 26),
        Curve("optax", JOINED,
              "optax.join_schedules([optax.constant_schedule(0.1), optax.exponential_decay(0.1, 1, 0.9), optax.cosine_decay_schedule(0.1, 10)], [6, 15])", 30),
        Curve("optax/steps", {"milestones": [4, 8], "schedules": [{"schedule": "constant", "rate": 0.3},
                                                              {"schedule": "linear", "peak": 0.2, "updates": 4, "floor": 0.1},
                                                              {"schedule": "constant", "rate": 0.05}]},
              "optax.join_schedules([optax.constant_schedule(0.3), optax.linear_schedule(0.2, 0.1, 4), optax.constant_schedule(0.05)], [4, 8])", 14),
    ],
}


def schedule_file(name: str, curves: list[Curve]) -> dict:
    cases = []
    for curve in curves:
        library = curve.id.split("/")[0]
        sample = torch_rates if library == "torch" else optax_rates
        cases.append({"id": curve.id, "library": library, "call": curve.call.replace("S.", "torch.optim.lr_scheduler."),
                      "conventions": list(curve.conventions), "settings": {"schedule": name, **curve.settings}, "rates": sample(curve.call, curve.length)})
    return {"schema": 1, "schedule": name, "libraries": VERSIONS, "cases": cases}


# --- transforms: clipping, centralization, accumulation, averaging -----------------------------------------------------


def optax_transform(call: str, stream: dict, separately=False, transposed=False) -> list[dict]:
    """Feeds the stream to a transformation; `separately` gives every variable a transformation of its own."""
    shapes = stream["shapes"]
    turn = (lambda x: x.T) if transposed else (lambda x: x)
    groups = [[name] for name in shapes] if separately else [list(shapes)]
    result = [{} for _ in range(UPDATES)]
    for group in groups:
        tx = eval(call, {"optax": optax, "jnp": jnp, "starting_at": starting_at})
        zeros = {name: turn(jnp.zeros(shapes[name])) for name in group}
        state = tx.init(zeros)
        for update in range(UPDATES):
            grads = {name: turn(jnp.asarray(stream["gradients"][name][update]).reshape(shapes[name])) for name in group}
            out, state = tx.update(grads, state, zeros)
            result[update] |= {name: np.asarray(turn(out[name])).ravel().tolist() for name in group}
    return result


def torch_clip(call: str, stream: dict, separately=False) -> list[dict]:
    result = []
    for update in range(UPDATES):
        row = {name: torch.nn.Parameter(torch.zeros(shape)) for name, shape in stream["shapes"].items()}
        for name, p in row.items():
            p.grad = tensor(stream["gradients"][name][update], p.shape)
        for group in [[p] for p in row.values()] if separately else [list(row.values())]:
            eval(call, {"torch": torch, "params": group})
        result.append({name: p.grad.flatten().tolist() for name, p in row.items()})
    return result


def torch_average(call: str, stream: dict) -> list[dict]:
    model = torch.nn.ParameterDict({name: torch.nn.Parameter(torch.zeros(shape)) for name, shape in stream["shapes"].items()})
    averaged = eval(call, {"torch": torch, "model": model, "swa_utils": torch.optim.swa_utils})
    result = []
    for update in range(UPDATES):
        with torch.no_grad():
            for name, p in model.items():
                p.copy_(tensor(stream["gradients"][name][update], p.shape))
        averaged.update_parameters(model)
        result.append({name: p.detach().flatten().tolist() for name, p in averaged.module.items()})
    return result


by_variable = functools.partial(torch_clip, separately=True), functools.partial(optax_transform, separately=True)
ALONE = " for each variable alone"
# Optax takes the mean for each index of the first axis: an [out, in] matrix. A kernel of ours is [in, out].
TURNED = " of the transposed matrix"


@dataclass(frozen=True)
class Transform:
    name: str
    library: str
    settings: dict[str, Any]
    stream: str
    call: str
    run: Callable
    conventions: tuple[str, ...] = ()


def clips(name: str, calls: tuple[str, str], runs: tuple[Callable, Callable], torch_conventions: tuple[str, ...], *limits: tuple[float, str]):
    """One clip in both libraries, for every limit and stream."""
    names = {"clipByValue": "value", "clipByNorm": "norm", "clipByGlobalNorm": "norm"}
    for limit, stream in limits:
        for library, call, run in zip(("torch", "optax"), calls, runs, strict=True):
            yield Transform(name, library, {names[name]: limit}, stream, call.format(limit=limit), run, torch_conventions if library == "torch" else ())


VALUE = ("torch.nn.utils.clip_grad_value_(params, clip_value={limit})", "optax.clip({limit})")
NORM = ("torch.nn.utils.clip_grad_norm_(params, max_norm={limit})", "optax.clip_by_global_norm({limit})")
EMA = "swa_utils.AveragedModel(model, multi_avg_fn=swa_utils.get_ema_multi_avg_fn({decay}))"
PLUS = ("norm-plus-1e-6",)
TRANSFORMS = [
    *clips("clipByValue", VALUE, (torch_clip, optax_transform), (), (0.5, "normal"), (1.0, "mixed")),
    *clips("clipByNorm", tuple(call + ALONE for call in NORM), by_variable, PLUS, (1.0, "normal"), (0.5, "sparse"), (1e-6, "tiny")),
    *clips("clipByGlobalNorm", NORM, (torch_clip, optax_transform), PLUS,
           (1.0, "normal"), (1.0, "mixed"), (2.0, "shrinking"), (1.0, "sparse"), (1e-6, "tiny")),
    *[Transform("centralize", "optax", {}, stream, "optax.centralize()" + TURNED, functools.partial(optax_transform, transposed=True)) for stream in ("tall", "wide")],
    # An int32 count would be divided by in float32.
    Transform("accumulate", "optax", {"every": 5}, "normal",
              "starting_at(optax.MultiSteps(optax.identity(), every_k_schedule=5, accumulator_dtype=jnp.float64), mini_step=jnp.int64(0))", optax_transform),
    *[Transform("ema", "torch", {"decay": decay}, "normal", EMA.format(decay=decay), torch_average, ("starts-at-first-value",)) for decay in (0.9, 0.99)],
    *[Transform("ema", "optax", {"decay": decay}, "normal", f"optax.ema({decay}, debias=True)", optax_transform) for decay in (0.9, 0.99)],
    *[Transform("ema", "optax", {"decay": decay}, "normal", f"optax.ema({decay}, debias=False)", optax_transform, ("no-bias-correction",))
      for decay in (0.9, 0.99)],
    Transform("swa", "torch", {}, "normal", "swa_utils.AveragedModel(model)", torch_average),
]


def transform_case(transform: Transform) -> dict:
    rows = transform.run(transform.call.removesuffix(ALONE).removesuffix(TURNED), STREAMS[transform.stream])
    rows = [rows[update - 1] for update in RECORDED]
    settings = [f"{name}-{value:g}" for name, value in transform.settings.items()]
    return {
        "id": "/".join([transform.name, transform.library, transform.stream, *settings, *transform.conventions]),
        "library": transform.library,
        "call": transform.call.replace("swa_utils.", "torch.optim.swa_utils."),
        "conventions": list(transform.conventions),
        "settings": {"transform": transform.name, **transform.settings},
        "gradients": transform.stream,
        "results": {name: [row[name] for row in rows] for name in rows[0]},
    }


def transforms_file() -> dict:
    return {"schema": 1, "libraries": VERSIONS, "recorded": RECORDED, "cases": [transform_case(transform) for transform in TRANSFORMS]}


# --- writing, and what the two libraries say of each other ----------------------------------------------------------


def kebab(name: str) -> str:
    return re.sub(r"(?<=[a-z])([A-Z][a-z])", r"-\1", name).lower()


def write(path: str, content: dict) -> dict:
    target = HERE / path
    target.parent.mkdir(parents=True, exist_ok=True)
    # Floats are written in their shortest form that reads back as the same double (17 digits at most).
    target.write_text(json.dumps(content, indent=1, allow_nan=False) + "\n")
    return content


def numbers(case: dict) -> list[np.ndarray]:
    for key in ("rates", "weights", "results"):
        if key in case:
            return [np.array(rows) for rows in (case[key].values() if isinstance(case[key], dict) else [case[key]])]
    raise KeyError(case["id"])


def agreement(name: str, cases: list[dict], key: Callable[[dict], str] = lambda case: case["id"].partition("/")[2]) -> None:
    """Prints how far apart cases lie that are named alike and claim the same conventions, relative to the largest number."""
    groups: dict[tuple, list[dict]] = {}
    for case in cases:
        groups.setdefault((key(case), *case["conventions"]), []).append(case)
    for (scenario, *conventions), [first, *others] in groups.items():
        for other in others:
            pairs = [(x[: len(y)], y[: len(x)]) for x, y in zip(numbers(first), numbers(other), strict=True)]
            worst = max(np.abs(x - y).max() / max(np.abs(x).max(), 1e-300) for x, y in pairs)
            print(f"{name:20} {scenario:28} {first['library']} and {other['library']} agree to {worst:.0e} {' '.join(conventions)}")


def main(*wanted: str) -> None:
    """Writes the files of the rules and schedules that are named, or all there are."""
    unknown = {*wanted} - {rule.name for rule in RULES} - {*SCHEDULES}
    if unknown:
        sys.exit(f"generate.py: no entry in RULES or SCHEDULES is called {', '.join(sorted(unknown))}")
    for rule in RULES:
        if not wanted or rule.name in wanted:
            agreement(rule.name, write(f"optimizers/{kebab(rule.name)}.json", optimizer_file(rule))["cases"])
    for name, curves in SCHEDULES.items():
        if not wanted or name in wanted:
            agreement(name, write(f"schedules/{kebab(name)}.json", schedule_file(name, curves))["cases"])
    if wanted:
        return
    write("inputs.json", {"schema": 1, "updates": UPDATES, "starts": STARTS, "streams": STREAMS})
    write("optimizers/lbfgs.json", lbfgs_file())
    named = lambda case: "/".join([case["gradients"], *map(str, case["settings"].values())])
    agreement("transforms", write("transforms.json", transforms_file())["cases"], named)


if __name__ == "__main__":
    main(*sys.argv[1:])
