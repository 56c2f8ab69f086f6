import { describeSamplers } from './samplers-suite.ts';

// With samples enough to see half the error that the quick tests see.
describeSamplers({ dense: 20_000, others: 60_000, compared: 120_000 });
