"""E K^2 with Python's fractions: the degree-two recursion (1; S, T; S^2, ST, V, T^2, tr A^2), reduced at every layer.

Usage: fractions_recursion.py DEPTH WIDTH REPEATS; prints the median in seconds, and the version.
"""
import platform
import statistics
import sys
import time
from fractions import Fraction as F


def second_moment(depth, width):
    n, v = width, F(2, width)
    u, c, s = v, F(0), F(0)
    half, quarter = F(n, 2), F(n * (n - 1), 4)
    S, T, SS, ST, V, TT, A2 = F(n), F(0), F(n) ** 2, F(0), F(0), F(0), F(0)
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


depth, width, repeats = map(int, sys.argv[1:4])
second_moment(depth, width)
times = []
for _ in range(repeats):
    start = time.perf_counter()
    second_moment(depth, width)
    times.append(time.perf_counter() - start)
print(statistics.median(times))
print("Python", platform.python_version(), "fractions")
