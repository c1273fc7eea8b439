import { userInfo } from 'node:os';

/** How whoever sits at the machine is called in statements and in the audit log. */
export function ownName(): string {
  try {
    return userInfo().username;
  } catch {
    return 'owner'; // a user id without an entry, as in containers
  }
}
