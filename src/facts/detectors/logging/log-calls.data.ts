import type { SourceSignal } from '../source-signals.ts';

export interface LogUse {
  readonly library: string;
  readonly format: 'json' | 'text';
}

export interface IdUse {
  /** An id that the code itself puts into its log records. */
  readonly correlation: 'request' | 'trace';
}

const text = (library: string): LogUse => ({ library, format: 'text' });
const json = (library: string): LogUse => ({ library, format: 'json' });

/** Where code sets up its logger, and what then comes out of it. */
export const logCalls: readonly SourceSignal<LogUse>[] = [
  // https://getpino.io: JSON unless a transport prettifies it; that case is told apart in log-source.ts
  {
    languages: ['node'],
    literal: 'pino',
    pattern: /\b(?:pino|pinoHttp|P)\s*\(/,
    besides: /(?:from|require\()\s*['"]pino(?:-http)?['"]/,
    says: json('pino'),
  },
  { languages: ['node'], literal: 'nestjs-pino', pattern: /\bLoggerModule\s*\.\s*forRoot/, says: json('nestjs-pino') },
  { languages: ['node'], literal: 'bunyan', pattern: /\bbunyan\s*\.\s*createLogger\s*\(/, says: json('bunyan') },
  // https://fastify.dev/docs/latest/Reference/Logging/
  { languages: ['node'], literal: 'astify', pattern: /\b[fF]astify\s*\(\s*\{\s{0,40}logger\s*:\s*(?:true|\{)/, says: json('fastify') },
  // https://github.com/winstonjs/winston#formats
  {
    languages: ['node'],
    literal: 'winston',
    pattern: /\b(?:format\s*\.\s*)?(?:json|logstash)\s*\(\s*\)/,
    besides: /\bcreateLogger\s*\(/,
    says: json('winston'),
  },
  { languages: ['node'], literal: '@google-cloud/logging-winston', pattern: /\bnew\s+LoggingWinston\s*\(/, says: json('winston') },
  {
    languages: ['node'],
    literal: 'winston',
    pattern: /\b(?:simple|cli|prettyPrint)\s*\(\s*\)|\bprintf\s*\(/,
    besides: /\bcreateLogger\s*\(/,
    unless: /\b(?:json|logstash)\s*\(\s*\)|JSON\.stringify|LoggingWinston/,
    says: text('winston'),
  },
  {
    languages: ['node'],
    literal: 'ConsoleLogger',
    pattern: /\bnew\s+ConsoleLogger\s*\([^)]{0,200}\bjson\s*:\s*true/,
    says: json('nestjs'),
  },
  {
    languages: ['node'],
    literal: 'tslog',
    pattern: /\bnew\s+Logger\s*(?:<[^>]{0,80}>)?\s*\(\s*\{[^}]{0,300}\btype\s*:\s*['"]json['"]/,
    says: json('tslog'),
  },
  {
    // a logger of one's own: it hands on the level it is called with; a line that prints an object is none
    languages: ['node'],
    literal: 'JSON.stringify',
    pattern:
      /\bconsole\s*(?:\.\s*\w{1,20}|\[\s*\w{1,20}\s*\])\s*\(\s*JSON\.stringify\s*\(\s*\{[^{}]{0,200}\b(?:level|severity)\s*(?:,|\}|:\s*(?:\w+\.)?(?:level|severity|\w+Level)\b)/,
    says: json('console'),
  },
  { languages: ['node'], literal: '@aws-lambda-powertools/logger', pattern: /\bnew\s+Logger\s*\(/, says: json('aws-lambda-powertools') },
  {
    languages: ['node'],
    literal: 'log4js', // https://log4js-node.github.io/log4js-node/layouts.html
    pattern: /\blog4js\s*\.\s*(?:getLogger|configure)\s*\(/,
    unless: /\bjson\b/i,
    says: text('log4js'),
  },

  {
    languages: ['go'],
    literal: 'zap.New',
    pattern: /\bzap\.(?:NewProduction|NewProductionConfig|Must\(zap\.NewProduction)\s*\(/,
    says: json('zap'),
  },
  { languages: ['go'], literal: 'zapcore.NewJSONEncoder', says: json('zap') },
  { languages: ['go'], literal: 'zap.NewDevelopment', unless: /\bzap\.NewProduction|NewJSONEncoder/, says: text('zap') },
  { languages: ['go'], literal: 'slog.NewJSONHandler', says: json('slog') },
  { languages: ['go'], literal: 'slog.NewTextHandler', unless: /slog\.NewJSONHandler/, says: text('slog') },
  {
    languages: ['go'],
    literal: 'rs/zerolog',
    pattern: /\bzerolog\.New\s*\(|\blog\.(?:Info|Error|Warn|Fatal)\(\)\s*\./,
    unless: /\bzerolog\.(?:New)?ConsoleWriter\b/,
    says: json('zerolog'),
  },
  {
    languages: ['go'],
    literal: 'JSONFormatter',
    pattern: /(?:SetFormatter\s*\(|\bFormatter\s*[:=]+)\s*(?:&\s*|new\s*\(\s*)(?:logrus|log)\.JSONFormatter\b/,
    says: json('logrus'),
  },
  {
    languages: ['go'],
    literal: 'TextFormatter',
    pattern: /(?:SetFormatter\s*\(|\bFormatter\s*[:=]+)\s*&\s*(?:logrus|log)\.TextFormatter\b/,
    unless: /JSONFormatter/,
    says: text('logrus'),
  },
  { languages: ['go'], literal: 'log.NewJSONLogger', says: json('go-kit') },
  {
    languages: ['go'],
    literal: 'k8s.io/klog',
    pattern: /\bklog\.(?:Info|Error|Warning|Fatal)[SfDl]?[\w]{0,10}\(/,
    unless: /zapr|JSON|SetSlogLogger|SetLogger/,
    says: text('klog'),
  },

  { languages: ['python'], literal: 'structlog', pattern: /\b(?:structlog\.)?(?:processors\.)?JSONRenderer\s*\(/, says: json('structlog') },
  {
    languages: ['python'],
    literal: 'ConsoleRenderer',
    pattern: /\bConsoleRenderer\s*\(/,
    besides: /\bstructlog\b/,
    unless: /JSONRenderer/,
    says: text('structlog'),
  },
  // https://github.com/nhairs/python-json-logger; the class itself, a subclass or its dotted name in a dictConfig
  {
    languages: ['python'],
    literal: 'pythonjsonlogger',
    pattern:
      /\bclass\s+\w+\s*\(\s*[\w.]*[Jj][Ss][Oo][Nn]_?Formatter\s*\)|\b(?:json|jsonlogger)\.JsonFormatter\s*\(|^[ \t]{0,200}\w+\s*=\s*JsonFormatter\s*\(|["']pythonjsonlogger\.(?:json|jsonlogger)\.JsonFormatter["']/m,
    says: json('python-json-logger'),
  },
  { languages: ['python'], literal: 'loguru', pattern: /\badd\s*\([^()]{0,200}\bserialize\s*=\s*True/, says: json('loguru') },
  {
    languages: ['python'],
    literal: 'loguru',
    pattern: /\blogger\.add\s*\(\s*sys\.std(?:out|err)\b/,
    unless: /\bserialize\s*=\s*True/,
    says: text('loguru'),
  },
  // https://cloud.google.com/python/docs/reference/logging/latest/std-lib-integration
  {
    languages: ['python'],
    literal: 'setup_logging',
    pattern: /\.setup_logging\s*\(/,
    besides: /\bgoogle\.cloud(?:\.logging\b|\s+import\s+logging\b)/,
    says: json('google-cloud-logging'),
  },
  {
    languages: ['python'],
    literal: 'ecs_logging',
    pattern: /\becs_logging\.Std[Ll]ib[Ff]ormatter\b|\bStdlibFormatter\s*\(/,
    says: json('ecs-logging'),
  },
  {
    languages: ['python'],
    literal: 'aws_lambda_powertools',
    pattern: /^[\w.]+\s*(?::\s*\w+\s*)?=\s*Logger\s*\(/m,
    says: json('aws-lambda-powertools'),
  },
  { languages: ['python'], literal: 'StructuredLogHandler', pattern: /\bStructuredLogHandler\s*\(/, says: json('google-cloud-logging') },
  {
    languages: ['python'],
    literal: 'basicConfig',
    pattern: /\blogging\.basicConfig\s*\(/,
    unless: /[Jj][Ss][Oo][Nn](?:Formatter|Renderer|logger)|handlers\s*=/,
    says: text('logging'),
  },

  // https://github.com/serilog/serilog/wiki/Formatting-Output
  {
    languages: ['dotnet'],
    literal: 'JsonFormatter',
    pattern: /\bnew\s+(?:Rendered)?(?:Compact|Elasticsearch)?JsonFormatter\s*\(/,
    says: json('serilog'),
  },
  {
    languages: ['dotnet'],
    literal: 'ExpressionTemplate', // https://github.com/serilog/serilog-expressions: an object literal is JSON
    pattern: /\bnew\s+ExpressionTemplate\s*\(\s*@?"\{\s*\{/,
    says: json('serilog'),
  },
  {
    languages: ['dotnet'],
    literal: 'WriteTo.Console',
    pattern: /\bWriteTo\.Console\s*\(\s*(?:\)|outputTemplate\b)/,
    unless: /JsonFormatter|ExpressionTemplate|EcsTextFormatter/,
    says: text('serilog'),
  },
  { languages: ['dotnet'], literal: 'AddJsonConsole', says: json('Microsoft.Extensions.Logging') },
  { languages: ['dotnet'], literal: 'EcsTextFormatter', pattern: /\bnew\s+EcsTextFormatter\s*\(/, says: json('serilog') },

  {
    languages: ['ruby'],
    literal: 'rails_semantic_logger',
    pattern: /\brails_semantic_logger\.format\s*=\s*:json\b/,
    says: json('rails_semantic_logger'),
  },
  {
    languages: ['ruby'],
    literal: 'SemanticLogger',
    pattern: /\bSemanticLogger\.add_appender\s*\([^)]{0,300}\bformatter:\s*:json\b/,
    says: json('semantic_logger'),
  },
  {
    languages: ['ruby'],
    literal: 'Lograge',
    pattern: /\blograge\.formatter\s*=\s*Lograge::Formatters::(?:Json|Logstash)\b/,
    says: json('lograge'),
  },
  { languages: ['ruby'], literal: 'Ougai', pattern: /\bOugai::Logger\.new\b/, says: json('ougai') },
  // the default of `rails new`: https://guides.rubyonrails.org/configuring.html
  {
    languages: ['ruby'],
    literal: 'log_formatter',
    pattern: /\bconfig\.log_formatter\s*=\s*(?:::)?Logger::Formatter\.new/,
    unless: /[Ll]ograge|semantic_logger|Ougai/,
    says: text('logger'),
  },
  {
    languages: ['ruby'],
    literal: 'TaggedLogging',
    pattern: /\bTaggedLogging\.(?:new|logger)\b/,
    unless: /[Ll]ograge|semantic_logger|Ougai|[Jj][Ss][Oo][Nn]/,
    says: text('logger'),
  },

  {
    languages: ['php'],
    literal: 'Formatter',
    pattern:
      /\bnew\s+\\?(?:Monolog\\Formatter\\)?(?:JsonFormatter|LogstashFormatter|GoogleCloudLoggingFormatter)\s*\(|['"]formatter['"]\s*=>\s*\\?[\w\\]{0,80}(?:JsonFormatter|LogstashFormatter)::class/,
    says: json('monolog'),
  },
  {
    languages: ['rust'],
    literal: 'tracing_subscriber',
    pattern: /\bfmt(?:::layer|::Subscriber::builder)?\s*\(\s*\)[^;]{0,300}\.json\s*\(\s*\)/,
    says: json('tracing-subscriber'),
  },
  {
    languages: ['rust'],
    literal: 'BunyanFormattingLayer',
    pattern: /\bBunyanFormattingLayer::new\b/,
    says: json('tracing-bunyan-formatter'),
  },
  // https://docs.rs/json-subscriber
  {
    languages: ['rust'],
    literal: 'json_subscriber',
    pattern: /\bjson_subscriber::(?:fmt(?:::layer|::init)?\s*\(|(?:layer::)?JsonLayer::)/,
    says: json('json-subscriber'),
  },
  { languages: ['rust'], literal: 'env_logger', pattern: /\benv_logger::(?:init|Builder)/, says: text('env_logger') },
  {
    languages: ['elixir'],
    literal: 'LoggerJSON',
    pattern: /\bformatter:\s*\{?\s*LoggerJSON\.Formatters?\b|\bLoggerJSON\.Formatters?\.\w+\.new\b/,
    says: json('logger_json'),
  },
];

/** Where code puts the id of a request or a trace into its log records. Ids that are only passed on or used as a name do not count. */
export const idCalls: readonly SourceSignal<IdUse>[] = [
  {
    languages: ['node'],
    literal: '@opentelemetry/instrumentation-',
    pattern: /\bnew\s+(?:Pino|Winston|Bunyan)Instrumentation\s*\(/,
    says: { correlation: 'trace' },
  },
  { languages: ['node'], literal: 'logInjection', pattern: /\blogInjection\s*:\s*true/, says: { correlation: 'trace' } },
  {
    languages: ['node'],
    literal: 'mixin',
    pattern: /\bmixin\s*(?:\(|:)[^;]{0,400}\b(?:traceId|trace_id)\b/,
    says: { correlation: 'trace' },
  },
  { languages: ['node'], literal: 'genReqId', pattern: /\bgenReqId\s*[:(]/, says: { correlation: 'request' } },
  {
    languages: ['go'],
    literal: 'contrib/bridges/otel',
    pattern: /\botel(?:slog|zap|logrus|logr)\.New\w*\s*\(/,
    says: { correlation: 'trace' },
  },
  {
    languages: ['go'],
    literal: 'TraceID()',
    pattern: /(?:\bzap\.(?:String|Stringer)|\bslog\.String|\bWithFields?|\.Str|\.With)\s*\([^;\n]{0,200}\bTraceID\(\)/,
    says: { correlation: 'trace' },
  },
  // An id that is made up for one request and only logged joins nothing: these take it over from the caller or hand it on.
  { languages: ['go'], literal: 'hlog.RequestIDHandler', pattern: /\bhlog\.RequestIDHandler\s*\(/, says: { correlation: 'request' } },
  {
    languages: ['go'],
    literal: 'WithField',
    pattern:
      /\.Header\.Get\(\s*"X-(?:Request|Correlation)-Id"\s*\)[^~]{0,400}\bWithFields?\s*\(|\bWithFields?\s*\([^;\n]{0,200}\.Header\.Get\(\s*"X-(?:Request|Correlation)-Id"/i,
    says: { correlation: 'request' },
  },
  {
    languages: ['jvm'],
    literal: 'MDC',
    pattern:
      /\bMDC\s*\.\s*put(?:Closeable)?\s*\(\s*(?:"(?:correlation|request|call)[_-]?id"|\w*(?:CORRELATION|REQUEST|CALL)_?ID\w*|\w*MDC_KEY\w*)/i,
    says: { correlation: 'request' },
  },
  {
    languages: ['python'],
    literal: 'opentelemetry.instrumentation.logging',
    pattern: /\bLoggingInstrumentor\s*\(/,
    says: { correlation: 'trace' },
  },
  {
    languages: ['python'],
    literal: 'opentelemetry',
    pattern: /\brecord\.(?:trace_id|traceId|dd_trace_id)\s*=|\bevent_dict\s*\[\s*["'](?:trace_id|trace\.id)["']\s*\]\s*=/,
    says: { correlation: 'trace' },
  },
  {
    languages: ['python'],
    literal: 'request_id',
    pattern: /\bbind_contextvars\s*\([^)]{0,200}\brequest_id\s*=/,
    says: { correlation: 'request' },
  },
  {
    languages: ['python'],
    literal: 'record.', // of a filter or formatter; a row of a database is called so as well
    pattern: /\brecord\.(?:request_?id|requestId|correlation_?id|correlationId)\s*=(?!=)/,
    besides: /\bdef (?:filter|format|emit|process_log_record)\s{0,4}\(\s{0,20}self,\s{0,20}record\b|LogRecordFactory\b/,
    says: { correlation: 'request' },
  },
  { languages: ['python'], literal: 'asgi_correlation_id', pattern: /\bCorrelationIdFilter\b/, says: { correlation: 'request' } },
  {
    languages: ['dotnet'],
    literal: 'ActivityTrackingOptions',
    pattern: /\bActivityTrackingOptions\.TraceId\b/,
    says: { correlation: 'trace' },
  },
  { languages: ['dotnet'], literal: 'WithSpan', pattern: /\bEnrich\.WithSpan\s*\(/, says: { correlation: 'trace' } },
  {
    languages: ['dotnet'],
    literal: 'WithCorrelationId',
    pattern: /\bEnrich\.WithCorrelationId(?:Header)?\s*\(/,
    says: { correlation: 'request' },
  },
  {
    languages: ['ruby'],
    literal: 'log_tags',
    pattern: /\bconfig\.log_tags\s*=\s*[[{][^\]}]{0,200}\brequest_id\b/,
    says: { correlation: 'request' },
  },
  {
    languages: ['rust'],
    literal: 'with_opentelemetry_ids',
    pattern: /\.\s*with_opentelemetry_ids\s*\(\s*true\s*\)/,
    says: { correlation: 'trace' },
  },
  {
    languages: ['rust'],
    literal: 'equest_id',
    pattern: /\b(?:http\.)?request_id\s*=\s*[%?]\s*\w/,
    besides: /x-request-id|X_?Request_?Id/i,
    says: { correlation: 'request' },
  },
  {
    languages: ['rust'],
    literal: 'trace_id',
    pattern: /\b(?:Span::current\(\)|span)\.record\s*\(\s*"trace_id"/,
    says: { correlation: 'trace' },
  },
];
