// K = sum over l of (u |a^{l-1}|² + c) |J^l|² of random ReLU networks, one after the other, on one core, in doubles: what this
// machine can do when every weight is drawn. Weights N(0, 2/fan-in), zero biases, every hidden layer and the input of one width.
//
// Usage: dense WIDTH DEPTH U C R SEED. Prints its name, then for every number of networks read from the standard input:
// seconds, mean of K, mean of K².
//
// Normals come from xoshiro256++ in the lanes of a vector and Box-Muller. A weight matrix is drawn by columns. The columns
// of closed neurons are drawn too, into a scratch column: they act neither forward (a = 0) nor backward (J = 0).
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#ifdef __AVX2__
#include <immintrin.h>
#endif

#ifdef __AVX512F__
#define LANES 8
#else
#define LANES 4
#endif

typedef double vector __attribute__((vector_size(8 * LANES)));
typedef double unaligned __attribute__((vector_size(8 * LANES), aligned(8)));
typedef uint64_t words __attribute__((vector_size(8 * LANES)));

#define COLUMNS 4

static inline vector all(double x) {
#if LANES == 8
  return (vector){x, x, x, x, x, x, x, x};
#else
  return (vector){x, x, x, x};
#endif
}
static inline vector load(const double *p) { return *(const unaligned *)p; }
static inline void store(double *p, vector x) { *(unaligned *)p = x; }
static inline words rotate(words x, int k) { return (x << k) | (x >> (64 - k)); }

/** table[index mod 16]. */
static inline vector lookup(const double table[16], words index) {
#ifdef __AVX512F__
  return (vector)_mm512_permutex2var_pd((__m512d)load(table), (__m512i)index, (__m512d)load(table + 8));
#elif defined __AVX2__
  return (vector)_mm256_i64gather_pd(table, (__m256i)(index & 15), 8);
#else
  vector found;
  for (int k = 0; k < LANES; k++) found[k] = table[index[k] & 15];
  return found;
#endif
}

/** The square root, of 0 where rounding left less than that. */
static inline vector root(vector x) {
#ifdef __AVX512F__
  return (vector)_mm512_sqrt_pd(_mm512_max_pd((__m512d)x, _mm512_setzero_pd()));
#elif defined __AVX2__
  return (vector)_mm256_sqrt_pd(_mm256_max_pd((__m256d)x, _mm256_setzero_pd()));
#else
  vector y;
  for (int k = 0; k < LANES; k++) y[k] = sqrt(x[k] > 0 ? x[k] : 0);
  return y;
#endif
}

static inline double total(vector x) {
#ifdef __AVX512F__
  return _mm512_reduce_add_pd((__m512d)x);
#else
  double sum = 0;
  for (int k = 0; k < LANES; k++) sum += x[k];
  return sum;
#endif
}

static inline double positive(double x) { return x > 0 ? x : 0; }

// xoshiro256++, Blackman and Vigna 2018.
typedef struct { words s0, s1, s2, s3; } Generator;

static inline words next(Generator *g) {
  const words result = rotate(g->s0 + g->s3, 23) + g->s0;
  const words t = g->s1 << 17;
  g->s2 ^= g->s0;
  g->s3 ^= g->s1;
  g->s1 ^= g->s2;
  g->s0 ^= g->s3;
  g->s2 ^= t;
  g->s3 = rotate(g->s3, 45);
  return result;
}

static Generator seeded(uint64_t seed) {
  uint64_t state[4 * LANES];
  for (int k = 0; k < 4 * LANES; k++) { // splitmix64
    uint64_t z = (seed += 0x9e3779b97f4a7c15);
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
    z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
    state[k] = z ^ (z >> 31);
  }
  Generator g;
  memcpy(&g, state, sizeof g);
  return g;
}

/** 1/c and -2 log(c) for c in the middle of each 16th of [1, 2); cosine and sine in the middle of each 16th of a turn. */
static double inverse[16], logarithm[16], cosine[16], sine[16];

static void fill_tables(void) {
  for (int k = 0; k < 16; k++) {
    inverse[k] = 1 / (1 + (k + 0.5) / 16);
    logarithm[k] = 2 * log(inverse[k]);
    cosine[k] = cos(2 * M_PI * (k + 0.5) / 16);
    sine[k] = sin(2 * M_PI * (k + 0.5) / 16);
  }
}

#define ONE 0x3ff0000000000000ull

/** -2 log of a uniform variable on (0, 1], to 5e-15. */
static inline vector twice_exponential(words bits) {
  const vector uniform = all(2) - (vector)((bits >> 12) | ONE);
  const words u = (words)uniform;
  const vector exponent = (vector)((u >> 52) | 0x4330000000000000ull) - all(0x1p52 + 1023);
  const words place = u >> 48;
  const vector mantissa = (vector)((u & 0x000fffffffffffffull) | ONE);
  const vector r = mantissa * lookup(inverse, place) - all(1);
  vector p = r * all(2.0 / 8) - all(2.0 / 7);
  p = p * r + all(2.0 / 6);
  p = p * r - all(2.0 / 5);
  p = p * r + all(2.0 / 4);
  p = p * r - all(2.0 / 3);
  p = p * r + all(2.0 / 2);
  p = p * r - all(2.0);
  return p * r + (lookup(logarithm, place) - exponent * all(2 * M_LN2));
}

/** Two vectors of standard normals. */
static inline void normals(Generator *g, double *out) {
  const vector radius = root(twice_exponential(next(g)));
  const words bits = next(g);
  const vector x = (vector)(((bits << 4) >> 12) | ONE) - all(1.5);
  const words sixteenth = bits >> 60;
  const double t = 2 * M_PI / 16, t2 = t * t;
  const vector y = x * x;
  vector c = all(-t2 * t2 * t2 * t2 * t2 / 3628800) * y + all(t2 * t2 * t2 * t2 / 40320);
  c = c * y - all(t2 * t2 * t2 / 720);
  c = c * y + all(t2 * t2 / 24);
  c = c * y - all(t2 / 2);
  c = c * y + all(1);
  vector s = all(t2 * t2 * t2 * t2 * t / 362880) * y - all(t2 * t2 * t2 * t / 5040);
  s = s * y + all(t2 * t2 * t / 120);
  s = s * y - all(t2 * t / 6);
  s = (s * y + all(t)) * x;
  const vector C = lookup(cosine, sixteenth), S = lookup(sine, sixteenth);
  c *= radius;
  s *= radius;
  store(out, C * c - S * s);
  store(out + LANES, S * c + C * s);
}

/** At least `count` standard normals. */
static void draw(Generator *state, double *out, long count) {
  Generator g = *state;
  for (long i = 0; i < count; i += 2 * LANES) normals(&g, out + i);
  *state = g;
}

static int width, depth, padded;
static double u, c, r;
/** z of a layer; J of a layer at closed neurons too, where it is 0; both end in zeros. */
static double *z, *sensitivity, *scratch, *columns;
/** For each layer its open inputs, their number, where their columns start, and the squared norm of the input. */
static int *inputs, *open_inputs;
static long *starts;
static double *squares, *activation;

static void allocate(void) {
  padded = (width + 15) / 16 * 16;
  z = calloc(padded, sizeof *z);
  sensitivity = calloc(padded, sizeof *sensitivity);
  scratch = calloc(COLUMNS * width + 32, sizeof *scratch);
  columns = calloc((long)depth * width * (width + COLUMNS) + 64, sizeof *columns);
  inputs = calloc((long)depth * width, sizeof *inputs);
  open_inputs = calloc(depth, sizeof *open_inputs);
  starts = calloc(depth, sizeof *starts);
  squares = calloc(depth, sizeof *squares);
  activation = calloc(width + COLUMNS, sizeof *activation);
}

/** z += the columns times their activations. */
static void forward(const double *w, const double *a, int count) {
  if (count == COLUMNS) {
    const vector a0 = all(a[0]), a1 = all(a[1]), a2 = all(a[2]), a3 = all(a[3]);
    for (int i = 0; i < width; i += LANES) {
      const vector left = load(w + i) * a0 + load(w + width + i) * a1;
      const vector right = load(w + 2 * width + i) * a2 + load(w + 3 * width + i) * a3;
      store(z + i, load(z + i) + (left + right));
    }
  } else {
    for (int k = 0; k < count; k++)
      for (int i = 0; i < width; i += LANES) store(z + i, load(z + i) + load(w + k * width + i) * all(a[k]));
  }
}

/** The columns times J. */
static void backward(const double *w, double *product, int count) {
  if (count == COLUMNS) {
    vector p0 = all(0), p1 = p0, p2 = p0, p3 = p0;
    for (int i = 0; i < width; i += LANES) {
      const vector j = load(sensitivity + i);
      p0 += load(w + i) * j;
      p1 += load(w + width + i) * j;
      p2 += load(w + 2 * width + i) * j;
      p3 += load(w + 3 * width + i) * j;
    }
    product[0] = total(p0);
    product[1] = total(p1);
    product[2] = total(p2);
    product[3] = total(p3);
  } else {
    for (int k = 0; k < count; k++) {
      vector p = all(0);
      for (int i = 0; i < width; i += LANES) p += load(w + k * width + i) * load(sensitivity + i);
      product[k] = total(p);
    }
  }
}

static inline int smaller(int a, int b) { return a < b ? a : b; }

static double kernel(Generator *g) {
  const double deviation = sqrt(2.0 / width);
  long used = 0;
  int open = width;
  squares[0] = width * r;
  for (int j = 0; j < width; j++) {
    inputs[j] = j;
    activation[j] = deviation * sqrt(r);
  }
  for (int l = 0; l < depth - 1; l++) {
    open_inputs[l] = open;
    starts[l] = used;
    memset(z, 0, padded * sizeof *z);
    for (int k = 0; k < open; k += COLUMNS) {
      const int count = smaller(COLUMNS, open - k);
      draw(g, columns + used, (long)count * width);
      forward(columns + used, activation + k, count);
      used += (long)count * width;
    }
    for (int k = open; k < width; k += COLUMNS) {
      draw(g, scratch, (long)smaller(COLUMNS, width - k) * width);
      __asm__ volatile("" : : "r"(scratch) : "memory");
    }
    int *indices = inputs + (long)(l + 1) * width;
    double sum = 0;
    open = 0;
    for (int i = 0; i < width; i++) {
      const double value = positive(z[i]);
      indices[open] = i;
      activation[open] = deviation * value;
      sum += value * value;
      open += value > 0;
    }
    squares[l + 1] = sum;
  }
  draw(g, scratch, width);
  double result = u * squares[depth - 1] + c;
  if (depth == 1) return result;
  memset(sensitivity, 0, padded * sizeof *sensitivity);
  double sum = 0;
  for (int k = 0; k < open; k++) {
    const double value = deviation * scratch[k];
    sensitivity[inputs[(long)(depth - 1) * width + k]] = value;
    sum += value * value;
  }
  for (int l = depth - 2;; l--) {
    result += (u * squares[l] + c) * sum;
    if (l == 0) return result;
    const double *w = columns + starts[l];
    for (int k = 0; k < open_inputs[l]; k += COLUMNS)
      backward(w + (long)k * width, activation + k, smaller(COLUMNS, open_inputs[l] - k));
    memset(sensitivity, 0, padded * sizeof *sensitivity);
    sum = 0;
    for (int k = 0; k < open_inputs[l]; k++) {
      const double value = deviation * activation[k];
      sensitivity[inputs[(long)l * width + k]] = value;
      sum += value * value;
    }
  }
}

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return t.tv_sec + 1e-9 * t.tv_nsec;
}

int main(int argc, char **argv) {
  if (argc != 7) return 2;
  width = atoi(argv[1]);
  depth = atoi(argv[2]);
  u = atof(argv[3]);
  c = atof(argv[4]);
  r = atof(argv[5]);
  Generator g = seeded(strtoull(argv[6], NULL, 10));
  fill_tables();
  allocate();
#ifdef __clang__
  const char *compiler = "";
#else
  const char *compiler = "gcc ";
#endif
#ifdef __AVX512F__
  const char *instructions = "AVX-512";
#elif defined __AVX2__
  const char *instructions = "AVX2";
#else
  const char *instructions = "neither AVX-512 nor AVX2";
#endif
  printf("C, %s%s, %s\n", compiler, __VERSION__, instructions);
  fflush(stdout);
  long count;
  while (scanf("%ld", &count) == 1) {
    double first = 0, second = 0;
    const double start = now();
    for (long k = 0; k < count; k++) {
      const double value = kernel(&g);
      first += value;
      second += value * value;
    }
    printf("%.9g %.17g %.17g\n", now() - start, first / count, second / count);
    fflush(stdout);
  }
}
