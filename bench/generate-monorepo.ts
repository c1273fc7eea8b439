import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * Writes a monorepo of some `files` files as large organisations have them: services in four languages with tests, manifests, charts, alerts,
 * pipelines and documents, and many files that nobody has to parse. Always the same.
 */
export function generateMonorepo(folder: string, files: number): { readonly files: number; readonly bytes: number } {
  let bytes = 0;
  let written = 0;
  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
    bytes += text.length;
    written++;
  };
  write('.github/workflows/ci.yml', workflow('ci', 'make test'));
  for (let index = 0; written < files; index++) {
    for (const [path, text] of serviceFiles(index)) if (written < files) write(path, text);
  }
  return { files: written, bytes };
}

const filesPerService = 120;
type File = readonly [path: string, text: string];

function serviceFiles(index: number): readonly File[] {
  const name = `service-${index}`;
  const language = languages[index % languages.length];
  if (!language) return [];
  const source = Array.from({ length: filesPerService - 22 }, (_, at): File => {
    const folder = ['src', 'internal', 'lib', 'test'][at % 4] ?? 'src';
    return [`services/${name}/${folder}/part${at % 9}/file${at}${language.extension}`, language.source(at)];
  });
  return [
    ...source,
    ...Array.from(
      { length: 8 },
      (_, at): File => [`services/${name}/assets/icon${at}.svg`, `<svg viewBox="0 0 ${at} ${at}"><path d="M0 0"/></svg>\n`],
    ),
    ...Array.from(
      { length: 4 },
      (_, at): File => [`services/${name}/testdata/case${at}.json`, `{ "case": ${at}, "values": [${at}, 2, 3] }\n`],
    ),
    [`services/${name}/${language.manifest}`, language.dependencies],
    [`services/${name}/Dockerfile`, 'FROM debian:12 AS build\nCOPY . .\nENTRYPOINT ["/app"]\n'],
    [`services/${name}/README.md`, `# ${name}\n\nServes one part of the shop.\n\n## Run it\n\n    make run\n`],
    [`services/${name}/docs/runbook.md`, runbook(name)],
    [`services/${name}/docs/design.md`, design(name)],
    [`services/${name}/deploy/deployment.yaml`, deployment(name)],
    [`services/${name}/deploy/alerts.yaml`, alerts(name)],
    [`services/${name}/deploy/values.yaml`, `image:\n  tag: "1.${index}.0"\nreplicas: 3\n`],
    [`.github/workflows/${name}.yml`, workflow(name, `make -C services/${name} test`)],
    [`infra/${name}/main.tf`, `resource "aws_sqs_queue" "${name}" {\n  name = "${name}"\n}\n`],
  ];
}

interface Language {
  readonly extension: string;
  readonly manifest: string;
  readonly dependencies: string;
  source(at: number): string;
}

const languages: readonly Language[] = [
  {
    extension: '.go',
    manifest: 'go.mod',
    dependencies: 'module example.org/s\n\ngo 1.24\n\nrequire github.com/rs/zerolog v1.33.0\n',
    source: at =>
      `package part\n\nimport "fmt"\n\n${lines(step => `func step${step}(value int) int {\n\tfmt.Println(value)\n\treturn value + ${step}\n}`, at)}\n`,
  },
  {
    extension: '.ts',
    manifest: 'package.json',
    dependencies: '{ "name": "s", "dependencies": { "pino": "9.0.0", "express": "5.0.0" }, "scripts": { "test": "vitest run" } }\n',
    source: at =>
      `import { other } from './other';\n\n${lines(step => `export function step${step}(value: number): number {\n  return other(value) + ${step};\n}`, at)}\n`,
  },
  {
    extension: '.py',
    manifest: 'requirements.txt',
    dependencies: 'flask==3.0.0\nstructlog==24.1.0\n',
    source: at => `import json\n\n${lines(step => `def step_${step}(value):\n    return json.dumps({"value": value + ${step}})\n`, at)}\n`,
  },
  {
    extension: '.java',
    manifest: 'pom.xml',
    dependencies: '<project><artifactId>s</artifactId><dependencies></dependencies></project>\n',
    source: at =>
      `package org.example;\n\nclass File${at} {\n${lines(step => `  int step${step}(int value) {\n    return value + ${step};\n  }`, at)}\n}\n`,
  },
];

function lines(line: (at: number) => string, seed: number): string {
  return Array.from({ length: 15 + (seed % 30) }, (_, at) => line(at)).join('\n');
}

function workflow(name: string, command: string): string {
  return `name: ${name}\non:\n  pull_request:\njobs:\n  test:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: actions/checkout@v4\n      - run: ${command}\n`;
}

function runbook(name: string): string {
  return `# Runbook: ${name} is slow\n\n## Symptoms\n\nThe alert fires.\n\n## Diagnose\n\n\`\`\`sh\nkubectl logs deploy/${name}\n\`\`\`\n\n## Fix\n\n1. Look at the last deployment.\n2. Roll it back.\n\n## Escalation\n\nCall the second line.\n`;
}

function design(name: string): string {
  return `# Design of ${name}\n\n${Array.from({ length: 12 }, (_, at) => `## Part ${at}\n\nIt reads what the part before wrote, and writes what the next one reads.\n`).join('\n')}`;
}

function deployment(name: string): string {
  return `apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: ${name}\n  namespace: shop-production\nspec:\n  replicas: 3\n  selector:\n    matchLabels: { app: ${name} }\n  template:\n    metadata:\n      labels: { app: ${name} }\n    spec:\n      containers:\n        - name: app\n          image: registry.example.org/${name}:1.0.0\n          readinessProbe:\n            httpGet: { path: /ready, port: 8080 }\n`;
}

function alerts(name: string): string {
  return `groups:\n  - name: ${name}\n    rules:\n      - alert: Errors\n        expr: sum(rate(http_requests_total{app="${name}",code=~"5.."}[5m])) / sum(rate(http_requests_total{app="${name}"}[5m])) > 0.05\n        labels: { severity: page }\n        annotations: { runbook_url: services/${name}/docs/runbook.md }\n`;
}
