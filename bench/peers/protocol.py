"""What every peer says: its name and version, then for every count read from the standard input the seconds it took and its answer."""
import sys
import time


def serve(version, run):
    """`run(count)` does the work that many times over and returns the answer, numbers with spaces between."""
    print(version, flush=True)
    for line in sys.stdin:
        start = time.perf_counter()
        answer = run(int(line))
        seconds = time.perf_counter() - start
        print(seconds, *answer, flush=True)


def batches(count, size):
    """`size`, `size`, … and the rest."""
    return [size] * (count // size) + ([count % size] if count % size else [])


def means(kernels):
    """Mean of K and mean of K^2 of batches of K."""
    kernels = list(kernels)
    count = sum(len(batch) for batch in kernels)
    return [sum(float((batch**power).sum()) for batch in kernels) / count for power in (1, 2)]
