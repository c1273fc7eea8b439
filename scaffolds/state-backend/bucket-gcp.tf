# The bucket that the state of this very folder moves into: created once, never deleted.
resource "google_storage_bucket" "state" {
  name     = "«state-bucket»"
  location = "«region»"

  # State holds secrets in plain text.
  uniform_bucket_level_access = true
  public_access_prevention    = "enforced"

  # A broken state is repaired from the version before.
  versioning {
    enabled = true
  }

  lifecycle {
    prevent_destroy = true
  }
}
