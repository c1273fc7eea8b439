import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Writes a small service repository of about `files` files: pipeline, manifests, alerts, documents, source code. Always the same. */
export function generateService(folder: string, files: number): { readonly files: number; readonly bytes: number } {
  const fixed: Readonly<Record<string, string>> = {
    '.github/workflows/ci.yml':
      'name: ci\non:\n  pull_request:\n  push:\n    branches: [main]\njobs:\n  test:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: actions/checkout@v4\n      - run: make lint test\n',
    '.github/workflows/deploy.yml':
      'name: deploy\non:\n  push:\n    branches: [main]\njobs:\n  production:\n    runs-on: ubuntu-latest\n    environment: production\n    steps:\n      - run: helm upgrade shop charts/shop --atomic\n',
    Makefile: 'lint:\n\tgo vet ./...\ntest:\n\tgo test ./...\n',
    'go.mod': 'module example.org/shop\n\ngo 1.24\n\nrequire github.com/rs/zerolog v1.33.0\n',
    Dockerfile: 'FROM golang:1.24 AS build\nCOPY . .\nRUN go build -o /shop .\nENTRYPOINT ["/shop"]\n',
    'deploy/alerts.yaml':
      'groups:\n  - name: shop\n    rules:\n      - alert: ShopErrors\n        expr: sum(rate(http_requests_total{code=~"5.."}[5m])) / sum(rate(http_requests_total[5m])) > 0.05\n        labels: { severity: page }\n        annotations: { runbook_url: docs/runbooks/errors.md }\n',
    'docs/runbooks/errors.md':
      '# Shop errors\n\n## When\n\nThe alert ShopErrors fires.\n\n## Diagnose\n\n```sh\nkubectl logs deploy/shop\n```\n\n## Fix\n\n1. Look at the last deployment.\n2. Roll it back.\n3. Tell the team.\n\n## Escalation\n\nCall the second line.\n',
  };
  let bytes = 0;
  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
    bytes += text.length;
  };
  for (const [path, text] of Object.entries(fixed)) write(path, text);
  const rest = files - Object.keys(fixed).length;
  for (let index = 0; index < rest; index++) {
    const body = Array.from({ length: 60 }, (_, line) => `func handler${index}x${line}(value int) int { return value + ${line} }`).join(
      '\n',
    );
    write(`internal/part${index % 7}/file${index}.go`, `package part\n\n${body}\n`);
  }
  return { files, bytes };
}
