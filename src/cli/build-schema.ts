import { join } from 'node:path';
import { FORMULAS } from '../files/library.ts';
import { statementJsonSchema } from '../statement/schema.ts';
import { writeText } from './output.ts';

writeText(join(FORMULAS, 'schema.json'), `${JSON.stringify(statementJsonSchema(), null, 2)}\n`);
