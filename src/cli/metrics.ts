import { type Command, Option } from 'commander';
import { plainJson } from '../lib/plain-text.ts';
import { metricDefinitions } from '../model/metric.ts';
import type { MetricsJson } from '../report/metrics/contract.ts';
import { addMetricsDoctor } from './metrics-doctor.ts';
import { type MetricsOptions, metricsRequest } from './metrics-request.ts';
import { terminalColumns, wantsColour, writeResult } from './output.ts';
import { packageVersion } from './package-root.ts';
import { formatOption } from './shared-options.ts';
import { databaseOption, storeAddress } from './store-address.ts';

interface Options extends MetricsOptions {
  readonly all?: boolean;
  readonly format: 'table' | 'json' | 'csv' | 'openmetrics';
  readonly json?: boolean;
  readonly output?: string;
  readonly database?: string;
}

export function addMetrics(program: Command): void {
  const several = (value: string, before: readonly string[]) => [...before, value];
  const command = program
    .command('metrics')
    .summary('show outcomes: deployments, lead times, failures, times to restore, toil, pages, drift')
    .option('--service <name>', 'only this service; one alone gets a page of its own; can be repeated', several, [])
    .option(
      '--team <team>',
      'the services of a team: payments=shop,web, or payments when opsex.yaml names it; can be repeated',
      several,
      [],
    )
    .addOption(environmentOption())
    .option('--window <span>', 'how far to look back: 90d, 12w, 6m, 1y', '90d')
    .option('--from <date>', 'the first day (2026-01-01), instead of --window')
    .option('--to <date>', 'the last day; now when left out')
    .option('--zone <zone>', 'the zone of days and weeks (Europe/Berlin)', 'UTC')
    .addOption(new Option('--by <unit>', 'the periods of trends').choices(['week', 'month', 'quarter']).default('week'))
    .addOption(
      new Option('--definition <name>', 'opsex/1, or devlake/2023 for the numbers of Apache DevLake')
        .choices(metricDefinitions)
        .default(metricDefinitions[0]),
    )
    .option('--link-hours <hours>', 'how long after a deployment an incident is put down to it when nothing says so', '24')
    .option('--config <file>', 'the opsex.yaml that names teams; that of this folder when left out')
    .option('--all', 'all services, however many')
    .option('--json', 'print the public JSON (opsex.metrics/1)')
    .addOption(formatOption(['table', 'json', 'csv', 'openmetrics']))
    .option('-o, --output <file>', 'write to a file instead of standard output')
    .addOption(databaseOption())
    .action(async (options: Options) => {
      const json = await measured(options);
      writeResult(await render(json, options), options.output);
    });
  addMetricsDoctor(command);
}

function environmentOption(): Option {
  return new Option('--environment <name>', 'an environment; production is every one that is production').default('production');
}

async function measured(options: Options): Promise<MetricsJson> {
  const [{ openStore }, { measure }, { measurable }, { toMetricsJson }, { daysIn }] = await Promise.all([
    import('../store/open-store.ts'),
    import('../measure.ts'),
    import('./metrics-ready.ts'),
    import('../report/metrics/json.ts'),
    import('../facts/metrics/periods.ts'),
  ]);
  const request = await metricsRequest(options, new Date());
  const store = await openStore(storeAddress(options.database));
  try {
    await measurable(store, request);
    return toMetricsJson(await measure(store, request), request, daysIn(request.window, request.zone).all, packageVersion());
  } finally {
    await store.close();
  }
}

async function render(json: MetricsJson, options: Options): Promise<string> {
  const format = options.json ? 'json' : options.format;
  if (format === 'json') return `${plainJson(json)}\n`;
  if (format === 'csv') return (await import('../report/metrics/csv.ts')).metricsToCsv(json);
  if (format === 'openmetrics') return (await import('../report/metrics/openmetrics.ts')).toOpenMetrics(json);
  const screen = { colour: wantsColour(options.output), columns: terminalColumns(), all: options.all === true };
  const [only, ...others] = json.subjects;
  if (only && others.length === 0) return (await import('../report/metrics/page.ts')).metricsPage(json, only, screen);
  return (await import('../report/metrics/table.ts')).metricsTable(json, screen);
}
