import { expect, test } from 'vitest';
import { factsOf, flat } from '../testing.ts';

const pipeline = `apiVersion: deploy.cloud.google.com/v1
kind: DeliveryPipeline
metadata:
  name: shop
serialPipeline:
  stages:
    - targetId: staging
      strategy:
        standard:
          verify: true
    - targetId: production
---
apiVersion: deploy.cloud.google.com/v1
kind: Target
metadata: { name: staging }
---
apiVersion: deploy.cloud.google.com/v1
kind: Target
metadata: { name: production }
`;
const asks = 'requireApproval: true\n';
const automation = `---
apiVersion: deploy.cloud.google.com/v1
kind: Automation
metadata: { name: shop/promote }
rules:
  - promoteReleaseRule:
      name: next
`;

test.each([
  ['somebody approves', pipeline + asks, 'human'],
  ['somebody promotes', pipeline, 'manual_start'],
  ['an automation promotes', pipeline + automation, 'none'],
  ['an automation promotes, but somebody approves', pipeline + asks + automation, 'human'],
])('%s', async (_, text, gate) => {
  const facts = await factsOf({ 'clouddeploy.yaml': text });
  expect(flat(facts, 'pipeline.workflow')).toMatchObject([{ tool: 'google-cloud-deploy', name: 'shop', line: 1 }]);
  expect(flat(facts, 'pipeline.job')).toMatchObject([
    { name: 'staging', deploys: 'environment', production: 'no', verifies: true, gate: 'none', line: 7 },
    { name: 'production', deploys: 'environment', production: 'yes', verifies: false, gate, line: 11 },
  ]);
});

test('in Terraform', async () => {
  const text = `resource "google_clouddeploy_delivery_pipeline" "shop" {
  name = "shop"
  serial_pipeline {
    stages {
      target_id = google_clouddeploy_target.production.name
    }
  }
}

resource "google_clouddeploy_target" "production" {
  name             = "production"
  require_approval = true
}
`;
  expect(flat(await factsOf({ 'deploy.tf': text }), 'pipeline.job')).toMatchObject([
    { name: 'production', deploys: 'environment', production: 'yes', gate: 'human', line: 5 },
  ]);
});
