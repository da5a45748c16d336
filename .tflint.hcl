# Every rule of tflint's own ruleset for the Terraform language; it needs no plugin from the network.
plugin "terraform" {
  enabled = true
  preset  = "all"
}
