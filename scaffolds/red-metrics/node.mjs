import client from 'prom-client';

client.collectDefaultMetrics();

/** Counts requests, tells failures by `status`, and measures how long they took: one histogram is all three. */
const duration = new client.Histogram({
  name: 'http_request_duration_seconds',
  help: 'Time from the first byte in to the last byte out',
  labelNames: ['method', 'route', 'status'],
  // the objective is one of the buckets, or nobody can tell whether it is kept
  buckets: [0.01, 0.05, 0.1, Number('«slow»'), 1, 2.5, 5, 10].sort((a, b) => a - b),
});

/** A middleware for Express and its likes; comes before all others. `route` is the pattern, never the address with ids in it. */
export function measureRequests(request, response, next) {
  const stop = duration.startTimer({ method: request.method });
  response.once('close', () => stop({ route: request.route?.path ?? 'unknown', status: response.statusCode }));
  next();
}

/** Answers GET /metrics. */
export async function showMetrics(_request, response) {
  response.setHeader('content-type', client.register.contentType);
  response.end(await client.register.metrics());
}
