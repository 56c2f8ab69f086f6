"""K = sum over l of (U |a^{l-1}|^2 + C) |J^l|^2 of random ReLU networks with PyTorch on one thread, a batch of networks at a time.

Weights N(0, 2/fan-in), zero biases; the factor of the weights goes to the activations, and memory is reused.
Usage: torch_dense.py WIDTH DEPTH U C R float64|float32; see protocol.py.
"""
import sys

import torch
from protocol import batches, means, serve

width, depth = map(int, sys.argv[1:3])
u, c, r = map(float, sys.argv[3:6])
name = sys.argv[6]
dtype = getattr(torch, name)
torch.set_num_threads(1)
torch.manual_seed(1)
size = max(16, 2**17 // width**2)
memory = torch.empty(depth - 1, size, width, width, dtype=dtype), torch.empty(size, width, dtype=dtype)
deviation = (2 / width) ** 0.5


def squares(vectors):
    return (vectors * vectors).sum(1)


@torch.inference_mode()
def kernels(count):
    # A sum of products takes half the time of torch.bmm where BLAS is the reference one, and is no slower elsewhere.
    hidden, output = memory[0][:, :count], memory[1][:count]
    for weights in hidden:
        weights.normal_()
    output.normal_()
    a = torch.full((count, width), r**0.5, dtype=dtype)
    gates, norms = [], [squares(a)]
    for weights in hidden:
        z = deviation * (weights * a[:, None, :]).sum(2)
        gates.append(z > 0)
        a = torch.relu(z)
        norms.append(squares(a))
    k = u * norms[-1] + c
    j = deviation * output * gates[-1]
    for layer in range(depth - 2, -1, -1):
        k += (u * norms[layer] + c) * squares(j)
        if layer > 0:
            j = deviation * (hidden[layer] * j[:, :, None]).sum(1) * gates[layer - 1]
    return k.double()


serve(f"PyTorch {torch.__version__} {name}", lambda count: means(map(kernels, batches(count, size))))
