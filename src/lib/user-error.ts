/** A mistake of the caller: what is wrong and what to do about it. Everything else that is thrown is a bug of ours. */
export class UserError extends Error {
  constructor(
    message: string,
    readonly hint: string,
  ) {
    super(message);
  }
}

/** What was asked is right, but something outside of opsex is in the way: a server that is down, a file that another process holds. */
export class Unavailable extends UserError {}
