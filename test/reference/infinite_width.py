#!/usr/bin/env python3
"""The kernels of infinitely wide ReLU networks at two inputs, to 60 digits, from the recursion over layers.

Needs mpmath. With q the variance and m the covariance of two pre-activations of a layer, and theta = acos(m/q):

    E relu(z) relu(z') = q (sin theta + (pi - theta) cos theta)/(2 pi)        P(z > 0, z' > 0) = (pi - theta)/(2 pi)

and T, the tangent kernel of one neuron, is u fanIn E relu relu + c + v fanIn P T. In networks of few layers both
averages are integrated again as they are defined: in polar coordinates z = R cos(phi), z' = R cos(phi - theta) with
E R^2 = 2. Where digits cancel, 150 of them are carried; each case is computed with 300 too, and has to be the same.

Each layer is (v fanIn, s, u fanIn, c): gain, variance of the biases, scales of weights and biases. |x|^2 = r widths[0].

    python3 infinite_width.py            write infinite_width.json (six seconds)
    python3 infinite_width.py --check    recompute and compare; exit status 1 if anything differs
"""
import json
import os
import sys
from fractions import Fraction as F

from mpmath import mp, mpf

JSON = os.path.join(os.path.dirname(os.path.abspath(__file__)), 'infinite_width.json')
DIGITS = 60


def real(x):
    x = F(x)
    return mpf(x.numerator) / x.denominator


def closed(q, m):
    theta = mp.acos(m / q)
    return q * (mp.sin(theta) + (mp.pi - theta) * mp.cos(theta)) / (2 * mp.pi), (mp.pi - theta) / (2 * mp.pi)


def integrated(q, m):
    theta = mp.acos(m / q)
    ends = [theta - mp.pi / 2, mp.pi / 2]
    product = 2 * q / (2 * mp.pi) * mp.quad(lambda phi: mp.cos(phi) * mp.cos(phi - theta), ends)
    return product, mp.quad(lambda phi: mpf(1), ends) / (2 * mp.pi)


def kernels(case, averages):
    r, rho = real(case['r']), real(case['rho'])
    q = m = t = None
    layers = case['layers'] if 'layers' in case else [case['layer']] * case['depth']
    for gain, s, u, c in ([real(x) for x in layer] for layer in layers):
        if q is None:
            q, m, t = gain * r + s, gain * r * rho + s, u * r * rho + c
        else:
            product, both = averages(q, m)
            q, m, t = gain * q / 2 + s, gain * product + s, u * product + c + gain * both * t
    if case['output'] == 'relu':
        product, both = averages(q, m)
        m, t = product, both * t
    return t, m


def texts(case, averages=closed, digits=150):
    mp.dps = digits
    # Values far below the last digit carried are zeros that were rounded.
    return [mp.nstr(x if abs(x) > mpf(10) ** (-digits // 2) else mpf(0), DIGITS) for x in kernels(case, averages)]


EDGE = ['2', '0', '2', '0']           # He weights in NTK parametrization, no biases
HANIN = ['2', '0', '2', '1']          # biases that start at 0 and are trained
ORDERED = ['1', '1', '1', '1']        # NTK parametrization, sigma_w^2 = sigma_b^2 = 1
CHAOTIC = ['3', '1/2', '3', '1/2']
PLAIN = ['2', '0', '7', '1']          # standard parametrization, width 7
OWN = [['3/2', '1/3', '5', '2'], ['2', '0', '1/2', '0'], ['5', '2/7', '3', '1'], ['1/9', '4', '0', '1/5'],
       ['1', '0', '1', '0']]
NEAR_ONE = str(1 - F(1, 10 ** 30))
COSINES = ['1', NEAR_ONE, '9/10', '1/3', '0', '-1/2', '-999/1000', '-1']


def zero_of_the_ntk():
    """A cosine with 40 digits near which the NTK of one hidden layer without biases vanishes."""
    mp.dps = 60

    def ntk(rho):
        product, both = closed(mpf(1), rho)
        return 2 * product + 2 * both * rho
    return str(F(int(mp.nint(mp.findroot(ntk, -0.3) * mpf(10) ** 40)), 10 ** 40))


def cases():
    shallow = [{'r': '1/2', 'rho': rho, 'layers': [layer] * depth, 'output': 'linear'}
               for layer in (EDGE, HANIN, ORDERED, CHAOTIC, PLAIN) for depth in (1, 2, 3, 7) for rho in COSINES]
    own = [{'r': '5/3', 'rho': rho, 'layers': OWN, 'output': output} for output in ('linear', 'relu') for rho in COSINES]
    relu = [{'r': '1/2', 'rho': rho, 'layers': [layer] * depth, 'output': 'relu'}
            for layer in (EDGE, CHAOTIC) for depth in (1, 4) for rho in COSINES]
    deep = [{'r': '1', 'rho': rho, 'layer': layer, 'depth': 1000, 'output': 'linear'}
            for layer in (EDGE, ORDERED, CHAOTIC) for rho in ('1/3', '-1')]
    zero = [{'r': '1', 'rho': zero_of_the_ntk(), 'layers': [EDGE] * 2, 'output': 'linear'}]
    return shallow + own + relu + deep + zero


def main():
    found = []
    for case in cases():
        values = texts(case)
        assert values == texts(case, digits=300), case
        if 'layers' in case and len(case['layers']) <= 3:
            assert values == texts(case, averages=integrated), case
        found.append({**case, 'ntk': values[0], 'nngp': values[1]})
    lines = ',\n'.join(json.dumps(one) for one in found)
    text = '{"generator": "test/reference/infinite_width.py", "networks": [\n' + lines + '\n]}\n'
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
