import { expect, test } from 'vitest';
import { factsOf, flat } from '../testing.ts';

const approve = (more = '') => `step "approve" {
    name = "Approve"

    action {
        action_type = "Octopus.Manual"
        environments = ["production"]${more}
    }
}

`;
const migrate = `step "migrate" {
    name = "Run migrations"

    action {
        action_type = "Octopus.Script"
        properties = {
            Octopus.Action.Script.ScriptBody = <<-EOT
                # kubectl apply -f never.yml
                echo "kubectl apply"
                kubectl apply -f migrations.yml
                EOT
            Octopus.Action.Script.ScriptSource = "Inline"
            Octopus.Action.Script.Syntax = "Bash"
        }
    }
}

`;
const deploy = (condition = 'Success') => `step "deploy-web" {
    name = "Deploy web"
    condition = "${condition}"
    properties = {
        Octopus.Action.MaxParallelism = "2"
        Octopus.Action.TargetRoles = "web"
    }

    action "package" {
        action_type = "Octopus.TentaclePackage"
    }

    action "check" {
        name = "Are they healthy?"
        action_type = "Octopus.HealthCheck"
    }
}
`;
const path = '.octopus/deployment_process.ocl';

test('a process is told for each environment that it names', async () => {
  const facts = await factsOf({ [path]: migrate + approve() + deploy() });
  expect(flat(facts, 'pipeline.workflow')).toMatchObject([{ tool: 'octopus', name: 'deployment process', line: 1 }]);
  expect(flat(facts, 'pipeline.job')).toMatchObject([
    { name: 'Run migrations', deploys: 'environment', environment: 'production', production: 'yes', gate: 'settings', line: 4 },
    { name: 'Approve', deploys: 'none', gate: 'human', line: 21 },
    { name: 'Deploy web', deploys: 'environment', production: 'yes', gate: 'human', automatic: 'unknown', line: 35 },
    { name: 'Are they healthy?', verifies: true },
  ]);
  expect(flat(facts, 'environment.definition')).toMatchObject([{ name: 'production', tier: 'production' }, { name: 'production' }]);
  expect(flat(facts, 'rollout')).toMatchObject([{ tool: 'octopus', strategy: 'rolling', rung: 1, healthGate: true, line: 31 }]);
});

test.each([
  ['no intervention: who lets it in is kept in Octopus', deploy(), { gate: 'settings', environment: '', production: 'unknown' }],
  ['an intervention that is switched off', approve('\n        is_disabled = true') + deploy(), { gate: 'settings', production: 'yes' }],
  ['a step that always runs', approve() + deploy('Always'), { gate: 'settings' }],
  ['an intervention for another environment only', approve().replace('production', 'test') + deploy(), { gate: 'human', production: 'no' }],
])('%s', async (_, text, expected) => {
  const jobs = flat(await factsOf({ [path]: text }), 'pipeline.job');
  expect(jobs.filter(job => job.name === 'Deploy web')).toMatchObject([expected]);
});

test('a runbook', async () => {
  const runbook = `name = "Restart the queue"\n\nprocess {\n${migrate}}\n`;
  const facts = await factsOf({ '.octopus/shop/runbooks/restart.ocl': runbook });
  expect(flat(facts, 'runbook.automation')).toMatchObject([{ tool: 'octopus', action: 'Restart the queue', line: 1 }]);
  expect(flat(facts, 'pipeline.job')).toEqual([]);
});

test('projects in Terraform', async () => {
  const text = `resource "octopusdeploy_environment" "production" {
  name = "Production"
}

resource "octopusdeploy_process_step" "deploy" {
  name = "Deploy"
  type = "Octopus.HelmChartUpgrade"
}

resource "octopusdeploy_process_step" "approve" {
  name         = "Approve"
  type         = "Octopus.Manual"
  environments = [octopusdeploy_environment.production.id]
}

resource "octopusdeploy_process_steps_order" "shop" {
  steps = [octopusdeploy_process_step.approve.id, octopusdeploy_process_step.deploy.id]
}
`;
  const facts = await factsOf({ 'octopus.tf': text });
  expect(flat(facts, 'environment.definition')).toContainEqual(
    expect.objectContaining({ name: 'Production', tier: 'production', line: 1 }),
  );
  expect(flat(facts, 'pipeline.job')).toMatchObject([
    { name: 'Approve', gate: 'human', line: 12 },
    { name: 'Deploy', deploys: 'environment', gate: 'human', production: 'yes', line: 7 },
  ]);
});

test('a process of the older kind in Terraform', async () => {
  const text = `resource "octopusdeploy_deployment_process" "shop" {
  step {
    name = "Go or not"
    manual_intervention_action {
      name = "Go or not"
    }
  }
  step {
    name = "Deploy to production"
    deploy_package_action {
      name = "Deploy to production"
    }
  }
}
`;
  expect(flat(await factsOf({ 'octopus.tf': text }), 'pipeline.job')).toMatchObject([
    { name: 'Go or not', gate: 'human', line: 4 },
    { name: 'Deploy to production', deploys: 'environment', gate: 'human', production: 'yes', line: 10 },
  ]);
});
