/** API groups, or their endings, that look like Kubernetes objects but are settings of a tool or a catalogue. */
export const toolGroups: readonly string[] = [
  'kustomize.config.k8s.io',
  'backstage.io',
  'skaffold',
  'kind.x-k8s.io',
  'k3d.io',
  'kubeadm.k8s.io',
  'audit.k8s.io',
  'config.kubernetes.io',
  'client.config.k8s.io',
  'eksctl.io',
  'openslo',
  'openslo.com',
  'n9', // Nobl9
  'sre.google.com', // slo-generator
  'grizzly.grafana.com',
  'tanka.dev',
  'score.dev',
  'tekton.dev', // pipelines
  'argoproj.io', // applications are GitOps facts
  'kustomize.toolkit.fluxcd.io',
  'source.toolkit.fluxcd.io',
  'notification.toolkit.fluxcd.io',
  'image.toolkit.fluxcd.io',
  'sloth.slok.dev',
  'monitoring.coreos.com', // alerts and dashboards have facts of their own
  'grafana.integreatly.org',
  'grafana.app',
  'apiextensions.k8s.io',
  'helm.sh',
  'terranetes.io',
  'kuttl.dev',
  'chainsaw.kyverno.io',
  'cli.kyverno.io',
  'testing.k8s.io',
];

/** Groups whose objects make cloud resources. */
export const cloudGroups: readonly string[] = ['crossplane.io', 'upbound.io', 'cnrm.cloud.google.com', 'services.k8s.aws', 'azure.com'];

/** Groups whose objects set up such a controller: they make nothing in the cloud. */
export const controllerGroups: readonly string[] = [
  'pkg.crossplane.io', // Provider, Configuration, Function
  'meta.pkg.crossplane.io',
  'core.cnrm.cloud.google.com', // ConfigConnector, ConfigConnectorContext
  'services.k8s.aws', // AdoptedResource, FieldExport; the resources have groups below it
];

/** Kinds that hold monitoring, objectives or routes of alerts: they have facts of their own, whatever their group. */
export const observabilityKinds: ReadonlySet<string> = new Set([
  'VMRule', // VictoriaMetrics operator
  'VMAlertmanagerConfig',
  'Rules', // Google Managed Prometheus
  'ClusterRules',
  'GlobalRules',
  'PodMonitoring',
  'ClusterPodMonitoring',
  'DatadogMonitor',
  'DatadogSLO',
  'DatadogDashboard',
  'PersesDashboard',
  'PersesDatasource',
  'ServiceLevelObjective', // Pyrra, slo-generator
  'PrometheusRuleGroup', // Grizzly; its group as a resource of Azure makes one in the cloud
]);

export const computeKinds: ReadonlySet<string> = new Set([
  'Deployment',
  'StatefulSet',
  'DaemonSet',
  'DeploymentConfig', // OpenShift
  'ReplicaSet',
  'Pod',
  'Job',
  'CronJob',
  'Rollout', // Argo Rollouts
  'Application', // nais
  'Naisjob',
  'HelmRelease', // Flux installs a chart
]);

export const dataKinds: ReadonlySet<string> = new Set([
  'StatefulSet',
  'PersistentVolumeClaim',
  'PersistentVolume',
  'SQLInstance',
  'StorageBucket',
  'Topic',
  'KafkaTopic',
  'Kafka',
  'Postgresql',
  'PostgresCluster',
  'Cluster', // CloudNativePG
  'Redis',
  'Elasticsearch',
  'OpenSearch',
]);

export const networkKinds: ReadonlySet<string> = new Set([
  'Service',
  'Ingress',
  'Route', // OpenShift
  'Gateway',
  'HTTPRoute',
  'VirtualService',
  'NetworkPolicy',
  'IngressRoute',
]);

/** Groups and kinds of cloud resources that run something, as `group/kind`: `lambda.aws.upbound.io/Function`. */
export const cloudCompute =
  /^(?:ecs|eks|lambda|apprunner|batch|autoscaling|elasticbeanstalk|emr(?:containers|serverless)?|container(?:service|app|instance)?|cloudrun|run|cloudfunctions2?|appengine|gke|app|web)\.|^(?:ec2|compute)\.[^/]*\/(?:Instance|ComputeInstance|ComputeInstanceGroupManager|LinuxVirtualMachine|VirtualMachine|VirtualMachineScaleSet)$/;

/** … that keep data … */
export const cloudData =
  /^(?:rds|dynamodb|s3|elasticache|opensearchservice|elasticsearch|redshift|efs|docdb|neptune|memorydb|kafka|mq|kinesis|sqs|sql|spanner|storage|bigquery|bigtable|redis|firestore|pubsub|alloydb|dbfor\w+|documentdb|cosmosdb|cache|servicebus|eventhub|filestore|database)\./;

/** … or connect and grant access. */
export const cloudNetwork =
  /^(?:iam|elbv2|elb|route53|cloudfront|apigateway(?:v2)?|acm|wafv2|dns|certificatemanager|networking|network|networkservices|cdn|managedidentity|authorization)\.|^(?:ec2|compute)\.[^/]*\/(?:\w*(?:VPC|Subnet\w*|SecurityGroup\w*|Network\w*|Firewall\w*|Address|RouteTable\w*|Gateway|ForwardingRule|Router\w*))$/;
