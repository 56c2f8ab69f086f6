/** Outside the hypotheses of every lemma: no certificate is issued, and the verdict is the weaker one. */
export class Unprovable extends Error {
  override readonly name = 'Unprovable';
}
