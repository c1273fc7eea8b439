/** Commands that bring the previous release back. */
export const restoring: readonly RegExp[] = [
  /\b(?:kubectl|oc)\s[^\n]*\brollout\s+undo\b/,
  /\bhelm\s[^\n]*\brollback\b/,
  /\b(?:kamal|deployer|dep|now|vercel|flyctl|fly|netlify)\s+rollback\b/,
  /\bcap\s+\w+\s+deploy:rollback\b/,
  /\bnomad\s+job\s+revert\b/,
  /\b(?:ln|mv|cp|rsync|tar)\s[^\n]*(?:prev|previous|old|last|backup|bak|rollback)/i,
  /\bgit\s+(?:checkout|reset|revert)\s[^\n]*(?:prev|previous|old|last|ORIG_HEAD|HEAD[~^@])/i,
  /\bdocker\s+(?:tag|run|service|start|rename)\s[^\n]*(?:prev|previous|old|last|backup|rollback)/i,
  /\b\w{0,40}(?:TAG|VERSION|IMAGE|RELEASE)\w{0,20}=["']?\$\{?\w{0,40}(?:PREV|OLD|LAST)/i,
  /\baws\s+(?:ecs\s+update-service|lambda\s+update-alias)\s[^\n]*(?:prev|previous|old|last)/i,
];

/** Conditions that hold when something went wrong. */
export const failureConditions: readonly RegExp[] = [
  /^\s*!\s/,
  /\$\?["']?\s*(?:-ne|!=)\s*["']?0/,
  /(?:-ne|!=)\s*["']?(?:0|200|true|healthy|ok|up|ready|success|running)\b/i,
  /(?:==?|-eq)\s*["']?(?:false|unhealthy|failed|failure|error|down|1)\b/i,
];

/** Conditions that hold when the new release is well. */
export const healthConditions: readonly RegExp[] = [
  /\b(?:curl|wget|nc)\b/,
  /health|smoke|ready|readiness|alive|verify|sanity/i,
  /\brollout\s+status\b|\bis-active\b/,
];

/** Words that a script for deploying to a host of its own uses beside those of deployment tools. */
export const hostDeploys: readonly RegExp[] = [
  /\bsystemctl\s+(?:--\w+\s+)?(?:restart|reload|start)\b/,
  /\bservice\s+[\w-]+\s+(?:restart|reload)\b/,
  /\bsupervisorctl\s+(?:restart|update)\b/,
  /\bpm2\s+(?:restart|reload|start|deploy)\b/,
  /\bdocker[- ]compose\s[^\n]*\bup\b/,
  /\bdocker\s+(?:stack\s+deploy|service\s+update)\b/,
  /\bssh\s[^\n]*\b(?:docker|systemctl|restart|deploy|git pull)\b/,
  /\bln\s+-\w*s\w*\s[^\n]*\bcurrent\b/,
];

/** How a word of a document names a deployment script. */
export const scriptName = /(?:deploy|release|rollout).*\.(?:sh|bash|py|rb)$|^bin\/(?:deploy|release)$/;

/** Commands of tools that a document names. */
export const toolCommand = /\bcap \w{1,40} deploy\b|\bfab [\w-]{0,40}deploy\b|\bkamal (?:deploy|setup)\b/g;
