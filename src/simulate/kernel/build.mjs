// Compiles the kernel and writes it as text into a module, so that it loads without files in Node and in a browser.
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import asc from 'assemblyscript/asc';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const options = ['--baseDir', root, '-O3', '--runtime', 'stub', '--enable', 'simd', '--noAssert'];
const { error, stderr } = await asc.main(
  ['src/simulate/kernel/index.ts', '--outFile', 'kernel.wasm', ...options],
  {
    writeFile: (_, contents) => {
      const text = Buffer.from(contents).toString('base64');
      writeFileSync(
        new URL('../kernel-binary.ts', import.meta.url),
        `/** src/simulate/kernel, compiled; base64. */\nexport const KERNEL_BINARY =\n  '${text}';\n`,
      );
    },
  },
);
if (error) {
  process.stderr.write(`the kernel does not compile\n${stderr.toString()}`);
  process.exitCode = 1;
}
