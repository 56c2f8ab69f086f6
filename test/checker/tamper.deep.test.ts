import { describeTampered } from './tampered.ts';

describeTampered({ old: 1000, digested: 3000, seed: 2 });
