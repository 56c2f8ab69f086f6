import { NtkcheckError } from '../limits/error.ts';

/** The server of the queue cannot be used; says why without its address, which may hold a password. */
export class QueueError extends NtkcheckError {
  override readonly name: string = 'QueueError';
}

/** A block that its worker failed on: another one may do it. */
export class BlockFailed extends QueueError {
  override readonly name = 'BlockFailed';
}
