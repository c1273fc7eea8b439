import { expect, test } from 'vitest';
import { factsOf, flat } from '../testing.ts';

const deployment = (spec = '', probe = '') => `apiVersion: apps/v1
kind: Deployment
metadata:
  name: shop
spec:${spec}
  template:
    spec:
      containers:
        - name: shop${probe}
`;
const probe = '\n          readinessProbe: {}';

const argo = (strategy: string) => `apiVersion: argoproj.io/v1alpha1
kind: Rollout
metadata:
  name: shop
spec:
  strategy:
${strategy}`;
const template = (provider: string, condition: string) => `apiVersion: argoproj.io/v1alpha1
kind: AnalysisTemplate
metadata:
  name: errors
spec:
  metrics:
    - name: errors
      successCondition: ${condition}
      provider:
        ${provider}: {}
`;
const analysed = argo(
  '    canary:\n      analysis:\n        templates:\n          - templateName: errors\n      steps:\n        - setWeight: 20\n        - pause: { duration: 10m }\n',
);

const flagger = (more: string) => `apiVersion: flagger.app/v1beta1
kind: Canary
metadata:
  name: shop
spec:
  targetRef: { name: shop }
${more}  analysis:
    interval: 1m
    stepWeight: 10
    metrics:
      - name: request-success-rate
        thresholdRange: { min: 99 }
`;

const release = (upgrade: string) => `apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata:
  name: shop
spec:
  upgrade:
${upgrade}`;

const patched = `apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata:
  name: apps
spec:
  interval: 1h
  patches:
    - patch: |-
        apiVersion: helm.toolkit.fluxcd.io/v2
        kind: HelmRelease
        metadata:
          name: _
        spec:
          upgrade:
            remediation:
              retries: 2
`;

const istio = (second: string) => `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata:
  name: shop
spec:
  http:
    - route:
        - destination: { host: shop, subset: stable }
          weight: 90
        - destination: ${second}
          weight: 10
`;

const terraform = (type: string, body: string) => `resource "${type}" "shop" {\n${body}\n}\n`;

const ecsCanary = (enabled: string) =>
  `  deployment_configuration {\n    strategy = "CANARY"\n  }\n  alarms {\n    enable = ${enabled}\n    rollback = true\n    alarm_names = ["errors"]\n  }`;
const codeDeploy = (rollback: string, watch: string, alarms: string) =>
  terraform(
    'aws_codedeploy_deployment_group',
    `  deployment_config_name = "CodeDeployDefault.ECSCanary10Percent5Minutes"\n  auto_rollback_configuration {\n    enabled = ${rollback}\n    events  = ["DEPLOYMENT_STOP_ON_ALARM"]\n  }\n  alarm_configuration {\n    enabled = ${watch}\n    alarms  = ${alarms}\n  }`,
  );
const alarm = (name: string, metric: string) =>
  `resource "aws_cloudwatch_metric_alarm" "${name}" {\n  alarm_name  = "${name}"\n  metric_name = "${metric}"\n}\n`;
const sam = (preference: string) =>
  `Resources:\n  Api:\n    Type: AWS::Serverless::Function\n    Properties:\n      DeploymentPreference:\n${preference}`;
const gateway = (stable: number, canary: number) => `apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata:
  name: shop
spec:
  rules:
    - backendRefs:
        - { name: shop-stable, weight: ${stable} }
        - { name: shop-canary, weight: ${canary} }
`;

test.each([
  [
    'a rolling deployment by default',
    'k8s/shop.yaml',
    deployment('', probe),
    { tool: 'kubernetes', name: 'shop', strategy: 'rolling', rung: 1, healthGate: true, defaulted: true, line: 1 },
  ],
  ['without a readiness probe', 'k8s/shop.yaml', deployment(), { strategy: 'rolling', healthGate: false }],
  [
    'an explicit rolling update',
    'k8s/shop.yaml',
    deployment('\n  strategy:\n    type: RollingUpdate', probe),
    { rung: 1, defaulted: false, line: 7 },
  ],
  ['recreation', 'k8s/shop.yaml', deployment('\n  strategy:\n    type: Recreate'), { strategy: 'big_bang', rung: 0, line: 7 }],
  [
    'a single replica without surge',
    'k8s/shop.yaml',
    deployment('\n  replicas: 1\n  strategy:\n    rollingUpdate: { maxSurge: 0 }'),
    { strategy: 'big_bang' },
  ],
  [
    'Argo canary',
    'k8s/shop.yaml',
    argo('    canary:\n      steps:\n        - setWeight: 20\n        - pause: {}\n'),
    { tool: 'argo-rollouts', strategy: 'canary', rung: 2, manualStep: true, analysis: false },
  ],
  [
    'Argo blue/green',
    'k8s/shop.yaml',
    argo('    blueGreen:\n      activeService: a\n      previewService: b\n'),
    { strategy: 'blue_green', rung: 2 },
  ],
  ['Argo canary without steps', 'k8s/shop.yaml', argo('    canary:\n      maxSurge: 1\n'), { strategy: 'rolling', rung: 1 }],
  [
    'Argo with analysis',
    'k8s/shop.yaml',
    `${analysed}---\n${template('prometheus', 'result[0] < 0.01')}`,
    { strategy: 'canary', analysis: true, autoRollback: 'metric', rung: 4 },
  ],
  [
    'Argo with an analysis that is not there',
    'k8s/shop.yaml',
    analysed,
    { strategy: 'canary', analysis: false, autoRollback: 'none', rung: 2 },
  ],
  [
    'Argo with an analysis that is always content',
    'k8s/shop.yaml',
    `${analysed}---\n${template('prometheus', '"true"')}`,
    { analysis: false, rung: 2 },
  ],
  [
    'Argo with an analysis that runs any job',
    'k8s/shop.yaml',
    `${analysed}---\n${template('job', 'result == 1')}`,
    { analysis: false, rung: 2 },
  ],
  [
    'Argo with an analysis that only runs dry',
    'k8s/shop.yaml',
    `${analysed}---\n${template('prometheus', 'result[0] < 0.01').replace('  metrics', '  dryRun:\n    - metricName: errors\n  metrics')}`,
    { analysis: false, rung: 2 },
  ],
  [
    'Argo with an analysis whose metrics all run dry',
    'k8s/shop.yaml',
    `${analysed}---\n${template('prometheus', 'result[0] < 0.01').replace('  metrics', '  dryRun:\n    - metricName: .*\n  metrics')}`,
    { analysis: false },
  ],
  [
    'Argo where the rollout lets the metric run dry',
    'k8s/shop.yaml',
    `${analysed.replace('      steps', '        dryRun:\n          - metricName: errors\n      steps')}---\n${template('prometheus', 'result[0] < 0.01')}`,
    { analysis: false },
  ],
  [
    'Argo with an analysis that may fail for ever',
    'k8s/shop.yaml',
    `${analysed}---\n${template('prometheus', 'result[0] < 0.01').replace('      provider', '      failureLimit: -1\n      provider')}`,
    { analysis: false },
  ],
  [
    'Argo with an analysis without a condition',
    'k8s/shop.yaml',
    `${analysed}---\n${template('prometheus', 'x').replace('successCondition: x', 'interval: 1m')}`,
    { analysis: false },
  ],
  [
    'Argo blue/green that a person promotes',
    'k8s/shop.yaml',
    argo('    blueGreen:\n      activeService: a\n      previewService: b\n      autoPromotionEnabled: false\n'),
    { strategy: 'blue_green', rung: 2, manualStep: true, autoRollback: 'none', line: 8 },
  ],
  [
    'Argo with a pause without an end before the analysis',
    'k8s/shop.yaml',
    `${analysed.replace('{ duration: 10m }', '{}')}---\n${template('prometheus', 'result[0] < 0.01')}`,
    { analysis: true, manualStep: true, rung: 3 },
  ],
  ['Flagger', 'k8s/shop.yaml', flagger(''), { tool: 'flagger', strategy: 'canary', analysis: true, autoRollback: 'metric', rung: 4 }],
  [
    'Flagger that skips the analysis',
    'k8s/shop.yaml',
    flagger('  skipAnalysis: true\n'),
    { strategy: 'rolling', rung: 1, autoRollback: 'none' },
  ],
  [
    'Flux remediation',
    'k8s/shop.yaml',
    release('    remediation:\n      retries: 3\n'),
    { tool: 'flux', strategy: 'unknown', healthGate: true, autoRollback: 'health', line: 8 },
  ],
  ['Flux remediation that is patched in', 'k8s/apps.yaml', patched, { tool: 'flux', autoRollback: 'health', line: 16 }],
  [
    'Flagger without a metric',
    'k8s/shop.yaml',
    flagger('').replace(/ {4}metrics:[\s\S]*$/, ''),
    { strategy: 'canary', healthGate: true, analysis: false, autoRollback: 'health', rung: 2 },
  ],
  ['two subsets of one host', 'k8s/shop.yaml', istio('{ host: shop, subset: canary }'), { tool: 'istio', strategy: 'canary', rung: 2 }],
  [
    'nginx canary',
    'k8s/shop.yaml',
    'apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata:\n  name: shop\n  annotations:\n    nginx.ingress.kubernetes.io/canary: "true"\n    nginx.ingress.kubernetes.io/canary-weight: "10"\n',
    { tool: 'nginx', strategy: 'canary', line: 6 },
  ],
  [
    'the Gateway API',
    'k8s/shop.yaml',
    gateway(90, 10),
    { tool: 'gateway-api', strategy: 'canary', manualStep: true, autoRollback: 'none', line: 8 },
  ],
  [
    'Knative',
    'k8s/shop.yaml',
    'apiVersion: serving.knative.dev/v1\nkind: Service\nmetadata:\n  name: shop\nspec:\n  traffic:\n    - { revisionName: a, percent: 90 }\n    - { revisionName: b, percent: 10 }\n',
    { tool: 'knative', strategy: 'canary' },
  ],
  [
    'ECS by default',
    'main.tf',
    terraform('aws_ecs_service', '  name = "shop"'),
    { tool: 'ecs', strategy: 'rolling', rung: 1, defaulted: true, healthGate: false },
  ],
  [
    'ECS with a circuit breaker',
    'main.tf',
    terraform('aws_ecs_service', '  deployment_circuit_breaker {\n    enable   = true\n    rollback = true\n  }'),
    { strategy: 'rolling', healthGate: true, autoRollback: 'health', line: 2 },
  ],
  [
    'ECS blue/green',
    'main.tf',
    terraform('aws_ecs_service', '  deployment_configuration {\n    strategy = "BLUE_GREEN"\n    bake_time_in_minutes = "10"\n  }'),
    { strategy: 'blue_green', rung: 2, line: 3 },
  ],
  [
    'ECS all at once',
    'main.tf',
    terraform('aws_ecs_service', '  deployment_minimum_healthy_percent = 0'),
    { strategy: 'big_bang', rung: 0 },
  ],
  [
    'ECS with a computed strategy',
    'main.tf',
    terraform('aws_ecs_service', '  deployment_configuration {\n    strategy = var.strategy\n  }'),
    { strategy: 'unknown', rung: 0, line: 3 },
  ],
  ['ECS that a variable creates', 'main.tf', terraform('aws_ecs_service', '  count = var.on ? 1 : 0'), { strategy: 'unknown' }],
  [
    'ECS with rolling as it is written',
    'main.tf',
    terraform('aws_ecs_service', '  deployment_configuration {\n    strategy = "ROLLING"\n  }'),
    { strategy: 'rolling', rung: 1, defaulted: false, line: 3 },
  ],
  [
    'ECS canary with alarms',
    'main.tf',
    terraform('aws_ecs_service', ecsCanary('true')),
    { strategy: 'canary', autoRollback: 'metric', rung: 4, line: 3 },
  ],
  [
    'ECS canary with alarms that are off',
    'main.tf',
    terraform('aws_ecs_service', ecsCanary('false')),
    { strategy: 'canary', autoRollback: 'none', analysis: false, rung: 2 },
  ],
  [
    'CodeDeploy all at once',
    'main.tf',
    terraform('aws_codedeploy_deployment_group', '  deployment_config_name = "CodeDeployDefault.AllAtOnce"'),
    { strategy: 'big_bang', rung: 0, line: 2 },
  ],
  ['CodeDeploy with alarms switched off', 'main.tf', codeDeploy('true', 'false', '["errors"]'), { autoRollback: 'none', rung: 2 }],
  ['CodeDeploy with no alarms', 'main.tf', codeDeploy('true', 'true', '[]'), { autoRollback: 'none', rung: 2 }],
  ['CodeDeploy with rollback switched off', 'main.tf', codeDeploy('false', 'true', '["errors"]'), { autoRollback: 'none', rung: 2 }],
  [
    'CodeDeploy with an alarm on a cause',
    'main.tf',
    `${codeDeploy('true', 'true', '[aws_cloudwatch_metric_alarm.cpu.alarm_name]')}${alarm('cpu', 'CPUUtilization')}`,
    { strategy: 'canary', analysis: false, autoRollback: 'health', rung: 2 },
  ],
  [
    'CodeDeploy with an alarm on a cause and one on a symptom',
    'main.tf',
    `${codeDeploy('true', 'true', '["cpu", "errors"]')}${alarm('cpu', 'CPUUtilization')}${alarm('errors', 'HTTPCode_Target_5XX_Count')}`,
    { analysis: true, autoRollback: 'metric', rung: 4 },
  ],
  [
    'CodeDeploy canary with alarms',
    'main.tf',
    terraform(
      'aws_codedeploy_deployment_group',
      '  deployment_config_name = "CodeDeployDefault.ECSCanary10Percent5Minutes"\n  auto_rollback_configuration {\n    enabled = true\n    events  = ["DEPLOYMENT_STOP_ON_ALARM"]\n  }\n  alarm_configuration {\n    enabled = true\n    alarms  = ["errors"]\n  }',
    ),
    { strategy: 'canary', autoRollback: 'metric', rung: 4 },
  ],
  [
    'CodeDeploy that rolls back failures',
    'main.tf',
    terraform(
      'aws_codedeploy_deployment_group',
      '  auto_rollback_configuration {\n    enabled = true\n    events  = ["DEPLOYMENT_FAILURE"]\n  }',
    ),
    { strategy: 'rolling', autoRollback: 'health', rung: 1 },
  ],
  [
    'Lambda weights',
    'main.tf',
    terraform('aws_lambda_alias', '  routing_config {\n    additional_version_weights = { "2" = 0.1 }\n  }'),
    { tool: 'lambda', strategy: 'canary' },
  ],
  [
    'CodeDeploy with a configuration of its own',
    'main.tf',
    `resource "aws_codedeploy_deployment_config" "slow" {\n  traffic_routing_config {\n    type = "TimeBasedLinear"\n  }\n}\n${terraform('aws_codedeploy_deployment_group', '  deployment_config_name = aws_codedeploy_deployment_config.slow.id')}`,
    { tool: 'codedeploy', strategy: 'canary', line: 7 },
  ],
  [
    'AppConfig with an alarm',
    'main.tf',
    `resource "aws_appconfig_deployment_strategy" "slow" {\n  growth_factor = 10\n}\n${terraform('aws_appconfig_environment', '  name = "production"\n  monitor {\n    alarm_arn = aws_cloudwatch_metric_alarm.errors.arn\n  }')}`,
    { tool: 'appconfig', strategy: 'canary', autoRollback: 'metric', environment: 'production', line: 6 },
  ],
  [
    'Lambda by CDK',
    'lib/stack.ts',
    "import * as cdk from 'aws-cdk-lib';\nnew codedeploy.LambdaDeploymentGroup(this, 'Shop', {\n  deploymentConfig: codedeploy.LambdaDeploymentConfig.CANARY_10PERCENT_5MINUTES,\n  alarms: [errors],\n});\n",
    { tool: 'codedeploy', name: 'Shop', strategy: 'canary', autoRollback: 'metric', rung: 4, line: 2 },
  ],
  [
    'ECS by CDK',
    'app/stack.py',
    'from aws_cdk import aws_ecs as ecs\necs.FargateService(self, "Shop", circuit_breaker=ecs.DeploymentCircuitBreaker(rollback=True))\n',
    { tool: 'ecs', name: 'Shop', strategy: 'rolling', autoRollback: 'health', line: 2 },
  ],
  [
    'Nomad by default',
    'shop.nomad.hcl',
    'job "shop" {\n  group "web" {\n    task "web" {\n      service {\n        check {\n          type = "http"\n        }\n      }\n    }\n  }\n}\n',
    { tool: 'nomad', strategy: 'rolling', healthGate: true, defaulted: true, line: 1 },
  ],
  ['Helm from Terraform', 'main.tf', terraform('helm_release', '  atomic = true'), { tool: 'helm', autoRollback: 'health' }],
  [
    'SAM',
    'template.yaml',
    'Resources:\n  Api:\n    Type: AWS::Serverless::Function\n    Properties:\n      DeploymentPreference:\n        Type: Canary10Percent5Minutes\n        Alarms: [!Ref Errors]\n',
    { tool: 'sam', strategy: 'canary', autoRollback: 'metric', rung: 4, line: 6 },
  ],
  ['SAM all at once', 'template.yaml', sam('        Type: AllAtOnce\n'), { strategy: 'big_bang', rung: 0, line: 6 }],
  ['SAM with an empty list of alarms', 'template.yaml', sam('        Type: Canary10Percent5Minutes\n        Alarms: []\n'), { rung: 2 }],
  [
    'SAM without a value for its alarms',
    'template.yaml',
    sam('        Type: Canary10Percent5Minutes\n        Alarms: !Ref AWS::NoValue\n'),
    { strategy: 'canary', autoRollback: 'none', rung: 2 },
  ],
  [
    'SAM where a condition decides',
    'template.yaml',
    sam('        Type: Canary10Percent5Minutes\n        Enabled: !If [IsProduction, true, false]\n'),
    { strategy: 'unknown', rung: 0 },
  ],
  [
    'Serverless plugin',
    'serverless.yml',
    'plugins: [serverless-plugin-canary-deployments]\nfunctions:\n  api:\n    deploymentSettings:\n      type: Linear10PercentEvery1Minute\n',
    { tool: 'serverless', strategy: 'canary', line: 5 },
  ],
  [
    'Azure Pipelines',
    'azure-pipelines.yml',
    'jobs:\n  - deployment: shop\n    environment: production\n    strategy:\n      canary:\n        increments: [10]\n',
    { tool: 'azure-pipelines', strategy: 'canary', environment: 'production' },
  ],
  ['fly', 'fly.toml', 'app = "shop"\n[deploy]\n  strategy = "bluegreen"\n', { tool: 'fly', name: 'shop', strategy: 'blue_green', line: 3 }],
  [
    'Nomad',
    'shop.nomad.hcl',
    'job "shop" {\n  update {\n    max_parallel = 2\n    canary = 1\n    auto_revert = true\n  }\n}\n',
    { tool: 'nomad', strategy: 'canary', autoRollback: 'health', rung: 2, manualStep: true },
  ],
  [
    'Helm in a pipeline',
    '.github/workflows/deploy.yml',
    'jobs:\n  deploy:\n    steps:\n      - run: |\n          helm upgrade shop ./chart \\\n            --install --atomic\n',
    { tool: 'helm', autoRollback: 'health', line: 5 },
  ],
  [
    'Helm in a pipeline at the root, whose name is no environment',
    '.gitlab-ci.yml',
    'deploy:\n  script:\n    - helm upgrade shop . --wait\n',
    { tool: 'helm', healthGate: true, autoRollback: 'none', production: 'unknown', line: 3 },
  ],
  [
    'Cloud Run traffic to a revision',
    '.github/workflows/deploy.yml',
    'jobs:\n  deploy:\n    steps:\n      - run: gcloud run services update-traffic shop --to-revisions shop-2=10\n',
    { tool: 'cloud-run', strategy: 'canary', manualStep: true, line: 4 },
  ],
  [
    'Helm to an environment of its own',
    '.github/workflows/deploy.yml',
    'on: push\njobs:\n  deploy:\n    environment: staging\n    steps:\n      - run: helm upgrade shop . --atomic\n',
    { tool: 'helm', environment: 'staging', production: 'no', line: 6 },
  ],
  [
    'Helm on pull requests',
    '.github/workflows/deploy.yml',
    'on: pull_request\njobs:\n  deploy:\n    steps:\n      - run: helm upgrade shop . --atomic\n',
    { tool: 'helm', production: 'no', line: 5 },
  ],
  [
    'Cloud Foundry rolling',
    '.github/workflows/deploy.yml',
    'jobs:\n  deploy:\n    steps:\n      - run: cf push --strategy rolling -f manifest.yml\n',
    { tool: 'cloud-foundry', strategy: 'rolling', rung: 1, line: 4 },
  ],
  [
    'Cloud Foundry by an action',
    '.github/workflows/deploy.yml',
    'jobs:\n  deploy:\n    steps:\n      - uses: acme/cf-cli@v1\n        with:\n          command: >-\n            push -f manifest.yml\n            --var A="$A"\n            --strategy rolling\n',
    { tool: 'cloud-foundry', strategy: 'rolling', line: 9 },
  ],
  [
    'NAIS',
    '.nais/app.yaml',
    'apiVersion: nais.io/v1alpha1\nkind: Application\nmetadata:\n  name: shop\nspec:\n  readiness: { path: /ready }\n  strategy:\n    rollingUpdate: {}\n',
    { tool: 'nais', name: 'shop', strategy: 'rolling', healthGate: true, line: 8 },
  ],
  [
    'a strategy that values fill in',
    'shop/templates/shop.yaml',
    deployment('\n  strategy:\n    type: {{ .Values.strategy }}', probe),
    { strategy: 'unknown', rung: 0 },
  ],
  [
    'a strategy that values fill in as a whole',
    'shop/templates/shop.yaml',
    deployment('\n  strategy:\n    {{- toYaml .Values.strategy | nindent 4 }}', probe),
    { strategy: 'unknown' },
  ],
  ['a masked name', 'k8s/templates/shop.yaml', deployment('', probe).replace('name: shop', 'name: {{ .Values.name }}'), { name: '' }],
])('a rollout: %s', async (_, path, text, expected) => {
  expect(flat(await factsOf({ [path]: text }), 'rollout')).toMatchObject([expected]);
});

test.each([
  ['a node pool', 'main.tf', terraform('google_container_node_pool', '  upgrade_settings {\n    strategy = "BLUE_GREEN"\n  }')],
  ['a database', 'main.tf', terraform('aws_db_instance', '  blue_green_update {\n    enabled = true\n  }')],
  [
    'weighted records',
    'main.tf',
    terraform('aws_route53_record', '  set_identifier = "cdn-a"\n  weighted_routing_policy {\n    weight = 50\n  }'),
  ],
  [
    'a single weighted record',
    'k8s/shop.yaml',
    'apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata:\n  name: shop\n  annotations:\n    external-dns.alpha.kubernetes.io/set-identifier: shop-green\n    external-dns.alpha.kubernetes.io/aws-weight: "100"\n',
  ],
  [
    'weights between members',
    'k8s/shop.yaml',
    istio('{ host: other-provider }').replace('host: shop, subset: stable', 'host: one-provider'),
  ],
  [
    'listener weights between providers',
    'main.tf',
    terraform(
      'aws_lb_listener',
      '  default_action {\n    forward {\n      target_group {\n        arn = aws_lb_target_group.alpha.arn\n        weight = 50\n      }\n      target_group {\n        arn = aws_lb_target_group.beta.arn\n        weight = 50\n      }\n    }\n  }',
    ),
  ],
  ['machines that are replaced', 'main.tf', terraform('aws_autoscaling_group', '  instance_refresh {\n    strategy = "Rolling"\n  }')],
  ['traffic by distance', 'main.tf', terraform('azurerm_traffic_manager_profile', '  traffic_routing_method = "Performance"')],
  ['traffic between regions', 'main.tf', terraform('azurerm_traffic_manager_profile', '  traffic_routing_method = "Weighted"')],
  ['all traffic to one revision', 'main.tf', terraform('google_cloud_run_v2_service', '  traffic {\n    percent = 100\n  }')],
  [
    'one revision at a time',
    'main.tf',
    terraform(
      'azurerm_container_app',
      '  revision_mode = "Single"\n  ingress {\n    traffic_weight {\n      percentage = 90\n    }\n    traffic_weight {\n      percentage = 10\n    }\n  }',
    ),
  ],
  ['an alias without weights', 'main.tf', terraform('aws_lambda_alias', '  function_version = "2"')],
  ['a service that is not created', 'main.tf', terraform('aws_ecs_service', '  count = 0')],
  [
    'all of the traffic',
    'k8s/shop.yaml',
    istio('{ host: shop, subset: canary }').replace('weight: 90', 'weight: 100').replace('weight: 10\n', 'weight: 0\n'),
  ],
  ['a gateway that sends nothing to the canary', 'k8s/shop.yaml', gateway(100, 0)],
  [
    'a canary that is switched off',
    'k8s/shop.yaml',
    'apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata:\n  name: shop\n  annotations:\n    nginx.ingress.kubernetes.io/canary: "false"\n    nginx.ingress.kubernetes.io/canary-weight: "10"\n',
  ],
  [
    'traffic to the latest revision',
    '.github/workflows/deploy.yml',
    'jobs:\n  deploy:\n    steps:\n      - run: gcloud run services update-traffic shop --to-latest\n',
  ],
  ['a variable of a module', 'variables.tf', 'variable "strategy" {\n  default = "BLUE_GREEN" # aws_ecs_service\n}\n'],
  ['canary as a label', 'alerts/test.yaml', 'input_series:\n  - series: up{release="canary"}\n'],
  ['a patch of a deployment', 'k8s/patch.yaml', 'apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: shop\nspec:\n  replicas: 3\n'],
  ['a release without remediation', 'k8s/shop.yaml', release('    timeout: 5m\n')],
  ['a release that uninstalls', 'k8s/shop.yaml', release('    remediation:\n      strategy: uninstall\n      retries: 1\n')],
  [
    'a switched-off preference',
    'template.yaml',
    'Resources:\n  Api:\n    Type: AWS::Serverless::Function\n    Properties:\n      DeploymentPreference: { Enabled: false, Type: Canary10Percent5Minutes }\n',
  ],
  [
    'settings without their plugin',
    'serverless.yml',
    'custom:\n  note: canary:\nfunctions:\n  api:\n    deploymentSettings: { type: Canary10Percent5Minutes }\n',
  ],
  ['a batch job of Nomad', 'report.nomad', 'job "report" {\n  type = "batch"\n  group "a" {\n  }\n}\n'],
  [
    'a circuit breaker in code',
    'src/client.ts',
    "import { circuitBreaker } from 'cockatiel';\nnew FargateService({ circuitBreaker: { rollback: true } });\n",
  ],
  ['AppConfig at once', 'main.tf', terraform('aws_appconfig_environment', '  monitor {\n    alarm_arn = "x"\n  }')],
  [
    'a job that never runs',
    '.github/workflows/deploy.yml',
    'jobs:\n  deploy:\n    if: false\n    steps:\n      - run: helm upgrade shop . --atomic\n',
  ],
  [
    'a step that never runs',
    '.github/workflows/deploy.yml',
    'jobs:\n  deploy:\n    steps:\n      - if: false\n        run: helm upgrade shop . --atomic\n      - run: ls\n',
  ],
  [
    'a commented-out command',
    '.github/workflows/deploy.yml',
    'jobs:\n  deploy:\n    steps:\n      # - run: helm upgrade shop . --atomic\n      - run: helm upgrade shop .\n',
  ],
])('no rollout: %s', async (_, path, text) => {
  expect(flat(await factsOf({ [path]: text }), 'rollout')).toEqual([]);
});

test.each([
  ['in another file', 'k8s/analysis.yaml', { analysis: true, rung: 4, path: 'k8s/shop.yaml', line: 8 }],
  ['in the tests only', 'tests/analysis.yaml', { analysis: false, rung: 2 }],
])('an analysis %s', async (_, path, expected) => {
  const files = { 'k8s/shop.yaml': analysed, [path]: template('prometheus', 'result[0] < 0.01') };
  expect(flat(await factsOf(files), 'rollout')).toMatchObject([expected]);
});

test('what tests and examples roll out is not the own', async () => {
  const facts = await factsOf({ 'tests/shop.yaml': deployment('', probe), 'examples/shop.yaml': deployment('', probe) });
  expect(facts.filter(({ kind }) => kind === 'rollout').map(({ pathClass }) => pathClass)).toEqual(['sample', 'fixture']);
});
