"""K_w + K_b of random ReLU networks with numpy (PCG64): draw, forward, backward, one network after the other.

Usage: numpy_dense.py WIDTH DEPTH SAMPLES REPEATS; prints the median in seconds, and the version.
"""
import statistics
import sys
import time

import numpy as np


def kernel(rng, widths, x):
    activations, gates, weights = [x], [], []
    for l in range(1, len(widths)):
        w = rng.standard_normal((widths[l], widths[l - 1])) * np.sqrt(2 / widths[l - 1])
        z = w @ activations[-1]
        weights.append(w)
        gates.append(z > 0)
        activations.append(np.where(z > 0, z, 0.0))
    j = np.ones(1)
    total = 0.0
    for l in range(len(widths) - 1, 0, -1):
        a = activations[l - 1]
        total += 2 / widths[l - 1] * (a @ a) * (j @ j)
        if l > 1:
            j = (weights[l - 1].T @ j) * gates[l - 2]
    return total


width, depth, samples, repeats = map(int, sys.argv[1:5])
widths = [width] * depth + [1]
rng = np.random.Generator(np.random.PCG64(1))
x = np.ones(width)
kernel(rng, widths, x)
times = []
for _ in range(repeats):
    start = time.perf_counter()
    for _ in range(samples):
        kernel(rng, widths, x)
    times.append(time.perf_counter() - start)
print(statistics.median(times))
print("numpy", np.__version__)
