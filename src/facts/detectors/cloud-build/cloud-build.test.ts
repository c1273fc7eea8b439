import { expect, test } from 'vitest';
import { factsOf, flat } from '../testing.ts';

const build = `steps:
  - name: golang
    entrypoint: bash
    args: ['-c', 'go test ./...']
  - id: deploy
    name: gcr.io/google.com/cloudsdktool/cloud-sdk
    entrypoint: gcloud
    args: [run, deploy, shop, --image, shop]
  - name: gcr.io/cloud-builders/kubectl
    args:
      - apply
      - -f=prod.yaml
`;

test('steps without a known trigger', async () => {
  const facts = flat(await factsOf({ 'cloudbuild.yaml': build }), 'pipeline.job');
  expect(facts).toMatchObject([
    { name: 'step 1', tests: 'tests', onChange: 'none', automatic: 'unknown', enabled: 'unknown', line: 2 },
    { name: 'deploy', deploys: 'environment', command: 'gcloud run deploy shop --image shop', line: 5 },
    { deploys: 'environment', command: 'kubectl apply -f=prod.yaml' },
  ]);
});

test('a trigger in Terraform', async () => {
  const trigger = (body: string) => `resource "google_cloudbuild_trigger" "x" {\n  filename = "cloudbuild.yaml"\n${body}\n}\n`;
  const pull = await factsOf({
    'cloudbuild.yaml': build,
    'ci.tf': trigger('  github {\n    pull_request {\n      branch = "^main$"\n    }\n  }'),
  });
  expect(flat(pull, 'pipeline.job')[0]).toMatchObject({ onChange: 'pull_request', enabled: 'yes', gate: 'none' });
  const approved = await factsOf({
    'cloudbuild.yaml': build,
    'ci.tf': trigger('  github {\n    push {\n      branch = "^main$"\n    }\n  }\n  approval_config {\n    approval_required = true\n  }'),
  });
  expect(flat(approved, 'pipeline.job')[1]).toMatchObject({ onChange: 'default_push', gate: 'human', deploys: 'environment' });
});

test('a list of something else', async () => {
  expect(flat(await factsOf({ 'cloudbuild.yaml': 'steps: 3\n' }), 'pipeline.job')).toEqual([]);
});
