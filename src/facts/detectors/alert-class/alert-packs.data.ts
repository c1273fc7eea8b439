/** Hosts and repositories of runbooks that belong to packs of alerts everybody can install: such a link says nothing about the team. */
export const genericRunbooks: readonly string[] = [
  'runbooks.prometheus-operator.dev', // kube-prometheus
  'github.com/kubernetes-monitoring/kubernetes-mixin',
  'github.com/prometheus-operator/kube-prometheus',
  'github.com/coreos/kube-prometheus',
  'github.com/openshift/runbooks',
  'github.com/etcd-io/etcd/blob',
  'awesome-prometheus-alerts',
  'samber.github.io/awesome-prometheus-alerts',
  'prometheus-operator.github.io',
  'monitoring.mixins.dev',
  'github.com/thanos-io/thanos/blob',
  'github.com/grafana/loki/blob',
  'github.com/grafana/mimir/blob',
  'grafana.com/docs',
  'hub.syn.tools', // VSHN's openshift4-monitoring
];

/** Groups of kube-prometheus and the mixins in it, with a prefix of the alerts they hold. */
export const packGroups: ReadonlyMap<string, RegExp> = new Map([
  ['kubernetes-apps', /^Kube/],
  ['kubernetes-resources', /^(Kube|CPUThrottling)/],
  ['kubernetes-storage', /^Kube/],
  ['kubernetes-system', /^Kube/],
  ['kubernetes-system-apiserver', /^Kube/],
  ['kubernetes-system-kubelet', /^Kube/],
  ['kubernetes-system-scheduler', /^Kube/],
  ['kubernetes-system-controller-manager', /^Kube/],
  ['kubernetes-system-kube-proxy', /^Kube/],
  ['kube-apiserver-slos', /^KubeAPIErrorBudgetBurn$/],
  ['kube-state-metrics', /^KubeStateMetrics/],
  ['node-exporter', /^Node/],
  ['node-network', /^NodeNetwork/],
  ['alertmanager.rules', /^Alertmanager/],
  ['prometheus', /^Prometheus/],
  ['prometheus-operator', /^PrometheusOperator/],
  ['config-reloaders', /^ConfigReloader/],
  ['general.rules', /^(TargetDown|Watchdog|InfoInhibitor)$/],
  ['etcd', /^etcd/],
]);

/** Labels that a pack's own objects carry under `app.kubernetes.io/part-of`. */
export const packParts: ReadonlySet<string> = new Set(['kube-prometheus', 'kube-prometheus-stack']);
