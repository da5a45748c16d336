output "resource_id" {
  description = "What scales, as Application Auto Scaling names it."
  value       = aws_appautoscaling_target.endpoint.resource_id
}
