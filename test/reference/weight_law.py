#!/usr/bin/env python3
"""Exact expectations over tiny ReLU networks whose weights have a symmetric law on a few rationals.

Standard library only, written from the definition and nothing else: every weight and bias takes every value of its
law, gates are 1{z > 0} and a fair coin where z = 0 (both sides, half each), f, Kw, Kb are computed forward and
backward as in brute_force.py, and the products are averaged. All x_i are 1 (r = 1).

A weight is sqrt(v) times a draw of the law, which has variance 1; a bias of variance s is 0 or +-sqrt(3 s) with
probabilities 2/3, 1/6, 1/6: a law with the 2nd and 4th moment of a Gaussian, all that the products listed with biases
depend on. v and 3 s are squares, so that all of it is rational. Each layer gives sqrt(v), sqrt(3 s), u, c.

    python3 weight_law.py            write weight_law.json (a minute)
    python3 weight_law.py --check    recompute and compare; exit status 1 if anything differs
"""
import itertools
import json
import os
import sys
from fractions import Fraction as F

JSON = os.path.join(os.path.dirname(os.path.abspath(__file__)), 'weight_law.json')

LAWS = {
    'sign': [(F(-1), F(1, 2)), (F(1), F(1, 2))],
    'three': [(F(-2), F(1, 8)), (F(0), F(3, 4)), (F(2), F(1, 8))],
    'light': [(F(-3, 2), F(2, 9)), (F(0), F(5, 9)), (F(3, 2), F(2, 9))],
    'four': [(F(-2), F(1, 10)), (F(-1, 2), F(2, 5)), (F(1, 2), F(2, 5)), (F(2), F(1, 10))],
}
LOW = ['f^2', 'f^4', 'Kw', 'Kb', 'K', 'K^2', 'Kw^2', 'Kw*Kb', 'Kb^2', 'f^2*K', 'f^2*Kw', 'f^2*Kb']
HIGH = LOW + ['f^6', 'f^8', 'Kw^3', 'Kw^4', 'Kb^4', 'K^4', 'Kw^2*Kb^2', 'f^4*Kw^2', 'f^2*K^3', 'f^4*Kw*Kb', 'K*Kw*Kb']

# widths, law, (sqrt v, sqrt 3s, u, c) of each layer, output
NETWORKS = [
    ([3, 1], 'four', [('2', '1', '1/3', '2')], 'linear'),
    ([1, 1, 1], 'three', [('2', '1', '1/3', '2'), ('1/2', '2', '3', '1/5')], 'linear'),
    ([1, 2, 1], 'four', [('1', '2', '2', '1/3'), ('3/2', '1', '1/2', '2')], 'linear'),
    ([2, 2, 1], 'light', [('1', '1', '2', '1/3'), ('1/2', '0', '1/2', '2')], 'relu'),
    ([1, 2, 1, 1], 'three', [('1', '1', '2', '1/3'), ('1/2', '0', '1/2', '2'), ('2', '1', '1', '1/7')], 'linear'),
    ([3, 1], 'light', [('2', '0', '1/3', '2')], 'relu'),
    ([2, 2, 1], 'four', [('1', '0', '2', '1/3'), ('2', '0', '1/2', '2')], 'linear'),
    ([1, 3, 1], 'three', [('1', '0', '2', '3'), ('1/2', '0', '1/2', '1')], 'linear'),
    ([1, 2, 2, 1], 'three', [('1', '0', '2', '1/3'), ('1/2', '0', '1/2', '2'), ('2', '0', '1', '1/7')], 'linear'),
    ([1, 1, 3, 1], 'light', [('1', '0', '2', '1/3'), ('1/2', '0', '1/2', '2'), ('2', '0', '1', '1/7')], 'linear'),
    ([1, 2, 1, 1, 1], 'four', [('1', '0', '2', '1/3'), ('1/2', '0', '1/2', '2'), ('2', '0', '1', '1/7'),
                               ('1', '0', '3', '1')], 'linear'),
    ([2, 2, 2, 1], 'sign', [('1', '0', '1', '1'), ('1/2', '0', '1/2', '2'), ('2', '0', '1', '1/7')], 'linear'),
    ([1, 2, 2, 1], 'sign', [('1', '0', '1', '1'), ('1/2', '0', '1/2', '2'), ('2', '0', '1', '1/7')], 'relu'),
]


def forward(widths, W, b, output, l, a, acts, gates):
    """All ways of the gates, with their probabilities: yields (probability, activations, gates)."""
    if l == len(widths) - 1:
        yield F(1), acts, gates
        return
    z = [sum((w * t for w, t in zip(row, a)), b[l][i]) for i, row in enumerate(W[l])]
    gated = l < len(widths) - 2 or output == 'relu'
    options = [((1,) if t > 0 or not gated else (0,) if t < 0 else (0, 1)) for t in z]
    for g in itertools.product(*options):
        half = F(1, 2 ** sum(len(o) == 2 for o in options))
        new = [t if k else F(0) for t, k in zip(z, g)]
        for p, *rest in forward(widths, W, b, output, l + 1, new, acts + [new], gates + [g]):
            yield p * half, *rest


def observables(widths, W, layers, acts, gates):
    d = len(widths) - 1
    J = [None] * d
    J[d - 1] = [F(gates[d - 1][0])]
    for l in range(d - 2, -1, -1):
        J[l] = [sum(W[l + 1][j][i] * J[l + 1][j] for j in range(widths[l + 2])) * gates[l][i]
                for i in range(widths[l + 1])]
    JJ = [sum(t * t for t in row) for row in J]
    aa = [sum(t * t for t in row) for row in acts]
    Kw = sum(layers[l][2] * aa[l] * JJ[l] for l in range(d))
    Kb = sum(layers[l][3] * JJ[l] for l in range(d))
    return {'f': acts[d][0], 'Kw': Kw, 'Kb': Kb, 'K': Kw + Kb}


def moments(widths, law, layers, output):
    layers = [tuple(F(t) for t in layer) for layer in layers]
    d = len(widths) - 1
    names = LOW if any(layer[1] for layer in layers) else HIGH
    split = {name: [(q.split('^') + ['1'])[:2] for q in name.split('*')] for name in names}
    values = []
    for l, (root, step, _, _) in enumerate(layers):
        values += [[(root * t, p) for t, p in LAWS[law]]] * (widths[l] * widths[l + 1])
        values += [[(-step, F(1, 6)), (F(0), F(2, 3)), (step, F(1, 6))] if step else [(F(0), F(1))]] * widths[l + 1]
    total = dict.fromkeys(names, F(0))
    for draw in itertools.product(*values):
        p = F(1)
        for _, q in draw:
            p *= q
        at, W, b = 0, [], []
        for l in range(d):
            W.append([[draw[at + i * widths[l] + j][0] for j in range(widths[l])] for i in range(widths[l + 1])])
            at += widths[l] * widths[l + 1]
            b.append([t for t, _ in draw[at:at + widths[l + 1]]])
            at += widths[l + 1]
        x = [F(1)] * widths[0]
        for q, acts, gates in forward(widths, W, b, output, 0, x, [x], []):
            o = observables(widths, W, layers, acts, gates)
            for name in names:
                value = p * q
                for factor, exponent in split[name]:
                    value *= o[factor] ** int(exponent)
                total[name] += value
    return {name: str(value) for name, value in total.items()}


def main():
    networks = [{'widths': widths, 'law': law, 'output': output,
                 'mu': [str(sum(t ** k * p for t, p in LAWS[law])) for k in (4, 6, 8)],
                 'layers': [{'v': str(F(r) ** 2), 's': str(F(t) ** 2 / 3), 'u': u, 'c': c} for r, t, u, c in layers],
                 'moments': moments(widths, law, layers, output)} for widths, law, layers, output in NETWORKS]
    text = json.dumps({'generator': 'test/reference/weight_law.py', 'networks': networks}, indent=1) + '\n'
    if '--check' in sys.argv:
        with open(JSON) as fh:
            same = fh.read() == text
        print('check: ' + ('all equal' if same else 'FAILED'))
        return 0 if same else 1
    with open(JSON, 'w') as fh:
        fh.write(text)
    print('wrote', JSON)
    return 0


if __name__ == '__main__':
    sys.exit(main())
