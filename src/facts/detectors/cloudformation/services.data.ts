/** Services, or single types, of CloudFormation that run something … */
export const compute: ReadonlySet<string> = new Set([
  'ECS',
  'EKS',
  'Lambda',
  'Serverless',
  'AutoScaling',
  'Batch',
  'AppRunner',
  'ElasticBeanstalk',
  'AWS::EC2::Instance',
]);

/** … keep data … */
export const data: ReadonlySet<string> = new Set([
  'RDS',
  'DynamoDB',
  'S3',
  'ElastiCache',
  'OpenSearchService',
  'Elasticsearch',
  'Redshift',
  'EFS',
  'DocDB',
  'Neptune',
  'MemoryDB',
  'MSK',
  'Kinesis',
  'SQS',
  'AWS::Serverless::SimpleTable',
]);

/** … connect or grant access. */
export const network: ReadonlySet<string> = new Set([
  'IAM',
  'ElasticLoadBalancingV2',
  'ElasticLoadBalancing',
  'CloudFront',
  'ApiGateway',
  'ApiGatewayV2',
  'Route53',
  'WAFv2',
  'CertificateManager',
  'AWS::EC2::VPC',
  'AWS::EC2::Subnet',
  'AWS::EC2::SecurityGroup',
  'AWS::Serverless::Api',
  'AWS::Serverless::HttpApi',
]);
