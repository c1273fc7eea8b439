terraform {
  backend "azurerm" { # locks by itself
    resource_group_name  = "«resource-group»"
    storage_account_name = "«state-account»"
    container_name       = "state"
    key                  = "«service»/«production»/terraform.tfstate"
    use_azuread_auth     = true
  }
}
