terraform {
  backend "s3" {
    bucket         = "acme-production-state"
    key            = "main.tfstate"
    region         = "eu-central-1"
    dynamodb_table = "locks"
  }
}

provider "aws" {}

resource "aws_instance" "web" {
  ami = "ami-1"
}
