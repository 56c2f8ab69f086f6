// What the samplers that draw no matrices save: each against the dense one, which has the same law.
import { ntk } from '../harness/networks.mjs';
import { ntkcheck } from './samplers.mjs';

const SAMPLERS = [
  ntkcheck('dense', { skipsInactive: true }),
  ntkcheck('vector'),
  ntkcheck('collapsed'),
  ntkcheck('tilted'),
  ntkcheck('tilted-collapsed'),
];

const SIZES = [
  { width: 100, depth: 50 },
  { width: 32, depth: 16 },
];

export const ourSamplers = {
  name: 'samplers',
  title: 'Our samplers: ratios say what each takes of the time of a dense sample',
  rows: SIZES.map(({ width, depth }) => {
    const settings = ntk({ width, depth });
    return {
      what: `K of one network, width ${width}, depth ${depth}`,
      ours: ntkcheck('dense')(settings),
      peers: SAMPLERS.map((sampler) => sampler(settings)),
    };
  }),
};
