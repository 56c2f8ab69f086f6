import { OutOfRange } from '../limits/error.ts';
import { denseReference } from './dense.ts';
import { kernelSampler } from './kernel.ts';
import { MAX_POWER, type Sampler, type SamplerRequest } from './sampler.ts';
import type { Mixture } from './tilt.ts';

/** The sampler of a request. Throws an OutOfRange for a bad seed, stream or input, and for what it cannot sample. */
export function samplerOf(request: SamplerRequest): Sampler {
  const { method = 'dense', law = 'gaussian', power = 2 } = request;
  if (law !== 'gaussian' && method !== 'dense')
    throw new OutOfRange(`the method ${method} draws Gaussian weights, not ${law} ones; dense draws any`);
  if (!(Number.isInteger(power) && power >= 2 && power <= MAX_POWER))
    throw new OutOfRange(`laws are tilted by a power from 2 to ${MAX_POWER}, got ${power}`);
  return law === 'gaussian' ? kernelSampler(request) : denseReference(request);
}

/** The mixture that a tilted method draws from. Throws an OutOfRange where its moments leave the range of doubles. */
export function mixtureOf(request: SamplerRequest): Mixture {
  const { mixture } = kernelSampler(request);
  if (!mixture) throw new OutOfRange(`the method ${request.method} is not tilted`);
  return mixture;
}
