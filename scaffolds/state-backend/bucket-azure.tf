# The storage account that the state of this very folder moves into: created once, never deleted.
resource "azurerm_storage_account" "state" {
  name                     = "«state-account»"
  resource_group_name      = "«resource-group»"
  location                 = "«region»"
  account_tier             = "Standard"
  account_replication_type = "GZRS"

  # State holds secrets in plain text.
  allow_nested_items_to_be_public = false
  shared_access_key_enabled       = false

  # A broken state is repaired from the version before.
  blob_properties {
    versioning_enabled = true

    delete_retention_policy {
      days = 90
    }
  }

  lifecycle {
    prevent_destroy = true
  }
}

resource "azurerm_storage_container" "state" {
  name               = "state"
  storage_account_id = azurerm_storage_account.state.id
}
