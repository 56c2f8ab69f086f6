import { join } from 'node:path';
import { statementJsonSchema } from '../statement/schema.ts';
import { FORMULAS, writeText } from './files.ts';

writeText(join(FORMULAS, 'schema.json'), `${JSON.stringify(statementJsonSchema(), null, 2)}\n`);
