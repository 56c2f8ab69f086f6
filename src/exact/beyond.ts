/** What the exact oracle cannot do, by name. */
export class BeyondOracle extends Error {
  override readonly name = 'BeyondOracle';
}
