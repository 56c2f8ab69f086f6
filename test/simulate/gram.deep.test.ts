import { describeGram } from './gram-suite.ts';

// With samples enough to see half the error that the quick tests see.
describeGram({
  oneInput: 200_000,
  oneLayer: 400_000,
  deeper: [
    [4, 150_000],
    [12, 150_000],
    [36, 150_000],
  ],
});
