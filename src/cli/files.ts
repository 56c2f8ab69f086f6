export {
  FORMULAS,
  type Library,
  loadConventions,
  loadInexpressible,
  loadLibrary,
  statementsIn,
} from '../files/library.ts';
export { decoded, readBytes, readText, type Source, sourceOf } from '../files/read.ts';
export { filesOf, isFolder, isStatementFile } from '../files/statement-files.ts';
