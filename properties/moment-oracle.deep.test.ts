import { describeOracles } from './moment-oracle-suite.ts';

describeOracles({ exactEngine: 50, degreeTwo: 80, both: 240 });
