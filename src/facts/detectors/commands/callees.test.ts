import { expect, test } from 'vitest';
import { parseFile } from '../../detect.ts';
import { type Callee, callees } from './callees.ts';
import { isCall } from './effects.ts';

/** What each callee of a file does: `name: effect@line, runner target`. */
function read(path: string, text: string): readonly string[] {
  const found = parseFile(path, text, [callees]).findings[0]?.[1] ?? [];
  return (found as Callee[]).map(({ name, reading, idle }) => {
    const items = reading.map(item =>
      isCall(item) ? `${item.runner} ${item.target}` : `${item.does}@${item.line}${item.blocking ? '' : '?'}`,
    );
    return `${name}: ${idle ? 'idle' : items.join(', ')}`;
  });
}

test('targets of a Makefile', () => {
  const text = `GO ?= go
XARGS ?= $(shell which gxargs)
.PHONY: test
test: ## runs the tests, set FLAGS=-v for more
test: generate
	@$(GO) test ./... \\
	  -race
check: ; $(GOLANGCI_LINT) run
render:
	find . -name '*.yaml' | $(XARGS) -I{} $(KUBECONFORM) {}
flaky:
	-npx jest
help:
	@echo "make test"
# deploy:
#	kubectl apply -f k8s
ship: VERSION = 1
`;
  expect(read('Makefile', text)).toEqual([
    'test: make generate, test@6',
    'check: lint@8',
    'render: validate@10',
    'flaky: test@12?',
    'help: idle',
  ]);
});

test('scripts of a package', () => {
  const text = '{\n"scripts": {\n"pretest": "eslint .",\n"test": "jest --ci",\n"build": "tsc && vite build",\n"ci": "npm run lint"\n}}';
  expect(read('web/package.json', text)).toEqual(['pretest: lint@3', 'test: lint@3, test@4', 'build: lint@5', 'ci: npm lint']);
});

test('tasks, recipes and script files', () => {
  expect(
    read('Taskfile.yml', 'version: 3\ntasks:\n  test:\n    deps: [gen]\n    cmds:\n      - go test ./...\n      - task: lint\n'),
  ).toEqual(['test: task gen, test@6, task lint']);
  expect(read('justfile', 'test: build\n  cargo test\n\n# deploy:\nlint:\n  -cargo clippy\n')).toEqual([
    'test: just build, test@2',
    'lint: lint@6?',
  ]);
  expect(read('scripts/ci.sh', '#!/bin/sh\ngo vet ./...\ngo test ./...\n')).toEqual([': lint@2?, test@3']);
  expect(read('scripts/ci.sh', '#!/bin/sh\nset -eu\ngo vet ./...\ngo test ./...\n')).toEqual([': lint@3, test@4']);
});

test('services of Compose', () => {
  const text = `services:
  unit:
    build: { context: .., target: ci }
    command: ["make test"]
  e2e:
    entrypoint: ["sh", "-c"]
    command: ["npx playwright test && npx eslint ."]
  wait:
    command: echo ready
  db:
    image: postgres
`;
  expect(read('ci/docker-compose-ci.yml', text)).toEqual(['unit: make test', 'e2e: test@7, smoke@7, lint@7', 'wait: idle']);
});
