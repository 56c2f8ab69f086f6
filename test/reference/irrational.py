#!/usr/bin/env python3
"""Values of random irrational expressions to 60 digits, of some others to 1500, and the order of random pairs of them, by mpmath.

Needs mpmath. Expressions are made as trees, printed in the language of the formulas, and evaluated here with 300 digits
and again with 600, and kept where both are the same. A value within 10^-150 of a whole number is that number for
floor. Trees that divide by less than 10^-100, take the logarithm or root of less than that, or leave 10^±2000 are not kept.
Pairs are two sides of an identity ('equal'), the same with a tiny term added, and close approximations.

    python3 irrational.py                       write irrational.json (300 values and 150 pairs; ten seconds)
    python3 irrational.py --check               recompute and compare; exit status 1 if anything differs
    python3 irrational.py --values N --pairs M --seed S > file.json    as many others as are wanted
"""
import json
import os
import platform
import random
import sys
from fractions import Fraction as F

import mpmath
from mpmath import mp, mpf

JSON = os.path.join(os.path.dirname(os.path.abspath(__file__)), 'irrational.json')


class Skip(Exception):
    pass


def number(x):
    return ('num', F(x))


def text(node):
    kind = node[0]
    if kind == 'num':
        n, d = node[1].numerator, node[1].denominator
        return f'({n})' if d == 1 else f'({n}/{d})'
    if kind == 'pi':
        return 'pi'
    if kind == 'index':
        return node[1]
    if kind in '+-*/^':
        return f'({text(node[1])} {kind} {text(node[2])})'
    if kind in ('Sum', 'Prod'):
        _, name, low, high, body = node
        return f'{kind}({name}, {low}, {high}, {text(body)})'
    return f'{kind}({", ".join(text(part) for part in node[1:])})'


def value(node, bound):
    kind = node[0]
    if kind == 'num':
        return mpf(node[1].numerator) / node[1].denominator
    if kind == 'pi':
        return +mp.pi
    if kind == 'index':
        return mpf(bound[node[1]])
    if kind in ('Sum', 'Prod'):
        _, name, low, high, body = node
        total = mpf(0 if kind == 'Sum' else 1)
        for j in range(low, high + 1):
            term = value(body, {**bound, name: j})
            total = total + term if kind == 'Sum' else total * term
        return sized(total)
    args = [value(part, bound) for part in node[1:]]
    x = args[0]
    if kind == '+':
        return x + args[1]
    if kind == '-':
        return x - args[1]
    if kind == '*':
        return sized(x * args[1])
    if kind == '/':
        return sized(x / far(args[1]))
    if kind == '^':
        y = args[1]
        if isWhole(node[2]):
            return sized(far(x) ** int(y) if y <= 0 else x ** int(y))
        return sized(mp.exp(y * mp.log(positive(x))))
    if kind == 'exp':
        if abs(x) > 3000:
            raise Skip
        return mp.exp(x)
    if kind == 'log':
        return mp.log(positive(x))
    if kind == 'sqrt':
        return mp.sqrt(positive(x))
    if kind == 'abs':
        return abs(x)
    if kind == 'floor':
        near = mp.nint(x)
        return near if abs(x - near) < mpf(10) ** -150 else mp.floor(x)
    return min(args) if kind == 'min' else max(args)


def isWhole(node):
    return node[0] == 'num' and node[1].denominator == 1


def sized(x):
    if x != 0 and not -2000 < mp.log10(abs(x)) < 2000:
        raise Skip
    return x


def far(x):
    if abs(x) < mpf(10) ** -100:
        raise Skip
    return x


def positive(x):
    if x < mpf(10) ** -100:
        raise Skip
    return x


def rational(rng):
    return number(F(rng.randint(-40, 40), rng.choice([1, 1, 1, 2, 3, 7, 10, 1000])))


def tree(rng, depth, indices=()):
    if depth == 0:
        leaf = rng.random()
        if indices and leaf < 0.4:
            return ('index', rng.choice(indices))
        return ('pi',) if leaf > 0.93 else rational(rng)
    sub = lambda: tree(rng, depth - 1 if rng.random() < 0.8 else 0, indices)
    kind = rng.choice(['+', '-', '*', '/', '+', '-', '*', '/', '^', '^', 'exp', 'log', 'sqrt', 'sqrt', 'abs', 'floor',
                       'min', 'max', 'Sum', 'Prod'])
    if kind == '^':
        return (kind, sub(), rng.choice([number(rng.randint(-6, 12)), number(F(rng.randint(-9, 9), rng.randint(2, 6))), sub()]))
    if kind in '+-*/':
        return (kind, sub(), sub())
    if kind in ('min', 'max'):
        return (kind, *[sub() for _ in range(rng.randint(1, 3))])
    if kind in ('Sum', 'Prod'):
        name = 'jklm'[len(indices)] if len(indices) < 4 else None
        if name is None:
            return sub()
        low = rng.randint(0, 3)
        return (kind, name, low, low + rng.randint(0, 5), tree(rng, depth - 1, (*indices, name)))
    return (kind, sub())


def cancelling(rng):
    """Expressions that lose tens or hundreds of digits, and floors at whole numbers."""
    k, a, b = rng.randint(5, 90), rng.randint(2, 30), rng.randint(2, 9)
    tiny = ('^', number(10), number(-k))
    big = ('^', number(10), number(k))
    root = ('sqrt', number(a))
    return rng.choice([
        ('*', big, ('-', ('sqrt', ('+', number(1), tiny)), number(1))),
        ('*', big, ('-', ('exp', ('*', number(a), tiny)), number(1))),
        ('*', big, ('log', ('+', number(1), ('*', number(a), tiny)))),
        ('-', ('*', big, ('^', number(F(a, b)), number(F(1, b)))), ('floor', ('*', big, ('^', number(F(a, b)), number(F(1, b)))))),
        ('floor', ('*', root, root)),
        ('floor', ('^', ('^', number(a), number(F(1, b))), number(b))),
        ('floor', ('*', big, ('exp', number(F(a, b))))),
        ('-', ('^', ('+', root, number(b)), number(9)), ('^', ('-', root, number(b)), number(9))),
        ('^', ('-', ('sqrt', number(a * a + 1)), number(a)), number(b)),
        ('-', ('sqrt', ('+', ('*', big, big), number(1))), big),
        ('*', ('^', big, number(2)), ('-', ('exp', tiny), ('+', number(1), tiny))),
    ])


def identity(rng):
    a, b, k = rng.randint(2, 30), rng.randint(2, 30), rng.randint(2, 5)
    s, t = number(F(rng.randint(-9, 9), rng.randint(1, 5))), number(F(rng.randint(1, 9), rng.randint(1, 5)))
    sa, sb = ('sqrt', number(a)), ('sqrt', number(b))
    es, et = ('exp', s), ('exp', t)
    x = tree(rng, 2)
    return rng.choice([
        (('*', sa, sb), ('sqrt', number(a * b))),
        (('^', ('^', number(a), number(F(1, k))), number(k)), number(a)),
        (('*', ('+', sa, sb), ('-', sa, sb)), number(a - b)),
        (('/', number(1), ('+', number(b), sa)), ('/', ('-', number(b), sa), number(b * b - a))),
        (('^', ('+', sa, sb), number(2)), ('+', number(a + b), ('*', number(2), ('sqrt', number(a * b))))),
        (('*', es, et), ('exp', ('+', s, t))),
        (('^', et, number(F(k, 3))), ('exp', ('*', t, number(F(k, 3))))),
        (('/', ('-', ('^', et, number(k)), number(1)), ('-', et, number(1))),
         ('Sum', 'j', 0, k - 1, ('exp', ('*', ('index', 'j'), t)))),
        (('*', ('+', es, sa), ('-', es, sa)), ('-', ('exp', ('*', number(2), s)), number(a))),
        (('exp', ('log', t)), t),
        (('log', ('*', t, et)), ('+', ('log', t), t)),
        (('+', sa, sb), ('sqrt', ('+', number(a + b), ('*', number(2), ('sqrt', number(a * b)))))),
        (('*', x, ('+', sa, number(1))), ('+', ('*', x, sa), x)),
        (('Prod', 'j', 1, k, ('sqrt', ('index', 'j'))), ('sqrt', ('Prod', 'j', 1, k, ('index', 'j')))),
        (('+', ('min', sa, et), ('max', sa, et)), ('+', sa, et)),
        (('abs', ('-', sa, et)), ('max', ('-', sa, et), ('-', et, sa))),
        (('/', ('*', ('pi',), sa), ('pi',)), sa),
    ])


def approximation(rng):
    """A value against its first digits."""
    x = tree(rng, 3)
    digits = rng.randint(3, 70)
    found = value(x, {})
    if found == 0:
        raise Skip
    short = F(mp.nstr(found, digits, strip_zeros=False, min_fixed=-mp.inf, max_fixed=mp.inf))
    if len(str(short)) > 150:
        raise Skip
    return x, number(short)


def pair(rng):
    if rng.random() < 0.3:
        return approximation(rng)
    left, right = identity(rng)
    if rng.random() < 0.5:
        sign = rng.choice([1, -1])
        right = ('+', right, ('*', number(sign), ('^', number(10), number(-rng.randint(1, 280)))))
    return left, right


def twice(compute):
    """Both precisions."""
    results = []
    for digits in (300, 600):
        mp.dps = digits
        results.append(compute())
    return results


def order(left, right):
    gap = value(left, {}) - value(right, {})
    size = max(abs(value(left, {})), mpf(1))
    if abs(gap) < size * mpf(10) ** -(mp.dps - 15):
        return 'equal'
    return 'less' if gap < 0 else 'greater'


def values(rng, count):
    found = []
    while len(found) < count:
        try:
            mp.dps = 300
            node = cancelling(rng) if rng.random() < 0.25 else tree(rng, rng.randint(1, 5))
            coarse, fine = twice(lambda: value(node, {}))
            if len(text(node)) > 600 or abs(coarse - fine) > abs(fine) * mpf(10) ** -70:
                continue
            found.append({'text': text(node), 'value': mp.nstr(fine, 60)})
        except (Skip, OverflowError, ZeroDivisionError):
            continue
    return found


def pairs(rng, count):
    found = []
    while len(found) < count:
        try:
            mp.dps = 300
            left, right = pair(rng)
            coarse, fine = twice(lambda: order(left, right))
            if coarse == fine and len(text(left)) + len(text(right)) < 800:
                found.append({'left': text(left), 'right': text(right), 'kind': fine})
        except (Skip, OverflowError, ZeroDivisionError):
            continue
    return found


LONG = 1500


def long():
    """Some values to many digits."""
    nodes = [
        ('pi',), ('exp', number(1)), ('log', number(2)), ('exp', number(F(-1, 3))), ('exp', number(-700)),
        ('log', number(F(10**50 * 7 + 1, 7))), ('log', number(F(999, 1000))), ('sqrt', number(10)),
        ('^', number(F(3, 7)), number(F(22, 5))), ('exp', ('*', ('pi',), ('sqrt', number(163)))),
    ]
    mp.dps = LONG + 100
    return [{'text': text(node), 'value': mp.nstr(value(node, {}), LONG)} for node in nodes]


def written(count, pairCount, seed):
    rng = random.Random(seed)
    return {
        'generator': 'test/reference/irrational.py',
        'python': platform.python_version(),
        'mpmath': mpmath.__version__,
        'seed': seed,
        'values': values(rng, count),
        'pairs': pairs(rng, pairCount),
        'long': long(),
    }


def dump(data, file):
    lines = ',\n'.join(f'"{key}": {json.dumps(data[key])}' for key in ('generator', 'python', 'mpmath', 'seed'))
    rows = lambda key: ',\n'.join(json.dumps(row) for row in data[key])
    file.write(f'{{{lines},\n"values": [\n{rows("values")}\n],\n"pairs": [\n{rows("pairs")}\n],\n"long": [\n{rows("long")}\n]}}\n')


def option(name, default):
    return int(sys.argv[sys.argv.index(name) + 1]) if name in sys.argv else default


if __name__ == '__main__':
    if '--check' in sys.argv:
        with open(JSON) as file:
            stored = json.load(file)
        again = written(len(stored['values']), len(stored['pairs']), stored['seed'])
        same = all(stored[key] == again[key] for key in ('values', 'pairs', 'long'))
        print('the same' if same else 'different')
        sys.exit(0 if same else 1)
    if '--values' in sys.argv:
        dump(written(option('--values', 300), option('--pairs', 150), option('--seed', 1)), sys.stdout)
    else:
        with open(JSON, 'w') as file:
            dump(written(300, 150, 1), file)
