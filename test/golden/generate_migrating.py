"""Writes migrating.json: what PyTorch and Optax compute for the rows of docs/migrating.md that no other golden file holds.

Run by hand in the virtual environment of generate.py, whose inputs and walks these are; not part of CI.
The recorded `call` of every case is the very expression that was evaluated.
"""

import torch

from generate import PROBLEMS, RECORDED, STARTS, STREAMS, UPDATES, VERSIONS, Source, optax_rates, run_optax, run_torch, torch_rates, write

# The rate, the row's call, the gradients.
OPTIMIZERS = [
    (0.01, "torch.optim.SGD(params, lr=0.01, momentum=0.9, weight_decay=0.01)", ["normal", "steady"]),
    (0.001, "torch.optim.Adam(params, lr=0.001, weight_decay=0.01)", ["normal", "steady"]),
    (0.001, "torch.optim.AdamW(params, lr=0.001, weight_decay=0.01, amsgrad=True)", ["normal", "shrinking"]),
    (0.01, "torch.optim.Adagrad(params, lr=0.01, lr_decay=0.01)", ["normal", "tiny"]),
    (0.1, "optax.lars(0.1)", ["normal", "mixed"]),
    (0.1, "optax.lars(0.1, weight_decay=0.1)", ["normal"]),
    (0.001, "optax.lamb(0.001)", ["normal", "mixed"]),
    (0.01, "optax.yogi(0.01)", ["normal", "tiny"]),
]
SEARCHED = [
    ("torch.optim.LBFGS([x], max_iter=20, history_size=100, line_search_fn='strong_wolfe')", list(PROBLEMS)),
    ("torch.optim.LBFGS([x], max_iter=20)", ["quadratic", "coupled-quadratic"]),
]
CURVES = [
    "S.StepLR(sgd(0.1), step_size=3000, gamma=0.1)",
    "S.MultiStepLR(sgd(0.1), milestones=[3000, 6000], gamma=0.1)",
    "S.ExponentialLR(sgd(0.1), gamma=0.9)",
    "S.PolynomialLR(sgd(0.1), total_iters=10_000)",
    "optax.polynomial_schedule(0.1, 0.0, power=1, transition_steps=10_000)",
    "S.CosineAnnealingLR(sgd(0.1), T_max=10_000, eta_min=1e-4)",
    "S.CosineAnnealingWarmRestarts(sgd(0.1), T_0=1000, T_mult=2)",
    "S.OneCycleLR(sgd(0.1), max_lr=0.1, total_steps=10_000)",
    "optax.cosine_onecycle_schedule(10_000, 0.1)",
    "S.CyclicLR(sgd(0.1), base_lr=1e-4, max_lr=0.1, step_size_up=500, mode='triangular2')",
    "S.SequentialLR(sgd(0.1), [S.LinearLR(sgd(0.1), start_factor=1/500, total_iters=499), S.CosineAnnealingLR(sgd(0.1), T_max=9500)], milestones=[500])",
    "S.SequentialLR(sgd(0.1), [S.LinearLR(sgd(0.1)), S.CosineAnnealingLR(sgd(0.1), T_max=9500)], milestones=[500])",
    "optax.warmup_cosine_decay_schedule(0.0, 0.1, 500, 10_000)",
    "S.SequentialLR(sgd(0.1), [S.ConstantLR(sgd(0.1), factor=1.0), S.ConstantLR(sgd(0.1), factor=0.1, total_iters=10_000)], milestones=[3000])",
    "optax.join_schedules([optax.constant_schedule(0.1), optax.constant_schedule(0.01)], [3000])",
    "S.LambdaLR(sgd(0.1), lambda update: 1 / (1 + update))",
]
ASKED = [0, 1, 2, 3, 99, 100, 101, 249, 250, 498, 499, 500, 501, 750, 999, 1000, 1001, 1500, 2998, 2999, 3000, 3001, 5999, 6000, 6001, 6999, 7000, 9998, 9999]
# Behind the end of a schedule that has one.
AFTER = [10_000, 12_000]


def walk(rate: float, call: str, gradients: str) -> dict:
    library = "torch" if call.startswith("torch") else "optax"
    start = "zero" if gradients == "tiny" else "plain"
    run = run_torch if library == "torch" else run_optax
    after = list(run(Source(library, call), {"learningRate": rate}, STREAMS[gradients], STARTS[start]))
    return {
        "id": f"{call} {gradients}", "library": library, "call": call, "conventions": [], "settings": {"learningRate": [rate] * UPDATES},
        "start": start, "gradients": gradients, "weights": {one: [after[update - 1][one] for update in RECORDED] for one in after[0]},
    }


def searched(call: str, problem: str) -> dict:
    _, f, start, _, _ = PROBLEMS[problem]
    x = torch.nn.Parameter(torch.tensor(start))
    optimizer = eval(call, {"torch": torch, "x": x})

    def closure():
        optimizer.zero_grad()
        loss = f(x)
        loss.backward()
        return loss

    optimizer.step(closure)
    return {"call": call, "problem": problem, "start": start, "point": x.detach().tolist()}


def rates_of(call: str) -> dict:
    asked = ASKED if "OneCycleLR" in call else ASKED + AFTER
    rates = (optax_rates if call.startswith("optax") else torch_rates)(call, asked[-1] + 1)
    return {"call": call.replace("S.", "torch.optim.lr_scheduler."), "rates": [rates[update] for update in asked]}


if __name__ == "__main__":
    write("migrating.json", {
        "schema": 1, "libraries": VERSIONS, "recorded": RECORDED, "asked": ASKED + AFTER,
        "cases": [walk(rate, call, gradients) for rate, call, streams in OPTIMIZERS for gradients in streams],
        "searched": [searched(call, problem) for call, problems in SEARCHED for problem in problems],
        "schedules": [rates_of(call) for call in CURVES],
    })
