import { expect, test } from 'vitest';
import { factsOf, flat } from '../testing.ts';
import { readGroovy } from './groovy.ts';

const declarative = `@Library('shared@v2') _
pipeline {
  agent any
  triggers { cron('H 6 * * *') }
  stages {
    stage('Test') {
      steps {
        // sh 'kubectl apply -f .'
        sh 'npx jest'
      }
    }
    stage('Advice') {
      steps {
        sh(script: 'npx eslint .', returnStatus: true)
      }
    }
    stage('Deploy staging') {
      when { branch 'main' }
      steps {
        sh '''
          cd deploy
          helm upgrade shop .
        '''
      }
    }
    stage('Deploy production') {
      when { branch 'main' }
      input { message 'Go?' }
      steps {
        sh "helm upgrade shop . --values prod.yaml"
      }
    }
    stage('Off') {
      when { expression { false } }
      steps { sh 'terraform apply' }
    }
  }
  post { failure { slackSend "failed" } }
}
`;

test('a declarative pipeline', async () => {
  const facts = await factsOf({ Jenkinsfile: declarative });
  expect(flat(facts, 'pipeline.job')).toMatchObject([
    { name: 'Test', tests: 'tests', blocking: 'yes', triggers: ['schedule', 'push'], onChange: 'every_push', line: 6, deploys: 'none' },
    { name: 'Advice', lints: true, blocking: 'no' },
    { name: 'Deploy staging', deploys: 'environment', onChange: 'default_push', production: 'no', gate: 'none', line: 17 },
    { name: 'Deploy production', deploys: 'environment', gate: 'human', production: 'yes' },
    { name: 'Off', enabled: 'no' },
  ]);
  expect(flat(facts, 'pipeline.template')).toMatchObject([{ source: 'shared', pinned: true, line: 1 }]);
  expect(flat(facts, 'pipeline.workflow')).toMatchObject([{ tool: 'jenkins', opaque: false, sharedTemplate: true, line: 2 }]);
});

test('a scripted pipeline with a question between its stages', async () => {
  const facts = await factsOf({
    Jenkinsfile: `node {
  stage('Build') {
    sh 'mvn -B verify'
  }
  stage('Approve') {
    timeout(time: 1, unit: 'DAYS') {
      input message: 'Deploy?'
    }
  }
  stage('Production') {
    def out = sh(script: "kubectl apply -f prod/", returnStdout: true)
  }
}
`,
  });
  expect(flat(facts, 'pipeline.job')).toMatchObject([
    { name: 'Build', tests: 'tests', onChange: 'none', gate: 'none', automatic: 'unknown' },
    { name: 'Approve', gate: 'human' },
    { name: 'Production', deploys: 'environment', gate: 'human', production: 'yes' },
  ]);
});

test('a scripted pipeline without stages', async () => {
  const facts = await factsOf({ Jenkinsfile: "node {\n  checkout scm\n  sh 'npx jest'\n}\n" });
  expect(flat(facts, 'pipeline.job')).toMatchObject([{ name: 'Jenkinsfile', tests: 'tests', line: 1 }]);
});

test('a pipeline that is only a call of a shared library is opaque', async () => {
  const facts = await factsOf({ Jenkinsfile: "@Library('ours') _\nstandardPipeline(service: 'shop')\n" });
  expect(flat(facts, 'pipeline.workflow')).toMatchObject([{ opaque: true, sharedTemplate: true }]);
  expect(flat(facts, 'pipeline.job')).toEqual([]);
});

test('a lock lets one at a time through, requests have a condition of their own', async () => {
  const stages =
    "stage('Unit') {\n when { changeRequest() }\n steps { sh 'pytest' } }\nstage('Deploy production') {\n steps { lock(resource: 'prod') { sh 'helm upgrade shop .' } } }";
  expect(flat(await factsOf({ Jenkinsfile: `pipeline {\nstages {\n${stages}\n} }` }), 'pipeline.job')).toMatchObject([
    { tests: 'tests', onChange: 'pull_request', line: 3 },
    { deploys: 'environment', gate: 'none', production: 'yes', line: 6 },
  ]);
});

test('braces in texts and broken files', () => {
  expect(readGroovy(`echo "a { b" ; stage('x') { sh 'echo }' }`)).toMatchObject([
    { head: 'echo ""' },
    { head: 'stage("")', body: [{ head: 'sh ""' }] },
  ]);
  expect(readGroovy('{'.repeat(100_000)).length).toBeGreaterThanOrEqual(0);
  expect(readGroovy('stage("a')).toMatchObject([{ head: 'stage(""' }]);
});
