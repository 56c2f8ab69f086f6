// Writes the transcripts of all examples anew: what each command in their pages prints. Run after a build: node examples/write.mjs
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const main = join(root, 'dist/cli/main.js');
const words = (command) =>
  [...command.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, bare]) => quoted ?? bare);
const pages = [
  ...readdirSync(import.meta.dirname, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => join(import.meta.dirname, name, 'README.md')),
  join(root, 'docs/audit.md'),
];
for (const page of pages) {
  const text = readFileSync(page, 'utf8');
  const written = text.replace(/```console\n\$ npx ntkcheck (.*)\n[\s\S]*?```/g, (_, command) => {
    const { stdout, stderr } = spawnSync(process.execPath, [main, ...words(command)], {
      cwd: root,
      encoding: 'utf8',
    });
    if (stderr !== '') throw new Error(`${page}: ${command}\n${stderr}`);
    return `\`\`\`console\n$ npx ntkcheck ${command}\n${stdout}\`\`\``;
  });
  writeFileSync(page, written);
}
