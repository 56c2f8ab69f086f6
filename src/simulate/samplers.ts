import { denseReference } from './dense.ts';
import { kernelSampler } from './kernel.ts';
import type { Sampler, SamplerRequest } from './sampler.ts';

/** The sampler of a request. Throws a RangeError for a bad seed, stream or input, and for what it cannot sample. */
export function samplerOf(request: SamplerRequest): Sampler {
  const { law = 'gaussian' } = request;
  return law === 'gaussian' ? kernelSampler(request) : denseReference(request);
}
