terraform {
  required_version = ">= 1.10" # older ones cannot lock in the bucket

  backend "s3" {
    bucket       = "«state-bucket»"
    key          = "«service»/«production»/terraform.tfstate"
    region       = "«region»"
    encrypt      = true
    use_lockfile = true
  }
}
