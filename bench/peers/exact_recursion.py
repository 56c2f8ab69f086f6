"""E K^2 exactly in Python: the degree-two recursion (1; S, T; S^2, ST, V, T^2, tr A^2), reduced at every layer.

Usage: exact_recursion.py fractions|sympy DEPTH WIDTH; see protocol.py.
"""
import platform
import sys

from protocol import serve

if sys.argv[1] == "sympy":
    import sympy

    number, version = sympy.Rational, f"SymPy {sympy.__version__} Rational"
else:
    from fractions import Fraction

    number, version = Fraction, f"Python {platform.python_version()} fractions"
depth, width = map(int, sys.argv[2:4])
sys.set_int_max_str_digits(0)


def second_moment(depth, width):
    n, v = width, number(2, width)
    u, c, s = v, number(0), number(0)
    half, quarter = number(n, 2), number(n * (n - 1), 4)
    S, T, SS, ST, V, TT, A2 = number(n), number(0), number(n) ** 2, number(0), number(0), number(0), number(0)
    for layer in range(1, depth + 1):
        AA = u * u * SS + 2 * u * c * S + c * c
        AT = u * ST + c * T
        zz1 = v * S + s
        q2 = v * v * SS + 2 * v * s * S + s * s
        A1 = u * S + c + v * T
        A11 = AA + 2 * v * AT + v * v * (TT + 2 * A2)
        A1122 = AA + 2 * v * AT + v * v * TT
        A12 = v * v * A2
        Aq = u * v * SS + (u * s + c * v) * S + c * s
        Az1 = Aq + v * v * (ST + 2 * V) + s * v * T
        Az2 = Aq + v * v * ST + s * v * T
        Azz = v * v * V
        if layer == depth:
            return A11
        S, T = half * zz1, half * A1
        SS, TT = half * 3 * q2 + quarter * q2, half * A11 + quarter * A1122
        A2 = half * A11 + quarter * A12
        ST, V = half * Az1 + quarter * Az2, half * Az1 + quarter * Azz


def run(count):
    for _ in range(count):
        value = second_moment(depth, width)
    return [value]


serve(version, run)
