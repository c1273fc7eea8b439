terraform {
  backend "gcs" { # locks by itself
    bucket = "«state-bucket»"
    prefix = "«service»/«production»"
  }
}
