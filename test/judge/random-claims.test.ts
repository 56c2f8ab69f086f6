import { describeRandomClaims } from './random-verdicts.ts';

describeRandomClaims(12);
