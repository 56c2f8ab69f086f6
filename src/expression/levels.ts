import { ExpressionError } from './error.ts';
import { TEXT_LIMITS } from './limits.ts';
import { type MathNode, parts } from './mathjs.ts';

/** Checks how deep a tree is before anything recurses over it. A sum of many terms is as deep as it is long. */
export function checkLevels(root: MathNode): void {
  let level: readonly MathNode[] = [root];
  for (let depth = 1; level.length > 0; depth++) {
    if (depth > TEXT_LIMITS.levels)
      throw new ExpressionError(
        `more than ${TEXT_LIMITS.levels} operations inside one another, as in a sum of as many terms; group some in brackets`,
        0,
      );
    level = level.flatMap((node) => parts(node));
  }
}
