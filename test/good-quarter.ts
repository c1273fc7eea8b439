const minute = 60_000;
const day = 24 * 60 * minute;

/** Tables of a quarter that went well: three deployments each working day, each of a commit of that hour; three short incidents. */
export function goodQuarter(now: Date): Readonly<Record<string, string>> {
  const times = workdays(now).flatMap(date => [9, 11, 14].map(hour => date + hour * 60 * minute));
  const sha = (index: number) => String(index + 1).padStart(40, '0');
  const at = (time: number) => new Date(time).toISOString();
  const deployments = times.map((time, index) => `d${index},shop,${at(time)},${sha(index)},production,success,normal,github.com/acme/shop`);
  const changes = times.map(
    (time, index) => `github.com/acme/shop,${sha(index)},${at(time - 40 * minute)},${index > 0 ? sha(index - 1) : ''}`,
  );
  const incidents = [60, 40, 20]
    .map(days => now.getTime() - days * day)
    .map((time, index) => `INC-${index},shop,${at(time)},${at(time + 18 * minute)},SEV-3`);
  return {
    'deployments.csv': table('id,service,finished_at,sha,environment,status,kind,repository', deployments),
    'changes.csv': table('repository,sha,committed_at,parents', changes),
    'incidents.csv': table('id,service,started_at,resolved_at,severity', incidents),
  };
}

function workdays(now: Date): readonly number[] {
  const midnight = Math.floor(now.getTime() / day) * day;
  return Array.from({ length: 88 }, (_, index) => midnight - (88 - index) * day).filter(
    time => ![0, 6].includes(new Date(time).getUTCDay()),
  );
}

function table(head: string, rows: readonly string[]): string {
  return `${[head, ...rows].join('\n')}\n`;
}
