import { it } from 'vitest';
import { writeFileSync } from 'node:fs';
import { checkCertificate } from '../../src/checker/check.ts';
import { attack, attackTexts } from './hostile.ts';
it('big', () => {
  const out: string[] = [];
  let worst = 0;
  const reasons = new Map<string, number>();
  const seeds = (process.env.SEEDS ?? '2').split(',').map(Number);
  for (const seed of seeds) {
    const found = attack(seed, Number(process.env.COUNT ?? 1000), (c) => {
      const t = process.cpuUsage().user;
      const r = checkCertificate(c);
      const key = r.accepted ? 'accepted' : r.reason.replace(/\d+/g, '#').slice(0, 60);
      reasons.set(key, (reasons.get(key) ?? 0) + 1);
      const used = (process.cpuUsage().user - t) / 1e6;
      if (used > worst) { worst = used; out.push(`worst ${used} ${r.accepted ? 'ok' : r.reason} ${JSON.stringify(c).slice(0, 1500)}`); }
    });
    out.push(`seed ${seed}: ${found.inputs} ${found.accepted} ${found.faults.length}`, ...found.faults.map((f) => `FAULT ${f.slice(0, 1500)}`));
  }
  const texts = attackTexts(9, 20000);
  out.push(`texts ${texts.inputs} ${texts.accepted} ${texts.faults.length}`, ...texts.faults.slice(0, 10).map((f) => f.slice(0, 600)));
  out.push(...[...reasons].sort((a, b) => b[1] - a[1]).map(([k, v]) => `${v} ${k}`));
  out.push(`rss ${process.resourceUsage().maxRSS / 1024}`);
  writeFileSync('/tmp/chk/fuzz.txt', out.join('\n'));
}, 1e7);
