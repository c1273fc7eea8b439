import { createHash, randomBytes } from 'node:crypto';
import type { Database } from '../../store/database.ts';

const name = 'salt of pseudonyms';

/** The salt of the pseudonyms of this store, made when it is asked for first: nobody else can tell a name from its pseudonym by trying. */
export async function saltOf(store: Database): Promise<string> {
  await store.run('insert into setting (name, value) values ($1, $2) on conflict (name) do nothing', [
    name,
    randomBytes(16).toString('hex'),
  ]);
  const [{ value } = { value: '' }] = await store.query<{ value: string }>('select value from setting where name = $1', [name]);
  return value;
}

/** The same text for the same person, whatever the case of the letters; without a salt the name itself. */
export function pseudonym(person: string, salt: string | undefined): string {
  return salt === undefined ? person : createHash('sha256').update(`${salt}${person.toLowerCase()}`).digest('hex').slice(0, 16);
}
