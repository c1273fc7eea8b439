export type Part = 'recorder' | 'status' | 'rule' | 'remediation';

export interface PartRole {
  readonly cloud: 'aws-config' | 'azure-policy' | 'google-policy';
  readonly part: Part;
  /** The attribute that switches it; `''` when there is none. */
  readonly flag: string;
}

const parts: Readonly<Record<string, readonly [PartRole['cloud'], Part, string?]>> = {
  aws_config_configuration_recorder: ['aws-config', 'recorder'],
  aws_config_configuration_recorder_status: ['aws-config', 'status', 'is_enabled'],
  aws_config_config_rule: ['aws-config', 'rule'],
  aws_config_conformance_pack: ['aws-config', 'rule'],
  aws_config_organization_conformance_pack: ['aws-config', 'rule'],
  aws_config_organization_managed_rule: ['aws-config', 'rule'],
  aws_config_organization_custom_rule: ['aws-config', 'rule'],
  aws_config_remediation_configuration: ['aws-config', 'remediation', 'automatic'],
  azurerm_subscription_policy_assignment: ['azure-policy', 'rule', 'enforce'],
  azurerm_management_group_policy_assignment: ['azure-policy', 'rule', 'enforce'],
  azurerm_resource_group_policy_assignment: ['azure-policy', 'rule', 'enforce'],
  azurerm_subscription_policy_remediation: ['azure-policy', 'remediation'],
  azurerm_management_group_policy_remediation: ['azure-policy', 'remediation'],
  azurerm_resource_group_policy_remediation: ['azure-policy', 'remediation'],
  google_cloud_asset_organization_feed: ['google-policy', 'recorder'],
  google_cloud_asset_folder_feed: ['google-policy', 'recorder'],
  google_cloud_asset_project_feed: ['google-policy', 'recorder'],
  google_org_policy_policy: ['google-policy', 'rule'],
  'AWS::Config::ConfigurationRecorder': ['aws-config', 'recorder'],
  'AWS::Config::ConfigRule': ['aws-config', 'rule'],
  'AWS::Config::ConformancePack': ['aws-config', 'rule'],
  'AWS::Config::OrganizationConfigRule': ['aws-config', 'rule'],
  'AWS::Config::OrganizationConformancePack': ['aws-config', 'rule'],
  'AWS::Config::RemediationConfiguration': ['aws-config', 'remediation'],
};

export const terraformTypes: readonly string[] = Object.keys(parts).filter(type => !type.includes(':'));

export function roleOf(type: string): PartRole | undefined {
  const found = Object.hasOwn(parts, type) ? parts[type] : undefined;
  return found && { cloud: found[0], part: found[1], flag: found[2] ?? '' };
}
