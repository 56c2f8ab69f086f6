"""K = |grad f|^2 the plain way, with PyTorch's autodiff: a new network each time, in single precision, on one thread.

Standard parametrization: weights N(0, 2/fan-in), biases that start at zero; gradients of both count 1.
Usage: torch_autodiff.py WIDTH DEPTH 1 1 R; see protocol.py.
"""
import sys

import torch
from protocol import means, serve

width, depth = map(int, sys.argv[1:3])
u, c, r = map(float, sys.argv[3:6])
assert u == 1 and c == 1, "plain gradients only"
torch.set_num_threads(1)
torch.manual_seed(1)
sizes = [width] * depth + [1]
x = torch.full((width,), r**0.5)


def kernel():
    weights = [torch.randn(m, n).mul_((2 / n) ** 0.5).requires_grad_() for n, m in zip(sizes, sizes[1:])]
    biases = [torch.zeros(m, requires_grad=True) for m in sizes[1:]]
    a = x
    for layer, (w, b) in enumerate(zip(weights, biases)):
        z = torch.nn.functional.linear(a, w, b)
        a = torch.relu(z) if layer < depth - 1 else z
    gradients = torch.autograd.grad(a.sum(), weights + biases)
    return sum((gradient * gradient).sum() for gradient in gradients).double()


serve(f"PyTorch {torch.__version__} autodiff", lambda count: means([torch.stack([kernel() for _ in range(count)])]))
