"""E K_w^2 in closed form with SymPy: the layer matrix on (S^2, S T, V_1, T^2, tr A^2) at sigma_w^2 = 2, each over n^2, to a symbolic power.

Usage: sympy_closed_form.py; see protocol.py.
"""
import sympy as sp
from protocol import serve


def closed_form():
    n = sp.Symbol("n", positive=True)
    d = sp.Symbol("d", positive=True, integer=True)
    r = sp.Symbol("r", positive=True)
    h = n / 2
    g = n * (n - 1) / 4
    layer = (4 / n**2) * sp.Matrix(
        [
            [3 * h + g, 0, 0, 0, 0],
            [h + g, h + g, 2 * h, 0, 0],
            [h, h, 2 * h + g, 0, 0],
            [h + g, 2 * (h + g), 4 * h, h + g, 2 * h],
            [h, 2 * h, 4 * h, h, 2 * h + g],
        ]
    )
    # A pair of kernels meets u|a|^2 = 2 S/n twice over: rows for T^2 and tr A^2 take S T and V_1 through T alone.
    layer[3, 1], layer[3, 2] = 2 * (4 / n**2) * (h + g), 0
    layer[4, 1], layer[4, 2] = 2 * (4 / n**2) * h, 0
    output = sp.Matrix([[4, 8, 0, 4, 8]])
    start = sp.Matrix([r**2, 0, 0, 0, 0])
    power = layer.applyfunc(sp.factor) ** (d - 1)
    return sp.simplify((output * power * start)[0]), (d, n, r)


def check(form, symbols):
    """At depth 3, width 2, r = 1 the value is what direct multiplication gives."""
    values = dict(zip(symbols, (3, 2, 1)))
    expected = sp.Rational(4, 27) * (81 + 6 * 4 * 3 - 7) * sp.Rational(7, 2) ** 2 + sp.Rational(4, 27) * sp.Rational(1, 2) ** 2
    assert sp.simplify(form.subs(values) - expected) == 0, (form.subs(values), expected)


def run(count):
    for _ in range(count):
        sp.core.cache.clear_cache()
        closed_form()
    return []


check(*closed_form())
serve(f"SymPy {sp.__version__}", run)
