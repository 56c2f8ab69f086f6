import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { COMMANDS } from '../../src/cli/commands.ts';

const src = fileURLToPath(new URL('../../src', import.meta.url));

/** What is loaded with a file: modules of src, and packages. What it loads later, by `import()`, and types are not. */
function loadedWith(file: string): { modules: string[]; packages: string[] } {
  const modules = new Set([join(src, file)]);
  const packages = new Set<string>();
  for (const module of modules)
    for (const [, kind, name] of readFileSync(module, 'utf8').matchAll(
      /^(?:import|export)\s+(type\s)?(?:[^'";]*?from\s+)?'([^']+)';/gm,
    )) {
      if (kind) continue;
      if (name!.startsWith('.')) modules.add(join(dirname(module), name!));
      else if (!name!.startsWith('node:')) packages.add(name!);
    }
  return { modules: [...modules].map((module) => relative(src, module)), packages: [...packages] };
}

describe('the start', () => {
  test('of the program loads no command, and of the packages the parser of arguments alone', () => {
    const { modules, packages } = loadedWith('cli/main.ts');
    expect(packages).toEqual(['@commander-js/extra-typings']);
    expect(modules.length).toBeLessThan(20);
    for (const { name } of COMMANDS) {
      expect(existsSync(join(src, `cli/${name}.ts`))).toBe(true);
      expect(modules).not.toContain(`cli/${name}.ts`);
    }
  });

  test('is known to this test: a command loads what the program does not', () => {
    const { packages } = loadedWith('cli/verify.ts');
    for (const name of ['zod', 'yaml', 'fast-check', 'decimal.js']) expect(packages).toContain(name);
  });

  test.each(COMMANDS)('help says of $name what the command says of itself', async ({ name, usage, load }) => {
    const command = await load();
    expect([command.name(), command.usage()]).toEqual([name, usage]);
  });
});
