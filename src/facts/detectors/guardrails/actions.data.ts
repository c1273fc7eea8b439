/** Condition keys that tell a pipeline from a person. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html */
export const humanKeys: RegExp = /^aws:(?:PrincipalArn|PrincipalTag|userid|PrincipalOrgPaths|SourceIdentity)/i;

/** Actions that change something. */
export const writeActions: RegExp =
  /:(?:\*|Create|Delete|Update|Put|Modify|Run|Terminate|Attach|Detach|Set|Start|Stop|Reboot|Change|Add|Remove|Associate)/;
