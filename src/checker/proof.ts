/** A proved theorem in English: what it rests on, and the chance that it is false, were SHA-256 a random function. */
export interface Proof {
  readonly restsOn: string;
  readonly error: number;
}

/** What a part has shown: how many points were compared, and with which chance of error. */
export interface Shown {
  readonly points: number;
  readonly error: number;
}

/** All parts together: chances add up. */
export function together(restsOn: string, shown: readonly Shown[]): Proof {
  const points = shown.reduce((sum, part) => sum + part.points, 0);
  return {
    restsOn: `${restsOn}; compared exactly at ${points} ${points === 1 ? 'point' : 'points'}`,
    error: shown.reduce((sum, part) => sum + part.error, 0),
  };
}

/** Rounded up. */
export const inWords = ({ restsOn, error }: Proof): string =>
  `${restsOn}, ${error === 0 ? 'no chance of error' : `chance of error at most ${(1.1 * error).toExponential(1)}`}`;
