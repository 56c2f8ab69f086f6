/**
 * A seed, a safe integer of 52 bits, that depends on every character of `text` (FNV-1a, 64 bits). The same text gives
 * the same seed on every machine.
 */
export function seedOf(text: string): number {
  let hash = 0xcbf29ce484222325n;
  for (const byte of new TextEncoder().encode(text)) {
    hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * 0x100000001b3n);
  }
  return Number(hash >> 12n);
}
