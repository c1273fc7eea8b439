import type { Effect } from '../commands/effects.ts';

/** What the jobs of GitLab's own templates and components do; its scanners may fail without failing the pipeline. */
export const templates: readonly (readonly [name: RegExp, effects: readonly Pick<Effect, 'does' | 'how' | 'blocking'>[]])[] = [
  // https://docs.gitlab.com/topics/autodevops/
  [
    /(?:^|\/)(?:Auto-DevOps|Beta\/Auto-DevOps)\.gitlab-ci\.yml$/,
    [
      { does: 'opaque_test', blocking: true },
      { does: 'scan', blocking: false },
      { does: 'deploy', how: 'environment', blocking: true },
    ],
  ],
  // https://docs.gitlab.com/user/application_security/detect/roll_out_security_scanning/
  [
    /(?:SAST|SAST-IaC|Secret-Detection|Dependency-Scanning|Container-Scanning|DAST|DAST-API|API-Security|Coverage-Fuzzing)(?:\.latest)?\.gitlab-ci\.yml$/,
    [{ does: 'scan', blocking: false }],
  ],
  [/\/components\/(?:sast|secret-detection|dependency-scanning|container-scanning|dast)(?:\/|$)/, [{ does: 'scan', blocking: false }]],
  [/Code-Quality(?:\.latest)?\.gitlab-ci\.yml$/, [{ does: 'lint', blocking: false }]],
  [/Jobs\/Deploy(?:\.latest|\/\w+)?\.gitlab-ci\.yml$/, [{ does: 'deploy', how: 'environment', blocking: true }]],
  // https://docs.gitlab.com/user/infrastructure/iac/
  [
    /Terraform(?:\/Base)?(?:\.latest)?\.gitlab-ci\.yml$/,
    [
      { does: 'validate', blocking: true },
      { does: 'plan', blocking: true },
    ],
  ],
];
