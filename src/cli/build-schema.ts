import { join } from 'node:path';
import { statementJsonSchema } from '../statement/schema.ts';
import { FORMULAS } from './files.ts';
import { writeText } from './output.ts';

writeText(join(FORMULAS, 'schema.json'), `${JSON.stringify(statementJsonSchema(), null, 2)}\n`);
