import type { AlertClass } from './classify-promql.ts';

type Row = readonly [metric: RegExp, alertClass: AlertClass['class'], signal: AlertClass['signal']];

/** Metrics of cloud providers by name, first hit wins. Sources: the metric references of AWS, Azure and Google Cloud. */
export const cloudMetrics: readonly Row[] = [
  // Error budgets
  [/^(?:BurnRate|select_slo_burn_rate)/, 'symptom', 'burn_rate'],
  // AWS load balancers, API Gateway, CloudFront, AppSync
  [/^HTTPCode_(?:ELB|Target|Backend)_5(?:XX|\d\d)(?:_Count)?$/, 'symptom', 'errors'],
  [/^HTTPCode_(?:ELB|Target|Backend)_[34]/, 'unknown', 'other'],
  [/^(?:5XXError|5xx|5xxErrorRate|5xxErrors|50\d(?:ErrorRate)?|TotalErrorRate|OriginErrorRate|HTTP5xx)$/i, 'symptom', 'errors'],
  [/^(?:4XXError|4xx|4xxErrorRate)$/i, 'unknown', 'other'],
  [
    /^(?:TargetResponseTime|Latency|IntegrationLatency|ResponseLatency|OriginLatency|FirstByteLatency|SuccessfulRequestLatency)$/,
    'symptom',
    'latency',
  ],
  [/^(?:UnHealthyHostCount|HealthyHostCount|UnHealthyRoutingRequestCount)$/, 'symptom', 'availability'],
  [/^(?:TargetConnectionErrorCount|RejectedConnectionCount|ELBAuthError|BackendConnectionErrors)$/, 'symptom', 'errors'],
  // Route 53 health checks, Synthetics
  [/^(?:HealthCheckStatus|HealthCheckPercentageHealthy|SuccessPercent)$/, 'symptom', 'availability'],
  // Lambda, Step Functions
  [
    /^(?:Errors|Throttles|Duration|ExecutionsFailed|ExecutionsTimedOut|ExecutionsAborted|DeadLetterErrors|AsyncEventsDropped)$/,
    'symptom',
    'errors',
  ],
  // Messages that users wait for
  [
    /^(?:ApproximateAgeOfOldestMessage|IteratorAge|GetRecords\.IteratorAgeMilliseconds|AgeOfOldestUnackedMessage|MillisBehindLatest)$/,
    'weak_symptom',
    'freshness',
  ],
  [/^(?:SMSSuccessRate|Reputation\.(?:BounceRate|ComplaintRate)|NumberOfNotificationsFailed)$/, 'symptom', 'errors'],
  // Azure
  [
    /^(?:Http5xx|requests\/failed|FailedRequests|Failed requests|ServerErrors|UnhealthyHostCount|exceptions\/server)$/i,
    'symptom',
    'errors',
  ],
  [
    /^(?:requests\/duration|HttpResponseTime|AverageResponseTime|ResponseTime|SuccessE2ELatency|SuccessServerLatency)$/i,
    'symptom',
    'latency',
  ],
  [/^(?:availabilityResults\/.*|Availability|HealthCheckStatus)$/i, 'symptom', 'availability'],
  // Google Cloud
  [/response_code_class.*(?:500|5xx)/, 'symptom', 'errors'],
  [/(?:https\/(?:total|backend)_latencies|request_latencies|execution_times)/, 'symptom', 'latency'],
  [/uptime_check\/(?:check_passed|http_status)/, 'symptom', 'availability'],
  [/uptime_check\/time_until_ssl/, 'cause', 'other'],
  [/oldest_unacked_message_age/, 'weak_symptom', 'freshness'],
  // Causes
  [
    /^(?:CPUUtilization|CPUCreditBalance|CPUSurplus\w*|EngineCPUUtilization|MemoryUtilization|Percentage CPU|cpu_percent|memory_percent|storage_percent|dtu_consumption_percent)$/i,
    'cause',
    'saturation',
  ],
  [
    /^(?:FreeableMemory|FreeStorageSpace|FreeLocalStorage|DiskQueueDepth|SwapUsage|BurstBalance|Evictions|DatabaseConnections|CurrConnections|ReplicaLag|AuroraReplicaLag|NetworkIn|NetworkOut|VolumeBytesUsed|DBLoad\w*)$/,
    'cause',
    'saturation',
  ],
  [
    /^(?:StatusCheckFailed(?:_\w+)?|DDoSDetected|EstimatedCharges|SMSMonthToDateSpentUSD|ErrorPortAllocation|PacketsDropCount|NumberOfBackupJobsFailed|OperationsFailedReplication)$/,
    'cause',
    'other',
  ],
  [
    /(?:cpu|memory)\/(?:utilization|usage|percent_used)|disk\/(?:utilization|bytes_used)|allocatable_utilization|instance_cpu/,
    'cause',
    'saturation',
  ],
];

/** Words in names of alarms on metrics of one's own, in order: what users feel, before what may be the reason. */
export const nameWords: readonly (readonly [RegExp, AlertClass['class'], AlertClass['signal']])[] = [
  [/\bburn ?rate\b/, 'symptom', 'burn_rate'],
  [
    /\b(?:spend|spending|spent|cost|billing|quota|budget|unauthori[sz]ed|root|iam|mfa|cloudtrail|config|console|policy|security|malware|ddos|nacl|vpc|ssh)\b/,
    'cause',
    'other',
  ],
  [
    /\b(?:cpu|memory|mem|oom|disk|storage|heap|load|connections|evicted|evictions|replication|replicas?|backup|pods?|nodes?|capacity|throttling|swap|deadlocks?)\b/,
    'cause',
    'saturation',
  ],
  [/\b(?:5xx|5\d\d)\b.*\berrors?\b|\berrors? ?5(?:xx|\d\d)\b|\bhttp ?5xx\b|\b5xx\b/, 'symptom', 'errors'],
  [/\b(?:latency|response time|slow|p9\d|request duration)\b/, 'symptom', 'latency'],
  [/\b(?:failure|failures|error|success|delivery|bounce) rate\b|\brequest (?:failures?|errors?)\b/, 'symptom', 'errors'],
  [/\b(?:not (?:being )?processed|stuck|delay|delayed|oldest message|queue age|stale)\b/, 'weak_symptom', 'freshness'],
  [/\b(?:unhealthy hosts?|health ?check|uptime|unavailable|availability|down|heartbeat)\b/, 'weak_symptom', 'availability'],
];
