/** A mistake of the caller: what is wrong and what to do about it. Everything else that is thrown is a bug of ours. */
export class UserError extends Error {
  constructor(
    message: string,
    readonly hint: string,
  ) {
    super(message);
  }
}
