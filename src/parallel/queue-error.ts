import { NtkcheckError } from '../limits/error.ts';
/** The server of the queue cannot be used; says why without its address, which may hold a password. */
export class QueueError extends NtkcheckError {
  override readonly name = 'QueueError';
}
