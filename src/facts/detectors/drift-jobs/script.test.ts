import { expect, test } from 'vitest';
import { readScript } from './script.ts';

const plan = 'terraform plan -detailed-exitcode';

test.each([
  ['fails by itself', plan, { failsOnChange: 'yes', ignored: false, piped: false, statusRead: 'no', last: true }],
  ['no option', 'terraform plan -input=false', { failsOnChange: 'no' }],
  [
    'an option in a variable',
    'terraform -chdir=app plan ${DETAILED_EXITCODE} -var-file x',
    { failsOnChange: 'variable', variables: ['DETAILED_EXITCODE'], root: 'app' },
  ],
  ['thrown away', `${plan} || true`, { ignored: true }],
  ['answered with an echo', `${plan} || echo failed`, { ignored: true }],
  ['answered with a command', `${plan} || notify`, { ignored: false, statusRead: 'own' }],
  ['status read', `${plan}\ncode=$?\nif [ $code -eq 2 ]; then exit 1; fi`, { statusRead: 'own' }],
  ['status of a pipe', `${plan} | tee out\ncode=\${PIPESTATUS[0]}\n[ $code -eq 0 ]`, { piped: true, statusRead: 'pipe' }],
  ['output searched', 'terraform plan -no-color > out\ngrep -q "No changes" out', { failsOnChange: 'no', outputRead: true }],
  ['plan as JSON', 'terraform plan -out p\nterraform show -json p | jq ".resource_changes"', { outputRead: true }],
  ['in a folder', `cd live/prod && ${plan}`, { root: 'live/prod' }],
  ['all units', 'terragrunt run-all plan -detailed-exitcode --terragrunt-working-dir live', { tool: 'terragrunt', root: 'live' }],
  ['in a container', 'docker run --rm -v "$PWD:/w" hashicorp/terraform:1.9 plan -detailed-exitcode', { failsOnChange: 'yes' }],
  ['Pulumi', 'pulumi preview --stack prod --expect-no-changes', { tool: 'pulumi', failsOnChange: 'yes' }],
  ['Pulumi without the option', 'pulumi preview', { tool: 'pulumi', failsOnChange: 'no' }],
  ['behind a vault', `aws-vault exec prod -- ${plan}`, { failsOnChange: 'yes' }],
])('a comparison: %s', (_, script, expected) => {
  expect(readScript(script, 1)?.diffs).toMatchObject([expected]);
});

test.each([
  ['printed', 'echo "terraform plan -detailed-exitcode"'],
  ['commented out', '# terraform plan -detailed-exitcode\ntrue'],
  ['without refresh', 'terraform plan -refresh=false -detailed-exitcode'],
  ['planned destruction', 'terraform plan -destroy'],
  ['validation', 'terraform validate && tfsec .'],
])('no comparison: %s', (_, script) => {
  expect(readScript(script, 1)?.diffs ?? []).toEqual([]);
});

test('what a script calls', () => {
  expect(readScript('make production plan MODE=fast\nbash scripts/plan.sh x', 10)?.calls).toEqual([
    { kind: 'make', targets: ['production', 'plan'], variables: { MODE: 'fast' }, line: 10, ignored: false },
    { kind: 'script', targets: ['scripts/plan.sh', 'x'], variables: {}, line: 11, ignored: false },
  ]);
});
