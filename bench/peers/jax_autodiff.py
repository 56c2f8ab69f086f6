"""K = |grad f|^2 the plain way, with JAX's autodiff, compiled: a new network each time, in single precision, on one thread.

Standard parametrization: weights N(0, 2/fan-in), biases that start at zero; gradients of both count 1.
Usage: jax_autodiff.py WIDTH DEPTH 1 1 R; see protocol.py.
"""
import os
import sys

os.environ.setdefault("XLA_FLAGS", "--xla_cpu_multi_thread_eigen=false intra_op_parallelism_threads=1")
os.environ.setdefault("JAX_PLATFORMS", "cpu")
import jax
import numpy as np
from jax import numpy as jnp
from protocol import means, serve

width, depth = map(int, sys.argv[1:3])
u, c, r = map(float, sys.argv[3:6])
assert u == 1 and c == 1, "plain gradients only"
sizes = [width] * depth + [1]
x = jnp.full((width,), r**0.5)
state = jax.random.PRNGKey(1)


def output(parameters):
    a = x
    for layer, (w, b) in enumerate(parameters):
        z = w @ a + b
        a = jax.nn.relu(z) if layer < depth - 1 else z
    return a[0]


@jax.jit
def kernel(key):
    key, *keys = jax.random.split(key, depth + 1)
    parameters = [
        (jax.random.normal(k, (m, n)) * (2 / n) ** 0.5, jnp.zeros(m)) for k, n, m in zip(keys, sizes, sizes[1:])
    ]
    gradients = jax.tree_util.tree_leaves(jax.grad(output)(parameters))
    return key, sum((gradient * gradient).sum() for gradient in gradients)


def run(count):
    global state
    found = np.empty(count)
    for i in range(count):
        state, value = kernel(state)
        found[i] = value
    return means([found])


serve(f"JAX {jax.__version__} autodiff", run)
