/** Ends of class names of logback encoders and layouts that write JSON. */
export const jsonEncoders: readonly string[] = [
  'logstash.logback.encoder.LogstashEncoder', // https://github.com/logfellow/logstash-logback-encoder
  'logstash.logback.encoder.LoggingEventCompositeJsonEncoder',
  'logstash.logback.layout.LogstashLayout',
  'logging.logback.EcsEncoder', // https://www.elastic.co/docs/reference/ecs/logging/java/setup
  'classic.encoder.JsonEncoder', // https://logback.qos.ch/manual/encoders.html
  'contrib.json.classic.JsonLayout', // https://github.com/qos-ch/logback-contrib
  'spring.logging.StackdriverJsonLayout', // https://googlecloudplatform.github.io/spring-cloud-gcp/reference/html/index.html#cloud-logging
];

/** Elements of log4j2 that write JSON: https://logging.apache.org/log4j/2.x/manual/layouts.html */
export const jsonLayouts: readonly string[] = ['JsonLayout', 'JSONLayout', 'JsonTemplateLayout', 'EcsLayout', 'GelfLayout'];

/** Formatters of Serilog and Monolog by the ends of their names in settings. */
export const jsonFormatters = /(?:JsonFormatter|EcsTextFormatter|LogstashFormatter|formatter\.(?:json|logstash|google_cloud))\b/;
