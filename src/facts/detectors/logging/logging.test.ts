import { expect, test } from 'vitest';
import { factsOf, flat } from '../testing.ts';

type Files = Readonly<Record<string, string>>;

async function setups(files: Files): Promise<readonly string[]> {
  return flat(await factsOf(files), 'log.setup').map(each =>
    [`${each.path}:${each.line}`, each.language, each.library, each.format, each.correlation, each.everywhere].join(' '),
  );
}

const logback = (body: string) => `<configuration>\n${body}\n</configuration>`;
const jsonAppender = '<appender name="OUT" class="C">\n<encoder class="net.logstash.logback.encoder.LogstashEncoder"/></appender>';
const textAppender = '<appender name="OUT" class="C">\n<encoder><pattern>%d %msg%n</pattern></encoder></appender>';
const root = '<root level="INFO"><appender-ref ref="OUT"/></root>';
const file = 'src/main/resources/logback-spring.xml';
const nais =
  'apiVersion: nais.io/v1alpha1\nkind: Application\nmetadata:\n  name: shop\nspec:\n  observability:\n    autoInstrumentation:\n      enabled: true\n      runtime: java\n';

test.each<[string, Files, readonly string[]]>([
  [
    'pino',
    { 'src/log.ts': "import pino from 'pino';\nexport const log = pino({ level: 'info' });" },
    ['src/log.ts:2 node pino json none unknown'],
  ],
  [
    'JSON of Rust when the environment asks for it',
    {
      'src/log.rs':
        'let layer = match format.as_deref() {\n    Some("json") => json_subscriber::fmt::layer().flatten_event(true).boxed(),\n    _ => tracing_subscriber::fmt::layer().compact().boxed(),\n};',
    },
    ['src/log.rs:2 rust json-subscriber json none unknown'],
  ],
  [
    'pino that is always prettified',
    { 'log.js': "const pino = require('pino')\nmodule.exports = pino({ transport: { target: 'pino-pretty' } })" },
    ['log.js:2 node pino text none unknown'],
  ],
  [
    'pino that is prettified for developers',
    {
      'log.js':
        "const pino = require('pino')\nconst t = isDev ? { target: 'pino-pretty' } : undefined\nmodule.exports = pino({ transport: t })",
    },
    ['log.js:3 node pino json none unknown'],
  ],
  [
    'winston',
    { 'log.js': "const { createLogger, format } = require('winston');\ncreateLogger({\n format: format.json() })" },
    ['log.js:3 node winston json none unknown'],
  ],
  ['a commented line', { 'log.py': 'import structlog\n# structlog.configure(processors=[structlog.processors.JSONRenderer()])\n' }, []],
  ['a docstring', { 'log.py': '"""\nUse structlog with JSONRenderer() here\n"""\nimport structlog\n' }, []],
  [
    'structlog',
    { 'app/log.py': 'import structlog\nstructlog.configure(\n  processors=[structlog.processors.JSONRenderer()])' },
    ['app/log.py:3 python structlog json none unknown'],
  ],
  [
    'a subclass of the formatter',
    {
      'app/log.py':
        'from pythonjsonlogger.jsonlogger import JsonFormatter as BaseJSONFormatter\n\nclass Mine(BaseJSONFormatter):\n  pass\nclass Ids:\n  def filter(self, record):\n    record.request_id = 1',
    },
    ['app/log.py:3 python python-json-logger json request unknown'],
  ],
  [
    'a filter that names the request in its own way',
    {
      'app/log.py':
        'from pythonjsonlogger.jsonlogger import JsonFormatter\nformatter = JsonFormatter()\nclass Ids(logging.Filter):\n  def filter(self, record) -> bool:\n    record.requestId = self.id\n    return True\n',
    },
    ['app/log.py:2 python python-json-logger json request unknown'],
  ],
  [
    'a row of a database that names the request',
    {
      'app/save.py': 'import logging\nlogging.basicConfig(level=1)\ndef save(record, id):\n  record.request_id = id\n  record.save()\n',
    },
    ['app/save.py:2 python logging text none unknown'],
  ],
  ['plain logging', { 'main.py': 'import logging\nlogging.basicConfig(level=1)' }, ['main.py:2 python logging text none unknown']],
  [
    'logrus',
    { 'main.go': 'package main\nfunc main() {\n  log.Formatter = &logrus.JSONFormatter{}\n}' },
    ['main.go:3 go logrus json none unknown'],
  ],
  ['an indirect module', { 'go.mod': 'module a\nrequire github.com/sirupsen/logrus v1.9.0 // indirect\n' }, []],
  [
    'slog with an OpenTelemetry bridge',
    {
      'main.go':
        'import "go.opentelemetry.io/contrib/bridges/otelslog"\nvar l = slog.New(slog.NewJSONHandler(os.Stdout, nil))\nvar b = otelslog.NewHandler("a")',
    },
    ['main.go:2 go slog json trace unknown'],
  ],
  ['a storage device called SLOG', { 'README.md': 'The pool has an SLOG device' }, []],
  ['logback', { [file]: logback(`${jsonAppender}\n${root}`) }, [`${file}:3 jvm logback json none yes`]],
  [
    'logback with an injected agent',
    { [file]: logback(`${jsonAppender}\n${root}`), '.nais/prod.yaml': nais },
    [`${file}:3 jvm logback json trace yes`],
  ],
  [
    'logback and an appender that a variable names, with a default',
    { [file]: logback(`${jsonAppender}\n<root level="\${LEVEL:-INFO}"><appender-ref ref="\${APPENDER:-OUT}"/></root>`) },
    [`${file}:3 jvm logback json none yes`],
  ],
  ['logback and an appender that only a variable names', { [file]: logback(`${jsonAppender}\n${root.replace('OUT', '${OUT}')}`) }, []],
  [
    'a request id in the records of Rust',
    {
      'src/log.rs':
        'use crate::headers::XRequestId;\nlet layer = json_subscriber::fmt::layer();\nevent!(Level::INFO, http.request_id = %id.as_str(), "done");',
    },
    ['src/log.rs:2 rust json-subscriber json request unknown'],
  ],
  ['logback and an appender nobody refers to', { [file]: logback(jsonAppender) }, []],
  [
    'logback under a profile that nobody switches on',
    {
      [file]: logback(`<springProfile name="json">${jsonAppender}${root}</springProfile>\n`),
      'infra/api.service': '[Service]\nEnvironment=SPRING_PROFILES_ACTIVE=api\nExecStart=/usr/bin/java\n',
    },
    [`${file}:3 jvm logback json none no`],
  ],
  [
    'logback under a profile that the unit switches on',
    {
      [file]: logback(`<springProfile name="json">${jsonAppender}${root}</springProfile>\n`),
      'infra/api.service': '[Service]\nEnvironment=SPRING_PROFILES_ACTIVE=api,json\n',
    },
    [`${file}:3 jvm logback json none yes`],
  ],
  [
    'logback outside of a local profile',
    { [file]: logback(`<springProfile name="!local">${jsonAppender}${root}</springProfile>`) },
    [`${file}:3 jvm logback json none yes`],
  ],
  [
    'logback with a writer of the same name in each profile',
    {
      [file]: logback(
        `<springProfile name="local">${textAppender}${root}</springProfile>\n<springProfile name="!local">${jsonAppender}${root}</springProfile>`,
      ),
    },
    [`${file}:3 jvm logback text none no`, `${file}:5 jvm logback json none yes`],
  ],
  ['logback with plain text', { [file]: logback(`${textAppender}${root}`) }, [`${file}:3 jvm logback text none yes`]],
  [
    'an id of the request kept for the thread',
    {
      [file]: logback(`${jsonAppender}${root}`),
      'src/main/java/Filter.java': 'class Filter { void f() {\n MDC.put("correlation_id", id); } }',
    },
    [`${file}:3 jvm logback json request yes`],
  ],
  [
    'log4j2 with trace keys but no tracing',
    {
      'src/main/resources/log4j2.xml':
        '<Configuration><Appenders><Console name="STDOUT">\n<JsonLayout compact="true"><KeyValuePair key="trace" value="$${ctx:traceId}"/></JsonLayout></Console></Appenders><Loggers><Root><AppenderRef ref="STDOUT"/></Root></Loggers></Configuration>',
    },
    ['src/main/resources/log4j2.xml:2 jvm log4j2 json none yes'],
  ],
  [
    'structured logs of Spring Boot',
    { 'src/main/resources/application.yml': 'logging:\n  structured:\n    format:\n      console: ecs\n' },
    ['src/main/resources/application.yml:4 jvm spring-boot json none yes'],
  ],
  [
    'the same in a profile of developers',
    { 'src/main/resources/application-dev.properties': 'logging.structured.format.console=ecs\n' },
    ['src/main/resources/application-dev.properties:1 jvm spring-boot json none no'],
  ],
  [
    'Rails in production',
    {
      'config/environments/production.rb':
        'Rails.application.configure do\n  config.log_tags = [ :request_id ]\n  config.rails_semantic_logger.format = :json\nend',
    },
    ['config/environments/production.rb:3 ruby rails_semantic_logger json request yes'],
  ],
  [
    'Rails with its default',
    {
      'config/environments/production.rb': 'Rails.application.configure do\n  config.log_formatter = ::Logger::Formatter.new\nend',
      'Gemfile.lock': '    logstasher (2.1.5)\n',
    },
    ['config/environments/production.rb:2 ruby logger text none yes'],
  ],
  [
    'a request id that is only passed on',
    { 'cdn.tf': 'resource "aws_cloudfront_distribution" "a" {\n  # X-Request-Id\n}', 'lambda.py': 'name = context.aws_request_id\n' },
    [],
  ],
  [
    'a log delivery option of another service',
    { 'cache.tf': 'resource "aws_elasticache_replication_group" "a" {\n  log_delivery_configuration {\n    log_format = "json"\n  }\n}' },
    [],
  ],
  [
    'a function',
    { 'fn.tf': 'resource "aws_lambda_function" "a" {\n  runtime = "python3.12"\n  logging_config {\n    log_format = "JSON"\n  }\n}' },
    ['fn.tf:4 python aws-lambda json none unknown'],
  ],
  [
    'Serilog in settings',
    {
      'appsettings.Production.json':
        '{"Serilog":{"WriteTo":[{"Name":"Console","Args":{\n"formatter":"Serilog.Formatting.Compact.CompactJsonFormatter, Serilog.Formatting.Compact"}}]}}',
    },
    ['appsettings.Production.json:2 dotnet serilog json none yes'],
  ],
  [
    'an event log of a product in chart values',
    { 'values.yaml': 'config:\n  EventLog:\n    handlers: |\n      h.setFormatter(jsonlogger.JsonFormatter())\n' },
    [],
  ],
])('%s', async (_, files, expected) => {
  expect(await setups(files)).toEqual(expected);
});

test.each<[string, string, string, readonly string[]]>([
  // what writes JSON
  ['bunyan', 'log.js', "const bunyan = require('bunyan');\nbunyan.createLogger({ name: 'shop' });", ['node bunyan json']],
  ['Fastify', 'app.js', "const fastify = require('fastify');\nconst app = fastify({ logger: true });", ['node fastify json']],
  ['Nest with pino', 'app.ts', "import { LoggerModule } from 'nestjs-pino';\nLoggerModule.forRoot();", ['node nestjs-pino json']],
  ['Nest', 'app.ts', 'const logger = 1;\nnew ConsoleLogger({ json: true });', ['node nestjs json']],
  ['tslog', 'log.ts', "import { Logger } from 'tslog';\nnew Logger({ type: 'json' });", ['node tslog json']],
  ['Powertools', 'fn.ts', "import { Logger } from '@aws-lambda-powertools/logger';\nnew Logger();", ['node aws-lambda-powertools json']],
  ['zap', 'main.go', 'import "go.uber.org/zap"\nvar l, _ = zap.NewProduction()', ['go zap json']],
  ['zerolog', 'main.go', 'import "github.com/rs/zerolog"\nvar l = zerolog.New(os.Stdout)', ['go zerolog json']],
  ['go-kit', 'main.go', 'import "github.com/go-kit/log"\nvar l = log.NewJSONLogger(w)', ['go go-kit json']],
  ['loguru', 'log.py', 'from loguru import logger\nlogger.add(sys.stdout, serialize=True)', ['python loguru json']],
  ['ECS for Python', 'log.py', 'import ecs_logging\nh.setFormatter(ecs_logging.StdlibFormatter())', ['python ecs-logging json']],
  ['Powertools for Python', 'fn.py', 'from aws_lambda_powertools import Logger\nlogger = Logger()', ['python aws-lambda-powertools json']],
  [
    'Google for Python',
    'log.py',
    'import google.cloud.logging\ngoogle.cloud.logging.Client().setup_logging()',
    ['python google-cloud-logging json'],
  ],
  [
    'Log4j in properties',
    'src/main/resources/log4j2.properties',
    '# a\nappender.out.layout.type = JsonTemplateLayout',
    ['jvm log4j2 json'],
  ],
  ['Quarkus', 'src/main/resources/application.properties', 'a=b\nquarkus.log.console.json=true', ['jvm quarkus json']],
  ['.NET', 'Program.cs', 'var b = 1;\nbuilder.Logging.AddJsonConsole();', ['dotnet Microsoft.Extensions.Logging json']],
  [
    '.NET by settings',
    'appsettings.json',
    '{"Logging": {"Console": {\n"FormatterName": "json"}}}',
    ['dotnet Microsoft.Extensions.Logging json'],
  ],
  ['Serilog expressions', 'Program.cs', 'var f =\nnew ExpressionTemplate("{ {@t, @mt} }");', ['dotnet serilog json']],
  ['NLog', 'nlog.config', '<nlog>\n<layout xsi:type="JsonLayout"/></nlog>', ['dotnet nlog json']],
  ['Monolog', 'log.php', '<?php\n$h->setFormatter(new \\Monolog\\Formatter\\JsonFormatter());', ['php monolog json']],
  [
    'Symfony',
    'config/packages/monolog.yaml',
    'monolog: { handlers: { main: {\n formatter: monolog.formatter.json } } }',
    ['php monolog json'],
  ],
  ['lograge', 'config/a.rb', 'x = 1\nconfig.lograge.formatter = Lograge::Formatters::Json.new', ['ruby lograge json']],
  ['tracing of Rust', 'src/main.rs', 'use tracing_subscriber;\ntracing_subscriber::fmt().json().init();', ['rust tracing-subscriber json']],
  // what does not
  [
    "a logger of one's own",
    'log.ts',
    'export function log(level: string, message: string, fields = {}) {\n  console.log(JSON.stringify({ time: Date.now(), level, message, ...fields }));\n}',
    ['node console json'],
  ],
  ['an object that is printed', 'a.js', "console.log(JSON.stringify({ level: 'info', result }));", []],
  ['another object', 'a.js', 'console.log(JSON.stringify({ name, version }, null, 2));', []],
  ['a program of the pipeline', '.github/workflows/schedule.py', 'import logging\nlogging.basicConfig(level=logging.INFO)\n', []],
  ['console', 'a.js', "\nconsole.log('x');", []],
  ['an access log of Express', 'a.js', "const morgan = require('morgan');\napp.use(morgan('combined'));", []],
  ['log4js', 'a.js', "const log4js = require('log4js');\nlog4js.getLogger();", ['node log4js text']],
  ['winston for people', 'a.js', "const w = require('winston');\nw.createLogger({ format: w.format.simple() });", ['node winston text']],
  ['tslog for people', 'a.ts', "import { Logger } from 'tslog';\nnew Logger({ type: 'pretty' });", []],
  ['zap for developers', 'main.go', 'import "go.uber.org/zap"\nvar l, _ = zap.NewDevelopment()', ['go zap text']],
  ['zerolog for people', 'main.go', 'import "github.com/rs/zerolog"\nvar l = zerolog.New(zerolog.ConsoleWriter{})', []],
  ['slog as text', 'main.go', 'import "log/slog"\nvar l = slog.New(slog.NewTextHandler(w, nil))', ['go slog text']],
  ['the log of Go', 'main.go', 'import "log"\nfunc main() { log.Printf("x") }', []],
  ['klog', 'main.go', 'import "k8s.io/klog/v2"\nfunc main() { klog.Info("x") }', ['go klog text']],
  [
    'structlog for people',
    'a.py',
    'import structlog\nstructlog.configure(processors=[structlog.dev.ConsoleRenderer()])',
    ['python structlog text'],
  ],
  ['loguru for people', 'a.py', 'from loguru import logger\nlogger.add(sys.stdout)', ['python loguru text']],
  ['print', 'a.py', '\nprint("x")', []],
  ['Log4j with a pattern', 'src/main/resources/log4j2.properties', '\nappender.out.layout.type = PatternLayout', ['jvm log4j2 text']],
  ['Serilog by default', 'Program.cs', 'var c = new LoggerConfiguration()\n  .WriteTo.Console().CreateLogger();', ['dotnet serilog text']],
  ['NLog commented out', 'nlog.config', '<nlog>\n<!-- <layout xsi:type="JsonLayout"/> --></nlog>', []],
  ['tagged logs of Rails', 'config/a.rb', 'x = 1\nconfig.logger = ActiveSupport::TaggedLogging.new(l)', ['ruby logger text']],
  ['env_logger', 'src/main.rs', 'fn main() {\n  env_logger::init(); }', ['rust env_logger text']],
  ['a library that only developers install', 'package.json', '{"devDependencies":\n{"pino":"9"}}', []],
  ['a wrapper of the organisation', 'log.js', "const { logger } = require('@acme/logger');\nlogger.info('x');", []],
])('the form of logs: %s', async (_, path, text, expected) => {
  const found = flat(await factsOf({ [path]: text }), 'log.setup');
  expect(found.map(({ language, library, format }) => `${language} ${library} ${format}`)).toEqual(expected);
  for (const { line } of found) expect(line).toBe(2);
});

test('loggers of tests are not those of the service', async () => {
  const found = await factsOf({ 'test/log.js': "const pino = require('pino');\nmodule.exports = pino();" });
  expect(found.filter(({ kind }) => kind === 'log.setup').map(({ pathClass }) => pathClass)).toEqual(['fixture']);
});

const pino = "const pino = require('pino');\nmodule.exports = pino();";

test.each<[string, Files]>([
  [
    'instrumentation that is started',
    {
      'otel.js':
        "const { NodeSDK } = require('@opentelemetry/sdk-node');\nconst { getNodeAutoInstrumentations } = require('@opentelemetry/auto-instrumentations-node');\nnew NodeSDK({ instrumentations: [getNodeAutoInstrumentations()] }).start();",
    },
  ],
  ['the tracer of Datadog', { 'dd.js': "require('dd-trace').init({ logInjection: true });" }],
])('trace ids in the records of pino by %s', async (_, files) => {
  const found = flat(await factsOf({ 'log.js': pino, 'package.json': '{"dependencies":{"pino":"9"}}', ...files }), 'log.setup');
  expect(found).toMatchObject([{ library: 'pino', format: 'json', correlation: 'trace', line: 2 }]);
});
