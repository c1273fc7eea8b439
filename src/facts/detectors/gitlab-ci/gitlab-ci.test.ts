import { expect, test } from 'vitest';
import { factsOf, flat } from '../testing.ts';

const root = '.gitlab-ci.yml';

async function jobs(files: Record<string, string> | string): Promise<readonly Record<string, unknown>[]> {
  return flat(await factsOf(typeof files === 'string' ? { [root]: files } : files), 'pipeline.job');
}

test.each<[string, string, Record<string, unknown>]>([
  ['without rules', '', { triggers: ['push'], onChange: 'every_push' }],
  [
    'in merge requests',
    '  rules:\n    - if: $CI_PIPELINE_SOURCE == "merge_request_event"\n',
    { triggers: ['pull_request'], onChange: 'pull_request' },
  ],
  ['on the default branch', '  rules:\n    - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH\n', { onChange: 'default_push' }],
  ['on a schedule', '  rules:\n    - if: $CI_PIPELINE_SOURCE == "schedule"\n', { triggers: ['schedule'], onChange: 'none' }],
  ['on tags', '  rules:\n    - if: $CI_COMMIT_TAG\n', { triggers: ['tag'] }],
  ['never', '  rules:\n    - when: never\n', { enabled: 'no' }],
  ['if a variable says so', '  rules:\n    - if: $RUN_TESTS\n', { enabled: 'unknown' }],
  ['only in merge requests', '  only: [merge_requests]\n', { triggers: ['pull_request'] }],
  ['only on main', '  only:\n    refs: [main]\n', { triggers: ['push_default'] }],
  ['except on main', '  except: [main]\n', { triggers: ['push'] }],
  ['that may fail', '  allow_failure: true\n', { tests: 'tests', blocking: 'no' }],
])('a test job %s', async (_, text, expected) => {
  expect((await jobs(`unit:\n  script:\n    - npm ci\n    - npx jest\n${text}`))[0]).toMatchObject({
    tests: 'tests',
    name: 'unit',
    line: 1,
    ...expected,
  });
});

test('extends, references, default scripts and local includes are put together', async () => {
  const found = await jobs({
    [root]: `include:
  - local: /ci/*.yml
.base:
  before_script:
    - terraform init
  rules:
    - if: $CI_PIPELINE_SOURCE == 'merge_request_event'
plan:
  extends: .base
  script:
    - !reference [.shared, script]
`,
    'ci/shared.yml': '.shared:\n  script:\n    - terraform plan\nunit:\n  script: make test\n',
    Makefile: 'test:\n\tgo test ./...\n',
    'other/.gitlab-ci.yml': 'unit:\n  script: pytest\n',
  });
  expect(found).toHaveLength(2);
  expect(found.find(({ name }) => name === 'plan')).toMatchObject({ plans: 'plan', onChange: 'pull_request', path: root, line: 8 });
  expect(found.find(({ name }) => name === 'unit')).toMatchObject({ tests: 'tests', path: 'ci/shared.yml', line: 4 });
});

test('environments and gates', async () => {
  const facts = await factsOf({
    [root]: `stages: [staging, check, production]
deploy-staging:
  stage: staging
  script: helm upgrade shop chart
  environment: staging
smoke:
  stage: check
  script: curl -f https://staging.example.org/health
deploy-production:
  stage: production
  script: helm upgrade shop chart
  environment:
    name: production
    url: https://example.org
  rules:
    - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH
      when: manual
review:
  stage: staging
  script: helm upgrade review chart
  environment: { name: review/$CI_COMMIT_REF_SLUG, on_stop: stop }
stop:
  stage: staging
  script: helm upgrade review chart --set replicas=0
  when: manual
  environment: { name: review/$CI_COMMIT_REF_SLUG, action: stop }
main-site:
  stage: production
  script: helm upgrade site chart
  environment: { name: blue, deployment_tier: production }
`,
  });
  const byName = new Map(flat(facts, 'pipeline.job').map(job => [job.name, job]));
  expect(byName.get('deploy-staging')).toMatchObject({
    deploys: 'environment',
    environment: 'staging',
    production: 'no',
    gate: 'settings',
  });
  expect(byName.get('smoke')).toMatchObject({ verifies: true, deploys: 'none' });
  expect(byName.get('deploy-production')).toMatchObject({
    environment: 'production',
    production: 'yes',
    gate: 'human',
    onChange: 'default_push',
  });
  expect(byName.get('review')).toMatchObject({ environment: 'review/*', production: 'no' });
  expect(byName.get('stop')).toMatchObject({ deploys: 'none' });
  expect(byName.get('main-site')).toMatchObject({ environment: 'production', production: 'yes', gate: 'settings' });
});

test.each<[string, string, Record<string, unknown>[]]>([
  ['a hidden job', '.unit:\n  script: pytest\n', []],
  ['a job that only prints', 'unit:\n  script:\n    # - pytest\n    - echo pytest\n', [{ tests: 'none', line: 1 }]],
  ...['prepare', 'verify', 'access', 'stop'].map((action): [string, string, Record<string, unknown>[]] => [
    `an environment that is touched to ${action}`,
    `touch:\n  script: helm upgrade shop chart\n  environment: { name: production, action: ${action} }\n`,
    [{ deploys: 'none' }],
  ]),
  [
    'a manual job outside of rules is optional: it stops nobody',
    'stages: [ask, live]\nask:\n  stage: ask\n  when: manual\n  script: echo go\nship:\n  stage: live\n  script: helm upgrade shop chart\n',
    [{ gate: 'human' }, { deploys: 'environment', gate: 'none', line: 6 }],
  ],
  [
    'a manual job in rules is waited for',
    'stages: [ask, live]\nask:\n  stage: ask\n  rules: [{ when: manual }]\n  script: echo go\nship:\n  stage: live\n  script: helm upgrade shop chart\n',
    [{ gate: 'human' }, { deploys: 'environment', gate: 'human', line: 6 }],
  ],
  [
    'one deployment at a time is no gate, and the name of the file no environment',
    'ship:\n  script: helm upgrade shop chart\n  resource_group: shop\n',
    [{ deploys: 'environment', gate: 'none', production: 'unknown' }],
  ],
  [
    'scans of templates may fail',
    'include:\n  - template: Security/Secret-Detection.gitlab-ci.yml\n  - template: DAST.gitlab-ci.yml\n',
    [{ scans: 'advisory' }, { scans: 'advisory', line: 3 }],
  ],
  [
    'Auto DevOps is not for developers',
    'include:\n  - template: Auto-DevOps.gitlab-ci.yml\n',
    [{ deploys: 'environment', environment: '', production: 'unknown' }],
  ],
])('%s', async (_, text, expected) => {
  const found = await jobs(text);
  expect(found).toHaveLength(expected.length);
  expect(found).toMatchObject(expected);
});

test('templates and shared includes', async () => {
  const facts = await factsOf({
    [root]: `include:
  - template: Jobs/SAST.gitlab-ci.yml
  - project: platform/ci
    ref: v2.1
    file: /build.yml
  - component: gitlab.example.org/platform/test/unit@main
`,
  });
  expect(flat(facts, 'pipeline.job')).toMatchObject([{ scans: 'advisory', line: 2 }]);
  expect(flat(facts, 'pipeline.template')).toMatchObject([
    { source: 'platform/ci', pinned: true, role: 'uses', line: 3 },
    { source: 'gitlab.example.org/platform/test/unit', pinned: false, line: 6 },
  ]);
  expect(flat(facts, 'pipeline.workflow')).toMatchObject([{ sharedTemplate: true, opaque: true }]);
});

test('odd shapes yield nothing and do not fail', async () => {
  for (const text of [
    '',
    '3',
    'a: 1\n',
    'a: {script: {b: 1}}\n',
    'a:\n  extends: a\n',
    'a:\n  script: !reference [a, script]\n',
    'include: {}\n',
  ]) {
    expect((await jobs(text)).length).toBeLessThanOrEqual(1);
  }
});
