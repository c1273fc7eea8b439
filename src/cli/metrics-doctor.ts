import type { Command } from 'commander';
import { plainJson } from '../lib/plain-text.ts';
import type { DoctorJson } from '../report/metrics/doctor-contract.ts';
import type { Examination } from '../store/metrics/doctor/examine.ts';
import { terminalColumns, wantsColour, writeResult } from './output.ts';
import { packageVersion } from './package-root.ts';
import { storeAddress } from './store-address.ts';

interface Options {
  readonly environment: string;
  readonly window: string;
  readonly zone: string;
  readonly linkHours: string;
  readonly json?: boolean;
  readonly output?: string;
  readonly database?: string;
}

/** The options are those of `opsex metrics` itself, where they mean the same. */
export function addMetricsDoctor(metrics: Command): void {
  metrics
    .command('doctor')
    .summary('say what is missing or wrong in the events, so that outcomes can be computed and trusted')
    .action(async (_own: object, command: Command) => {
      const options = command.optsWithGlobals<Options>();
      const json = await examined(options);
      const screen = { colour: wantsColour(options.output), columns: terminalColumns() };
      const text = options.json ? `${plainJson(json)}\n` : (await import('../report/metrics/doctor.ts')).doctorReport(json, screen);
      writeResult(text, options.output);
    });
}

async function examined(options: Options): Promise<DoctorJson> {
  const [{ openStore }, { questionOf }, { examine }, { measurable }, { metricsRequest }] = await Promise.all([
    import('../store/open-store.ts'),
    import('../measure.ts'),
    import('../store/metrics/doctor/examine.ts'),
    import('./metrics-ready.ts'),
    import('./metrics-request.ts'),
  ]);
  const request = await metricsRequest({ ...options, service: [], team: [], by: 'week', definition: 'opsex/1' }, new Date());
  const store = await openStore(storeAddress(options.database));
  try {
    await measurable(store, request);
    const found = await examine(store, await questionOf(store, request));
    return toJson(found, request);
  } finally {
    await store.close();
  }
}

function toJson(
  { findings, gaps, imports, sources }: Examination,
  {
    asOf,
    environment,
    window,
  }: { readonly asOf: Date; readonly environment: string; readonly window: { readonly from: Date; readonly to: Date } },
): DoctorJson {
  return {
    schema: 'opsex.metrics-doctor/1',
    opsex: packageVersion(),
    asOf: asOf.toISOString(),
    environment,
    window: { from: window.from.toISOString(), to: window.to.toISOString() },
    findings: findings.map(({ id, count, of, kind, says, effect, remedy, sources: own }) => ({
      ...{ id, count, of, kind, says, effect, remedy },
      sources: own.map(({ source, count: n, example }) => ({ source, count: n, example })),
    })),
    gaps: gaps.map(({ service, days, usual, since, until }) => ({ service, days, usual, since, until })),
    imports: imports.map(({ file, rows_read, rows_rejected, finished_at }) => ({
      file,
      read: rows_read,
      rejected: rows_rejected,
      finished: finished_at !== null,
    })),
    sources: sources.map(({ kind, source, events, first, last }) => ({ kind, source, events, first, last })),
  };
}
