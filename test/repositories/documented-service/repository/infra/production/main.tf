terraform {
  backend "s3" {
    bucket       = "acme-state"
    key          = "production/orders.tfstate"
    region       = "eu-central-1"
    use_lockfile = true
  }
}

provider "aws" {
  region = "eu-central-1"
}

resource "aws_vpc" "main" {
  cidr_block = "10.0.0.0/16"
}

resource "aws_ecs_cluster" "main" {
  name = "orders-production"
}

resource "aws_ecs_service" "orders" {
  name    = "orders"
  cluster = aws_ecs_cluster.main.id
}

resource "aws_ecs_task_definition" "orders" {
  family = "orders"
  container_definitions = jsonencode([{
    name  = "orders"
    image = "registry.example.org/orders:1.4.2"
    logConfiguration = {
      logDriver = "awslogs"
      options   = { awslogs-group = "/orders/production" }
    }
  }])
}

resource "aws_db_instance" "orders" {
  engine = "postgres"
}

resource "aws_cloudwatch_log_group" "orders" {
  name              = "/orders/production"
  retention_in_days = 90
}

resource "aws_cloudwatch_dashboard" "orders" {
  dashboard_name = "orders-production"
  dashboard_body = jsonencode({
    widgets = [
      { type = "metric", properties = { title = "CPU and memory", metrics = [["AWS/ECS", "CPUUtilization"], ["AWS/ECS", "MemoryUtilization"]] } },
      { type = "metric", properties = { title = "Requests", metrics = [["AWS/ApplicationELB", "RequestCount"], ["AWS/ApplicationELB", "HTTPCode_Target_5XX_Count"]] } }
    ]
  })
}

resource "aws_sns_topic" "page" {
  name = "orders-page"
}

resource "aws_sns_topic_subscription" "page" {
  topic_arn = aws_sns_topic.page.arn
  protocol  = "https"
  endpoint  = "https://events.pagerduty.com/integration/orders/enqueue"
}

resource "aws_cloudwatch_metric_alarm" "errors" {
  alarm_name          = "orders-5xx"
  alarm_description   = "Runbook: https://github.com/acme/orders/blob/main/docs/runbooks/errors.md"
  namespace           = "AWS/ApplicationELB"
  metric_name         = "HTTPCode_Target_5XX_Count"
  comparison_operator = "GreaterThanThreshold"
  threshold           = 10
  alarm_actions       = [aws_sns_topic.page.arn]
}
