export interface PolicyTool {
  readonly tool: string;
  /** Start of a command: program and, where it has several tasks, the one that checks. */
  readonly command: readonly string[];
  /** Options that keep it from failing. */
  readonly soft: readonly string[];
  /** Options without one of which it never fails. */
  readonly hard?: readonly string[];
}

export const policyTools: readonly PolicyTool[] = [
  { tool: 'conftest', command: ['conftest', 'test'], soft: ['--no-fail'] },
  { tool: 'conftest', command: ['conftest', 'verify'], soft: ['--no-fail'] },
  { tool: 'opa', command: ['opa', 'eval'], soft: [], hard: ['--fail', '--fail-defined'] },
  { tool: 'checkov', command: ['checkov'], soft: ['--soft-fail', '-s'] },
  { tool: 'tfsec', command: ['tfsec'], soft: ['--soft-fail', '-s'] },
  { tool: 'trivy', command: ['trivy', 'config'], soft: ['--exit-code=0'], hard: ['--exit-code'] },
  { tool: 'trivy', command: ['trivy', 'conf'], soft: ['--exit-code=0'], hard: ['--exit-code'] },
  { tool: 'terrascan', command: ['terrascan', 'scan'], soft: [] },
  { tool: 'kics', command: ['kics', 'scan'], soft: ['--ignore-on-exit'] },
  { tool: 'terraform-compliance', command: ['terraform-compliance'], soft: ['--no-failure'] },
  { tool: 'regula', command: ['regula', 'run'], soft: [] },
  { tool: 'cfn-guard', command: ['cfn-guard', 'validate'], soft: [] },
  { tool: 'kyverno', command: ['kyverno', 'apply'], soft: ['--warn-exit-code'] },
  { tool: 'gatekeeper', command: ['gator', 'test'], soft: [] },
  { tool: 'sentinel', command: ['sentinel', 'apply'], soft: [] },
  { tool: 'psrule', command: ['Assert-PSRule'], soft: [] },
];

export interface PolicyAction {
  readonly tool: string;
  readonly action: RegExp;
  /** Inputs that keep it from failing, with the value that does. */
  readonly soft: readonly (readonly [input: string, value: RegExp])[];
  /** Inputs without which it never fails. */
  readonly hard?: readonly (readonly [input: string, value: RegExp])[];
  /** What the action looks at must fit this, when it can look at more than infrastructure. */
  readonly only?: readonly [input: string, value: RegExp];
}

const yes = /^(?:true|1|yes)$/i;

export const policyActions: readonly PolicyAction[] = [
  { tool: 'checkov', action: /^bridgecrewio\/checkov-action@/, soft: [['soft_fail', yes]] },
  { tool: 'tfsec', action: /^(?:aquasecurity|tfsec)\/tfsec-[\w-]*action@/, soft: [['soft_fail', yes]] },
  { tool: 'trivy', action: /^aquasecurity\/trivy-action@/, soft: [], hard: [['exit-code', /^[1-9]/]], only: ['scan-type', /^config$/] },
  { tool: 'kics', action: /^checkmarx\/kics-github-action@/i, soft: [['ignore_on_exit', /^(?:all|results)$/]] },
  { tool: 'terrascan', action: /^tenable\/terrascan-action@/, soft: [['only_warn', yes]] },
  { tool: 'conftest', action: /\/conftest-[\w-]*action@|^instrumenta\/conftest-action/, soft: [] },
  { tool: 'terraform-compliance', action: /\/terraform-compliance[\w-]*@/, soft: [] },
  { tool: 'psrule', action: /^microsoft\/ps-rule@/i, soft: [] },
];
