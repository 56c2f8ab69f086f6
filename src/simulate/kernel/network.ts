// The network that this instance of the kernel simulates. The loader fills it once, before anything is drawn.

/** d: number of weight layers. */
export let depth: i32 = 0;
/** n_0. */
export let inputWidth: i32 = 0;
/** |x|² = S_0. */
export let inputSquare: f64 = 0.0;
/** The n_0 coordinates of x. */
export let input: usize = 0;
/** Whether a gate at a pre-activation of exactly 0 is a coin; else it is closed. */
export let fairGates: bool = false;
/** Whether a ReLU stands on the output. */
export let reluOutput: bool = false;

/** Layer l = 1 … d: width, v, s, u, c, √v, √s, eight bytes each. */
const STRIDE: usize = 56;
let layers: usize = 0;

/** Room for `bytes` bytes, zero; never given back, since an instance serves one network. */
export function allocate(bytes: usize): usize {
  const at = heap.alloc(bytes);
  memory.fill(at, 0, bytes);
  return at;
}

/** Returns where the loader writes the n_0 coordinates of the input. */
export function setNetwork(d: i32, n0: i32, square: f64, fair: bool, relu: bool): usize {
  depth = d;
  inputWidth = n0;
  inputSquare = square;
  fairGates = fair;
  reluOutput = relu;
  layers = allocate(STRIDE * <usize>(d + 1));
  store<f64>(layers, <f64>n0);
  input = allocate(<usize>n0 << 3);
  return input;
}

/** v, s: variance of a weight, of a bias; u, c: how much their squared gradients count. */
export function setLayer(l: i32, width: i32, v: f64, s: f64, u: f64, c: f64): void {
  const at = layers + STRIDE * <usize>l;
  store<f64>(at, <f64>width);
  store<f64>(at, v, 8);
  store<f64>(at, s, 16);
  store<f64>(at, u, 24);
  store<f64>(at, c, 32);
  store<f64>(at, Math.sqrt(v), 40);
  store<f64>(at, Math.sqrt(s), 48);
}

/** n_l, for l = 0 … d. */
@inline
export function width(l: i32): i32 {
  return <i32>load<f64>(layers + STRIDE * <usize>l);
}

@inline
export function weightVariance(l: i32): f64 {
  return load<f64>(layers + STRIDE * <usize>l, 8);
}

@inline
export function biasVariance(l: i32): f64 {
  return load<f64>(layers + STRIDE * <usize>l, 16);
}

@inline
export function weightScale(l: i32): f64 {
  return load<f64>(layers + STRIDE * <usize>l, 24);
}

@inline
export function biasScale(l: i32): f64 {
  return load<f64>(layers + STRIDE * <usize>l, 32);
}

@inline
export function weightDeviation(l: i32): f64 {
  return load<f64>(layers + STRIDE * <usize>l, 40);
}

@inline
export function biasDeviation(l: i32): f64 {
  return load<f64>(layers + STRIDE * <usize>l, 48);
}
