output "resource_id" {
  description = "What scales, as Application Auto Scaling names it."
  value       = local.scalable.resource_id
}
