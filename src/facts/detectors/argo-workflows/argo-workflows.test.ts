import { expect, test } from 'vitest';
import { factsOf, flat } from '../testing.ts';

const workflow = (kind: string, entry: string, spec = '') => `apiVersion: argoproj.io/v1alpha1
kind: ${kind}
metadata:
  name: release
spec:${spec}
  entrypoint: main
  templates:
    - name: main
${entry}
    - name: test
      container:
        image: golang
        command: [go, test, ./...]
    - name: wait
      suspend: {}
    - name: short
      suspend:
        duration: "20"
    - name: deploy
      script:
        image: helm
        command: [sh]
        source: |
          # kubectl apply -f never
          helm upgrade shop . --namespace production
`;
const steps = `      steps:
        - - name: unit
            template: test
        - - name: approve
            template: wait
        - - name: deploy-production
            template: deploy
`;

test('steps with a pause that waits for a person', async () => {
  const facts = await factsOf({ 'ci/release.yaml': workflow('WorkflowTemplate', steps) });
  expect(flat(facts, 'pipeline.workflow')).toMatchObject([{ tool: 'argo-workflows', name: 'release', opaque: false, line: 1 }]);
  expect(flat(facts, 'pipeline.job')).toMatchObject([
    { name: 'unit', tests: 'tests', onChange: 'none', line: 10 },
    { name: 'approve', gate: 'human' },
    { name: 'deploy-production', deploys: 'environment', production: 'yes', gate: 'human', enabled: 'unknown' },
  ]);
});

test.each([
  ['a pause that ends by itself', steps.replace('template: wait', 'template: short'), 'none'],
  [
    'tasks of a graph',
    `      dag:
        tasks:
          - name: deploy-production
            template: deploy
            depends: "approve.Succeeded && unit"
          - name: unit
            template: test
          - name: approve
            template: wait
            dependencies: [unit]
`,
    'human',
  ],
  [
    'a task that does not wait for the pause',
    '      dag:\n        tasks:\n          - { name: approve, template: wait }\n          - { name: deploy-production, template: deploy }\n',
    'none',
  ],
])('%s', async (_, entry, gate) => {
  const jobs = flat(await factsOf({ 'ci/release.yaml': workflow('Workflow', entry) }), 'pipeline.job');
  expect(jobs.filter(job => job.name === 'deploy-production')).toMatchObject([{ gate, deploys: 'environment' }]);
});

test('a schedule', async () => {
  const text = workflow('CronWorkflow', steps, '\n  schedule: "0 4 * * *"').replace('  entrypoint', '  workflowSpec: {}\n  entrypoint');
  const nested = text.replace('  workflowSpec: {}\n', '');
  expect(flat(await factsOf({ 'ci/release.yaml': nested }), 'pipeline.workflow')).toMatchObject([
    { triggers: ['schedule'], enabled: 'yes' },
  ]);
});

test('a workflow that processes data is no pipeline', async () => {
  const text = workflow(
    'Workflow',
    '      steps:\n        - - { name: convert, template: convert }\n        - - { name: look, template: wait }\n',
  ).replace(
    '    - name: wait',
    '    - name: convert\n      container: { image: gdal, command: [node, /app/convert.js] }\n    - name: wait',
  );
  const facts = await factsOf({ 'workflows/convert.yaml': text });
  expect(flat(facts, 'pipeline.workflow')).toEqual([]);
  expect(flat(facts, 'pipeline.job')).toEqual([]);
});

test('a script in another language', async () => {
  const text = workflow('Workflow', '      steps:\n        - - { name: calculate, template: deploy }\n').replace(
    'command: [sh]',
    'command: [python]',
  );
  expect(flat(await factsOf({ 'workflows/a.yaml': text }), 'pipeline.job')).toEqual([]);
});
