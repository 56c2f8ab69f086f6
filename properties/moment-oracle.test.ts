import { describeOracles } from './moment-oracle-suite.ts';

describeOracles({ exactEngine: 8, degreeTwo: 12, both: 40 });
