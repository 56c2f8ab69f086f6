#!/usr/bin/env node
import { run } from './program.ts';
import { BAD_INPUT, guard, write, writeWhole } from './streams.ts';

let failed = false;
guard({ out: process.stdout, err: process.stderr }, () => {
  failed = true;
});
writeWhole(process.stdout);
writeWhole(process.stderr);
// Whatever a command makes of its result: nobody has it whole.
process.on('exit', () => {
  if (failed) process.exitCode = BAD_INPUT;
});

const code = await run(process.argv.slice(2), {
  out: (text) => write(process.stdout, text),
  err: (text) => write(process.stderr, text),
});
if (code !== 0) process.exitCode = code;
