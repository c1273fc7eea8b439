terraform {
  backend "s3" {
    bucket       = "shop-state"
    key          = "blue"
    use_lockfile = true
  }
}

resource "aws_instance" "web" {
  ami           = "ami-1"
  instance_type = "t3.small"
}
