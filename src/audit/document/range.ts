import { z } from 'zod';

const text = z.union([z.string(), z.number()], 'wanted a text').transform(String);

/** Ranges by symbol, as statement files have them; `widths` and `width` alone are those from 1 on. */
export const domainSchema = z.record(
  z.string(),
  z.union([text, z.record(z.string(), z.union([text, z.array(text)]))]),
);

/** The same as texts of a statement file. */
export const domainOf = (written: z.output<typeof domainSchema> = {}): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(written).map(([name, range]) => [name, rangeText(range)]));

function rangeText(range: z.output<typeof domainSchema>[string]): string {
  if (typeof range === 'object') return JSON.stringify(range);
  return range === 'widths' || range === 'width' ? `{ ${range}: [1, inf] }` : range;
}
