import { describe, expect, test } from 'vitest';
import { auditText } from '../../src/audit/audit.ts';
import { Memory } from '../../src/audit/memory.ts';
import { options, under } from './setting.ts';

const document = (...claims: readonly string[]): string => ['```ntkcheck', ...claims, '```'].join('\n');

/** Audits a text, and counts how often a false claim's truth is looked for in the library. */
function audited(text: string, memory: Memory, gates: 'relu' | 'fair' = 'fair') {
  let diagnosed = 0;
  const known = () => {
    diagnosed += 1;
    return [];
  };
  const setting = under('hanin-nica-2019', { gates });
  const { items } = auditText('notes.md', text, { ...options(setting), known, memory });
  return { items, diagnosed };
}

describe('what an audit found before is found again', () => {
  const first = 'E(Kb) = d + 1';
  const second = 'E(Kb) = d + 2';

  test('only what changed is decided, and the report is the same', () => {
    const memory = new Memory();
    const before = audited(document(first, second), memory);
    expect(before.diagnosed).toBe(2);
    const again = audited(document(first, second), new Memory(memory));
    expect(again).toEqual({ items: before.items, diagnosed: 0 });
    expect(audited(document(first, 'E(Kb) = d + 3'), new Memory(memory)).diagnosed).toBe(1);
  });

  test('the same claim under another setting is another one', () => {
    const memory = new Memory();
    audited(document(first), memory, 'fair');
    expect(audited(document(first), new Memory(memory), 'relu').diagnosed).toBe(1);
  });

  test('what one audit did not ask for is forgotten by the next', () => {
    const memory = new Memory();
    audited(document(first, second), memory);
    const next = new Memory(memory);
    audited(document(first), next);
    expect(audited(document(second), new Memory(next)).diagnosed).toBe(1);
  });

  test('links of derivations that hold are remembered too', () => {
    let decided = 0;
    class Counting extends Memory {
      override recall<T>(kind: string, from: unknown, find: () => T): T {
        return super.recall(kind, from, () => {
          decided += 1;
          return find();
        });
      }
    }
    const text = 'gates: fair\nconvention: hanin-nica-2019\nderivation:\n  - E(Kb)\n  - = d\n  - <= d^2\n';
    const audit = (memory: Memory) =>
      auditText('a.yaml', text, { ...options(under('hanin-nica-2019')), memory });
    const memory = new Counting();
    const before = audit(memory);
    // Two links and the conclusion.
    expect(decided).toBe(3);
    expect(audit(new Counting(memory))).toEqual(before);
    expect(decided).toBe(3);
  });
});
