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
