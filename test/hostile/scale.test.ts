import { expect, test } from 'vitest';
import type { Files } from '../repository.ts';
import { hostileRepository, outputOf, survive, workflow } from './hostile.ts';

const range = (length: number) => Array.from({ length }, (_, index) => index);
const from = (length: number, file: (index: number) => readonly [string, string]): Files => Object.fromEntries(range(length).map(file));
const jobs = (count: number, job: (index: number) => string) =>
  `on: pull_request\njobs:\n${range(count)
    .map(index => `  j${index}:\n${job(index)}`)
    .join('')}`;

test.each<[string, Files]>([
  [
    'jobs that need each other',
    {
      '.github/workflows/ci.yml': jobs(
        10_000,
        index => `    needs: [j${(index + 1) % 10_000}, j${(index * 7) % 10_000}]\n    steps: [{ run: npm test }]\n`,
      ),
    },
  ],
  [
    'jobs that all need the same',
    {
      '.github/workflows/ci.yml': jobs(
        3000,
        index =>
          `    needs: [${range(Math.min(index, 60))
            .map(each => `j${each}`)
            .join(', ')}]\n    steps: [{ run: terraform apply }]\n`,
      ),
    },
  ],
  [
    'workflows that use each other',
    from(300, index => [
      `.github/workflows/w${index}.yml`,
      `on: { workflow_call: {}, push: {} }\njobs:\n  a: { uses: ./.github/workflows/w${(index + 1) % 300}.yml }\n  b: { uses: ./.github/workflows/w${(index * 7) % 300}.yml }\n  c: { uses: ./.github/workflows/w${index}.yml }\n`,
    ]),
  ],
  [
    'actions that use each other',
    {
      ...from(200, index => [
        `actions/a${index}/action.yml`,
        `runs:\n  using: composite\n  steps:\n    - uses: ./actions/a${(index + 1) % 200}\n    - uses: ./actions/a${(index * 3) % 200}\n    - run: npm test\n`,
      ]),
      '.github/workflows/ci.yml': `${workflow}      - uses: ./actions/a0\n`,
    },
  ],
  [
    'GitLab files that include each other',
    {
      '.gitlab-ci.yml': 'include: [{ local: ci/f0.yml }, { local: .gitlab-ci.yml }]\n',
      ...from(200, index => [
        `ci/f${index}.yml`,
        `include:\n  - local: ci/f${(index + 1) % 200}.yml\n  - local: 'ci/*.yml'\njob${index}:\n  script: [npm test]\n`,
      ]),
    },
  ],
  [
    'GitLab jobs that extend each other',
    {
      '.gitlab-ci.yml': range(2000)
        .map(
          index =>
            `j${index}:\n  extends: [j${(index + 1) % 2000}, j${(index * 7) % 2000}]\n  script:\n    - !reference [j${(index + 3) % 2000}, script]\n`,
        )
        .join(''),
    },
  ],
  [
    'make targets that call each other',
    {
      Makefile: range(5000)
        .map(index => `t${index}: t${(index + 1) % 5000} t${(index * 7) % 5000}\n\t$(MAKE) t${(index + 3) % 5000}\n`)
        .join(''),
      '.github/workflows/ci.yml': workflow.replace('npm test', 'make t0'),
    },
  ],
  [
    'scripts of npm that run each other',
    {
      'package.json': JSON.stringify({
        scripts: Object.fromEntries(
          range(2000).map(index => [`s${index}`, `npm run s${(index + 1) % 2000} && npm run s${(index * 7) % 2000} && npm test`]),
        ),
      }),
      '.github/workflows/ci.yml': workflow.replace('npm test', 'npm run s0'),
    },
  ],
  [
    'shell scripts that call each other',
    {
      ...from(300, index => [
        `scripts/s${index}.sh`,
        `./scripts/s${(index + 1) % 300}.sh\nbash scripts/s${(index * 7) % 300}.sh\nmake -C . all\n`,
      ]),
      '.github/workflows/ci.yml': workflow.replace('npm test', './scripts/s0.sh'),
    },
  ],
  [
    'Terragrunt files that include each other',
    from(300, index => [
      `live/u${index}/terragrunt.hcl`,
      `include "a" {\n  path = "../u${(index + 1) % 300}/terragrunt.hcl"\n}\ninclude "b" {\n  path = find_in_parent_folders()\n}\nterraform {\n  source = "../u${(index * 7) % 300}"\n}\ndependency "d" {\n  config_path = "../u${(index + 2) % 300}"\n}\n`,
    ]),
  ],
  [
    'modules of Terraform that use each other',
    from(300, index => [
      `modules/m${index}/main.tf`,
      `module "a" {\n  source = "../m${(index + 1) % 300}"\n}\nmodule "b" {\n  source = "../m${(index * 7) % 300}"\n}\nmodule "c" {\n  source = "./"\n}\n`,
    ]),
  ],
  [
    'kustomizations that use each other',
    from(300, index => [
      `k/o${index}/kustomization.yaml`,
      `kind: Kustomization\nresources: [../o${(index + 1) % 300}, ../o${(index * 7) % 300}, ., ../..]\n`,
    ]),
  ],
  [
    'applications of Argo CD that hold each other',
    from(500, index => [
      `apps/a${index}/app.yaml`,
      `apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: { name: a${index} }\nspec:\n  source: { repoURL: https://github.com/acme/apps, path: apps/a${(index + 1) % 500} }\n  destination: { namespace: production }\n  syncPolicy: { automated: { selfHeal: true } }\n`,
    ]),
  ],
  [
    'charts of Helm that depend on each other',
    from(300, index => [
      `charts/c${index}/Chart.yaml`,
      `apiVersion: v2\nname: c${index}\ndependencies:\n  - { name: c${(index + 1) % 300}, repository: "file://../c${(index + 1) % 300}", version: 1.0.0 }\n`,
    ]),
  ],
  [
    'routes of Alertmanager below each other',
    {
      'alertmanager.yml': `receivers: [{ name: a }]\nroute: ${'{ receiver: a, routes: ['.repeat(1000)}{ receiver: a }${'] }'.repeat(1000)}\n`,
    },
  ],
  [
    'routes of Alertmanager beside each other',
    {
      'alertmanager.yml': `receivers:\n${range(5000)
        .map(index => `  - { name: r${index}, pagerduty_configs: [{ routing_key_file: a }] }\n`)
        .join('')}route:\n  receiver: r0\n  routes:\n${range(5000)
        .map(index => `    - { receiver: r${index}, matchers: [severity="critical", team="t${index}"], continue: true }\n`)
        .join('')}`,
      'alerts/rules.yml': `groups:\n  - rules:\n${range(2000)
        .map(index => `      - { alert: A${index}, expr: up == 0, labels: { severity: critical, team: t${index} } }\n`)
        .join('')}`,
    },
  ],
  [
    'Jenkins stages within stages',
    { Jenkinsfile: `pipeline { stages { ${"stage('a') { stages { ".repeat(1000)}${'} } '.repeat(1000)} } }` },
  ],
  [
    'tasks of Tekton that need each other',
    {
      'tekton/pipeline.yaml': `apiVersion: tekton.dev/v1\nkind: Pipeline\nmetadata: { name: a }\nspec:\n  tasks:\n${range(3000)
        .map(index => `    - { name: t${index}, runAfter: [t${(index + 1) % 3000}], taskRef: { name: t${(index * 7) % 3000} } }\n`)
        .join('')}`,
    },
  ],
  [
    'locals of Terraform that mean each other',
    {
      'main.tf': `locals {\n${range(3000)
        .map(index => `  l${index} = local.l${(index + 1) % 3000}\n`)
        .join('')}}\nresource "aws_cloudwatch_metric_alarm" "a" {\n  alarm_actions = [local.l0]\n  alarm_name = local.l1\n}\n`,
    },
  ],
  [
    'parts of CloudFormation that mean each other',
    {
      'template.yaml': `AWSTemplateFormatVersion: '2010-09-09'\nResources:\n${range(2000)
        .map(
          index =>
            `  R${index}: { Type: 'AWS::CloudWatch::Alarm', DependsOn: R${(index + 1) % 2000}, Properties: { AlarmActions: [!Ref R${(index * 7) % 2000}] } }\n`,
        )
        .join('')}`,
    },
  ],
])(
  '%s without end are followed to an end',
  (_, files) => {
    const root = hostileRepository(files);
    survive(root, { seconds: 40 });
    outputOf(['assess', root, '--json'], { seconds: 40 });
  },
  90_000,
);

test('200,000 alerts in a file of 2 MB are read or the file is unread with the reason', () => {
  const line = (index: number) => `  - {alert: A${index},expr: b}\n`;
  const rules = (count: number) => `groups:\n- rules:\n${range(count).map(line).join('')}`;
  const root = hostileRepository({
    'alerts/most.yml': rules(60_000).slice(0, 2 * 1024 * 1024 - 100),
    'alerts/more.yml': rules(200_000),
    'alerts/some.yml': rules(5000),
  });
  const { facts, unread } = survive(root, { seconds: 60, megabytes: 1500 });
  expect(facts.filter(({ origin }) => origin.kind === 'file' && origin.path === 'alerts/some.yml')).toHaveLength(5000);
  expect(unread['alerts/more.yml']).toMatch(/^is larger than 2 MB/);
}, 120_000);

test('10,000 services and as many pipelines are told apart', () => {
  const root = hostileRepository(
    from(10_000, index => [
      `services/s${index}/catalog-info.yaml`,
      `apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata: { name: s${index} }\nspec: { type: service, lifecycle: production, owner: team-${index % 40} }\n`,
    ]),
  );
  const { facts } = survive(root, { seconds: 60, megabytes: 1500 });
  expect(facts.filter(({ kind }) => kind === 'service')).toHaveLength(10_000);
  outputOf(['assess', root], { seconds: 60, megabytes: 1500 });
}, 150_000);
