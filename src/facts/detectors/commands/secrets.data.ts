/** Tokens that are recognised by their own form. */
export const secretPatterns: readonly (readonly [rule: string, pattern: RegExp])[] = [
  ['aws-access-key', /\b(?:AKIA|ASIA)[0-9A-Z]{16}\b/], // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html
  ['github-token', /\bgh[pousr]_[A-Za-z0-9]{36}\b|\bgithub_pat_\w{60,90}\b/],
  ['gitlab-token', /\bgl(?:pat|ptt|dt|rt|cbt)-[\w-]{20,60}\b/],
  ['slack-token', /\bxox[abprs]-[\w-]{20,100}\b/],
  ['slack-webhook', /https:\/\/hooks\.slack\.com\/services\/T\w{6,14}\/B\w{6,14}\/\w{20,30}/],
  ['private-key', /-----BEGIN (?:[A-Z]{2,10} )?PRIVATE KEY-----/],
  ['google-api-key', /\bAIza[\w-]{35}\b/],
  ['stripe-key', /\b[rs]k_live_\w{20,60}\b/],
  ['npm-token', /\bnpm_[A-Za-z0-9]{36}\b/],
  ['docker-token', /\bdckr_pat_[\w-]{20,40}\b/],
];

/** Keys whose value is a secret, not the name or place of one. */
export const secretKeys = /(?:password|passwd|secret|secret_?key|token|api_?key|access_?key|auth_?key|private_?key)$/i;

/** Parts of values that stand for no real secret. */
export const stubs: readonly string[] = [
  'example',
  'test',
  'dummy',
  'fake',
  'mock',
  'sample',
  'placeholder',
  'changeme',
  'change-me',
  'change_me',
  'password',
  'passw0rd',
  'postgres',
  'secret',
  'yourtoken',
  'your-',
  'your_',
  'redacted',
  'notreal',
  'not-a-real',
  'localhost',
  'xxxx',
  '0000000',
  '1234567',
  'abcdef',
];
