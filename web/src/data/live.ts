import type { LiveListener } from './source.ts';

/** The server says something every 20 seconds. */
const longestSilence = 60_000;
const patience = [1000, 2000, 5000, 10_000, 30_000] as const;

/**
 * Listens to what the server tells. A lost connection is made again, and everything may have changed meanwhile. A page that nobody looks at does
 * not listen: a browser has few connections to one server.
 */
export function listen(address: string, { changed, connection }: LiveListener): () => void {
  let events: EventSource | undefined;
  let failures = 0;
  let hasMissed = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let silence: ReturnType<typeof setTimeout> | undefined;

  function hear(): void {
    clearTimeout(silence);
    silence = setTimeout(lose, longestSilence);
  }

  /** The browser does not notice each connection that is gone. */
  function lose(): void {
    connection('reconnecting');
    again();
  }

  function open(): void {
    close();
    const opened = new EventSource(address);
    events = opened;
    opened.addEventListener('open', () => {
      failures = 0;
      hear();
      connection('live');
      if (hasMissed) changed('all');
      hasMissed = false;
    });
    opened.addEventListener('error', () => {
      hasMissed = true;
      connection('reconnecting');
      if (opened.readyState !== EventSource.CLOSED) return; // the browser tries again by itself
      timer = setTimeout(open, patience[Math.min(failures++, patience.length - 1)]);
    });
    opened.addEventListener('beat', hear);
    for (const what of ['assessments', 'statements'] as const)
      opened.addEventListener(what, () => {
        hear();
        changed(what);
      });
  }

  function close(): void {
    clearTimeout(timer);
    clearTimeout(silence);
    events?.close();
    events = undefined;
  }

  function look(): void {
    if (document.visibilityState === 'visible') {
      if (!events) open();
    } else {
      hasMissed = true;
      close();
    }
  }

  function again(): void {
    hasMissed = true;
    close();
    look();
  }

  document.addEventListener('visibilitychange', look);
  addEventListener('online', again);
  addEventListener('offline', lose);
  look();
  return () => {
    document.removeEventListener('visibilitychange', look);
    removeEventListener('online', again);
    removeEventListener('offline', lose);
    close();
  };
}
