import { expect, test } from 'vitest';
import { withoutSecrets } from './secrets.ts';

test.each([
  ['deploy with ghp_a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8 now', 'deploy with ghp_… now'],
  ['https://ada:hunter2hunter2@registry.example.org/x', 'https://ada:…@registry.example.org/x'],
  ['redis://:hunter2hunter2@cache', 'redis://:hun…@cache'],
  ['Bearer eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N', 'Bearer eyJh…'],
  ['https://hooks.slack.com/services/T0ABCDEFG/B0ABCDEFG/a1B2c3D4e5F6g7H8i9J0k1L2', 'http…'],
  ['https://$USER:$PASSWORD@example.org, git@github.com:acme/shop', 'https://$USER:$PASSWORD@example.org, git@github.com:acme/shop'],
  ['registry.example.org:5000/shop@sha256:abc', 'registry.example.org:5000/shop@sha256:abc'],
])('%s', (text, shown) => {
  expect(withoutSecrets([{ command: text, lines: [1, null, { [text]: true }] }], text)).toEqual([
    { command: shown, lines: [1, null, { [shown]: true }] },
  ]);
});
