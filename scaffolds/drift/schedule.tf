# Starts the drift job of the pipeline every morning, away from the full hour when everybody's jobs start.
resource "gitlab_pipeline_schedule" "drift" {
  project     = "«project»"
  description = "Drift"
  ref         = "refs/heads/«branch»"
  cron        = "17 4 * * *"
}
