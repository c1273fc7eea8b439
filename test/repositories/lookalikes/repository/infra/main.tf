resource "google_container_node_pool" "main" {
  name = "main"
  upgrade_settings {
    strategy = "BLUE_GREEN"
  }
}

resource "aws_db_instance" "shop" {
  identifier = "shop"
  blue_green_update {
    enabled = true
  }
}

resource "spacelift_drift_detection" "shop" {
  count    = 0
  stack_id = "shop-production"
  schedule = ["0 4 * * *"]
}

resource "aws_appconfig_application" "shop" {
  name = "shop"
}

resource "aws_cloudwatch_event_rule" "quarter" {
  name                = "debt-review"
  schedule_expression = "cron(0 9 1 1,4,7,10 ? *)"
}
