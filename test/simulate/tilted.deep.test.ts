import { describeTilted } from './tilted-suite.ts';

// With samples enough to see half the error that the quick tests see.
describeTilted({
  tilted: 15_000,
  collapsed: 40_000,
  events: 50_000,
  compared: 75_000,
  tails: {
    networks: [
      [4.1, 41, 10, 3e6],
      [10, 100, 10, 1e12],
      [10, 50, 5, 1e11],
    ],
    plain: 5000,
    tilted: [5000, 0.2],
    collapsed: [40_000, 0.06],
  },
});
