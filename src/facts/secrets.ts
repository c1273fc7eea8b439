import { secretPatterns } from './detectors/commands/secrets.data.ts';

/** Secrets that are recognised by their own form, and what stands before the host of an address. */
const forms = [
  ...secretPatterns.map(([, pattern]) => pattern.source),
  String.raw`\beyJ[\w-]{8,300}\.eyJ[\w-]{8,2000}(?:\.[\w-]{8,1000})?`, // https://datatracker.ietf.org/doc/html/rfc7519
  String.raw`(?<=-----BEGIN [A-Z ]{0,20}PRIVATE KEY-----)[\s\\n]{0,4}[\w+/=]{4,4000}`,
  String.raw`(?<=:\/\/)[^\s/:@"'$<>{}]{0,100}:[^\s/@"'$<>{}]{1,200}(?=@)`,
];
const secret = new RegExp(forms.join('|'));
const secrets = new RegExp(secret, 'g');

/** What was found in a text, with only the first letters of the secrets in it: nobody may read them in a report or find them in a cache. */
export function withoutSecrets<Found>(found: Found, text: string): Found {
  return secret.test(text) ? (masked(found) as Found) : found;
}

function masked(value: unknown): unknown {
  if (typeof value === 'string') return value.replace(secrets, match => `${match.slice(0, 4)}…`);
  if (Array.isArray(value)) return value.map(masked);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [String(masked(key)), masked(each)]));
}
