"""K = sum over l of (U |a^{l-1}|^2 + C) |J^l|^2 of random ReLU networks with numpy, a batch of networks at a time.

Weights N(0, 2/fan-in), zero biases; the factor of the weights goes to the activations, and memory is reused.
Usage: numpy_dense.py WIDTH DEPTH U C R PCG64|SFC64; see protocol.py.
"""
import sys

import numpy as np
from protocol import batches, means, serve

width, depth = map(int, sys.argv[1:3])
u, c, r = map(float, sys.argv[3:6])
generator = sys.argv[6]
rng = np.random.Generator(getattr(np.random, generator)(1))
size = max(4, 2**16 // width**2)
memory = np.empty((depth - 1, size, width, width)), np.empty((size, width))
deviation = np.sqrt(2 / width)


def squares(vectors):
    return np.einsum("bi,bi->b", vectors, vectors)


def kernels(count):
    hidden, output = memory[0][:, :count], memory[1][:count]
    for weights in hidden:
        rng.standard_normal(out=weights)
    rng.standard_normal(out=output)
    a = np.full((count, width), np.sqrt(r))
    gates, norms = [], [squares(a)]
    for weights in hidden:
        z = deviation * (weights @ a[:, :, None])[:, :, 0]
        gates.append(z > 0)
        a = np.maximum(z, 0)
        norms.append(squares(a))
    k = u * norms[-1] + c
    j = deviation * output * gates[-1]
    for layer in range(depth - 2, -1, -1):
        k += (u * norms[layer] + c) * squares(j)
        if layer > 0:
            j = deviation * (j[:, None, :] @ hidden[layer])[:, 0, :] * gates[layer - 1]
    return k


serve(f"numpy {np.__version__} {generator}", lambda count: means(map(kernels, batches(count, size))))
