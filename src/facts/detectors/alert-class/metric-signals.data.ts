/** Labels whose value tells how a request ended. */
export const errorLabels: ReadonlySet<string> = new Set([
  'code', // client_golang promhttp
  'status', // Micrometer, nginx, Traefik
  'status_code',
  'statuscode',
  'http_status',
  'http_status_code', // OpenTelemetry, before semantic conventions 1.21
  'http_response_status_code', // OpenTelemetry
  'response_code', // Istio
  'response_code_class',
  'envoy_response_code',
  'envoy_response_code_class',
  'grpc_code', // go-grpc-prometheus
  'grpc_status',
  'grpc_response_status',
  'rpc_grpc_status_code',
  'status_class',
  'classification', // Linkerd
  'outcome', // Micrometer
  'result',
]);

/** What a value of such a label means. */
export const errorCodes = {
  failure: /5\.\.|5xx|\b50\d\b|5\[0-9\]|5\\?\\d|\^?5\.[*+]|error|fail|exception|internal|unavailable|deadline|unknown|dataloss|aborted/i,
  client: /4\.\.|4xx|\b4\d\d\b|4\[0-9\]|client_?error/i,
  success: /2\.\.|2xx|\b200\b|2\[0-9\]|\bok\b|success/i,
} as const;

/** Names of records that hold the share of failed requests of an SLO, with their window: `slo:sli_error:ratio_rate5m` (Sloth), `http_requests:burnrate1h` (Pyrra). */
export const errorRatioNames =
  /(?:burn_?rate|error_budget_burn|sli_error:ratio_rate|errors?:ratio_rate|errors_per_request:ratio_rate|error_ratio_)_?:?(\d+(?:ms|[smhdwy]))/g;

/** Words of a metric's name that say it counts what users ask for. */
export const requestWords: ReadonlySet<string> = new Set([
  'http',
  'https',
  'request',
  'requests',
  'rq',
  'rpc',
  'grpc',
  'response',
  'responses',
  'api',
  'page',
  'pageview',
  'pageviews',
  'nel',
  'networkerror',
]);

export const errorWords: ReadonlySet<string> = new Set([
  'error',
  'errors',
  'failed',
  'failure',
  'failures',
  'fail',
  'exceptions',
  'exception',
  '5xx',
  'unavailable',
  'networkerror',
  'undelivered',
]);

export const latencyWords: ReadonlySet<string> = new Set([
  'duration',
  'latency',
  'latencies',
  'seconds',
  'milliseconds',
  'ms',
  'time',
  'rtt',
  'ttfb',
  'apdex',
]);

export const availabilityWords: ReadonlySet<string> = new Set(['avail', 'availability', 'sli']);

/** Age of the last success: data or a job is late. */
export const freshnessWords: readonly (readonly string[])[] = [
  ['last', 'success'],
  ['last', 'successful'],
  ['last', 'run'],
  ['last', 'completion'],
  ['last', 'ingest'],
  ['last', 'event'],
  ['last', 'poll'],
  ['freshness'],
  ['staleness'],
  ['stale'],
  ['data', 'age'],
];

/** First words of metrics that describe a machine, a runtime or a dependency: causes, not symptoms. */
export const causePrefixes: readonly string[] = [
  'node_', // node_exporter
  'windows_',
  'kube_', // kube-state-metrics
  'kubelet_',
  'kubernetes_',
  'container_', // cAdvisor
  'machine_',
  'namespace_', // recording rules of kube-prometheus
  'process_',
  'jvm_',
  'go_',
  'python_',
  'ruby_',
  'nodejs_',
  'hikaricp_',
  'tomcat_threads',
  'pg_',
  'postgres',
  'cnpg_',
  'mysql_',
  'redis_',
  'mongodb_',
  'memcached_',
  'elasticsearch_',
  'rabbitmq_',
  'kafka_',
  'zookeeper_',
  'etcd_',
  'etcdmirror_',
  'ceph_',
  'minio_',
  'cassandra_',
  'clickhouse_',
  'nvidia_',
  'dcgm_',
  'smartctl_',
  'snmp_',
  'gnmi_',
  'ipmi_',
  'hw_',
  'ups',
  'unifi',
  'certmanager_',
  'cert_manager_',
  'coredns_',
  'gotk_', // Flux
  'flux_',
  'argocd_',
  'controller_runtime_',
  'workqueue_',
  'openstack_',
  'libvirt_',
  'phpfpm_',
  'hadoop_',
  'hdfs_',
  'airflow_',
  'bgp_',
  'pybal_',
  'aws_ec2_',
  'aws_rds_',
  'mikrotik_',
];

/** Words of a metric's name that name a resource or an inner part. */
export const causeWords: ReadonlySet<string> = new Set([
  'cpu',
  'mem',
  'memory',
  'ram',
  'heap',
  'disk',
  'filesystem',
  'volume',
  'inode',
  'inodes',
  'swap',
  'thread',
  'threads',
  'pool',
  'queue',
  'backlog',
  'restarts',
  'connections',
  'gc',
  'load',
  'temperature',
  'replica',
  'replicas',
  'replication',
  'lag',
  'quorum',
  'reconcile',
  'reload',
  'config',
  'certificate',
  'cert',
  'expiry',
  'license',
  'quota',
  'limit',
  'backup',
  'snapshot',
  'battery',
  'fan',
  'voltage',
  'interface',
  'spool',
  'raid',
  'compaction',
  'compactor',
  'capacity',
]);

/** Metrics of the monitoring itself. */
export const metaPrefixes: readonly string[] = [
  'prometheus_',
  'alertmanager_',
  'scrape_',
  'ALERTS',
  'thanos_sidecar_',
  'grafana_alerting_',
  'vmalert_',
];

/** Metrics of probes from outside. */
export const probePrefixes: readonly string[] = [
  'probe_',
  'gatus_results_',
  'synthetic',
  'blackbox_',
  'uptime_check',
  'uptime_kuma_',
  'monitor_status',
  'statuscake_',
  'pingdom_',
  'checkly_',
];

/** Words of jobs that are a machine or something a service depends on: that they are down is a cause. */
export const dependencyJobs: ReadonlySet<string> = new Set([
  'node',
  'nodes',
  'host',
  'hosts',
  'exporter',
  'kubelet',
  'cadvisor',
  'etcd',
  'etcdmirror',
  'zookeeper',
  'kafka',
  'rabbitmq',
  'nats',
  'redis',
  'memcached',
  'postgres',
  'postgresql',
  'mysql',
  'mysqld',
  'mariadb',
  'mongodb',
  'clickhouse',
  'cassandra',
  'elasticsearch',
  'opensearch',
  'minio',
  'ceph',
  'windows',
]);
