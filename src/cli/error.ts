export { reasonOf } from '../files/reason.ts';
export { InputError } from '../limits/error.ts';
export { excerpt } from '../limits/excerpt.ts';
