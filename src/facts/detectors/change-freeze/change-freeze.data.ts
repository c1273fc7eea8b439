/** Words that say that a check of the clock or the calendar is about not deploying, not about a timeout or a yearly report. */
export const freezeWords: readonly RegExp[] = [
  /(?:^|[^a-z])(?:freeze|frozen)(?:[^a-z]|$)/i,
  /\b(?:blackout|moratorium|embargo|lockdown)\b/i,
  /\b(?:live|peak|maintenance|change|deploy(?:ment)?|release|business|game)[-_ ](?:\w+[-_ ])?(?:window|hours|season)\b/i,
  /\b(?:outside|out of|after)[-_ ](?:office|business|working)?[-_ ]?hours\b/i,
  /\b(?:no|not|never|refus\w+ to|forbidden to|don't)[-_ ](?:\w+[-_ ])?(?:deploy\w*|releas\w*|ship)\b/i,
  /\bdeploy\w*[-_ ](?:\w+[-_ ])?(?:blocked|forbidden|not allowed|prohibited|disabled)\b/i,
  /\b(?:weekend|friday|holiday|christmas)s?\b/i,
];

/** Text in which the words above mean something else. */
export const otherFreezes = /\bpip3? freeze\b|--frozen[\w-]*|\bfreezegun\b|\bfsfreeze\b|\bfreeze_time\b|frozen[-_]lockfile/gi;

/** How a script ends because it refuses. */
export const refusals: readonly RegExp[] = [
  /\bexit\s+["']?(?:[1-9]|\$)/,
  /\breturn\s+[1-9]/,
  /(?:^|[;{&|)]\s*)(?:die|fail|abort|bail|fatal|error_exit|err_exit|exit_with_error)\b/m,
  /\bcore\.setFailed\s*\(|\bprocess\.exit\s*\(\s*[1-9]|\bthrow new Error\b/,
];

/** Names of jobs and scripts that bring changes out. */
export const deployName = /(?:^|[^a-z])(?:deploy(?:ment|s|ing)?|release|rollout|ship|promote|apply|publish|cd|go-?live)(?:[^a-z]|$)/i;

/** Actions and hosted checks that block merging or deploying while a freeze is on. */
export const freezeActions = /(?:^|[/-])(?:merge|deploy(?:ment)?|code|change|release)-?freeze|freeze-(?:check|guard|gate|calendar)/i;

/** Variables of a forge that stop deployments: `vars.CODE_FREEZE`, `variables['DeployFreeze']`, `$RELEASE_FREEZE`; `CI_DEPLOY_FREEZE` is GitLab's own. */
export const freezeVariable =
  /(?:\bvars\.|\bvariables(?:\.|\[['"])|\$)(?!CI_DEPLOY_FREEZE)(?:\w{1,40}[_-])?(?:(?:code|change|deploy(?:ment)?|release|merge|prod(?:uction)?)[_-]?freeze|freeze[_-]?(?:deploy(?:ment)?s?|releases?|active|enabled|mode))\b/i;
