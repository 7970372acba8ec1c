"""Times one update of Adam by PyTorch and by Optax, whichever is installed, on weights like those of bench/updates.ts.

python bench/peers.py COUNT SIZE writes JSON: for each entrant the median time of an update, in microseconds.
"""

import json
import os
import statistics
import sys
import time

# XLA and OpenMP read these as they are loaded.
os.environ["XLA_FLAGS"] = "--xla_cpu_multi_thread_eigen=false"

ROUNDS = 9
TURN = 0.03


def times_of(steps):
    """The entrants take turns, as in bench/update-times.ts."""
    counts = {}
    for name, step in steps.items():
        count, end = 0, time.perf_counter() + 5 * TURN
        while time.perf_counter() < end or count == 0:
            step()
            count += 1
        counts[name] = max(1, round(count / 5))
    found = {name: [] for name in steps}
    for _ in range(ROUNDS):
        for name, step in steps.items():
            start = time.perf_counter()
            for _ in range(counts[name]):
                step()
            found[name].append((time.perf_counter() - start) / counts[name] * 1e6)
    return {name: statistics.median(all) for name, all in found.items()}


def torch_steps(count, size):
    import torch

    def step_of(threads, **how):
        weights = [torch.nn.Parameter(torch.randn(size)) for _ in range(count)]
        for one in weights:
            one.grad = torch.randn(size)
        adam = torch.optim.Adam(weights, lr=1e-3, **how)

        def step():
            torch.set_num_threads(threads)
            adam.step()

        return step

    version = torch.__version__.split("+")[0]
    return {
        f"PyTorch {version} {name}, {threads} thread{'s'[:threads - 1]}": step_of(threads, **how)
        for name, how in [("foreach", {"foreach": True}), ("fused", {"fused": True})]
        for threads in [1, 2]
    }


def optax_steps(count, size):
    import jax
    import optax

    adam = optax.adam(1e-3)
    keys = jax.random.split(jax.random.PRNGKey(1), 2 * count)
    state = {"weights": [jax.random.normal(key, (size,)) for key in keys[:count]]}
    state["slots"] = adam.init(state["weights"])
    gradients = [jax.random.normal(key, (size,)) for key in keys[count:]]

    def update(weights, slots, gradients):
        moves, slots = adam.update(gradients, slots, weights)
        return optax.apply_updates(weights, moves), slots

    # Weights and slots may be written over.
    compiled = jax.jit(update, donate_argnums=(0, 1))

    def step():
        state["weights"], state["slots"] = compiled(
            state["weights"], state["slots"], gradients
        )
        jax.block_until_ready(state["weights"])

    return {f"Optax {optax.__version__}, jit": step}


def main():
    count, size = int(sys.argv[1]), int(sys.argv[2])
    times = {}
    for steps_of in [torch_steps, optax_steps]:
        try:
            steps = steps_of(count, size)
        except ModuleNotFoundError:
            continue
        times |= times_of(steps)
    json.dump(times, sys.stdout)


main()
