/** The server of the queue cannot be used; says why without its address, which may hold a password. */
export class QueueError extends Error {
  override readonly name = 'QueueError';
}
