/** Another version may draw otherwise: it has a queue of its own. */
export const queueName = (version: string): string => `ntkcheck-${version}`;
