/** Providers of Terraform by the layer that their resources make. The prefix of a resource type names its provider. */
export const cloudProviders: ReadonlySet<string> = new Set([
  'aws',
  'awscc',
  'google',
  'azurerm',
  'azapi',
  'azuread',
  'alicloud',
  'oci',
  'ibm',
  'digitalocean',
  'hcloud',
  'openstack',
  'ovh',
  'scaleway',
  'linode',
  'vultr',
  'exoscale',
  'civo',
  'upcloud',
  'yandex',
  'tencentcloud',
  'huaweicloud',
  'opentelekomcloud',
  'flexibleengine',
  'stackit',
  'ionoscloud',
  'equinix',
  'vsphere',
  'nutanix',
  'proxmox',
  'libvirt',
  'cloudfoundry', // spaces, services and applications of a platform
  'heroku',
  'cloudflare',
  'fastly',
  'akamai',
  'minio',
  'mongodbatlas',
  'confluent',
  'aiven',
]);

export const kubernetesProviders: ReadonlySet<string> = new Set([
  'kubernetes',
  'helm',
  'kubectl',
  'kustomization',
  'argocd',
  'flux',
  'rancher2',
]);

/** Make nothing that exists outside the state. */
export const helperProviders: ReadonlySet<string> = new Set([
  'null',
  'random',
  'time',
  'tls',
  'local',
  'terraform',
  'archive',
  'template',
  'external',
  'http',
  'cloudinit',
  'validation',
  'assert',
]);

/** Resource types, without their provider, that run something. */
export const compute: RegExp =
  /^(?:ecs_(?:service|cluster|task_definition)|eks_(?:cluster|node_group|fargate_profile)|lambda_function|instance$|launch_template|autoscaling_group|apprunner_service|batch_compute_environment|elastic_beanstalk_environment|lightsail_instance|emr_cluster|compute_instance|container_cluster|container_node_pool|cloud_run|cloudfunctions|app_engine|kubernetes_cluster|(?:linux|windows)_(?:virtual_machine|web_app|function_app)|virtual_machine|container_app$|container_group|app_service|function_app|server$|droplet|kubernetes_(?:node_pool|cluster)|app$|machine|deployment|stateful_set|daemonset|cron_job|job|release$|k8s_cluster|compute_v2_instance|cloud_project_kube|worker_script|workers_script|service_compute|service_vcl|k8s_pool)/;

/** … that keep data. */
export const data: RegExp =
  /^(?:s3_bucket$|db_instance|rds_cluster|dynamodb_table|elasticache|opensearch_domain|elasticsearch_domain|redshift_cluster|efs_file_system|docdb|neptune|memorydb|msk_cluster|kinesis_stream|sqs_queue|ebs_volume|backup_vault|storage_bucket$|sql_database|sql_database_instance|spanner|bigtable|bigquery|firestore|redis|alloydb|storage_account|storage_container|mssql|postgresql|mysql|cosmosdb|managed_disk|database|spaces_bucket|volume|object_storage|service_instance|persistent_volume|r2_bucket|d1_database|cluster$)/;

/** … that connect or grant access. */
export const network: RegExp =
  /^(?:vpc|subnet|security_group|route|lb$|lb_|alb|elb|internet_gateway|nat_gateway|network_acl|eip|cloudfront|api_gateway|apigatewayv2|iam_|wafv2|acm_|compute_network|compute_subnetwork|compute_firewall|compute_router|compute_global_address|compute_address|dns_|service_account|project_iam|virtual_network|network_|public_ip|application_gateway|frontdoor|cdn_|private_|role_assignment|user_assigned_identity|firewall|load_balancer|loadbalancer|floating_ip|record|zone|ingress|service$|network_policy|cluster_role|role|networking_|domain)/;
