import { fileURLToPath } from 'node:url';
import ts from 'typescript';

/** What a program that imports the package sees. */
const file = fileURLToPath(new URL('../../dist/index.d.ts', import.meta.url));

export interface Exported {
  readonly name: string;
  readonly isFunction: boolean;
  readonly documentation: string;
  /** Of `@example` tags, the program of each. */
  readonly examples: readonly string[];
}

/** Everything that the package exports, with its documentation as editors show it. */
export function exportsOfPackage(): Exported[] {
  const program = ts.createProgram([file], {
    module: ts.ModuleKind.NodeNext,
    skipLibCheck: true,
    noLib: true,
  });
  const checker = program.getTypeChecker();
  const module = checker.getSymbolAtLocation(program.getSourceFile(file)!)!;
  return checker.getExportsOfModule(module).map((symbol) => {
    const real = symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
    const examples = real.getJsDocTags(checker).filter(({ name }) => name === 'example');
    return {
      name: symbol.name,
      isFunction: (real.flags & ts.SymbolFlags.Function) !== 0,
      documentation: ts.displayPartsToString(real.getDocumentationComment(checker)),
      examples: examples.flatMap(({ text }) => programsIn(ts.displayPartsToString(text))),
    };
  });
}

const programsIn = (text: string): string[] =>
  [...text.matchAll(/^```js\n([\s\S]*?)^```$/gm)].map(([, body]) => body!);
