import { expect, test } from 'vitest';
import { factsOf, flat } from '../testing.ts';

test.each([
  [
    'a default owner',
    { '.github/CODEOWNERS': '# owners\n* @acme/platform\n/infra @acme/sre # comment\n' },
    [{ rules: 2, catchAll: true, valid: true, line: 2 }],
  ],
  ['only paths', { CODEOWNERS: '/infra/ @acme/sre\n' }, [{ rules: 1, catchAll: false, valid: true, line: 1 }]],
  ['a mail address', { CODEOWNERS: '*.ts dev@example.org\n' }, [{ rules: 1, valid: true }]],
  ['a plain list of names', { CODEOWNERS: '- anna\n- ben\n' }, [{ rules: 0, catchAll: false, valid: false, line: 1 }]],
  ['everything commented out', { CODEOWNERS: '# * @acme/platform\n' }, [{ rules: 0, valid: false }]],
  ['a pattern without owner', { CODEOWNERS: '/apps/\n' }, [{ rules: 0, valid: false }]],
  [
    'sections with a default owner',
    { '.gitlab/CODEOWNERS': '[Database][2] @acme/dba\nmodel/db/\n[Docs]\ndocs/ @acme/writers\nREADME.md\n' },
    [{ rules: 2, catchAll: false, line: 2 }],
  ],
  ['the docs folder', { 'docs/CODEOWNERS': '* @anna\n' }, [{ rules: 1, catchAll: true, path: 'docs/CODEOWNERS' }]],
  ['two files: GitHub reads one', { '.github/CODEOWNERS': '* @anna\n', CODEOWNERS: '* @ben\n' }, [{ path: '.github/CODEOWNERS' }]],
  ['a file elsewhere', { 'templates/CODEOWNERS': '* @anna\n' }, []],
])('CODEOWNERS with %s', async (_, files, expected) => {
  const facts = flat(await factsOf(files as unknown as Record<string, string>), 'repository.codeowners');
  expect(facts).toHaveLength(expected.length);
  expect(facts).toMatchObject(expected);
});
