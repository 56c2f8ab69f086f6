#!/usr/bin/env python3
"""Brute-force exact expectations over tiny random ReLU networks.

Standard library only.  Written from the definition below and from nothing else, so that it can
serve as an independent reference.  There is no recursion over layers in the expectations: every
quantity is expanded into an explicit polynomial in all the weights and biases, and integrated
monomial by monomial, once for every pattern of open and closed gates.


DEFINITION
----------
d weight layers, widths n_0..n_d, n_d = 1, input x with |x|^2 = r n_0.

    z^l = W^l a^(l-1) + b^l,   W^l entries iid N(0, v_l),  b^l entries iid N(0, s_l),  a^0 = x
    a^l = relu(z^l)            (l < d)
    f   = z^d                  (output 'linear')     or   f = relu(z^d)   (output 'relu')
    J^d = df/dz^d              (1, or the output gate)
    J^l = D^l (W^(l+1))^T J^(l+1),      D^l = diag(gates of layer l)
    K_w = sum_l u_l |a^(l-1)|^2 |J^l|^2,   K_b = sum_l c_l |J^l|^2,   K = K_w + K_b
    Q_xy = sum over parameters p in group x of  lambda_p (d_p f) (d_p K_y),    x, y in {w, b},
           lambda_p = u_l for the weights of layer l, c_l for its biases;   Q = sum of the four.

Gates 'relu': 1{z > 0}.  Gates 'fair': the same where z != 0, an independent fair coin where z is
exactly 0.  Where z is exactly 0 derivatives are taken with the gates held fixed.


FROM GATES TO COINS (proof)
---------------------------
Replace every gate by a symbol g in {0, 1}.  Then a^l_i = g_i z_i, and f, K_w, K_b and Q_xy are
polynomials in the parameters theta = (W, b), one for each pattern g.  Let P(theta; g) be a product
of such polynomials in which the total degree in (f, Q) is even.

Claim.  E[ P(theta; gates(theta)) ] = sum_g  w(g) E_Gauss[ P(theta; g) ],  theta Gaussian and NOT
conditioned on its gates, with w(g) = prod_l w_l(g).  For gates 'fair', w_l = 2^-(gates in l).
For gates 'relu', layer l is *free*, and w_l = 2^-(gates in l), if z^l != 0 almost surely on the
event that the gates below are those of g; otherwise it is *forced*, w_l = 1{all gates of l closed}.

It is not true for arbitrary polynomials: E[W 1{W > 0}] is not E[W]/2.  It needs an invariance.

1. Invariance.  Fix g.  For a hidden neuron i of layer l let S_i change the sign of row i of
   (W^l, b^l) and of column i of W^(l+1).  With g fixed this maps a^l_i to -a^l_i and nothing else in
   the forward pass changes, so f(S_i theta; g) = f(theta; g); likewise J^l_i changes sign and no
   other J does; only squares of J^l_i and of a^l_i occur in K_w and K_b, which hence do not change.
   S_i is diagonal with entries +-1, so it preserves the inner product sum_p lambda_p d_p(.) d_p(.);
   the gradients of two S_i-invariant functions are S_i-equivariant, so Q_xy is invariant too.  For a
   gated output neuron let S_out change the sign of its row (W^d, b^d): f and every J^l (l < d)
   change sign, J^d = g does not, K_w and K_b do not, Q_xy changes sign.  P has even degree in
   (f, Q), so it is invariant under all of these.

2. Integration from the top.  Let G_l be the event {gates of layer l of theta are those of g}.  G_l
   depends on the rows of layers <= l only.  Suppose that P_l(theta^1..theta^l; g) is invariant under
   the sign change of each single row of layer l that carries a gate, the lower layers being fixed
   (for l = d with gated output: step 1.  For l = d with linear output there is no gate: integrate
   (W^d, b^d) out, nothing to show).  Condition on theta^1..theta^(l-1) and on their gates being g.
     - z^l_i != 0 a.s.: z^l_i is linear in row i, so changing the sign of row i toggles its gate.
       The 2^n_l sign changes preserve the Gaussian law and P_l, and for almost every theta^l exactly
       one of them lands in G_l.  So E[P_l 1_{G_l}] = 2^-n_l E[P_l], unconditioned Gaussian on the right.
     - z^l = 0 a.s., gates 'relu': G_l has probability 1 or 0 according to whether g closes all gates
       of l.  So E[P_l 1_{G_l}] = 1{all closed} E[P_l].
     - z^l = 0 a.s., gates 'fair': the coins are independent of everything: factor 2^-n_l.
   Which case holds depends on g only: z^l_i given a^(l-1) is N(0, v_l |a^(l-1)|^2 + s_l), and
   under 'relu' an open gate means a > 0, so |a^(l-1)| > 0 iff g opens some gate of layer l-1
   (for l = 1 iff r > 0).
   Put P_(l-1) := E[P_l | theta^1..theta^(l-1)], the Gaussian integral over layer l.  P is invariant
   under S_i for i in layer l-1, and the law of W^l is invariant under the sign change of its column
   i; so P_(l-1) is invariant under the sign change of row i of layer l-1 alone.  Go on with l-1.  QED

`--monte-carlo` tests all this against real networks with real gates.


INPUT
-----
The law of W^1 is invariant under rotations of the input, as are |x|^2 and the inner product of
gradients: put x = (X, 0, ..., 0) with X^2 = r n_0.  The weights on the other coordinates multiply 0
in the forward pass and have gradient (J^1_i times the input) 0, so they appear nowhere.  X is kept
as one more symbol; in every monomial with a nonzero expectation its power is even (asserted).


USAGE
-----
    python3 brute_force.py                 write brute_force.json next to this file
    python3 brute_force.py --check         recompute, compare with brute_force.json, exit 1 if different
    python3 brute_force.py --monte-carlo   compare with simulated networks (importance-sampled, ~4 minutes)
    python3 brute_force.py --sanity        widths 3,4,5,1: E[K] = 95/16 (relu), 6 (fair); small hand checks
    --jobs N                               processes (default: number of CPUs)
"""
import itertools
import json
import math
import multiprocessing
import os
import platform
import sys
import time
from fractions import Fraction

HERE = os.path.dirname(os.path.abspath(__file__))
JSON = os.path.join(HERE, 'brute_force.json')

# --------------------------------------------------------------------------------------------
# Polynomials: dict {monomial: integer coefficient}.  A monomial is its exponent vector packed into
# one integer, BITS bits per variable, so that the product of monomials is the sum of integers.
BITS = 6
FIELD = (1 << BITS) - 1


def var(i):
    return {1 << (BITS * i): 1}


def add(*polys):
    out = {}
    for p in polys:
        for m, c in p.items():
            out[m] = out.get(m, 0) + c
    return {m: c for m, c in out.items() if c}


def scale(k, p):
    return {m: k * c for m, c in p.items()} if k else {}


def mul(a, b):
    out = {}
    for ma, ca in a.items():
        for mb, cb in b.items():
            m = ma + mb
            out[m] = out.get(m, 0) + ca * cb
    return {m: c for m, c in out.items() if c}


def diff(p, i):
    """d p / d variable i"""
    out = {}
    shift = BITS * i
    for m, c in p.items():
        e = (m >> shift) & FIELD
        if e:
            out[m - (1 << shift)] = c * e
    return out


# --------------------------------------------------------------------------------------------
class Network:
    """One network: variables, Gaussian moments, polynomials of a gate pattern, weights of patterns."""

    def __init__(self, widths, r, layers, gates, output):
        self.n = list(widths)
        self.d = len(widths) - 1
        assert self.n[-1] == 1 and len(layers) == self.d
        assert gates in ('relu', 'fair') and output in ('linear', 'relu')
        self.r = Fraction(r)
        self.layers = [{k: Fraction(q[k]) for k in 'vsuc'} for q in layers]
        self.gates, self.output = gates, output

        # Variable 0 is X; then weights and biases, layer by layer.
        self.variance = [None]
        self.W, self.b = {}, {}
        self.params = []                       # (variable, group, layer)
        for l in range(1, self.d + 1):
            q = self.layers[l - 1]
            for i in range(self.n[l]):
                for j in range(1 if l == 1 else self.n[l - 1]):
                    self.W[l, i, j] = self._new(q['v'], 'w', l)
                self.b[l, i] = self._new(q['s'], 'b', l)
        self.nvar = len(self.variance)
        self.X2 = self.r * self.n[0]
        # u and c enter multiplied by their common denominator L: integer coefficients.
        self.L = math.lcm(*(q[k].denominator for q in self.layers for k in 'uc'))
        self.odd = sum(1 << (BITS * i) for i in range(1, self.nvar))
        self.null = sum(FIELD << (BITS * i) for i in range(self.nvar)
                        if (self.X2 if i == 0 else self.variance[i]) == 0)
        self.cache = {}

    def _new(self, variance, group, l):
        self.variance.append(variance)
        self.params.append((len(self.variance) - 1, group, l))
        return len(self.variance) - 1

    # ---- gates -----------------------------------------------------------------------------
    def patterns(self):
        """(gates by layer, weight) for all patterns of positive weight; see the proof above."""
        gated = list(range(1, self.d)) + ([self.d] if self.output == 'relu' else [])
        choices = [list(itertools.product((0, 1), repeat=self.n[l])) for l in gated]
        for pick in itertools.product(*choices):
            g = dict(zip(gated, pick))
            weight = Fraction(1)
            for l in gated:
                q = self.layers[l - 1]
                below = self.r > 0 if l == 1 else any(g[l - 1])
                if self.gates == 'fair' or q['s'] > 0 or (q['v'] > 0 and below):
                    weight /= 2 ** self.n[l]
                elif any(g[l]):
                    weight = Fraction(0)
                    break
            if weight:
                yield g, weight

    # ---- polynomials of one pattern ----------------------------------------------------------
    def polynomials(self, g):
        """f, Kw, Kb, Qww, Qwb, Qbw, Qbb as polynomials; K multiplied by L, Q by L^2."""
        n, d, L = self.n, self.d, self.L
        a = {0: [var(0)]}                      # the other input coordinates are 0
        for l in range(1, d + 1):
            a[l] = []
            for i in range(n[l]):
                z = add(var(self.b[l, i]),
                        *(mul(var(self.W[l, i, j]), a[l - 1][j]) for j in range(len(a[l - 1]))))
                open_ = g[l][i] if l in g else 1
                a[l].append(z if open_ else {})
        f = a[d][0]
        J = {d: [{0: g[d][0] if d in g else 1}]}
        J[d] = [add(J[d][0])]                  # drops a zero coefficient
        for l in range(d - 1, 0, -1):
            J[l] = [add(*(mul(var(self.W[l + 1, j, i]), J[l + 1][j]) for j in range(n[l + 1])))
                    if g[l][i] else {} for i in range(n[l])]
        Kw, Kb = {}, {}
        for l in range(1, d + 1):
            q = self.layers[l - 1]
            JJ = add(*(mul(p, p) for p in J[l]))
            aa = add(*(mul(p, p) for p in a[l - 1]))
            Kw = add(Kw, scale(int(q['u'] * L), mul(aa, JJ)))
            Kb = add(Kb, scale(int(q['c'] * L), JJ))
        Q = {'ww': {}, 'wb': {}, 'bw': {}, 'bb': {}}
        for p, group, l in self.params:
            lam = int(self.layers[l - 1]['u' if group == 'w' else 'c'] * L)
            df = scale(lam, diff(f, p))
            for y, Ky in (('w', Kw), ('b', Kb)):
                Q[group + y] = add(Q[group + y], mul(df, diff(Ky, p)))
        out = {'f': f, 'Kw': Kw, 'Kb': Kb}
        out.update({'Q' + k: v for k, v in Q.items()})
        # Only now, after differentiation, put variables of variance 0 (and X, if r = 0) to 0.
        out = {k: {m: c for m, c in v.items() if not m & self.null} for k, v in out.items()}
        out['K'] = add(out['Kw'], out['Kb'])
        out['Q'] = add(*(out['Q' + k] for k in Q))
        return out

    # ---- Gaussian integration ------------------------------------------------------------------
    def moment(self, m):
        """E of a monomial: X^(2k) -> (r n_0)^k, g^(2k) -> (2k-1)!! var^k, odd powers -> 0."""
        got = self.cache.get(m)
        if got is None:
            got = Fraction(1)
            for i in range(1, self.nvar):
                e = (m >> (BITS * i)) & FIELD
                if e % 2:
                    got = Fraction(0)
                    break
                got *= math.prod(range(1, e, 2)) * self.variance[i] ** (e // 2)
            if got:
                e = m & FIELD
                assert e % 2 == 0, 'odd power of X with nonzero expectation'
                got *= self.X2 ** (e // 2)
            self.cache[m] = got
        return got

    def expect(self, A, B={0: 1}):
        """E[A B] without forming A B: only monomials of equal parities meet."""
        classes = {}
        for m, c in B.items():
            classes.setdefault(m & self.odd, []).append((m, c))
        total = {}
        for ma, ca in A.items():
            for mb, cb in classes.get(ma & self.odd, ()):
                m = ma + mb
                total[m] = total.get(m, 0) + ca * cb
        return sum((c * self.moment(m) for m, c in total.items() if c), Fraction(0))

    # ---- all of it -------------------------------------------------------------------------------
    def moments(self, names):
        """Exact expectations of the named products."""
        out = {name: Fraction(0) for name in names}
        for g, weight in self.patterns():
            p = self.polynomials(g)
            products = {}

            def poly(factors):                 # product of a tuple of names, memoized
                if len(factors) == 1:
                    return p[factors[0]]
                if factors not in products:
                    h = len(factors) // 2
                    products[factors] = mul(poly(factors[:h]), poly(factors[h:]))
                return products[factors]

            for name in names:
                A, B = SPLIT[name]
                # f and Q are even in degree together; K has degree 1 in lambda, Q has 2.
                degree = sum(1 if k[0] == 'K' else 2 if k[0] == 'Q' else 0 for k in A + B)
                e = self.expect(poly(A), poly(B) if B else {0: 1})
                out[name] += weight * e / self.L ** degree
        return out


# How each moment is computed: E[A B], A and B products of named polynomials.
SPLIT = {
    'f^2': (('f',), ('f',)),
    'f^4': (('f', 'f'), ('f', 'f')),
    'Kw': (('Kw',), ()),
    'Kb': (('Kb',), ()),
    'K^2': (('K',), ('K',)),
    'Kw^2': (('Kw',), ('Kw',)),
    'Kw*Kb': (('Kw',), ('Kb',)),
    'Kb^2': (('Kb',), ('Kb',)),
    'f^2*K': (('f', 'f'), ('K',)),
    'f^2*Kw': (('f', 'f'), ('Kw',)),
    'f*Qww': (('f',), ('Qww',)),
    'f*Qwb': (('f',), ('Qwb',)),
    'f*Qbw': (('f',), ('Qbw',)),
    'f*Q': (('f',), ('Q',)),
    'K^3': (('K', 'K'), ('K',)),
    'f*Q*K': (('f', 'Q'), ('K',)),
    'f^2*Qwb^2': (('f', 'Qwb'), ('f', 'Qwb')),
    'f^2*Q^2': (('f', 'Q'), ('f', 'Q')),
    'f^8': (('f', 'f', 'f', 'f'), ('f', 'f', 'f', 'f')),
    'f^4*K^2': (('f', 'f', 'f', 'f'), ('K', 'K')),
    'Kw^2*Kb^2': (('Kw', 'Kb'), ('Kw', 'Kb')),
    'K^4': (('K', 'K'), ('K', 'K')),
}
NAMES = list(SPLIT)
TIERS = {
    'E': ['f^2', 'Kw', 'Kb'],
    'B': NAMES[:14],                           # degree two, and the drift
    'C': NAMES[:16],                           # + K^3, f*Q*K
    'D': NAMES,                                # everything
}
# --------------------------------------------------------------------------------------------
# The networks.  In the masks for s, u, c a 0 stands for zero and a 1 for some nonzero rational, layer by
# layer.  `seed` picks the rationals: rows with the same widths and seed share them.
V = '1/2 1/3 2/3 3/2 4/3 2 3/4 5/4 2/5 3/5 5/3 6/5 1 1/4'.split()
S = '1/3 1/5 2/7 1/2 3/4 1/6 5/3 1 2/9 4/5'.split()
U = '1 1/2 2 3 2/3 1/4 5/2 3/5 4/3 1/7'.split()
C = '1 1/3 3/2 2 1/5 5/4 3/7 4 2/3 1/6'.split()


def draw(seed, d, masks):
    """d layers of rationals, distinct from layer to layer, by a small congruential generator."""
    state = [7919 * seed + 17]

    def nxt(k):
        state[0] = (1103515245 * state[0] + 12345) % (1 << 31)
        return (state[0] >> 12) % k

    cols = {}
    for key, pool in (('v', V), ('s', S), ('u', U), ('c', C)):
        left = list(pool)
        cols[key] = [left.pop(nxt(len(left))) for _ in range(d)]
    for key, mask in zip('suc', masks):
        assert len(mask) == d
        cols[key] = [q if bit == '1' else '0' for q, bit in zip(cols[key], mask)]
    return [{k: cols[k][l] for k in 'vsuc'} for l in range(d)]


# widths, r, masks s/u/c, gates, output, seed, tier
TABLE = '''
1,1          1    1/1/1                   relu linear  1 D
2,1          1/2  1/1/1                   relu relu    2 D
3,1          2/3  0/1/1                   relu relu    3 D
2,1          0    0/1/1                   relu relu    4 D
2,1          0    0/1/1                   fair relu    4 D
1,1,1        1    11/11/11                relu linear  5 D
1,1,1        3    00/11/11                relu linear  6 D
1,1,1        3    00/11/11                fair linear  6 D
1,1,1        3    00/11/11                relu relu    6 D
1,1,1        3    00/11/11                fair relu    6 D
2,1,1        1/2  11/11/11                relu relu    7 D
2,1,1        2/3  01/10/11                relu linear  8 D
2,1,1        0    10/11/01                fair linear  9 D
2,1,1        0    01/11/11                relu relu   10 D
2,1,1        0    01/11/11                fair relu   10 D
1,2,1        1    11/11/11                relu linear 11 D
1,2,1        1/2  00/11/11                relu relu   12 D
1,2,1        1/2  00/11/11                fair relu   12 D
3,2,1        2/3  10/11/11                relu linear 13 D
3,2,1        3    01/01/10                fair relu   14 D
3,2,1        0    00/11/11                relu linear 15 D
3,2,1        0    00/11/11                fair linear 15 D
1,3,1        1    11/11/11                relu linear 16 D
1,3,1        3    00/11/11                relu relu   17 D
1,3,1        3    00/11/11                fair linear 17 D
2,4,1        1/2  00/11/11                relu linear 18 D
2,4,1        1/2  11/11/11                relu relu   19 D
1,1,1,1      1    111/111/111             relu linear 20 D
1,1,1,1      2/3  000/111/111             relu relu   21 D
1,1,1,1      2/3  000/111/111             fair relu   21 D
1,1,1,1      3    101/110/011             relu linear 22 D
1,1,2,1      1    000/111/111             relu linear 23 D
1,1,2,1      1    000/111/111             fair linear 23 D
1,1,2,1      1/2  010/111/101             relu relu   24 D
2,2,1,1      3    000/111/111             relu linear 25 D
2,2,1,1      2/3  001/011/110             relu relu   26 D
2,2,1,1      2/3  111/111/111             fair linear 27 D
1,2,2,1      1/2  000/111/111             relu linear 28 D
1,2,2,1      1/2  000/111/111             fair relu   28 D
1,2,2,1      1    111/111/111             relu linear 29 D
1,2,2,1      0    100/111/111             relu relu   30 D
3,3,2,1      1    000/111/111             relu linear 31 D
2,2,3,1      2/3  010/101/111             relu linear 32 D
1,1,1,1,1    1    0000/1111/1111          relu linear 33 D
1,1,1,1,1    1    0000/1111/1111          fair linear 33 D
1,1,1,1,1    1/2  0100/1111/1111          relu relu   34 D
1,1,1,1,1    3    1111/1111/1111          relu linear 35 D
2,1,2,1,1    2/3  0000/1111/1111          relu linear 36 D
2,1,2,1,1    2/3  0000/1111/1111          fair relu   36 D
1,2,1,2,1    1/2  0000/1111/1111          relu relu   37 D
1,2,1,2,1    1/2  0010/1011/1101          relu linear 38 D
2,2,2,2,1    3    0000/1111/1111          relu linear 39 D
2,2,2,2,1    3    0000/1111/1111          fair linear 39 D
1,2,1,1,1    0    1000/1111/0111          relu linear 40 D
1,1,2,1      0    010/111/111             relu linear 41 D
1,1,2,1      0    010/111/111             fair relu   41 D
'''


def hanin_nica(widths, r, gates):
    layers = []
    for n in widths[:-1]:
        v = str(Fraction(2, n))
        layers.append({'v': v, 's': '0', 'u': v, 'c': '1'})
    return {'widths': widths, 'r': r, 'layers': layers, 'gates': gates, 'output': 'linear'}


def specs():
    """[(network, tier)]"""
    out = []
    for line in TABLE.split('\n'):
        if line.strip():
            w, r, masks, gates, output, seed, tier = line.split()
            widths = [int(k) for k in w.split(',')]
            layers = draw(int(seed), len(widths) - 1, masks.split('/'))
            out.append(({'widths': widths, 'r': r, 'layers': layers, 'gates': gates,
                         'output': output}, tier))
    for gates in ('relu', 'fair'):
        out.append((hanin_nica([3, 4, 5, 1], '1/2', gates), 'E'))
        out.append((hanin_nica([2, 2, 2, 1], '1/2', gates), 'D'))
    return out


def make(net):
    return Network(net['widths'], net['r'], net['layers'], net['gates'], net['output'])


def run(item):
    net, tier = item
    start = time.perf_counter()
    m = make(net).moments(TIERS[tier])
    # relations that hold by definition
    if tier != 'E':
        assert m['K^2'] == m['Kw^2'] + 2 * m['Kw*Kb'] + m['Kb^2']
        # d_b K_b = 0: with the gates fixed K_b does not contain the biases
        assert m['f*Q'] == m['f*Qww'] + m['f*Qwb'] + m['f*Qbw']
    return dict(net, moments={k: str(q) for k, q in m.items()}), time.perf_counter() - start


def generate(jobs, verbose=True):
    items = specs()
    out = []
    with multiprocessing.Pool(jobs) as pool:
        for (net, tier), (done, seconds) in zip(items, pool.imap(run, items, chunksize=1)):
            out.append(done)
            if verbose:
                print(f"{len(out):3d} {','.join(map(str, net['widths'])):12s} r={net['r']:4s} "
                      f"{net['gates']} {net['output']:6s} tier {tier} {seconds:7.2f} s", flush=True)
    return out


def dump(networks):
    """One network per line group, readable in a diff."""
    lines = ['{', ' "generator": "test/reference/brute_force.py",',
             f' "python": "{platform.python_version()}",', ' "networks": [']
    for k, net in enumerate(networks):
        lines.append('  {"widths": %s, "r": "%s", "gates": "%s", "output": "%s",' % (
            json.dumps(net['widths']), net['r'], net['gates'], net['output']))
        lines.append('   "layers": [' + ',\n              '.join(map(json.dumps, net['layers'])) + '],')
        lines.append('   "moments": {' + ',\n               '.join(
            f'{json.dumps(a)}: {json.dumps(b)}' for a, b in net['moments'].items()) + '}}'
            + (',' if k + 1 < len(networks) else ''))
    return '\n'.join(lines + [' ]', '}']) + '\n'


# --------------------------------------------------------------------------------------------
def sanity():
    """Values known by hand."""
    for gates, want in (('relu', Fraction(95, 16)), ('fair', Fraction(6))):
        m = make(hanin_nica([3, 4, 5, 1], '1/2', gates)).moments(TIERS['E'])
        print(f"3,4,5,1 {gates}: E[K] = {m['Kw'] + m['Kb']}, expected {want}")
        assert m['Kw'] + m['Kb'] == want
    # One layer: f = W x + b, K_w = u r n_0, K_b = c, and f ~ N(0, v r n_0 + s).
    one = Network([2, 1], '1/2', [{'v': '3', 's': '5', 'u': '7', 'c': '11'}], 'relu', 'linear')
    m = one.moments(NAMES)
    assert (m['Kw'], m['Kb'], m['f^2'], m['f^4'], m['f^8']) == (7, 11, 8, 3 * 64, 105 * 8 ** 4)
    assert m['f*Q'] == 0
    # Two layers of width 1, no biases, r = 1: f = g W2 W1, K_w = g (u1 W2^2 + u2 W1^2),
    # K_b = g c1 W2^2 + c2; f Q_ww = 2 g u1 u2 f W2 W1 + 2 g u2 u1 f W1 W2, f Q_wb = 2 g u2 c1 f W1 W2.
    m = Network([1, 1, 1], 1, [{'v': '2', 's': '0', 'u': '3', 'c': '5'},
                               {'v': '7', 's': '0', 'u': '11', 'c': '13'}], 'relu', 'linear').moments(NAMES)
    assert m['f^2'] == Fraction(14, 2) and m['f^4'] == Fraction(9 * 14 ** 2, 2)
    assert m['Kw'] == Fraction(3 * 7 + 11 * 2, 2) and m['Kb'] == Fraction(5 * 7, 2) + 13
    assert m['f*Qww'] == Fraction(4 * 3 * 11 * 14, 2) and m['f*Qwb'] == Fraction(2 * 11 * 5 * 14, 2)
    # f Q_bw = c1 f (d_b1 f)(d_b1 K_w) = c1 f (g W2)(2 g u2 W1)
    assert m['f*Qbw'] == Fraction(2 * 5 * 11 * 14, 2)
    print('one layer, two layers: as computed by hand')


# --------------------------------------------------------------------------------------------
def simulate(net, rng):
    """f, Kw, Kb, Qxy of one random network, numerically, from the definition: real gates, a generic input
    direction, and Q as the derivative of K along (lambda_p d_p f)_p by central differences.  The moments are
    heavy-tailed, so the parameters are drawn with their variances multiplied by t, and the sample carries the
    likelihood ratio as its weight (importance sampling; the gates are those of the network drawn)."""
    n, d = net['widths'], len(net['widths']) - 1
    q = [{k: float(Fraction(a)) for k, a in lay.items()} for lay in net['layers']]
    x = [rng.gauss(0, 1) for _ in range(n[0])]
    size = math.sqrt(float(Fraction(net['r'])) * n[0] / sum(t * t for t in x))
    x = [t * size for t in x]
    active = sum(n[l + 1] * (n[l] * (q[l]['v'] > 0) + (q[l]['s'] > 0)) for l in range(d))
    t = 2.5 if active <= 10 else 1.8
    loglik = 0.0

    def draw1(variance):
        nonlocal loglik
        if variance == 0:
            return 0.0
        g = rng.gauss(0, 1)                    # the parameter is sqrt(t variance) g
        loglik += 0.5 * math.log(t) - 0.5 * g * g * (t - 1)
        return math.sqrt(t * variance) * g

    W = [[[draw1(q[l]['v']) for _ in range(n[l])] for _ in range(n[l + 1])] for l in range(d)]
    b = [[draw1(q[l]['s']) for _ in range(n[l + 1])] for l in range(d)]

    def gate(z):
        return (rng.getrandbits(1) if net['gates'] == 'fair' else 0) if z == 0 else int(z > 0)

    def passes(W, b, g=None):
        a, gates = [x], []
        for l in range(d):
            z = [sum(w * t for w, t in zip(W[l][i], a[l])) + b[l][i] for i in range(n[l + 1])]
            if g is not None:
                gl = g[l]
            elif l == d - 1 and net['output'] == 'linear':
                gl = [1]
            else:
                gl = [gate(t) for t in z]
            gates.append(gl)
            a.append([t if k else 0.0 for t, k in zip(z, gl)])
        J = [None] * d
        J[d - 1] = [float(gates[d - 1][0])]
        for l in range(d - 2, -1, -1):
            J[l] = [sum(W[l + 1][j][i] * J[l + 1][j] for j in range(n[l + 2])) * gates[l][i]
                    for i in range(n[l + 1])]
        JJ = [sum(t * t for t in J[l]) for l in range(d)]
        Kw = sum(q[l]['u'] * sum(t * t for t in a[l]) * JJ[l] for l in range(d))
        Kb = sum(q[l]['c'] * JJ[l] for l in range(d))
        return a, J, gates, Kw, Kb

    a, J, g, Kw, Kb = passes(W, b)
    val = {'f': a[d][0], 'Kw': Kw, 'Kb': Kb, 'K': Kw + Kb}
    h = 1e-4
    for group in 'wb':
        ends = []
        for e in (h, -h):
            W2 = [[[w + (e * q[l]['u'] * J[l][i] * a[l][j] if group == 'w' else 0) for j, w in enumerate(row)]
                   for i, row in enumerate(W[l])] for l in range(d)]
            b2 = [[t + (e * q[l]['c'] * J[l][i] if group == 'b' else 0) for i, t in enumerate(b[l])] for l in range(d)]
            ends.append(passes(W2, b2, g)[3:])
        val['Q' + group + 'w'] = (ends[0][0] - ends[1][0]) / (2 * h)
        val['Q' + group + 'b'] = (ends[0][1] - ends[1][1]) / (2 * h)
    val['Q'] = sum(val['Q' + k] for k in ('ww', 'wb', 'bw', 'bb'))
    return val, math.exp(loglik)


LIGHT = NAMES[:14] + ['f*Q*K']                 # the others have tails too heavy for a crude test


def _mc(job):
    import random
    net, samples, seed = job
    rng = random.Random(seed)
    s1, s2 = dict.fromkeys(LIGHT, 0.0), dict.fromkeys(LIGHT, 0.0)
    for _ in range(samples):
        val, weight = simulate(net, rng)
        for name in LIGHT:
            t = weight * math.prod(val[k] for k in SPLIT[name][0] + SPLIT[name][1])
            s1[name] += t
            s2[name] += t * t
    out = {}
    for name in LIGHT:
        if name in net['moments']:
            mean = s1[name] / samples
            sd = math.sqrt(max(s2[name] / samples - mean ** 2, 0) / samples)
            exact = float(Fraction(net['moments'][name]))
            out[name] = (exact, mean, sd)
    return out


def monte_carlo(jobs, samples=30000):
    """z-scores of the exact values in brute_force.json against simulated networks."""
    with open(JSON) as fh:
        nets = [n for n in json.load(fh)['networks']]
    todo = [(net, samples, 1000 + k) for k, net in enumerate(nets)]
    bad, every = 0, []
    with multiprocessing.Pool(jobs) as pool:
        for (net, _, _), got in zip(todo, pool.imap(_mc, todo)):
            worst, which = 0, ''
            for name, (exact, mean, sd) in got.items():
                if abs(exact - mean) <= 1e-6 * (1 + abs(exact)):
                    continue
                score = abs(exact - mean) / sd if sd else math.inf
                every.append(score)
                if score > worst:
                    worst, which = score, f'{name}: exact {exact:.5g}, simulated {mean:.5g} +- {sd:.2g}'
            bad += worst > 5
            print(f"{','.join(map(str, net['widths'])):12s} r={net['r']:4s} {net['gates']} {net['output']:6s} "
                  f"worst score {worst:5.2f}  {which}", flush=True)
    every.sort()
    print(f'{len(every)} scores, median {every[len(every) // 2]:.2f} (0.67 if normal), '
          f'above 3: {sum(t > 3 for t in every)}, networks with a score above 5: {bad}')
    return bad == 0


# --------------------------------------------------------------------------------------------
def main(argv):
    jobs = int(argv[argv.index('--jobs') + 1]) if '--jobs' in argv else (os.cpu_count() or 1)
    if '--sanity' in argv:
        sanity()
        return 0
    if '--monte-carlo' in argv:
        return 0 if monte_carlo(jobs) else 1
    start = time.perf_counter()
    networks = generate(jobs)
    count = sum(len(n['moments']) for n in networks)
    print(f'{len(networks)} networks, {count} moments, {time.perf_counter() - start:.1f} s with {jobs} processes')
    if '--check' in argv:
        with open(JSON) as fh:
            stored = json.load(fh)['networks']
        wrong = 0
        if len(stored) != len(networks):
            print(f'stored {len(stored)} networks, computed {len(networks)}')
            wrong += 1
        for k, (p, q) in enumerate(zip(stored, networks)):
            if p != q:
                wrong += 1
                print(f'network {k + 1} {q["widths"]} differs')
        print('check: ' + ('FAILED' if wrong else 'all equal'))
        return 1 if wrong else 0
    with open(JSON, 'w') as fh:
        fh.write(dump(networks))
    print('wrote', JSON)
    return 0


if __name__ == '__main__':
    sys.exit(main(sys.argv[1:]))
