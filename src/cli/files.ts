export { FORMULAS, type Library, loadConventions, loadLibrary, statementsIn } from '../files/library.ts';
export { decoded, readText, type Source, sourceOf } from '../files/read.ts';
export { filesOf, isFolder, isStatementFile } from '../files/statement-files.ts';
