output "resource_id" {
  description = "Id of what scales, as Application Auto Scaling takes it."
  value       = local.scalable.resource_id
}
