import { expect, test } from 'vitest';
import { runsOnSchedule } from './schedule-condition.ts';

test.each([
  ['', 'yes'],
  ['false', 'no'],
  ["github.event_name == 'schedule'", 'yes'],
  ["github.event_name == 'pull_request'", 'no'],
  ["github.event_name != 'pull_request'", 'yes'],
  ["${{ github.event_name == 'schedule' || github.event_name == 'workflow_dispatch' }}", 'yes'],
  ["github.ref == 'refs/heads/main' && github.event_name == 'push'", 'no'],
  ["(github.event_name == 'push' || github.event_name == 'schedule') && always()", 'yes'],
  ["vars.DRIFT_ENABLED == 'true'", 'unknown'],
  ["secrets.AWS_ROLE != '' && github.event_name == 'schedule'", 'unknown'],
  ['github.event.pull_request.merged == true', 'no'],
  ['failure()', 'yes'],
  ["steps.plan.outputs.exitcode == '2'", 'yes'],
])('a schedule runs a step if %s', (condition, expected) => {
  expect(runsOnSchedule(condition)).toBe(expected);
});
